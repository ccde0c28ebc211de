"""A text → the same with its Arabic repaired, and the repairs: order first, then letters, then what is between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from bookbuild.intake.arabic.order import in_reading_order, shows_visual_order
from bookbuild.intake.arabic.shapes import mended_letters, unshaped
from bookbuild.intake.reader import Repair, RepairCode
from bookbuild.intake.runs import Place
from bookbuild.intake.text_edits import TextEdit, apart, told, with_edits
from bookbuild.language.scripts import HAS_ARABIC

STEPS: tuple[Callable[[str], Iterator[TextEdit]], ...] = (unshaped, mended_letters)


def repaired_line(line: str, place: Place, *, turned: bool) -> tuple[str, list[Repair]]:
    """A line of text and what was repaired in it. `turned`: the text around it stands in the order of drawing."""
    if not HAS_ARABIC.search(line):
        return line, []
    repairs: list[Repair] = []
    if turned:
        turned_line = in_reading_order(line)
        if turned_line != line:
            repairs.append(Repair(RepairCode.ORDER_RESTORED, line, turned_line, place))
        line = turned_line
    for step in STEPS:
        edits = apart(step(line))
        repairs += told(line, edits, place)
        line = with_edits(line, edits)
    return line, repairs


def is_turned(lines: Iterable[str]) -> bool:
    """Whether most of the Arabic of lines is in the order of drawing."""
    verdicts = [shows_visual_order(line) for line in lines if HAS_ARABIC.search(line)]
    return sum(verdicts) * 2 > len(verdicts)
