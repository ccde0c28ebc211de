"""The fonts that pages show text in → those that are not embedded, or as the file's version does not know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from bookbuild.diagnostics import Code
from bookbuild.inspection.pdf_values import name_of, table, tables
from bookbuild.inspection.preflight_rules import Breach, Rulebook

_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_SINCE = {"Type1C": (1, 2), "CIDFontType0C": (1, 3), "OpenType": (1, 6)}
"""ISO 32000-1, table 126: the version that first knows each form."""


def font_breaches(font: Any, pages: list[int], version: tuple[int, int], book: Rulebook) -> Iterator[Breach]:
    """What is wrong with a font that the text of `pages` is set in."""
    inner = next(tables(font.get("/DescendantFonts")), font)
    if name_of(font.get("/Subtype")) == "Type3":
        return
    descriptor = table(inner, "/FontDescriptor")
    name = name_of(font.get("/BaseFont")) or name_of(descriptor.get("/FontName")) or "without a name"
    program = next((descriptor[key] for key in _FILES if isinstance(descriptor.get(key), pikepdf.Stream)), None)
    message = remedy = ""
    if program is None or not program.read_raw_bytes():
        message, remedy = f"the font `{name}` is not embedded: {book.who('fonts')} asks for all fonts", "embed it"
    else:
        form = name_of(program.get("/Subtype"))
        since = _SINCE.get(form, (1, 0))
        if since > version:
            message = (
                f"the font `{name}` is embedded as {form}, known from PDF {since[0]}.{since[1]}; the file is of PDF "
                f"{version[0]}.{version[1]}, against {book.who('fonts')}"
            )
            remedy = "embed its outlines as CIDFontType0C, or a TrueType font as such"
    if message:
        yield from (Breach("fonts", Code.PREFLIGHT_FONT, message, remedy, page) for page in pages)
