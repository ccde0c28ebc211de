"""Poems as HTML has them → stanzas of lines, a line of one hemistich or two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from bookbuild.intake.document import IntakeBlock, IntakeVerse
from bookbuild.intake.markup.elements import BLOCKS, classes_of, name_of
from bookbuild.intake.markup.inlines import has_text, inline_runs, runs_within, text_run, trimmed
from bookbuild.intake.markup.reading import MarkupDress, MarkupReading
from bookbuild.intake.runs import BookmarkHere, HardBreak, PageMark, Picture, RunPiece, RunPieces, TextRun

_CLASSES = frozenset(("verse", "poem", "poetry", "verses", "lyrics"))
_TYPES = frozenset(("z3998:verse", "z3998:poem", "verse", "poem"))
_STANZAS = frozenset(("stanza", "strophe"))
_HALVES = frozenset(("hemistich", "misra", "sadr", "ajuz"))
VerseLine = tuple[RunPieces, ...]


def is_verse(types: frozenset[str], classes: frozenset[str]) -> bool:
    return bool(_CLASSES & classes or _TYPES & types)


def verse_of(element: etree._Element, dress: MarkupDress, reading: MarkupReading) -> list[IntakeBlock]:
    """The poem: its stanzas are boxes of that class, or paragraphs whose lines are broken; else it is one stanza."""
    stanzas = [tuple(lines) for lines in _stanzas(element, dress, reading)]
    kept = tuple(stanza for stanza in stanzas if stanza)
    if not kept:
        return []
    spoken = [run for stanza in kept for line in stanza for half in line for run in half if isinstance(run, TextRun)]
    languages, directions = {run.language for run in spoken}, {run.direction for run in spoken}
    return [
        IntakeVerse(
            tuple(tuple(tuple(map(_unspoken, line)) for line in stanza) for stanza in kept),
            next(iter(directions)) if len(directions) == 1 else dress.direction,
            next(iter(languages)) if len(languages) == 1 else dress.language,
            reading.place(element),
        )
    ]


def _unspoken(runs: RunPieces) -> RunPieces:
    """Runs without language and direction: the poem has them."""
    return tuple(replace(run, language=None, direction=None) if isinstance(run, TextRun) else run for run in runs)


def _stanzas(element: etree._Element, dress: MarkupDress, reading: MarkupReading) -> Iterator[list[VerseLine]]:
    boxes = [child for child in element if name_of(child) in BLOCKS]
    several = any(_STANZAS & set(classes_of(box)) or _broken(box) for box in boxes)
    if not several:
        yield _lines(element, dress, reading)
        return
    loose: list[RunPiece] = [text_run(element.text, dress, reading.place(element))] if element.text else []
    for child in element:
        if child in boxes:
            yield _split(loose)
            loose = []
            yield _lines(child, reading.dressed(child, dress), reading)
        else:
            loose += inline_runs(child, dress, reading)
        if child.tail:
            loose.append(text_run(child.tail, dress, reading.place(child)))
    yield _split(loose)


def _broken(box: etree._Element) -> bool:
    return name_of(box) == "p" and any(name_of(inner) == "br" for inner in box.iter())


def _lines(element: etree._Element, dress: MarkupDress, reading: MarkupReading) -> list[VerseLine]:
    """The lines of a stanza: its blocks, or what line breaks part."""
    lines: list[VerseLine] = []
    loose: list[RunPiece] = [text_run(element.text, dress, reading.place(element))] if element.text else []
    halves = [child for child in element.iterchildren("{*}span") if _HALVES & set(classes_of(child))]
    if halves:
        return _halved(element, dress, reading)
    for child in element:
        if name_of(child) in BLOCKS or child in reading.evidence.holders:
            lines += _split(loose)
            loose = []
            if child not in reading.evidence.notes.bodies and child not in reading.evidence.dropped:
                lines += _lines(child, reading.dressed(child, dress), reading)
            elif child in reading.evidence.dropped:
                list(inline_runs(child, dress, reading))
        else:
            loose += inline_runs(child, dress, reading)
        if child.tail:
            loose.append(text_run(child.tail, dress, reading.place(child)))
    return [*lines, *_split(loose)]


def _halved(element: etree._Element, dress: MarkupDress, reading: MarkupReading) -> list[VerseLine]:
    """A line whose hemistichs are spans; what stands before, between and after them joins the one before."""
    halves: list[list[RunPiece]] = [[]]
    if element.text:
        halves[-1].append(text_run(element.text, dress, reading.place(element)))
    for child in element:
        if _HALVES & set(classes_of(child)) and child not in reading.evidence.dropped:
            halves.append(list(runs_within(child, reading.dressed(child, dress), reading)))
        else:
            halves[-1] += inline_runs(child, dress, reading)
        if child.tail and child.tail.strip():
            halves[-1].append(text_run(child.tail, dress, reading.place(child)))
    kept = tuple(half for half in map(_clean, halves) if has_text(half))
    return [kept] if kept else []


def _split(runs: Iterable[RunPiece]) -> list[VerseLine]:
    """Runs parted at line breaks, each a line of one hemistich."""
    lines: list[list[RunPiece]] = [[]]
    for run in runs:
        if isinstance(run, HardBreak):
            lines.append([])
        else:
            lines[-1].append(run)
    return [(line,) for line in map(_clean, lines) if has_text(line)]


def _clean(runs: Iterable[RunPiece]) -> RunPieces:
    """What a line of verse can have: no pictures, no breaks."""
    kept = trimmed(run for run in runs if not isinstance(run, HardBreak | Picture))
    return () if all(isinstance(run, BookmarkHere | PageMark) for run in kept) else kept
