"""A front that is set → the e-book's cover: its picture, and the page that shows it."""

from __future__ import annotations

import io
from dataclasses import replace

from bookbuild.covers.pdfium import CALLED
from bookbuild.documents.cover import cover_page
from bookbuild.model.document import Rendered, Resource

WIDTH, HEIGHT = 1600, 2560
"""px, as the shops ask for."""

QUALITY = 90
PICTURE = "cover.jpg"


def picture_of(pdf: bytes) -> bytes:
    """The first page of a PDF as a JPEG of 1600 by 2560 pixels."""
    import pypdfium2

    with CALLED:
        document = pypdfium2.PdfDocument(pdf)
        try:
            page = document[0]
            bitmap = page.render(scale=WIDTH / page.get_width())
            drawn = bitmap.to_pil().convert("RGB")
            bitmap.close()
            page.close()
        finally:
            document.close()
    if drawn.size != (WIDTH, HEIGHT):
        drawn = drawn.resize((WIDTH, HEIGHT))
    out = io.BytesIO()
    drawn.save(out, "JPEG", quality=QUALITY, subsampling=0)
    return out.getvalue()


def with_cover(rendered: Rendered, picture: bytes) -> Rendered:
    """`rendered` with the picture of its cover, and before all others the page that shows it."""
    taken = {document.href.casefold() for document in rendered.documents}
    names = ("cover.xhtml", *(f"cover-{number}.xhtml" for number in range(1, len(taken) + 2)))
    page = cover_page(rendered.book, next(name for name in names if name not in taken), PICTURE)
    resource = Resource(PICTURE, picture, "image/jpeg")
    return replace(rendered, documents=(page, *rendered.documents), resources=(resource, *rendered.resources))
