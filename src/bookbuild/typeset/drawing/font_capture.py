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
from weasyprint import pdf as weasyprint_pdf

from bookbuild.typeset.drawing.faces import variations_of
from bookbuild.typeset.fragments import FontPart

_built = weasyprint_pdf.build_fonts_dictionary


@contextmanager
def captured(keep: Callable[[str, bytes], None]) -> Iterator[list[FontPart]]:
    """The fonts of what is painted while this lasts. `keep` is given the digest and content of each file."""
    parts: list[FontPart] = []

    def capture(_pdf: Any, fonts: dict[Any, Any], *_: Any) -> Any:
        parts.extend(_part(font, keep) for font in fonts.values())
        dictionary = pydyf.Dictionary()
        for part in parts:
            dictionary[part.name] = pydyf.Dictionary({"Type": "/Font"})
        return dictionary

    weasyprint_pdf.build_fonts_dictionary = capture
    try:
        yield parts
    finally:
        weasyprint_pdf.build_fonts_dictionary = _built


def _part(font: Any, keep: Callable[[str, bytes], None]) -> FontPart:
    drawn = hasattr(font, "signs")
    digest = font.signs.measures.digest if drawn else hashlib.sha256(font.file_content).hexdigest()
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
        signs=tuple(font.signs.signs()) if drawn else (),
    )
