"""Inlines of Pandoc → runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from bookbuild.intake.document import IntakeBlock, IntakeNote
from bookbuild.intake.pandoc_ast.nodes import (
    MalformedAst,
    attributes_of,
    content_of,
    kind_of,
    list_of,
    parts_of,
    text_in,
)
from bookbuild.intake.pandoc_ast.reading import ALT, RAW, PandocDress, PandocReading
from bookbuild.intake.runs import (
    BookmarkHere,
    CommentHere,
    HardBreak,
    NoteCall,
    PageMark,
    RunMark,
    RunPiece,
    RunPieces,
    TextRun,
)

PandocBlocks = Callable[[list[Any], PandocDress, PandocReading], list[IntakeBlock]]
_MARKS = {
    "Emph": RunMark.ITALIC, "Strong": RunMark.BOLD, "Underline": RunMark.UNDERLINE, "Strikeout": RunMark.STRIKEOUT,
    "Superscript": RunMark.SUPERSCRIPT, "Subscript": RunMark.SUBSCRIPT, "SmallCaps": RunMark.SMALL_CAPITALS,
}  # fmt: skip
_SPAN_MARKS = {
    "smallcaps": RunMark.SMALL_CAPITALS, "small-caps": RunMark.SMALL_CAPITALS, "underline": RunMark.UNDERLINE,
    "ul": RunMark.UNDERLINE, "insertion": RunMark.INSERTED, "deletion": RunMark.DELETED,
    "paragraph-insertion": RunMark.INSERTED, "paragraph-deletion": RunMark.DELETED,
}  # fmt: skip
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
_OUTSIDE = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_PAGES = frozenset(("pagebreak", "doc-pagebreak", "page-break"))


def runs_of_inlines(nodes: Any, dress: PandocDress, reading: PandocReading, blocks: PandocBlocks) -> RunPieces:
    """The runs of a list of inlines; text in one dress is one run."""
    kept: list[RunPiece] = []
    for run in _runs(nodes, dress, reading, blocks):
        last = kept[-1] if kept else None
        if isinstance(run, TextRun) and isinstance(last, TextRun) and replace(last, text=run.text) == run:
            kept[-1] = replace(last, text=last.text + run.text)
        else:
            kept.append(run)
    return _stripped(kept)


def _stripped(runs: list[RunPiece]) -> RunPieces:
    """Runs without white space at their ends."""
    if runs and isinstance(runs[0], TextRun):
        runs[0] = replace(runs[0], text=runs[0].text.lstrip())
    if runs and isinstance(runs[-1], TextRun):
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
    return tuple(run for run in runs if not isinstance(run, TextRun) or run.text)


def _runs(nodes: Any, dress: PandocDress, reading: PandocReading, blocks: PandocBlocks) -> Iterator[RunPiece]:
    for node in list_of(nodes):
        yield from _run(kind_of(node), node, dress, reading, blocks)


def _run(kind: str, node: Any, dress: PandocDress, reading: PandocReading, blocks: PandocBlocks) -> Iterable[RunPiece]:
    match kind:
        case "Str":
            return (_text(text_in(content_of(node)), dress, reading),)
        case "Space" | "SoftBreak":
            return (_text(" ", dress, reading),)
        case "LineBreak":
            return (HardBreak(reading.place),)
        case "Code":
            return (_text(text_in(parts_of(node, 2)[1]), dress.marked(RunMark.CODE), reading),)
        case "Math":
            return (_text(text_in(parts_of(node, 2)[1]), dress.marked(RunMark.CODE), reading),)
        case "RawInline":
            return _raw(node, reading)
        case "Quoted":
            return _quoted(node, dress, reading, blocks)
        case "Cite":
            return _runs(parts_of(node, 2)[1], dress, reading, blocks)
        case "Note":
            return (_note(node, reading, blocks),)
        case "Link":
            return _link(node, dress, reading, blocks)
        case "Image":
            return _image(node, dress, reading, blocks)
        case "Span":
            return _span(node, dress, reading, blocks)
        case _ if kind in _MARKS:
            return _runs(content_of(node), dress.marked(_MARKS[kind]), reading, blocks)
        case _:
            raise MalformedAst(f"there is no inline `{kind}`")


def _text(text: str, dress: PandocDress, reading: PandocReading) -> TextRun:
    text = text.replace("\n", " ")
    return TextRun(text, dress.marks, dress.link, (), dress.direction, dress.language, reading.place)


def _raw(node: Any, reading: PandocReading) -> Iterable[RunPiece]:
    """Raw code is no text; a line break of HTML is one."""
    text = text_in(parts_of(node, 2)[1])
    reading.drop(text, RAW)
    return (HardBreak(reading.place),) if re.fullmatch(r"<br\s*/?>", text.strip(), re.IGNORECASE) else ()


def _quoted(node: Any, dress: PandocDress, reading: PandocReading, blocks: PandocBlocks) -> Iterator[RunPiece]:
    parts = parts_of(node, 2)
    opening, closing = _QUOTES.get(kind_of(parts[0]), ("“", "”"))
    yield _text(opening, dress, reading)
    yield from _runs(parts[1], dress, reading, blocks)
    yield _text(closing, dress, reading)


def _note(node: Any, reading: PandocReading, blocks: PandocBlocks) -> NoteCall:
    at = len(reading.notes)
    key = f"note-{at + 1}"
    reading.notes.append(None)
    inner = blocks(list_of(content_of(node)), PandocDress(), reading)
    reading.notes[at] = IntakeNote(key, tuple(inner), "foot", reading.place)
    return NoteCall(key, "", reading.place)


def _link(node: Any, dress: PandocDress, reading: PandocReading, blocks: PandocBlocks) -> Iterator[RunPiece]:
    parts = parts_of(node, 2)
    attributes = attributes_of(parts[0]) if len(parts) > 2 else attributes_of(["", [], []])
    target = list_of(parts[-1])
    url = text_in(target[0]).strip() if target else ""
    yield from _mark(attributes.id, reading)
    link = url if url.startswith("#") else "".join(url.split()) if _OUTSIDE.match(url) else ""
    yield from _runs(parts[-2], replace(dress.within(attributes), link=link), reading, blocks)


def _mark(name: str, reading: PandocReading) -> Iterator[RunPiece]:
    if name and name in reading.wanted:
        yield BookmarkHere(name, reading.place)


def _image(node: Any, dress: PandocDress, reading: PandocReading, blocks: PandocBlocks) -> Iterator[RunPiece]:
    """A picture in a line: its text is the alternative text, and stands in its place where there is no picture."""
    parts = parts_of(node, 2)
    target = list_of(parts[-1])
    inner = tuple(_runs(parts[-2], dress, reading, blocks))
    alt = "".join(run.text for run in inner if isinstance(run, TextRun)).strip()
    picture = reading.picture(text_in(target[0]) if target else "", alt)
    if picture is None:
        yield from inner
        return
    reading.drop(alt, ALT)
    yield picture
    yield from (run for run in inner if not isinstance(run, TextRun))


def _span(node: Any, dress: PandocDress, reading: PandocReading, blocks: PandocBlocks) -> Iterator[RunPiece]:
    parts = parts_of(node, 2)
    attributes = attributes_of(parts[0])
    classes = frozenset(attributes.classes)
    yield from _mark(attributes.id, reading)
    if "comment-start" in classes:
        said = "".join(run.text for run in _runs(parts[1], dress, reading, blocks) if isinstance(run, TextRun))
        yield CommentHere(said, attributes.value("author"), reading.place)
        return
    if _PAGES & (classes | {attributes.value("role"), attributes.value("epub:type")}):
        yield PageMark(attributes.value("title") or attributes.value("aria-label"), reading.place)
    marks = [_SPAN_MARKS[name] for name in attributes.classes if name in _SPAN_MARKS]
    yield from _runs(parts[1], replace(dress.within(attributes), style=dress.style).marked(*marks), reading, blocks)
