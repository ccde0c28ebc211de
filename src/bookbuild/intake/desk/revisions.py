"""A document with comments, tracked changes and symbols of private fonts → without, each told as a finding.

Insertions stand, deletions are dropped: the text is what its last editor wrote. Symbols of the fonts of honorifics
become those; a symbol that is not known stays as it is, and is a finding.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.intake.desk.font_symbols import LETTERS, SYMBOLS
from bookbuild.intake.document import IntakeDocument
from bookbuild.intake.reader import Dropped, Repair, RepairCode
from bookbuild.intake.rewriting import changed_document
from bookbuild.intake.runs import CommentHere, Place, PrivateSymbol, RunMark, RunPiece, RunPieces, TextRun

DELETED = "deleted in a tracked change"
_SHOWN = 60
_SEE = "see that it is so"


@dataclass(frozen=True, slots=True)
class AcceptedRevisions:
    document: IntakeDocument
    dropped: tuple[Dropped, ...]
    repairs: tuple[Repair, ...]
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Accepting:
    dropped: list[Dropped] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def __call__(self, runs: RunPieces) -> RunPieces:
        kept: list[RunPiece] = []
        sign = False
        for run in runs:
            made = self._kept(run)
            if made is None:
                continue
            said = isinstance(run, PrivateSymbol) and isinstance(made, TextRun) and made.text != run.character
            if (said or sign) and _touch(kept[-1] if kept else None, made):
                kept.append(TextRun(" ", place=made.place))
            kept.append(made)
            sign = said
        return tuple(kept)

    def _kept(self, run: RunPiece) -> RunPiece | None:
        match run:
            case TextRun(text, marks, place=place) if RunMark.DELETED in marks:
                self._find(Code.IMPORT_CHANGE, f"`{_short(text)}` is deleted in a tracked change", _SEE, place)
                self.dropped.append(Dropped(text, DELETED, place))
                return None
            case TextRun(text, marks, place=place) if RunMark.INSERTED in marks:
                self._find(Code.IMPORT_CHANGE, f"`{_short(text)}` is inserted in a tracked change", _SEE, place)
                return replace(run, marks=marks - {RunMark.INSERTED})
            case CommentHere(text, author, place):
                by = f" by {author}" if author else ""
                self._find(Code.IMPORT_COMMENT, f"a comment{by}: `{_short(text)}`", "answer it", place)
                return None
            case PrivateSymbol():
                return self._symbol(run)
            case _:
                return run

    def _symbol(self, run: PrivateSymbol) -> RunPiece:
        known = SYMBOLS.get((run.font.lower().replace(" ", ""), _lower_byte(run.character)))
        if known is None:
            message = f"U+{ord(run.character[0]):04X} of the font `{run.font}` is a sign of that font alone"
            self._find(Code.IMPORT_SYMBOL, message, "write what it stands for", run.place)
            return TextRun(run.character, place=run.place)
        code = RepairCode.LETTER_UNSHAPED if known in LETTERS else RepairCode.HONORIFIC_SPELLED
        self.repairs.append(Repair(code, run.character, known, run.place))
        return TextRun(known, place=run.place)

    def _find(self, code: Code, message: str, remedy: str, place: Place) -> None:
        where = f" ({place.place})" if place.place else ""
        self.findings.append(Finding(code, f"{message}{where}", remedy, Location(None, place.line)))


def _touch(before: RunPiece | None, after: RunPiece) -> bool:
    """Whether two words would be one: a sign of a font stands by a word without a space."""
    if not isinstance(before, TextRun) or not isinstance(after, TextRun) or after.text in LETTERS:
        return False
    return before.text not in LETTERS and before.text[-1:].isalnum() and after.text[:1].isalnum()


def _lower_byte(character: str) -> str:
    return chr(ord(character) & 0xFF) if len(character) == 1 and 0xF000 <= ord(character) <= 0xF0FF else character


def _short(text: str) -> str:
    bare = " ".join(text.split())
    return bare if len(bare) <= _SHOWN else f"{bare[:_SHOWN]}…"


def accepted(document: IntakeDocument) -> AcceptedRevisions:
    """The document as its last editor left it."""
    accepting = _Accepting()
    document = changed_document(document, accepting)
    return AcceptedRevisions(document, tuple(accepting.dropped), tuple(accepting.repairs), tuple(accepting.findings))
