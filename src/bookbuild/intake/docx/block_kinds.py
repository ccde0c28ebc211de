"""The runs of a paragraph and its form → one block; blocks of one style that follow one another → one block.

A title, a caption, what may continue an item: roles that only the blocks around them decide. They are paragraphs here,
with a class of `ROLES`, until `settling.py` has decided.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bookbuild.intake.conservation import letters_of, runs_text
from bookbuild.intake.document import (
    IntakeBlock,
    IntakeCode,
    IntakeHeading,
    IntakeItem,
    IntakeOrnament,
    IntakeParagraph,
    IntakeQuotation,
    IntakeVerse,
    QuotationKind,
)
from bookbuild.intake.docx.docx_context import HEADING_NUMBER, DocxContext
from bookbuild.intake.docx.merged_runs import has_content, trimmed
from bookbuild.intake.docx.numbering import ListMarker
from bookbuild.intake.docx.paragraph_form import ParagraphForm
from bookbuild.intake.docx.style_map import StyleMeaning
from bookbuild.intake.rewriting import flat_text, parted_runs
from bookbuild.intake.runs import (
    BookmarkHere,
    HardBreak,
    PageMark,
    Picture,
    ReferenceHere,
    RunMark,
    RunPiece,
    RunPieces,
    TextRun,
)

TITLE, SUBTITLE, AUTHOR, CAPTION, CONTINUED = "=title", "=subtitle", "=author", "=caption", "=continued"
ROLES = {"title": TITLE, "subtitle": SUBTITLE, "author": AUTHOR, "caption": CAPTION}
_STARS = re.compile(r"\s*(?:\*\s*){3,}\s*|\s*[⁂❖✦※۞]+\s*")
_HALVES = re.compile(r"\s*(?://|\t+)\s*")
_LOOKS = frozenset((RunMark.BOLD, RunMark.ITALIC, RunMark.UNDERLINE))


def block_of(runs: RunPieces, form: ParagraphForm, flat: bool, context: DocxContext) -> IntakeBlock:
    """The block of a paragraph. `flat`: it stands in a cell, a note or a box, where there are no headings."""
    bare = trimmed(runs)
    meaning, place, direction = form.meaning, context.place, form.direction
    if meaning.deed == "code" and all(isinstance(run, (TextRun, HardBreak)) for run in runs) and not _changed(runs):
        return IntakeCode("".join(run.text if isinstance(run, TextRun) else "\n" for run in runs), place)
    if not flat and _heads(bare, form):
        return _heading(bare, form, context)
    if _STARS.fullmatch(flat_text(bare)):
        return IntakeOrnament(flat_text(bare).strip(), place)
    if meaning.deed == "verse":
        return IntakeVerse((tuple(_lines(bare)),), direction, place=place)
    paragraph = IntakeParagraph(bare, form.shown, direction=direction, place=place)
    if meaning.deed == "quotation":
        kind: QuotationKind = meaning.value  # type: ignore[assignment]
        return IntakeQuotation((paragraph,), kind, direction=direction, place=place)
    if form.marker is not None and (meaning.deed == "paragraph" or flat):
        marker = form.marker
        if context.in_cell:
            return replace(paragraph, runs=(_marker_text(marker, context), *bare))
        return IntakeItem(bare, marker.text or "•", marker.level, marker.number, direction, place=place)
    if meaning.deed == "class":
        return replace(paragraph, classes=(meaning.value,))
    if meaning.deed in ("span", "small-caps"):
        return replace(paragraph, runs=tuple(_in_class(run, meaning) for run in bare))
    if meaning.deed in ROLES and not (flat and meaning.deed != "caption"):
        return replace(paragraph, classes=(ROLES[meaning.deed],))
    return replace(paragraph, classes=(CONTINUED,)) if form.continues else paragraph


def _in_class(run: RunPiece, meaning: StyleMeaning) -> RunPiece:
    """A run of a paragraph whose style is one for words: a person, small capitals."""
    if not isinstance(run, TextRun) or run.classes:
        return run
    if meaning.deed == "small-caps":
        return replace(run, marks=run.marks | {RunMark.SMALL_CAPITALS})
    return replace(run, classes=(meaning.value,))


def _marker_text(marker: ListMarker, context: DocxContext) -> TextRun:
    """The marker of an item in a cell, where there are no lists: as text, which no part spells."""
    text = f"{marker.text} " if marker.number is not None else "– "
    context.made.update(letters_of(text))
    return TextRun(text, place=context.place)


def _changed(runs: Iterable[RunPiece]) -> bool:
    return any(isinstance(run, TextRun) and {RunMark.INSERTED, RunMark.DELETED} & run.marks for run in runs)


def _heads(runs: RunPieces, form: ParagraphForm) -> bool:
    """Whether a paragraph is a heading: by its level or its map, and it has text that stays."""
    if form.level is None and form.meaning.deed != "part":
        return False
    stays = [run for run in runs if not (isinstance(run, TextRun) and RunMark.DELETED in run.marks)]
    return any(isinstance(run, (TextRun, ReferenceHere)) and has_content([run]) for run in stays) and not any(
        isinstance(run, Picture) for run in stays
    )


def _heading(runs: RunPieces, form: ParagraphForm, context: DocxContext) -> IntakeHeading:
    """A heading; its number in a list is dropped, its first bookmark is its id, its look as a whole is no dress."""
    if form.marker is not None and form.marker.number is not None:
        context.drop_made(form.marker.text, HEADING_NUMBER)
    names = [run.name for run in runs if isinstance(run, BookmarkHere)]
    kept = tuple(run for run in runs if not isinstance(run, (PageMark,)))
    return IntakeHeading(
        _undressed(kept),
        form.level,
        part=form.meaning.deed == "part",
        id=names[0] if names else "",
        style=form.shown,
        direction=form.direction,
        place=context.place,
    )


def _undressed(runs: RunPieces) -> RunPieces:
    texts = [run for run in runs if isinstance(run, TextRun) and run.text.strip()]
    looks = _LOOKS.intersection(*(run.marks for run in texts)) if texts else frozenset()
    return tuple(replace(run, marks=run.marks - looks) if isinstance(run, TextRun) else run for run in runs)


def _lines(runs: RunPieces) -> Iterator[tuple[RunPieces, ...]]:
    """The lines of a verse: parted at line breaks; halves at a tab or `//`."""
    text = flat_text(runs)
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        if line.strip():
            yield tuple(_halves(runs, text, at, end))
        at = end + 1


def _halves(runs: RunPieces, text: str, begin: int, end: int) -> Iterator[RunPieces]:
    at = begin
    for found in _HALVES.finditer(text, begin, end):
        if found.start() > at:
            yield trimmed(parted_runs(runs, at, found.start()))
        at = found.end()
    if at < end:
        yield trimmed(parted_runs(runs, at, end))


def joined_by_style(blocks: Iterable[IntakeBlock]) -> tuple[IntakeBlock, ...]:
    """Quotations, verses and code of one style that follow one another as one; what continues an item in it."""
    joined: list[IntakeBlock] = []
    for block in blocks:
        last = joined[-1] if joined else None
        match block, last:
            case IntakeQuotation(classes=()), IntakeQuotation(classes=()) if block.kind == last.kind:
                joined[-1] = replace(last, blocks=(*last.blocks, *block.blocks))
            case IntakeVerse(), IntakeVerse():
                joined[-1] = replace(last, stanzas=((*last.stanzas[0], *block.stanzas[0]), *last.stanzas[1:]))
            case IntakeCode(), IntakeCode():
                joined[-1] = replace(last, text=f"{last.text}\n{block.text}")
            case IntakeParagraph(classes=(role,)), _ if role == CONTINUED:
                joined.append(_continued(block, last))
            case _:
                joined.append(block)
    return tuple(joined)


def _continued(block: IntakeParagraph, last: IntakeBlock | None) -> IntakeBlock:
    if isinstance(last, IntakeItem):
        return IntakeItem(block.runs, "", last.level, None, block.direction, block.language, block.place)
    return replace(block, classes=())


def shown_text(runs: RunPieces) -> str:
    """The text of runs with what references show."""
    return "".join(run.written if isinstance(run, ReferenceHere) else runs_text((run,)) for run in runs)
