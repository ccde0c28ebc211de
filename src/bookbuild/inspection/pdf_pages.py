"""A PDF → what stands on its pages, as JSON: lines of words with places and dress, rules, pictures, outline.

Lengths are in pt, from the left and the lower edge of a page. `pdf-lines` is the kind that `child.py` asks for.
"""

from __future__ import annotations

import base64
import ctypes
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import pypdfium2
import pypdfium2.raw as pdfium

from bookbuild.diagnostics import BookError
from bookbuild.inspection.pdf_glyphs import MAY_BE_SPACE, DressTable, PdfGlyph, glyphs_of
from bookbuild.inspection.pdf_lines import PdfLine, lines_of
from bookbuild.inspection.refusal import unsafe
from bookbuild.inspection.telling import Telling, silent

MOST_PAGES = 20_000
_DAMAGE = (pypdfium2.PdfiumError, OSError, RuntimeError, ValueError, TypeError, LookupError, ArithmeticError)
_MOST_OBJECTS = 4_000
_THIN, _WIDE = 2.0, 24.0
_SMALLEST_PICTURE = 24.0
_MOST_PIXELS = 6_000_000
_MOST_PICTURES = 24 << 20
"""Bytes of all pictures together; those that are more are counted."""
_DEEPEST = 4
_MOST_ENTRIES = 5_000


@dataclass(slots=True)
class _PagesGathering:
    table: DressTable = field(default_factory=DressTable)
    letters: Counter[str] = field(default_factory=Counter)
    picture_bytes: int = 0
    pictures_left_out: int = 0


def page_report(path: Path, at: Telling = silent) -> dict[str, Any]:
    """The pages of the PDF at `path`, and what it says of itself. Raises BookError where it cannot be read.

    A PDF under a password has only `encrypted`. `letters`: how often each character is drawn, before lines are made.
    """
    at("the list of its objects")
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD or "assword" in str(error):
            return {"encrypted": True}
        raise BookError([unsafe(f"`{path.name}` is not a readable PDF")]) from error
    except _DAMAGE as error:
        raise BookError([unsafe(f"`{path.name}` is not a readable PDF ({type(error).__name__})")]) from error
    try:
        return _report(document, at)
    except _DAMAGE as error:
        raise BookError([unsafe(f"`{path.name}` is not a readable PDF ({type(error).__name__})")]) from error


def _report(document: Any, at: Telling) -> dict[str, Any]:
    gathering = _PagesGathering()
    pages = []
    for number in range(min(len(document), MOST_PAGES)):
        at(f"page {number + 1}")
        # as JSON at once: what is read of a page takes a fifth of the memory so
        pages.append(msgspec.Raw(msgspec.json.encode(_page(document, number, gathering))))
    at("its outline")
    return {
        "pages": pages,
        "dresses": [[each.font, each.size, each.bold, each.italic] for each in gathering.table.dresses],
        "letters": dict(gathering.letters),
        "pictures_left_out": gathering.pictures_left_out,
        "outline": list(_outline(document)),
        "language": _language(document),
        **{key.lower(): value for key, value in document.get_metadata_dict(skip_empty=True).items()},
    }


def _page(document: Any, number: int, gathering: _PagesGathering) -> dict[str, Any]:
    """One page; a page that cannot be read is empty."""
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return {"label": "", "box": [0, 0, 0, 0], "lines": [], "across": "", "rules": [], "pictures": []}
    try:
        left, bottom, right, top = page.get_cropbox()
        text_page = page.get_textpage()
        try:
            glyphs = glyphs_of(text_page.raw, gathering.table)
        finally:
            text_page.close()
        gathering.letters.update(
            character for glyph in glyphs for character in glyph.text if glyph.text != MAY_BE_SPACE
        )
        upright = [glyph for glyph in glyphs if _is_upright(glyph, left, right, bottom, top)]
        rest = [glyph for glyph in glyphs if not _is_upright(glyph, left, right, bottom, top)]
        rules, pictures = _drawn(page, gathering)
        return {
            "label": document.get_page_label(number) or "",
            "box": [left, bottom, right, top],
            "lines": [_line_fact(line) for line in lines_of(upright, gathering.table)],
            "across": "".join(glyph.text for glyph in rest).strip(),
            "rules": rules,
            "pictures": pictures,
        }
    finally:
        page.close()


def _is_upright(glyph: PdfGlyph, left: float, right: float, bottom: float, top: float) -> bool:
    return not glyph.across and left - 2 <= glyph.x <= right + 2 and bottom - 2 <= glyph.y <= top + 2


def _line_fact(line: PdfLine) -> list[Any]:
    words = [
        [word.text, round(word.left, 1), round(word.right, 1), word.dress, word.raised | word.joined << 1]
        for word in line.words
    ]
    return [line.y, words]


def _drawn(page: Any, gathering: _PagesGathering) -> tuple[list[list[float]], list[list[Any]]]:
    """Level rules as [y, left, right], and pictures as [left, bottom, right, top, bytes in Base64]."""
    rules: list[list[float]] = []
    pictures: list[list[Any]] = []
    for kind, item in _objects(page.raw):
        sides = _bounds(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH and sides[3] - sides[1] < _THIN and sides[2] - sides[0] > _WIDE:
            rules.append([sides[1], sides[0], sides[2]])
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE and min(sides[3] - sides[1], sides[2] - sides[0]) > _SMALLEST_PICTURE:
            data = _picture(page, item) if gathering.picture_bytes < _MOST_PICTURES else b""
            gathering.picture_bytes += len(data)
            gathering.pictures_left_out += not data
            if data:
                pictures.append([*sides, base64.b64encode(data).decode("ascii")])
    return rules, pictures


def _objects(page: Any) -> Iterator[tuple[int, Any]]:
    for at in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        item = pdfium.FPDFPage_GetObject(page, at)
        yield pdfium.FPDFPageObj_GetType(item), item


def _bounds(item: Any) -> list[float]:
    sides = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(item, *sides):
        return [0.0, 0.0, 0.0, 0.0]
    return [round(side.value, 1) for side in sides]


def _picture(page: Any, item: Any) -> bytes:
    """The file of a picture: its JPEG as it is, else a PNG; nothing where it is too large, or damaged."""
    width, height = ctypes.c_uint(), ctypes.c_uint()
    pdfium.FPDFImageObj_GetImagePixelSize(item, width, height)
    if not 0 < width.value * height.value <= _MOST_PIXELS:
        return b""
    raw = pdfium.FPDFImageObj_GetImageDataRaw(item, None, 0)
    if 0 < raw < _MOST_PICTURES:
        buffer = ctypes.create_string_buffer(raw)
        pdfium.FPDFImageObj_GetImageDataRaw(item, buffer, raw)
        if buffer.raw.startswith(b"\xff\xd8\xff") and pdfium.FPDFImageObj_GetImageFilterCount(item) == 1:
            return buffer.raw
    image = pypdfium2.PdfImage(item, page=page)
    try:
        with io.BytesIO() as target:
            image.get_bitmap().to_pil().save(target, "PNG")
            return target.getvalue()
    except (*_DAMAGE, MemoryError):
        return b""


def _outline(document: Any) -> Iterator[list[Any]]:
    """The entries of the outline: [level from 1, title, page from 1 or 0]."""
    for count, entry in enumerate(document.get_toc(max_depth=_DEEPEST)):
        if count >= _MOST_ENTRIES:
            return
        target = entry.get_dest()
        page = target.get_index() if target else None
        yield [entry.level + 1, entry.get_title() or "", 0 if page is None else page + 1]


def _language(document: Any) -> str:
    size = pdfium.FPDFCatalog_GetLanguage(document.raw, None, 0)
    if not 2 < size < 256:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFCatalog_GetLanguage(document.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")
