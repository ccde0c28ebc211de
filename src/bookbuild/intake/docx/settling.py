"""Blocks as they were read → blocks in which titles, captions, references and notes have found their places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from bookbuild.intake.conservation import blocks_text, runs_text
from bookbuild.intake.document import (
    IntakeBlock,
    IntakeContributor,
    IntakeFigure,
    IntakeHeading,
    IntakeMetadata,
    IntakeNote,
    IntakePageBreak,
    IntakeParagraph,
    IntakeQuotation,
    IntakeTable,
    TakenText,
)
from bookbuild.intake.docx.block_kinds import AUTHOR, CAPTION, CONTINUED, SUBTITLE, TITLE
from bookbuild.intake.docx.merged_runs import has_content
from bookbuild.intake.reader import Dropped
from bookbuild.intake.runs import BookmarkHere, RunPieces, TextRun

NUMBER_OF_FIGURE = "number of a figure or table: they are numbered anew"
UNCALLED = "note that nothing calls"
_LABEL = re.compile(
    r"^\s*(?:figure|fig\.?|table|illustration|abbildung|tabelle|tableau|(?:ال)?(?:شكل|صورة|جدول|خريطة))\s*"
    r"\d+(?:[.\-–]\d+)*\s*[:.)\-–—]?\s*",
    re.IGNORECASE,
)
_ROLES = frozenset((TITLE, SUBTITLE, AUTHOR, CAPTION, CONTINUED))


@dataclass(slots=True)
class Settled:
    """Blocks, what metadata has taken of them, and what was dropped on the way."""

    blocks: tuple[IntakeBlock, ...]
    metadata: IntakeMetadata
    dropped: list[Dropped] = field(default_factory=list)


def settled(blocks: Sequence[IntakeBlock], metadata: IntakeMetadata) -> Settled:
    """Titles in their places, captions with their figures and tables, headings that open a page known."""
    done = Settled((), metadata)
    titled = _with_titles(blocks, done)
    captioned = _with_captions(titled, done)
    done.blocks = tuple(_opening_pages(_without_roles(captioned)))
    return done


def _role(block: IntakeBlock) -> str:
    if isinstance(block, IntakeParagraph) and block.classes and block.classes[0] in _ROLES:
        return block.classes[0]
    return ""


def _with_titles(blocks: Sequence[IntakeBlock], done: Settled) -> list[IntakeBlock]:
    """The title, its subtitle and the authors go to metadata; titles after the first chapter's head are chapters."""
    first = next((at for at, b in enumerate(blocks) if isinstance(b, IntakeHeading)), len(blocks))
    titles = [at for at, block in enumerate(blocks) if _role(block) == TITLE]
    chapters = frozenset(titles[1:]) if any(at > first for at in titles[1:]) or len(titles) > 3 else frozenset[int]()
    kept: list[IntakeBlock] = []
    for at, block in enumerate(blocks):
        if at in chapters and isinstance(block, IntakeParagraph):
            kept.append(IntakeHeading(block.runs, 1, style=block.style, direction=block.direction, place=block.place))
        elif chapters and isinstance(block, IntakeHeading) and block.level is not None:
            kept.append(replace(block, level=block.level + 1))
        elif isinstance(block, IntakeParagraph) and at < first and _taken(block, done):
            continue
        else:
            kept.append(block)
    return kept


def _taken(block: IntakeParagraph, done: Settled) -> bool:
    """Whether metadata takes a paragraph: each of them has one title and one subtitle, that are text alone."""
    role, data = _role(block), done.metadata
    if role not in (TITLE, SUBTITLE, AUTHOR):
        return False
    plain = all(isinstance(run, TextRun) for run in block.runs)
    text = " ".join(runs_text(block.runs).split())
    key = {TITLE: "title", SUBTITLE: "subtitle", AUTHOR: "contributors"}[role]
    if not plain or not text or (role != AUTHOR and any(taken.key == key for taken in data.taken)):
        return False
    taken = (*data.taken, TakenText(key, runs_text(block.runs), block.place))
    if role == AUTHOR:
        people = [person for person in data.contributors if person.name != text]
        known = bool([each for each in data.taken if each.key == key])
        written = (*(people if known else [p for p in people if p.role != "author"]), IntakeContributor(text))
        done.metadata = replace(data, contributors=written, taken=taken)
    elif role == TITLE:
        done.metadata = replace(data, title=text, taken=taken)
    else:
        done.metadata = replace(data, subtitle=text, taken=taken)
    return True


def _with_captions(blocks: Sequence[IntakeBlock], done: Settled) -> list[IntakeBlock]:
    """A caption belongs to the figure before it, to the table after it, or else to what stands on its other side."""
    kept = list(blocks)
    for at, block in enumerate(blocks):
        if not (isinstance(block, IntakeParagraph) and _role(block) == CAPTION):
            continue
        before, after = _beside(kept, at, -1), _beside(kept, at, 1)
        order = ((before, IntakeFigure), (after, IntakeTable), (before, IntakeTable), (after, IntakeFigure))
        for place, wanted in order:
            owner = kept[place] if place is not None else None
            if place is not None and isinstance(owner, (IntakeFigure, IntakeTable)) and isinstance(owner, wanted):
                if owner.caption:
                    continue
                kept[place] = _captioned(owner, block, done)
                kept[at] = replace(block, runs=())
                break
    return [block for block in kept if not (isinstance(block, IntakeParagraph) and not block.runs)]


def _beside(blocks: Sequence[IntakeBlock], at: int, step: int) -> int | None:
    place = at + step
    return place if 0 <= place < len(blocks) else None


def _captioned(owner: IntakeFigure | IntakeTable, block: IntakeParagraph, done: Settled) -> IntakeBlock:
    """A figure or table with its caption, whose number is dropped; a bookmark in it is the figure's."""
    runs = _without_label(block, done)
    if isinstance(owner, IntakeTable):
        return replace(owner, caption=runs)
    names = [run.name for run in runs if isinstance(run, BookmarkHere)]
    inner = tuple(run for run in runs if not isinstance(run, BookmarkHere)) if not owner.id else runs
    return replace(owner, caption=inner, id=owner.id or (names[0] if names else ""))


def _without_label(block: IntakeParagraph, done: Settled) -> RunPieces:
    """The runs of a caption without `Figure 3: ` at their beginning, if something else is left."""
    text = runs_text(block.runs)
    label = _LABEL.match(text)
    if label is None or not text[label.end() :].strip():
        return block.runs
    done.dropped.append(Dropped(label[0].strip(), NUMBER_OF_FIGURE, block.place))
    left, runs = label.end(), list(block.runs)
    for at, run in enumerate(runs):
        if isinstance(run, TextRun) and left:
            gone = min(left, len(run.text))
            runs[at], left = replace(run, text=run.text[gone:]), left - gone
    return tuple(run for run in runs if not isinstance(run, TextRun) or run.text)


def _without_roles(blocks: Iterable[IntakeBlock]) -> Iterator[IntakeBlock]:
    for block in blocks:
        match block:
            case IntakeParagraph() if _role(block):
                yield replace(block, classes=())
            case IntakeQuotation(inner):
                yield replace(block, blocks=tuple(_without_roles(inner)))
            case IntakeTable(rows):
                cells = tuple(tuple(replace(c, blocks=tuple(_without_roles(c.blocks))) for c in row) for row in rows)
                yield replace(block, rows=cells)
            case _:
                yield block


def _opening_pages(blocks: Iterable[IntakeBlock]) -> Iterator[IntakeBlock]:
    """Headings that begin a page know it; of several breaks one stays, and none before the text."""
    last: IntakeBlock | None = IntakePageBreak()
    for block in blocks:
        if isinstance(block, IntakePageBreak) and isinstance(last, IntakePageBreak):
            continue
        if isinstance(block, IntakeHeading) and isinstance(last, IntakePageBreak):
            block = replace(block, opens_page=True)
        yield block
        last = block


def settled_notes(notes: Iterable[IntakeNote], called: frozenset[str]) -> tuple[tuple[IntakeNote, ...], list[Dropped]]:
    """The notes that the text calls; the others' text is dropped. Roles mean nothing in a note."""
    kept: list[IntakeNote] = []
    dropped: list[Dropped] = []
    for note in notes:
        blocks = tuple(_without_roles(note.blocks))
        if note.key in called and _says_anything(blocks):
            kept.append(replace(note, blocks=blocks))
        elif text := blocks_text(blocks):
            dropped.append(Dropped(text, UNCALLED, note.place))
        elif note.key in called:
            kept.append(replace(note, blocks=(IntakeParagraph((), place=note.place),)))
    return tuple(kept), dropped


def _says_anything(blocks: Sequence[IntakeBlock]) -> bool:
    return any(has_content(getattr(block, "runs", (TextRun("x"),))) for block in blocks)
