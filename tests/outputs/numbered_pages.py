"""PDFs whose pages have their numbers as text, `P1`, `P2`, …; where those stand on the sheets that are made of them."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pymupdf
from pikepdf import Array, Dictionary, Name

Spot = tuple[int, int, int, bool]
"""Page from 1, column, row, whether it is upside down."""
TRIM = (200.0, 300.0)


def numbered(path: Path, pages: int, *, bleed: float = 0.0, around: float = 0.0, right: bool = False) -> Path:
    """A file of `pages` of TRIM; `bleed` pt of bleed in a page that reaches `around` beyond the trim."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for number in range(1, pages + 1):
        page = pdf.add_blank_page(page_size=(TRIM[0] + 2 * around, TRIM[1] + 2 * around))
        page.obj.MediaBox = Array([-around, -around, TRIM[0] + around, TRIM[1] + around])
        page.obj.TrimBox = Array([0, 0, *TRIM])
        page.obj.BleedBox = Array([-bleed, -bleed, TRIM[0] + bleed, TRIM[1] + bleed])
        page.obj.Resources = Dictionary(Font=Dictionary(F=font))
        page.obj.Contents = pdf.make_stream(f"BT /F 12 Tf 90 150 Td (P{number}) Tj ET".encode())
    if right:
        pdf.Root.ViewerPreferences = Dictionary(Direction=Name.R2L)
    pdf.save(path)
    return path


def spots(path: Path, grid: tuple[int, int], *, turned: bool = False) -> list[list[Spot]]:
    """Of each side of the sheets, where its numbers stand. `turned`: the sides are to be seen upside down."""
    sides = []
    with pymupdf.open(path) as document:
        for page in document:
            cells = (page.rect.width / grid[0], page.rect.height / grid[1])
            found = []
            for block in page.get_text("dict")["blocks"]:
                for line in block.get("lines", ()):
                    text = "".join(span["text"] for span in line["spans"])
                    if text.startswith("P") and text[1:].isdecimal():
                        x, y = (line["bbox"][0] + line["bbox"][2]) / 2, (line["bbox"][1] + line["bbox"][3]) / 2
                        column, row = int(x // cells[0]), int(y // cells[1])
                        down = line["dir"][0] < 0
                        if turned:
                            column, row, down = grid[0] - 1 - column, grid[1] - 1 - row, not down
                        found.append((int(text[1:]), column, row, down))
            sides.append(sorted(found, key=lambda spot: (spot[2], spot[1])))
    return sides
