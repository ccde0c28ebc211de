"""Bytes kept under a kind and a key, and given again if they are as they were written.

Several builds may use a store at once, from several machines. What is damaged, was written by halves, or stands under
another kind or key than its own, is as if it were not there. A store that cannot be written is no error of the book:
what is made goes to a temporary folder then.

Who may write to a store could put an entry of his own there. With `BOOKBUILD_CACHE_KEY`, a secret that those share
who may, an entry that was not sealed with it is as if it were not there.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import tempfile
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path

from bookbuild.cache.backend import Backend, BackendFailed, KeptEntry
from bookbuild.cache.backends import backend_of
from bookbuild.diagnostics import Code, Finding

FORMAT = 5
"""Raised when what is kept changes its form."""

SEAL = 32
"""Bytes before the content of each entry: a digest of its kind, its key and its content, with the secret if any."""

KEY = "BOOKBUILD_CACHE_KEY"
"""The variable of the environment that has the secret."""

MOST_BYTES = 2_000_000_000
"""The size that a store is trimmed to where no other is given."""

IN_USE = 1800.0
"""Seconds for which nothing is deleted after its use: a build may still need it."""

BETWEEN_TRIMS = 6 * 3600.0
TRIMMED = "trimmed"


def default_store() -> str:
    """Where fragments are kept: `BOOKBUILD_CACHE`, else the user's cache folder."""
    if given := os.environ.get("BOOKBUILD_CACHE"):
        return given
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return str(Path(base) / "bookbuild")


class Store:
    """What is kept at `place`, a path or an URL. May be used by several threads."""

    def __init__(self, place: str | Path | None = None, limit: int | None = None) -> None:
        self.place: Backend = backend_of(place or default_store(), f"v{FORMAT}")
        self.limit = MOST_BYTES if limit is None else limit
        self._secret = os.environ.get(KEY, "")
        self._findings: list[Finding] = []
        self._instead: tuple[tempfile.TemporaryDirectory[str], Backend] | None = None
        self._readable = True
        self._failed = False
        self._expected: dict[str, bytes] = {}
        self._written = 0
        self._lock = threading.RLock()

    @property
    def address(self) -> str:
        return self.place.address

    def expect(self, kind: str, keys: Iterable[str]) -> None:
        """Fetch these entries together, for they are asked for next; of use where the place is far away."""
        with self._lock, suppress(BackendFailed):
            if self._readable:
                self._expected = self.place.read_many([_name(kind, key) for key in keys])

    def size(self) -> tuple[int, int]:
        """How many entries there are, and their bytes. Raises BackendFailed."""
        sizes = [entry.size for entry in self.place.entries()]
        return len(sizes), sum(sizes)

    def trim(self, most: int | None = None) -> int:
        """Delete what was used longest ago until at most `most` bytes are kept; how many entries went.

        What may be in use stays. Raises BackendFailed.
        """
        now = time.time()
        entries = sorted(self.place.entries(), key=lambda entry: (-entry.used, entry.name))
        left = self.limit if most is None else most
        gone: list[KeptEntry] = []
        for entry in entries:
            left -= entry.size
            if left < 0 and entry.used < now - IN_USE:
                gone.append(entry)
        self.place.delete(entry.name for entry in gone)
        self._note_trimming()
        return len(gone)

    def clear(self) -> int:
        """Delete everything; how many entries there were. Raises BackendFailed."""
        names = [entry.name for entry in self.place.entries()]
        self.place.delete(names)
        return len(names)

    def take_findings(self) -> tuple[Finding, ...]:
        """The findings about the store itself (`store-unwritable`) since the last call: each is given once."""
        with self._lock:
            found = tuple(self._findings)
            self._findings.clear()
        return found

    def close(self) -> None:
        """Note what was used, trim if it is time, and delete what was kept for a time only."""
        with suppress(BackendFailed):
            self.place.close()
            if self._written and self._readable and self._is_time_to_trim():
                self.trim()
        if self._instead:
            self._instead[0].cleanup()
            self._instead = None

    def _is_time_to_trim(self) -> bool:
        """A scan of all that is kept is made a few times a day, or where much was written."""
        if self._written > self.limit // 10:
            return True
        kept = self._opened(TRIMMED, "", self.place.read(TRIMMED))
        if kept is None:
            self._note_trimming()
            return False
        return not kept.isdigit() or time.time() - int(kept) > BETWEEN_TRIMS

    def read(self, kind: str, key: str) -> bytes | None:
        """What is kept of a `kind` under `key`, a hexadecimal digest; None where nothing is, or it is damaged."""
        name = _name(kind, key)
        for place in self._places():
            try:
                content = self._expected.pop(name, None) or place.read(name)
            except BackendFailed as failed:
                self._fail(failed, readable=False)
                continue
            if (whole := self._opened(kind, key, content)) is not None:
                return whole
        return None

    def _places(self) -> list[Backend]:
        places = [self._instead[1]] if self._instead else []
        return [*places, self.place] if self._readable else places

    def write(self, kind: str, key: str, content: bytes) -> None:
        name = _name(kind, key)
        sealed = self._seal(kind, key, content) + content
        with self._lock:
            failed, instead = self._failed, self._instead
        if failed and not instead:
            return
        try:
            (instead[1] if instead else self.place).write(name, sealed)
            self._written += len(sealed)
        except BackendFailed as error:
            if not failed:
                self._fail(error, readable=self._readable)
                self.write(kind, key, content)

    def _note_trimming(self) -> None:
        content = f"{time.time():.0f}".encode()
        self.place.write(TRIMMED, self._seal(TRIMMED, "", content) + content)

    def _seal(self, kind: str, key: str, content: bytes) -> bytes:
        digest = hashlib.blake2b(
            f"{kind}\0{key}\0".encode(), digest_size=SEAL, key=_secret_key(self._secret), person=b"bookbuild"
        )
        digest.update(content)
        return digest.digest()

    def _opened(self, kind: str, key: str, sealed: bytes | None) -> bytes | None:
        """The content of an entry; None where it is not what was written of this kind under this key."""
        if sealed is None or len(sealed) <= SEAL:
            return None
        content = sealed[SEAL:]
        return content if hmac.compare_digest(sealed[:SEAL], self._seal(kind, key, content)) else None

    def _fail(self, failed: BackendFailed, *, readable: bool) -> None:
        """Go on in a temporary folder, and say so once."""
        with self._lock:
            self._readable = readable
            if self._failed:
                return
            self._failed = True
            with suppress(OSError):  # then nothing is kept at all
                folder = tempfile.TemporaryDirectory(prefix="bookbuild-", ignore_cleanup_errors=True)
                self._instead = folder, backend_of(folder.name, f"v{FORMAT}")
            self._findings.append(
                Finding(
                    Code.STORE_UNWRITABLE,
                    f"nothing is kept at `{self.address}`: {failed}",
                    "make it writable, or name another place with `--cache`",
                )
            )


def _name(kind: str, key: str) -> str:
    return f"{kind}/{key[:2]}/{key}"


@cache
def _secret_key(secret: str) -> bytes:
    """A secret of any length as BLAKE2b takes it; nothing of nothing."""
    return hashlib.sha512(secret.encode(errors="surrogateescape")).digest() if secret else b""
