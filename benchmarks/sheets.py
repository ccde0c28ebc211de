"""dist/BOOK/BOOK-screen.pdf → docs/images/BOOK.png, spreads of the book on one sheet; dist/BOOK/BOOK-press-cover.pdf of
all books → docs/images/covers.png: `make sheets`.

A book of few spreads is shown whole; of a longer one its first and last spreads, and some between. Each sheet is made
smaller until it has less than 300 KB. Page 1 is a recto: on the left where the book is bound on the right. A cover
before it stands beside it.
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


def spread(document: pypdfium2.PdfDocument, number: int, width: int, *, bound_right: bool, before: int) -> Image.Image:
    """Two facing pages, `width` px wide; a page that is not there is left in the ground's colour."""
    across, down = document[0].get_size()
    page_width = width // 2
    picture = Image.new("RGB", (page_width * 2 + 1, round(page_width * down / across)), GROUND)
    for page in (2 * number - 1 + before, 2 * number + before):
        if 0 <= page < len(document):
            recto = (page - before) % 2 == 0
            on_right = recto != bound_right
            shown = document[page].render(scale=page_width / across, fill_color=(255, 255, 255, 255)).to_pil()
            picture.paste(shown.convert("RGB").resize((page_width, picture.height)), ((page_width + 1) * on_right, 0))
    if 0 < number < (len(document) + 1) / 2:
        picture.paste(FOLD, (page_width, 0, page_width + 1, picture.height))
    return picture


def sheet(document: pypdfium2.PdfDocument, width: int, *, bound_right: bool, before: int) -> Image.Image:
    """`before`: how many pages there are before page 1."""
    each = (width - GAP * (COLUMNS + 1)) // COLUMNS
    numbers = chosen(len(document) - before)
    spreads = [spread(document, number, each, bound_right=bound_right, before=before) for number in numbers]
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
        before = int(str(pdf.Root.PageLayout) == "/TwoPageLeft")
    document = pypdfium2.PdfDocument(path)
    for width in WIDTHS:
        picture = sheet(document, width, bound_right=bound_right, before=before)
        yield saved(picture)


def saved(picture: Image.Image, colours: int = COLOURS) -> bytes:
    file = io.BytesIO()
    picture.quantize(colours, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def covers(paths: list[Path]) -> Iterator[bytes]:
    """The covers of books side by side, ever smaller."""
    documents = [pypdfium2.PdfDocument(path) for path in paths]
    for width in WIDTHS:
        down = width / (sum(page.get_width() / page.get_height() for page in (each[0] for each in documents)) + 0.1)
        drawn = [each[0].render(scale=down / each[0].get_height()).to_pil().convert("RGB") for each in documents]
        across = sum(picture.width + GAP for picture in drawn) + GAP
        whole, left = Image.new("RGB", (across, max(picture.height for picture in drawn) + 2 * GAP), GROUND), GAP
        for picture in drawn:
            whole.paste(picture, (left, GAP))
            left += picture.width + GAP
        yield saved(whole, 128)


def main() -> None:
    root = Path(__file__).parent.parent
    wraps = [root / "dist" / Path(book).name / f"{Path(book).name}-press-cover.pdf" for book in sys.argv[1:]]
    content = next(png for png in covers(wraps) if len(png) < MOST_BYTES)
    (root / "docs" / "images" / "covers.png").write_bytes(content)
    for book in sys.argv[1:]:
        name = Path(book).name
        content = next(png for png in sizes(root / "dist" / name / f"{name}-screen.pdf") if len(png) < MOST_BYTES)
        (root / "docs" / "images" / f"{name}.png").write_bytes(content)
        print(f"docs/images/{name}.png  {len(content) / 1000:.0f} KB")


if __name__ == "__main__":
    main()
