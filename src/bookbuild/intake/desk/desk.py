"""The editor's desk: what is done to a document, in one order. Evidence is read before anything of its kind is changed.

Gaps of lost honorifics, misplaced signs and garbled verses are not touched here: they go into the draft as they are,
and the checks of bookbuild find them there (`mending_draft.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from bookbuild.diagnostics import Finding
from bookbuild.intake.arabic.shapes import mended_letters, unshaped
from bookbuild.intake.desk.ayn import ayn_edits
from bookbuild.intake.desk.constructs import Constructed, with_constructs
from bookbuild.intake.desk.guillemets import guillemet_edits
from bookbuild.intake.desk.quotes import quote_edits
from bookbuild.intake.desk.revisions import accepted
from bookbuild.intake.desk.slips import slips
from bookbuild.intake.desk.table_forms import table_findings
from bookbuild.intake.document import IntakeDocument
from bookbuild.intake.reader import Dropped, Repair
from bookbuild.intake.rewriting import changed_document, edited_runs, flat_text, place_at
from bookbuild.intake.runs import RunPieces
from bookbuild.intake.text_edits import TextEdit, apart, told

REPAIRS: tuple[Callable[[str], Iterator[TextEdit]], ...] = (
    unshaped,
    mended_letters,
    guillemet_edits,
    ayn_edits,
    quote_edits,
)
"""The repairs of letters and marks, in order: letters, before marks are told apart by them; ʿayn, before what is left
of the apostrophes is taken for quotation marks."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A document as the desk leaves it, and all that it did."""

    document: IntakeDocument
    repairs: tuple[Repair, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True)
class _DeskPen:
    """Changes runs, and keeps what was changed."""

    repairs: list[Repair] = field(default_factory=list)

    def __call__(self, runs: RunPieces) -> RunPieces:
        for step in REPAIRS:
            text = flat_text(runs)
            edits = apart(step(text))
            for edit in edits:
                self.repairs += told(text, [edit], place_at(runs, edit.begin))
            runs = edited_runs(runs, edits) if edits else runs
        return runs


def edited(document: IntakeDocument, language: str) -> Desk:
    """The document with revisions accepted, letters and marks repaired, constructs recognised."""
    revised = accepted(document)
    pen = _DeskPen()
    document = changed_document(revised.document, pen)
    built: Constructed = with_constructs(document, language)
    data = replace(document.metadata, title=_title(document.metadata.title))
    return Desk(
        replace(built.document, metadata=data),
        (*revised.repairs, *pen.repairs, *built.repairs),
        (*revised.dropped, *built.dropped),
        (*revised.findings, *table_findings(document), *slips(document)),
    )


def _title(title: str) -> str:
    """A title with the marks of the book: it stands in the settings, and its letters are those of the source."""
    for step in REPAIRS:
        for edit in reversed(apart(step(title))):
            title = title[: edit.begin] + edit.new + title[edit.end :]
    return title
