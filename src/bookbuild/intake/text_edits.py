"""A text and what is to be changed in it → the text changed, and each change as a repair."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bookbuild.intake.reader import Repair, RepairCode
from bookbuild.intake.runs import Place

CONTEXT = 16
"""So many code points around a change show what it is."""


class TextEdit(NamedTuple):
    """What is to stand from `begin` to before `end` of a text, and what repair that is."""

    begin: int
    end: int
    new: str
    code: RepairCode


def apart(edits: Iterable[TextEdit]) -> list[TextEdit]:
    """Edits from left to right; of two that overlap, the first."""
    kept: list[TextEdit] = []
    for edit in sorted(edits):
        if not kept or edit.begin >= kept[-1].end:
            kept.append(edit)
    return kept


def with_edits(text: str, edits: Sequence[TextEdit]) -> str:
    """The text with edits, which are in order and apart."""
    for edit in reversed(edits):
        text = text[: edit.begin] + edit.new + text[edit.end :]
    return text


def told(text: str, edits: Iterable[TextEdit], place: Place) -> list[Repair]:
    """Each edit as a repair, with as much around it as shows it."""
    repairs: list[Repair] = []
    for edit in edits:
        left, right = text[max(edit.begin - CONTEXT, 0) : edit.begin], text[edit.end : edit.end + CONTEXT]
        before = f"{left}{text[edit.begin : edit.end]}{right}"
        repairs.append(Repair(edit.code, before, f"{left}{edit.new}{right}", place))
    return repairs
