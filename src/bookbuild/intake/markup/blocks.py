"""Elements of HTML → blocks: text that stands between blocks is a paragraph too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from bookbuild.intake.clean_text import clean_text
from bookbuild.intake.document import (
    IntakeBlock,
    IntakeCode,
    IntakeFigure,
    IntakeHeading,
    IntakeOrnament,
    IntakePageBreak,
    IntakeParagraph,
)
from bookbuild.intake.markup import lists, quotations, tables, verses
from bookbuild.intake.markup.elements import (
    BLOCKS,
    HEADINGS,
    NO_TEXT,
    classes_of,
    line_text,
    name_of,
    text_of,
    types_of,
)
from bookbuild.intake.markup.inlines import has_text, inline_runs, runs_within, text_run, trimmed, without_marks
from bookbuild.intake.markup.page_marks import PAGE_NUMBER
from bookbuild.intake.markup.reading import MarkupDress, MarkupReading
from bookbuild.intake.runs import BookmarkHere, PageMark, Picture, RunMark, RunPiece, RunPieces

_LONGEST_NUMBER = 24


@dataclass(slots=True)
class _Flow:
    """Blocks as they come, and the text that stands between two of them."""

    element: etree._Element
    dress: MarkupDress
    reading: MarkupReading
    blocks: list[IntakeBlock] = field(default_factory=list)
    pending: list[RunPiece] = field(default_factory=list)

    def flush(self) -> None:
        """What is pending becomes a paragraph; a picture alone, a figure; a page mark alone, a break."""
        runs = trimmed(self.pending)
        self.pending.clear()
        while runs and isinstance(runs[0], PageMark):
            self.blocks.append(IntakePageBreak(runs[0].number, runs[0].place))
            runs = trimmed(runs[1:])
        if not has_text(runs):
            return
        if all(isinstance(run, BookmarkHere) for run in runs):
            self.reading.carried += [run for run in runs if isinstance(run, BookmarkHere)]
            return
        pictures = [run for run in runs if isinstance(run, Picture)]
        if pictures and all(isinstance(run, Picture | BookmarkHere) or not has_text([run]) for run in runs):
            self.reading.carried += [run for run in runs if isinstance(run, BookmarkHere)]
            self.blocks += [_figure(picture, (), self.reading) for picture in pictures]
            return
        self.blocks.append(self._paragraph(runs))

    def _paragraph(self, runs: RunPieces) -> IntakeParagraph:
        style = " ".join(classes_of(self.element))
        return IntakeParagraph(
            (*self.reading.take_carried(), *runs), style, (), self.dress.direction, self.dress.language,
            self.reading.place(self.element),
        )  # fmt: skip


def flow(
    element: etree._Element,
    dress: MarkupDress,
    reading: MarkupReading,
    left_out: Sequence[etree._Element] = (),
) -> list[IntakeBlock]:
    """The blocks of what stands in an element, some of its children left out; `dress` is that within it."""
    if name_of(element) in NO_TEXT:
        return []
    state = _Flow(element, dress, reading)
    if element.text:
        state.pending.append(text_run(element.text, dress, reading.place(element)))
    for child in element:
        if child not in left_out:
            _child(child, state)
        if child.tail:
            state.pending.append(text_run(child.tail, dress, reading.place(child)))
    state.flush()
    return state.blocks


def _child(child: etree._Element, state: _Flow) -> None:
    reading, name = state.reading, name_of(child)
    evidence = reading.evidence
    if not name or name in NO_TEXT or child in evidence.notes.bodies:
        return
    if (
        child not in evidence.dropped
        and (name in BLOCKS or child in evidence.holders)
        and child not in evidence.notes.calls
    ):
        state.flush()
        state.blocks += block(child, state.dress, reading)
    else:
        state.pending += inline_runs(child, state.dress, reading)


def block(element: etree._Element, around: MarkupDress, reading: MarkupReading) -> list[IntakeBlock]:
    """The blocks that a block element is."""
    breaks: list[IntakeBlock] = []
    name = name_of(element)
    if (mark := reading.mark(element)) and name not in HEADINGS:
        reading.carried.append(mark)
    if element in reading.evidence.pages:
        breaks = [IntakePageBreak(reading.evidence.pages[element], reading.place(element))]
        if len(text := line_text(element)) <= _LONGEST_NUMBER:
            reading.drop_text(text, PAGE_NUMBER, reading.place(element))
            return breaks
    dress = reading.dressed(element, around)
    if name in HEADINGS:
        return [*breaks, *_heading(element, HEADINGS[name], dress, reading)]
    return [*breaks, *_of_name(name, element, dress, reading)]


def _of_name(name: str, element: etree._Element, dress: MarkupDress, reading: MarkupReading) -> list[IntakeBlock]:
    match name:
        case "hr":
            return [IntakeOrnament("", reading.place(element))]
        case "pre":
            text = clean_text(text_of(element)).strip("\n")
            return [IntakeCode(text, reading.place(element))] if text.strip() else []
        case "ul" | "ol" | "menu" | "dir":
            return lists.items_of(element, 1, dress, reading, flow)
        case "dl":
            return lists.definitions_of(element, dress, reading, flow)
        case "table":
            return tables.table_of(element, dress, reading, flow)
        case "figure":
            return _figures(element, dress, reading)
        case _:
            return _container(name, element, dress, reading)


def _container(name: str, element: etree._Element, dress: MarkupDress, reading: MarkupReading) -> list[IntakeBlock]:
    """A poem, a quotation, or what is no more than a box around its blocks."""
    types, classes = types_of(element), frozenset(classes_of(element))
    if verses.is_verse(types, classes):
        return verses.verse_of(element, dress, reading)
    kind = quotations.kind_of(name, types, classes)
    if kind is None:
        return flow(element, dress, reading)
    return quotations.quotation_of(element, kind, dress, reading, flow)


def _heading(element: etree._Element, level: int, dress: MarkupDress, reading: MarkupReading) -> list[IntakeBlock]:
    """A heading; its bookmarks are one id, and blocks that stand in it are text of it."""
    inner = reading.take_carried()
    if mark := reading.mark(element):
        inner.append(mark)
    runs = trimmed([*inner, *runs_within(element, replace(dress, marks=dress.marks - {RunMark.BOLD}), reading)])
    runs = without_marks(runs, RunMark.BOLD)
    names = [run.name for run in runs if isinstance(run, BookmarkHere)]
    pages: Iterable[IntakeBlock] = [IntakePageBreak(run.number, run.place) for run in runs if isinstance(run, PageMark)]
    kept = [
        run
        for run in runs
        if not isinstance(run, PageMark) and not (isinstance(run, BookmarkHere) and run.name == names[0])
    ]
    pictures = [run for run in kept if isinstance(run, Picture)]
    text = trimmed(run for run in kept if not isinstance(run, Picture))
    if not any(not isinstance(run, BookmarkHere) for run in text):
        reading.carried += [run for run in runs if isinstance(run, BookmarkHere)]
        return [*pages, *(_figure(picture, (), reading) for picture in pictures)]
    heading = IntakeHeading(
        text, level, "part" in types_of(element), names[0] if names else "", " ".join(classes_of(element)), False,
        dress.direction, dress.language, reading.place(element),
    )  # fmt: skip
    return [*pages, heading, *(_figure(picture, (), reading) for picture in pictures)]


def _figures(element: etree._Element, dress: MarkupDress, reading: MarkupReading) -> list[IntakeBlock]:
    """A figure: its pictures, the caption with the last of them; a figure of other blocks is these blocks."""
    captions = [child for child in element if name_of(child) == "figcaption"]
    blocks = flow(element, dress, reading, captions)
    said: list[RunPiece] = []
    for caption in captions:
        said += runs_within(caption, reading.dressed(caption, dress), reading)
    caption_runs = trimmed(said)
    pictures = [block for block in blocks if isinstance(block, IntakeFigure)]
    if len(pictures) == len(blocks) and pictures:
        last = pictures[-1]
        return [*blocks[:-1], replace(last, caption=caption_runs)]
    if not has_text(caption_runs):
        return blocks
    return [*blocks, IntakeParagraph(caption_runs, "figcaption", place=reading.place(element))]


def _figure(picture: Picture, caption: RunPieces, reading: MarkupReading) -> IntakeFigure:
    names = [run.name for run in reading.take_carried() if isinstance(run, BookmarkHere)]
    return IntakeFigure(picture, caption, names[0] if names else "", picture.place)
