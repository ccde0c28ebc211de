"""The blocks of a document → a finding for each page that begins in it where no heading does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.intake.conservation import blocks_text
from bookbuild.intake.document import IntakeBlock, IntakeHeading, IntakePageBreak
from bookbuild.intake.runs import PageMark
from bookbuild.intake.walking import runs_of

_SHOWN = 40


def break_findings(blocks: Sequence[IntakeBlock], file: str) -> Iterator[Finding]:
    """A chapter begins a page by itself; a break elsewhere is told, and not written."""
    for block, following in pairwise(blocks):
        if isinstance(block, IntakePageBreak) and not isinstance(following, IntakeHeading):
            yield _finding("before", following, block.place.place, file)
    for block in blocks:
        yield from (
            _finding("in", block, run.place.place, file) for run in runs_of((block,)) if isinstance(run, PageMark)
        )


def _finding(where: str, block: IntakeBlock, place: str | None, file: str) -> Finding:
    text = " ".join(blocks_text((block,)).split())
    shown = f"`{text if len(text) <= _SHOWN else f'{text[:_SHOWN]}…'}`" if text else "what has no text"
    message = f"a page begins {where} {shown} ({place})"
    return Finding(Code.IMPORT_BREAK, message, "see whether a heading belongs there", Location(file))
