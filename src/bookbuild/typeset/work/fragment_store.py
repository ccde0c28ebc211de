"""Fragments kept under the key of their job, and the font files that they use under the digest of their content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from bookbuild.cache.store import Store
from bookbuild.typeset.fragments import Fragment
from bookbuild.typeset.work.render_task import Made, decoded, read_back

FRAGMENTS, FONTS = "fragments", "fonts"

MOST_IN_MEMORY = 1 << 28
"""Bytes of font files that are held in memory; beyond it, those that came first go."""


class FragmentStore(Store):
    """A store of what workers make. May be used by several threads.

    What is kept may be deleted at any time: font files that were seen are held in memory too.
    """

    def __init__(self, place: str | Path | None = None, limit: int | None = None) -> None:
        super().__init__(place, limit)
        self._seen: dict[str, bytes] = {}

    def expect_fragments(self, keys: Iterable[str]) -> None:
        """Fetch these fragments together, for they are asked for next."""
        self.expect(FRAGMENTS, keys)

    def clear(self) -> int:
        self._seen.clear()
        return super().clear()

    def fragment(self, key: str) -> Fragment | None:
        """The fragment kept under `key`; one that cannot be read, or whose fonts are gone, is as none."""
        content = self.read(FRAGMENTS, key)
        fragment = decoded(content) if content else None
        if fragment and all(self.has_font(part.digest) for part in fragment.fonts):
            return fragment
        return None

    def keep(self, key: str, made: Made) -> Fragment:
        """Keep what a worker made; the fragment as it will be read again. Raises ValueError where it cannot be."""
        for digest, content in made.fonts:
            self.keep_font(digest, content)
        self.write(FRAGMENTS, key, made.content)
        fragment = read_back(made.content)
        if fragment is None:
            raise ValueError(f"a worker's fragment `{key}` cannot be read")
        return fragment

    def fonts(self) -> frozenset[str]:
        """The digests of font files that are known to be here."""
        return frozenset(self._seen)

    def font(self, digest: str) -> bytes:
        """The content of a font file. Raises FileNotFoundError where it is not kept."""
        if (seen := self._seen.get(digest)) is not None:
            return seen
        content = self.read(FONTS, digest)
        if content is None or hashlib.sha256(content).hexdigest() != digest:
            raise FileNotFoundError(f"{FONTS}/{digest}")
        self._hold(digest, content)
        return content

    def keep_font(self, digest: str, content: bytes) -> None:
        if not self.has_font(digest):
            self.write(FONTS, digest, content)
            self._hold(digest, content)

    def has_font(self, digest: str) -> bool:
        """Whether the font file is here, whole; read once to see."""
        with suppress(FileNotFoundError):
            return bool(self.font(digest))
        return False

    def _hold(self, digest: str, content: bytes) -> None:
        with self._lock:
            self._seen[digest] = content
            size = sum(map(len, self._seen.values()))
            while size > MOST_IN_MEMORY and len(self._seen) > 1:
                size -= len(self._seen.pop(next(iter(self._seen))))
