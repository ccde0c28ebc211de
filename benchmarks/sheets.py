"""dist/BOOK/BOOK-screen.pdf → docs/images/BOOK.png, spreads of the book on one sheet: `make sheets`.

A book of few spreads is shown whole; of a longer one its first and last spreads, and some between. Each sheet is made
smaller until it has less than 300 KB. Page 1 is a recto: on the left where the book is bound on the right.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image

MOST_BYTES = 300_000
MOST_SPREADS = 15
COLUMNS = 3
WIDTHS = range(1800, 700, -100)
"""Of a sheet, in px: the first that is small enough."""

FRONT, BACK = 5, 3
"""Spreads that are shown of a long book's beginning and end."""

GAP = 18
GROUND, PAPER, FOLD = "#8b8d90", "#ffffff", "#dcdcda"
COLOURS = 48


def chosen(pages: int) -> list[int]:
    """Spreads, numbered from 0 (page 1 alone), that stand on the sheet."""
    spreads = pages // 2 + 1
    if spreads <= MOST_SPREADS:
        return list(range(spreads))
    between = MOST_SPREADS - FRONT - BACK
    step = (spreads - FRONT - BACK) / between
    middle = [FRONT + int(step * (n + 0.5)) for n in range(between)]
    return [*range(FRONT), *middle, *range(spreads - BACK, spreads)]


def spread(document: pypdfium2.PdfDocument, number: int, width: int, *, bound_right: bool) -> Image.Image:
    """Two facing pages, `width` px wide; a page that is not there is left in the ground's colour."""
    across, down = document[0].get_size()
    page_width = width // 2
    picture = Image.new("RGB", (page_width * 2 + 1, round(page_width * down / across)), GROUND)
    for page in (2 * number - 1, 2 * number):
        if 0 <= page < len(document):
            recto = page % 2 == 0
            on_right = recto != bound_right
            shown = document[page].render(scale=page_width / across, fill_color=(255, 255, 255, 255)).to_pil()
            picture.paste(shown.convert("RGB").resize((page_width, picture.height)), ((page_width + 1) * on_right, 0))
    if 0 < number < (len(document) + 1) / 2:
        picture.paste(FOLD, (page_width, 0, page_width + 1, picture.height))
    return picture


def sheet(document: pypdfium2.PdfDocument, width: int, *, bound_right: bool) -> Image.Image:
    each = (width - GAP * (COLUMNS + 1)) // COLUMNS
    spreads = [spread(document, number, each, bound_right=bound_right) for number in chosen(len(document))]
    rows = -(-len(spreads) // COLUMNS)
    height = spreads[0].height
    whole = Image.new("RGB", (width, rows * (height + GAP) + GAP), GROUND)
    for place, picture in enumerate(spreads):
        row, column = divmod(place, COLUMNS)
        whole.paste(picture, (GAP + column * (each + GAP), GAP + row * (height + GAP)))
    return whole


def sizes(path: Path) -> Iterator[bytes]:
    """The sheet of a PDF, ever smaller."""
    with pikepdf.open(path) as pdf:
        bound_right = str(pdf.Root.ViewerPreferences.Direction) == "/R2L"
    document = pypdfium2.PdfDocument(path)
    for width in WIDTHS:
        file = io.BytesIO()
        picture = sheet(document, width, bound_right=bound_right)
        picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        yield file.getvalue()


def main() -> None:
    root = Path(__file__).parent.parent
    for book in sys.argv[1:]:
        name = Path(book).name
        content = next(png for png in sizes(root / "dist" / name / f"{name}-screen.pdf") if len(png) < MOST_BYTES)
        (root / "docs" / "images" / f"{name}.png").write_bytes(content)
        print(f"docs/images/{name}.png  {len(content) / 1000:.0f} KB")


if __name__ == "__main__":
    main()
