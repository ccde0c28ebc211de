"""A text → the same with its Arabic repaired, and the repairs: order first, then letters, then what is between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from bookbuild.intake.arabic.order import in_reading_order, shows_visual_order
from bookbuild.intake.arabic.shapes import TextEdit, mended_letters, unshaped
from bookbuild.intake.reader import Repair, RepairCode
from bookbuild.intake.runs import Place
from bookbuild.language.scripts import HAS_ARABIC

_CONTEXT = 16
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


def apart(edits: Iterable[TextEdit]) -> list[TextEdit]:
    """Edits from left to right; of two that overlap, the first."""
    kept: list[TextEdit] = []
    for edit in sorted(edits):
        if not kept or edit.begin >= kept[-1].end:
            kept.append(edit)
    return kept


def with_edits(text: str, edits: Sequence[TextEdit]) -> str:
    for edit in reversed(edits):
        text = text[: edit.begin] + edit.new + text[edit.end :]
    return text


def told(text: str, edits: Iterable[TextEdit], place: Place) -> list[Repair]:
    """Each edit as a repair, with as much around it as shows it."""
    repairs: list[Repair] = []
    for edit in edits:
        left, right = text[max(edit.begin - _CONTEXT, 0) : edit.begin], text[edit.end : edit.end + _CONTEXT]
        before = f"{left}{text[edit.begin : edit.end]}{right}"
        repairs.append(Repair(edit.code, before, f"{left}{edit.new}{right}", place))
    return repairs
