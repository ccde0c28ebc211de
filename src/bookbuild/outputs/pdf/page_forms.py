"""A page of a PDF from anywhere → a form that can be placed (ISO 32000-1, 8.10), with its trim and its bleed.

The page's operators are taken over as they are encoded. Only where a page has several streams they must be decoded,
since an operator may begin in one and end in the next; how much that can come to is known before.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from math import prod

import pikepdf

from bookbuild.diagnostics import BookError
from bookbuild.inspection.refusal import unsafe
from bookbuild.outputs.pdf.sheet_plan import POINTS, Bleed, PageBox, SheetSize

UNTOLD_BLEED = 3 * POINTS
"""How much of what stands over the trim is taken for bleed where a page has no BleedBox: marks stand farther out."""
MOST_CONTENT = 100 << 20
"""Bytes that the streams of one page may unpack to."""
_GROWTH = {"/ASCII85Decode": 1, "/ASCIIHexDecode": 1, "/RunLengthDecode": 64, "/LZWDecode": 1400, "/FlateDecode": 1032}
"""How many bytes one byte can become at the most."""


@dataclass(frozen=True, slots=True)
class PageForm:
    """A page as a form: where its trim is in the form's own space, as the page is shown, and its bleed."""

    form: pikepdf.Object
    trim: PageBox
    bleed: Bleed

    @property
    def size(self) -> SheetSize:
        return self.trim[2] - self.trim[0], self.trim[3] - self.trim[1]


def page_form(page: pikepdf.Page) -> PageForm:
    """A page as a form that shows all that it has up to its bleed. Raises BookError where it unpacks to too much."""
    trim, bleed = _ordered(page.trimbox), _bleed_box(page)
    form = _form(page)
    form.BBox = pikepdf.Array([round(edge, 4) for edge in bleed])
    matrix = pikepdf.Matrix(form.Matrix) if "/Matrix" in form else pikepdf.Matrix()
    shown, around = _moved(trim, matrix), _moved(bleed, matrix)
    edges = (shown[0] - around[0], shown[1] - around[1], around[2] - shown[2], around[3] - shown[3])
    return PageForm(form, shown, Bleed(*(max(edge, 0.0) for edge in edges)))


def _form(page: pikepdf.Page) -> pikepdf.Object:
    """What qpdf makes of a page; of a page with one stream that very stream, with the form's entries."""
    content = page.obj.get("/Contents")
    if isinstance(content, pikepdf.Array):
        if len(content) != 1:
            _check_size(page, content)
            return page.as_form_xobject()
        content = content[0]
    form = page.as_form_xobject()
    if not isinstance(content, pikepdf.Stream):
        return form
    filters, parameters = content.get("/Filter"), content.get("/DecodeParms")
    form.write(content.read_raw_bytes(), filter=filters, decode_parms=parameters, type_check=False)
    return form


def _check_size(page: pikepdf.Page, content: pikepdf.Array) -> None:
    """Raises BookError (`archive-unsafe`) where the streams may unpack to more than MOST_CONTENT."""
    left = MOST_CONTENT
    for part in content:
        if isinstance(part, pikepdf.Stream):
            left -= _size(part, left)
        if left < 0:
            most = f"{MOST_CONTENT >> 20} MB"
            raise BookError([unsafe(f"the content of page {page.index + 1} may unpack to more than {most}")])


def _size(part: pikepdf.Stream, left: int) -> int:
    """How many bytes a stream unpacks to at the most; of Flate alone, how many it does, counted up to `left`."""
    filters = part.get("/Filter", pikepdf.Array())
    names = [str(name) for name in (filters if isinstance(filters, pikepdf.Array) else [filters])]
    raw = part.read_raw_bytes()
    most = len(raw) * prod(_GROWTH.get(name, 1) for name in names)
    if most <= left or names != ["/FlateDecode"]:
        return most
    unpacker = zlib.decompressobj()
    try:
        return len(unpacker.decompress(raw, left + 1))
    except zlib.error:  # qpdf takes what comes before the damage, which is no more
        return left


def _bleed_box(page: pikepdf.Page) -> PageBox:
    """The page's BleedBox, else its trim and what of the page is around it, up to UNTOLD_BLEED."""
    trim = _ordered(page.trimbox)
    if "/BleedBox" in page.obj:
        box = _ordered(page.bleedbox)
    else:
        crop = _ordered(page.cropbox)
        box = (
            max(trim[0] - UNTOLD_BLEED, crop[0]), max(trim[1] - UNTOLD_BLEED, crop[1]),
            min(trim[2] + UNTOLD_BLEED, crop[2]), min(trim[3] + UNTOLD_BLEED, crop[3]),
        )  # fmt: skip
    return min(box[0], trim[0]), min(box[1], trim[1]), max(box[2], trim[2]), max(box[3], trim[3])


def _ordered(box: pikepdf.Object) -> PageBox:
    """A box of a page with its lower left corner first (ISO 32000-1, 7.9.5: any two opposite ones may be given)."""
    a, b, c, d = (float(edge) for edge in pikepdf.Array(box))
    return min(a, c), min(b, d), max(a, c), max(b, d)


def _moved(box: PageBox, matrix: pikepdf.Matrix) -> PageBox:
    (a, b), (c, d) = matrix.transform((box[0], box[1])), matrix.transform((box[2], box[3]))
    return min(a, c), min(b, d), max(a, c), max(b, d)
