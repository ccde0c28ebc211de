"""A cover as it is set → the panels whose text does not stay where it is safe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bookbuild.covers.pdfium import CALLED
from bookbuild.covers.wrap import Wrap

MILLIMETRES = 25.4 / 72
ALLOWED = 0.3
"""mm by which a letter may pass the edge of where it is safe: marks and swashes do."""

InkBox = tuple[float, float, float, float]


class Outside(NamedTuple):
    """Text of a panel that is not safe: a letter, and by how many mm."""

    panel: str
    text: str
    by: float


def outside(pdf: bytes, wrap: Wrap) -> list[Outside]:
    """Each panel with text that is not safe, once, the farthest."""
    worst: dict[str, Outside] = {}
    with CALLED:
        letters = list(_letters(pdf, wrap.height))
    for char, box in letters:
        found = _of_letter(char, box, wrap)
        if found and found.by > worst.get(found.panel, found._replace(by=ALLOWED)).by:
            worst[found.panel] = found
    return list(worst.values())


def _letters(pdf: bytes, height: float) -> Iterator[tuple[str, InkBox]]:
    """Each letter with its ink: left, top, right, bottom in mm from the top left."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        leaf = document[0]
        page = leaf.get_textpage()
        text = page.get_text_range()
        for number in range(page.count_chars()):
            left, bottom, right, top = (edge * MILLIMETRES for edge in page.get_charbox(number))
            if right > left and top > bottom:
                char = text[number] if number < len(text) else ""
                yield char, (left, height - top, right, height - bottom)
        page.close()
        leaf.close()
    finally:
        document.close()


def _of_letter(char: str, box: InkBox, wrap: Wrap) -> Outside | None:
    middle = (box[0] + box[2]) / 2
    panel = next((each for each in wrap.panels if each.left <= middle <= each.left + each.width), None)
    if panel is None:
        return Outside("sheet", char, 99.0)
    safe = panel.safe_box
    by = max(safe[0] - box[0], safe[1] - box[1], box[2] - safe[2], box[3] - safe[3])
    return Outside(panel.name, char, by) if by > 0 else None
