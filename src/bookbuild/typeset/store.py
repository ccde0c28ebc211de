"""Fragments kept on disk under the digest of all that decides them, and the font files that they use."""

from __future__ import annotations

import os
import pickle
import tempfile
import zlib
from pathlib import Path

from bookbuild.typeset.fragments import Fragment

FORMAT = 1
"""Raised when what is kept changes its form."""

COMPRESSION = 1
MOST_BYTES = 2_000_000_000
"""The size that a store is trimmed to by default: what was used longest ago goes first."""


def default_store() -> Path:
    """Where fragments are kept: `BOOKBUILD_CACHE`, else the user's cache folder."""
    if given := os.environ.get("BOOKBUILD_CACHE"):
        return Path(given)
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "bookbuild"


class Store:
    """A folder of kept things. Several builds may use it at once: an entry is written whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / f"v{FORMAT}"

    def fragment(self, key: str) -> Fragment | None:
        """The fragment kept under `key`; one that cannot be read is as none."""
        data = self._read("fragments", key)
        if data is None:
            return None
        try:
            kept = pickle.loads(zlib.decompress(data))
        except (pickle.UnpicklingError, zlib.error, EOFError, AttributeError, ImportError, IndexError, TypeError):
            return None
        return kept if isinstance(kept, Fragment) else None

    def keep_fragment(self, key: str, fragment: Fragment) -> None:
        self._write("fragments", key, zlib.compress(pickle.dumps(fragment, pickle.HIGHEST_PROTOCOL), COMPRESSION))

    def font(self, digest: str) -> bytes:
        """The content of a font file. Raises FileNotFoundError where it is not kept."""
        data = self._read("fonts", digest)
        if data is None:
            raise FileNotFoundError(self._path("fonts", digest))
        return data

    def keep_font(self, digest: str, content: bytes) -> None:
        if not self._path("fonts", digest).exists():
            self._write("fonts", digest, content)

    def has_font(self, digest: str) -> bool:
        return self._path("fonts", digest).exists()

    def text(self, kind: str, key: str) -> bytes | None:
        """Something small kept under `key`, of a `kind` of its own."""
        return self._read(kind, key)

    def keep_text(self, kind: str, key: str, content: bytes) -> None:
        self._write(kind, key, content)

    def size(self) -> tuple[int, int]:
        """How many entries there are, and their bytes."""
        sizes = [path.stat().st_size for path in self._entries()]
        return len(sizes), sum(sizes)

    def trim(self, most: int = MOST_BYTES) -> int:
        """Delete what was used longest ago until at most `most` bytes are kept; how many entries went."""
        entries = sorted(((path.stat().st_mtime, path) for path in self._entries()), reverse=True)
        kept = gone = 0
        for _, path in entries:
            size = path.stat().st_size
            if kept + size > most:
                path.unlink(missing_ok=True)
                gone += 1
            else:
                kept += size
        return gone

    def clear(self) -> int:
        """Delete everything; how many entries there were."""
        return self.trim(-1)

    def _entries(self) -> list[Path]:
        return [path for path in self.folder.rglob("*") if path.is_file()] if self.folder.is_dir() else []

    def _path(self, kind: str, name: str) -> Path:
        return self.folder / kind / name[:2] / name

    def _read(self, kind: str, name: str) -> bytes | None:
        path = self._path(kind, name)
        try:
            data = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        return data

    def _write(self, kind: str, name: str, data: bytes) -> None:
        """Write beside and rename. A full or read-only disk keeps nothing, and is no error of the book."""
        path = self._path(kind, name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
                file.write(data)
            Path(file.name).replace(path)
        except OSError:
            return
