"""Fragments kept under the key of their job, and the font files that they use under the digest of their content."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from bookbuild.cache.store import Store
from bookbuild.typeset.fragments import Fragment
from bookbuild.typeset.work.render_task import Made, decoded

FRAGMENTS, FONTS = "fragments", "fonts"


class FragmentStore(Store):
    """A store of what workers make. May be used by several threads."""

    def __init__(self, place: str | Path | None = None, limit: int | None = None) -> None:
        super().__init__(place, limit)
        self._good_fonts: set[str] = set()

    def expect_fragments(self, keys: Iterable[str]) -> None:
        """Fetch these fragments together, for they are asked for next."""
        self.expect(FRAGMENTS, keys)

    def clear(self) -> int:
        self._good_fonts.clear()
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
        fragment = decoded(made.content)
        if fragment is None:
            raise ValueError(f"a worker's fragment `{key}` cannot be read")
        return fragment

    def fonts(self) -> frozenset[str]:
        """The digests of font files that are known to be here."""
        return frozenset(self._good_fonts)

    def font(self, digest: str) -> bytes:
        """The content of a font file. Raises FileNotFoundError where it is not kept."""
        content = self.read(FONTS, digest)
        if content is None:
            raise FileNotFoundError(f"{FONTS}/{digest}")
        self._good_fonts.add(digest)
        return content

    def keep_font(self, digest: str, content: bytes) -> None:
        if not self.has_font(digest):
            self.write(FONTS, digest, content)
            self._good_fonts.add(digest)

    def has_font(self, digest: str) -> bool:
        """Whether the font file is here, whole; read once to see."""
        with suppress(FileNotFoundError):
            return digest in self._good_fonts or bool(self.font(digest))
        return False
