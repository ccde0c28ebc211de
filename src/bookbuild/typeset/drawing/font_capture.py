"""The fonts of a fragment, as used and not yet embedded.

Seam: `weasyprint.pdf.build_fonts_dictionary`, which subsets and embeds the fonts of a document; here it is asked what
it would embed, and a dictionary of empty entries stands in the file until assembly closes each font once for a book.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pydyf

from bookbuild.typeset.drawing.drawn_text_box import SIGNS
from bookbuild.typeset.drawing.faces import variations_of
from bookbuild.typeset.fragments import FontPart
from bookbuild.typeset.seams.seam import Function

KeepFont = Callable[[str, bytes], None]
"""Is given the digest and the content of a font file."""

_captured: tuple[list[FontPart], KeepFont] | None = None
"""Where the fonts of what is painted go; None where WeasyPrint embeds them itself."""


@contextmanager
def captured(keep: KeepFont) -> Iterator[list[FontPart]]:
    """The fonts of what is painted while this lasts. `keep` is given the digest and content of each file."""
    global _captured
    outer, parts = _captured, list[FontPart]()
    _captured = parts, keep
    try:
        yield parts
    finally:
        _captured = outer


def build_fonts_dictionary(built: Function, pdf: Any, fonts: dict[Any, Any], *rest: Any) -> Any:
    """WeasyPrint's function; while fonts are captured, a dictionary of empty entries."""
    if _captured is None:
        return built(pdf, fonts, *rest)
    parts, keep = _captured
    parts.extend(_part(font, keep) for font in fonts.values())
    dictionary = pydyf.Dictionary()
    for part in parts:
        dictionary[part.name] = pydyf.Dictionary({"Type": "/Font"})
    return dictionary


def _part(font: Any, keep: Callable[[str, bytes], None]) -> FontPart:
    signs = SIGNS.of(font)
    digest = signs.measures.digest if signs else hashlib.sha256(font.file_content).hexdigest()
    keep(digest, font.file_content)
    return FontPart(
        name=font.hash,
        digest=digest,
        index=int(font.index) & 0xFFFF,
        family=font.family,
        base_name=font.name.decode().partition("+")[2],
        flags=font.flags,
        ascent=font.ascent,
        descent=font.descent,
        variations=tuple(sorted(variations_of(font).items())),
        widths=tuple(sorted(font.widths.items())),
        texts=tuple(sorted(font.to_unicode.items())),
        missing=tuple(sorted(font.missing.values())),
        signs=tuple(signs.signs()) if signs else (),
    )
