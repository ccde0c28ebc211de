"""The blocks of a document → a finding for each page that begins within a paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.intake.conservation import blocks_text
from bookbuild.intake.document import IntakeBlock
from bookbuild.intake.runs import PageMark
from bookbuild.intake.walking import runs_of

_SHOWN = 40


def break_findings(blocks: Sequence[IntakeBlock], file: str) -> Iterator[Finding]:
    """A break between two blocks is written; one within a paragraph would part it, and is told."""
    for block in blocks:
        yield from (_finding(block, run.place.place, file) for run in runs_of((block,)) if isinstance(run, PageMark))


def _finding(block: IntakeBlock, place: str | None, file: str) -> Finding:
    text = " ".join(blocks_text((block,)).split())
    shown = f"`{text if len(text) <= _SHOWN else f'{text[:_SHOWN]}…'}`" if text else "what has no text"
    message = f"a page begins in {shown} ({place})"
    return Finding(
        Code.IMPORT_BREAK,
        message,
        "see whether a paragraph begins there, and write `::: {.break}` before it",
        Location(file),
    )
