"""What stands in a line of HTML → runs, white space as a browser shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from bookbuild.intake.clean_text import clean_text
from bookbuild.intake.document import IntakeParagraph
from bookbuild.intake.markup.elements import NO_TEXT, classes_of, line_text, name_of
from bookbuild.intake.markup.page_marks import PAGE_NUMBER
from bookbuild.intake.markup.reading import MarkupDress, MarkupReading
from bookbuild.intake.runs import (
    HardBreak,
    NoteCall,
    PageMark,
    Place,
    ReferenceHere,
    RunMark,
    RunPiece,
    RunPieces,
    TextRun,
)
from bookbuild.intake.settling import NOTE_MARK

_SPACE = re.compile(r"(?<![ \t\f\v])[ \t\f\v]*\n\s*|[\t\f\v]+")
"""Ends of lines and tabs are one space. Spaces stay as many as they are: a gap tells what was lost."""
_LONGEST_NUMBER = 24
_OWN_LINKS = frozenset(("cross-reference", "page-reference"))
_OUTSIDE = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)


def runs_within(element: etree._Element, dress: MarkupDress, reading: MarkupReading) -> Iterator[RunPiece]:
    """The runs of what stands in an element."""
    if element.text:
        yield text_run(element.text, dress, reading.place(element))
    for child in element:
        yield from inline_runs(child, dress, reading)
        if child.tail:
            yield text_run(child.tail, dress, reading.place(child))


def text_run(text: str, dress: MarkupDress, place: Place) -> TextRun:
    text = _SPACE.sub(" ", clean_text(text))
    return TextRun(text, dress.marks, dress.link, (), dress.direction, dress.language, place)


def inline_runs(element: etree._Element, dress: MarkupDress, reading: MarkupReading) -> Iterator[RunPiece]:
    """The runs of an element in a line, its tail left out."""
    evidence, name = reading.evidence, name_of(element)
    if not name or name in NO_TEXT:
        return
    if element in evidence.dropped:
        reading.drop(element, evidence.dropped[element])
        return
    if element in evidence.notes.bodies:
        return
    if mark := reading.mark(element):
        yield mark
    if element in evidence.pages:
        yield PageMark(evidence.pages[element], reading.place(element))
        if len(text := line_text(element)) <= _LONGEST_NUMBER:
            reading.drop_text(text, PAGE_NUMBER, reading.place(element))
            return
    yield from _of_name(name, element, reading.dressed(element, dress), reading)


def _of_name(name: str, element: etree._Element, dress: MarkupDress, reading: MarkupReading) -> Iterator[RunPiece]:
    match name:
        case "br":
            yield HardBreak(reading.place(element))
        case "img" | "image":
            if picture := reading.picture(element):
                yield picture
        case "svg":
            if picture := reading.drawing(element):
                yield picture
        case "a":
            yield from _link(element, dress, reading)
        case "q":
            place = reading.place(element)
            yield text_run("“", dress, place)
            yield from runs_within(element, dress, reading)
            yield text_run("”", dress, place)
        case "rt":
            yield text_run("(", dress, reading.place(element))
            yield from runs_within(element, dress, reading)
            yield text_run(")", dress, reading.place(element))
        case "rp":
            reading.drop(element, "brackets of a gloss")
        case "cite" if "source" in classes_of(element):
            for run in runs_within(element, dress, reading):
                yield replace(run, classes=("source",)) if isinstance(run, TextRun) else run
        case _:
            yield from runs_within(element, dress, reading)


def _link(element: etree._Element, dress: MarkupDress, reading: MarkupReading) -> Iterator[RunPiece]:
    """A link: the call of a note, the way back from one, a reference, an address."""
    notes, place = reading.evidence.notes, reading.place(element)
    if element in notes.calls:
        yield NoteCall(notes.calls[element], line_text(element), place)
        return
    if element in notes.backlinks:
        reading.drop(element, NOTE_MARK)
        return
    href = (element.get("href") or "").strip()
    bookmark = reading.evidence.bookmark(reading.document, href) if href else ""
    own = _OWN_LINKS & set(classes_of(element))
    if bookmark and own and element.get("data-generated") is not None:
        yield ReferenceHere(bookmark, line_text(element), "page-reference" in own, place)
        return
    outside = "".join(href.split()) if _OUTSIDE.match(href) else dress.link
    yield from runs_within(element, replace(dress, link=f"#{bookmark}" if bookmark else outside), reading)


def loose_text(element: etree._Element, dress: MarkupDress, reading: MarkupReading) -> Iterator[IntakeParagraph]:
    """Text that stands where only elements should: in a list and no item, in a table and no cell."""
    for text in (element.text, *(child.tail for child in element)):
        runs = trimmed([text_run(text, dress, reading.place(element))]) if text else ()
        if runs:
            yield IntakeParagraph(runs, place=reading.place(element))


def trimmed(runs: Iterable[RunPiece]) -> RunPieces:
    """Runs without white space at their beginning, at their end and around line breaks; of two such runs one space."""
    kept: list[RunPiece] = []
    spaced = True
    for run in runs:
        if isinstance(run, TextRun):
            text = run.text.lstrip(" \n") if spaced else run.text
            if not text:
                continue
            spaced = text[-1] in " \n"
            kept.append(replace(run, text=text))
            continue
        if isinstance(run, HardBreak):
            kept = _without_last_space(kept)
            spaced = True
        elif not isinstance(run, PageMark):
            spaced = False if isinstance(run, NoteCall | ReferenceHere) else spaced
        kept.append(run)
    kept = _without_last_space(kept)
    while kept and isinstance(kept[-1], HardBreak):
        kept = _without_last_space(kept[:-1])
    while kept and isinstance(kept[0], HardBreak):
        kept = kept[1:]
    return tuple(kept)


def _without_last_space(runs: list[RunPiece]) -> list[RunPiece]:
    """Runs whose last text does not end with white space."""
    for at in range(len(runs) - 1, -1, -1):
        run = runs[at]
        if isinstance(run, TextRun):
            text = run.text.rstrip(" \n")
            return [*runs[:at], *([replace(run, text=text)] if text else []), *runs[at + 1 :]]
        if isinstance(run, HardBreak | NoteCall | ReferenceHere):
            break
    return runs


def has_text(runs: Iterable[RunPiece]) -> bool:
    return any(not isinstance(run, TextRun) or run.text.strip() for run in runs)


def without_marks(runs: Iterable[RunPiece], mark: RunMark) -> RunPieces:
    """Runs without one kind of dress: a heading is not bold for being one."""
    return tuple(replace(run, marks=run.marks - {mark}) if isinstance(run, TextRun) else run for run in runs)
