"""A text in OpenITI mARkdown → `ReadDocument`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bookbuild.diagnostics import BookError, Code, Finding, Location
from bookbuild.intake.beside import bytes_beside
from bookbuild.intake.clean_text import clean_text
from bookbuild.intake.conservation import letters_of
from bookbuild.intake.document import (
    IntakeBlock,
    IntakeDocument,
    IntakeHeading,
    IntakeNote,
    IntakePageBreak,
    IntakeParagraph,
    IntakeQuotation,
    IntakeVerse,
    QuotationKind,
)
from bookbuild.intake.openiti.inlines import NOTE, TAG, UnitTags, note_keys, pages_after
from bookbuild.intake.openiti.metadata import metadata_of_header
from bookbuild.intake.openiti.units import MarkdownUnit, header_values, units_of
from bookbuild.intake.plain.lines import decoded_text
from bookbuild.intake.reader import Dropped, IntakeFile, ReadDocument, ReadOptions
from bookbuild.intake.runs import PageMark, Place, RunPiece, RunPieces, TextRun
from bookbuild.intake.settling import NOTE_MARK, settled

HEADER = "the header of the corpus, which tells of the file"
_HALVES = "%~%"
_PARTS = re.compile(r"(@MATN@|@HUKM@)")
_KINDS: dict[str, QuotationKind] = {"": "isnad", "@MATN@": "matn", "@HUKM@": "grade"}
_LONGEST_HEAD = 120
_LANGUAGES = {"ara": "ar", "per": "fa", "urd": "ur", "ota": "ota"}
_VERSION = re.compile(r"-([a-z]{3})\d")


@dataclass(slots=True)
class _OpenitiReading:
    """The state of reading a text. `bayts`: lines of a poem that goes on."""

    tags: UnitTags
    blocks: list[IntakeBlock] = field(default_factory=list)
    notes: list[IntakeNote] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    bayts: list[tuple[RunPieces, ...]] = field(default_factory=list)
    level: int = 0

    def runs(self, text: str, place: Place) -> RunPieces:
        """Runs without white space at their ends; a mark of a page at the beginning becomes a break before them."""
        runs = list(self.tags.runs(text, place))
        while runs and (isinstance(runs[0], PageMark) or _is_blank(runs[0])):
            if isinstance(runs[0], PageMark):
                self.end_poem()
                self.blocks.append(IntakePageBreak(runs[0].number, runs[0].place))
            runs.pop(0)
        return _stripped(runs)

    def end_poem(self) -> None:
        if self.bayts:
            place = next((run.place for half in self.bayts[0] for run in half), Place())
            self.blocks.append(IntakeVerse((tuple(self.bayts),), place=place))
            self.bayts.clear()


def read_openiti(file: IntakeFile, options: ReadOptions) -> ReadDocument:
    """The document of a text of OpenITI. Raises BookError where it has no header of that corpus."""
    text = clean_text(decoded_text(file).replace("\r\n", "\n").replace("\r", "\n")).removeprefix("\ufeff")
    if not text.lstrip().startswith("######OpenITI#"):
        message = f"`{file.name}` is not OpenITI mARkdown: it does not begin with `######OpenITI#`"
        raise BookError([Finding(Code.IMPORT_FORMAT, message, "leave `--from` out", Location(file.name))])
    units = list(units_of(text))
    header = [unit for unit in units if unit.kind == "meta"]
    body = [unit for unit in units if unit.kind != "meta"]
    reading = _reading(body)
    _read_units(body, reading)
    yml = (bytes_beside(file, name) for name in _beside(file.name))
    document = IntakeDocument(
        tuple(reading.blocks),
        tuple(reading.notes),
        metadata_of_header(header_values(header), [each.decode("utf-8", "replace") for each in yml if each]),
        language=options.language or _language(file.name),
        direction="rtl",
    )
    whole, dropped = settled(document)
    of_header = [Dropped(unit.text, HEADER, _place(unit)) for unit in header if letters_of(unit.text)]
    return ReadDocument(whole, letters_of(text), (), (*of_header, *reading.dropped, *reading.tags.dropped, *dropped))


def _language(name: str) -> str:
    found = _VERSION.search(name)
    return _LANGUAGES.get(found[1], "ar") if found else "ar"


def _beside(name: str) -> Iterator[str]:
    """The files that may tell more: of the version, of the book, of the author."""
    stem = re.sub(r"\.(?:mARkdown|mARkdownSimple|completed|inProgress|txt)$", "", name)
    parts = stem.split(".")
    yield f"{stem}.yml"
    yield f"{'.'.join(parts[:2])}.yml"
    yield f"../{parts[0]}.yml"


def _place(unit: MarkdownUnit) -> Place:
    return Place(unit.number, unit.lines[-1][0])


def _reading(body: Sequence[MarkdownUnit]) -> _OpenitiReading:
    """The evidence of a text: which page begins where, which call has a note."""
    texts = "\n".join(unit.text for unit in body)
    first, pages = pages_after(texts)
    calls, noted = note_keys([(_is_note(unit), unit.text) for unit in body])
    reading = _OpenitiReading(UnitTags(pages, calls))
    if first:
        reading.blocks.append(IntakePageBreak(first, _place(body[0])))
    reading.notes += [IntakeNote(key, (), place=_place(body[at])) for at, key in noted.items()]
    return reading


def _is_note(unit: MarkdownUnit) -> bool:
    return unit.kind == "paragraph" and bool(NOTE.match(unit.text))


def _read_units(body: Sequence[MarkdownUnit], reading: _OpenitiReading) -> None:
    notes = {note.place: at for at, note in enumerate(reading.notes)}
    for unit in body:
        if letters_of(unit.tag):
            reading.dropped.append(Dropped(unit.tag, TAG, _place(unit)))
        if _is_note(unit) and _place(unit) in notes:
            _note(unit, notes[_place(unit)], reading)
            continue
        if unit.kind != "paragraph" or _HALVES not in unit.text:
            reading.end_poem()
        _read_unit(unit, reading)
    reading.end_poem()


def _read_unit(unit: MarkdownUnit, reading: _OpenitiReading) -> None:
    place = _place(unit)
    if unit.kind == "heading":
        runs = reading.runs(unit.text, place)
        if _has_text(runs):
            reading.level = unit.level
            reading.blocks.append(IntakeHeading(runs, unit.level, place=place))
    elif unit.kind == "entry":
        _entry(unit, reading)
    elif _HALVES in unit.text:
        _bayts(unit, reading)
    elif "$RWY$" in unit.text or "@MATN@" in unit.text:
        _hadith(unit, reading)
    else:
        runs = reading.runs(unit.text, place)
        if _has_text(runs):
            reading.blocks.append(IntakeParagraph(runs, place=place))


def _entry(unit: MarkdownUnit, reading: _OpenitiReading) -> None:
    """A biography, an entry of a dictionary: short, it is a heading below the last; long, a paragraph of its own."""
    runs = reading.runs(unit.text, _place(unit))
    if not _has_text(runs):
        return
    if len(unit.text) <= _LONGEST_HEAD:
        reading.blocks.append(IntakeHeading(runs, reading.level + 1, style=unit.tag, place=_place(unit)))
    else:
        reading.blocks.append(IntakeParagraph(runs, unit.tag, place=_place(unit)))


def _note(unit: MarkdownUnit, at: int, reading: _OpenitiReading) -> None:
    note = reading.notes[at]
    found = NOTE.match(unit.text)
    assert found is not None
    reading.dropped.append(Dropped(found[0], NOTE_MARK, _place(unit)))
    reading.tags.call += 1
    runs = _stripped(list(reading.tags.runs(unit.text[found.end() :], _place(unit))))
    reading.notes[at] = IntakeNote(note.key, (IntakeParagraph(runs, place=_place(unit)),), "foot", _place(unit))


def _hadith(unit: MarkdownUnit, reading: _OpenitiReading) -> None:
    """`$RWY$ isnād @MATN@ matn @HUKM@ grade` as a hadith of three parts; what stands before `$RWY$` is a paragraph."""
    place = _place(unit)
    before, mark, told = unit.text.rpartition("$RWY$") if "$RWY$" in unit.text else ("", "", unit.text)
    if before.strip() and _has_text(runs := reading.runs(before, place)):
        reading.blocks.append(IntakeParagraph(runs, place=place))
    if mark:
        reading.dropped.append(Dropped(mark, TAG, place))
    parts: list[IntakeBlock] = []
    kind = ""
    for piece in _PARTS.split(told):
        if piece in _KINDS and piece:
            reading.dropped.append(Dropped(piece, TAG, place))
            kind = piece
            continue
        runs = _stripped(list(reading.tags.runs(piece, place)))
        if _has_text(runs):
            parts.append(IntakeQuotation((IntakeParagraph(runs, place=place),), _KINDS[kind], place=place))
    if parts:
        reading.blocks.append(IntakeQuotation(tuple(parts), "hadith", place=place))


def _bayts(unit: MarkdownUnit, reading: _OpenitiReading) -> None:
    """The lines of verse of a unit: one a line of the file where each has its hemistichs, else by pairs of these."""
    place = _place(unit)
    each_line = all(text.count(_HALVES) == 1 for _, text in unit.lines)
    lines = [text.split(_HALVES) for _, text in unit.lines] if each_line else _pairs(unit.text.split(_HALVES))
    for halves in lines:
        read = (_stripped(list(reading.tags.runs(text, place))) for text in halves)
        if runs := tuple(half for half in read if _has_text(half)):
            reading.bayts.append(runs)


def _pairs(halves: list[str]) -> list[list[str]]:
    return [halves[at : at + 2] for at in range(0, len(halves), 2)]


def _is_blank(run: RunPiece) -> bool:
    return isinstance(run, TextRun) and not run.text.strip()


def _has_text(runs: Sequence[RunPiece]) -> bool:
    return any(not isinstance(run, PageMark) and not _is_blank(run) for run in runs)


def _stripped(runs: list[RunPiece]) -> RunPieces:
    """Runs without white space at their ends."""
    if runs and isinstance(runs[0], TextRun):
        runs[0] = TextRun(runs[0].text.lstrip(), place=runs[0].place)
    if runs and isinstance(runs[-1], TextRun):
        runs[-1] = TextRun(runs[-1].text.rstrip(), place=runs[-1].place)
    return tuple(run for run in runs if not (isinstance(run, TextRun) and not run.text))
