"""A document → the files of a manuscript, as text with places, and the pictures that they show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath

from bookbuild.intake.document import (
    IntakeBlock,
    IntakeCell,
    IntakeDefinition,
    IntakeDocument,
    IntakeFigure,
    IntakeNote,
    IntakeQuotation,
    IntakeTable,
    IntakeVerse,
)
from bookbuild.intake.runs import BookmarkHere, NoteCall, Picture, ReferenceHere, RunPiece, TextRun
from bookbuild.intake.writing.blocks import WrittenLines, written_blocks, written_notes
from bookbuild.intake.writing.chapters import ChapterDraft, chapters_of
from bookbuild.intake.writing.inlines import WritingContext, WrittenLine, one_line

CATALOGUING, EPIGRAPH = "cip.md", "epigraph.md"
_BARE_ID = re.compile(r"[^\w-]+")


@dataclass(frozen=True, slots=True)
class DraftFiles:
    """`texts`: path → lines of each Markdown file; `pictures`: path → bytes; `given`: titles of import's own."""

    texts: Mapping[str, WrittenLines]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    chapters: tuple[ChapterDraft, ...] = ()
    given: tuple[str, ...] = ()


def draft_files(document: IntakeDocument, title: str) -> DraftFiles:
    """The files that a document becomes. Every note stands in the file that calls it first."""
    chapters = chapters_of(document, title)
    front: dict[str, list[IntakeBlock]] = {}
    for role, blocks in document.front:
        front.setdefault(role, []).extend(blocks)
    pieces = list(_pieces([*document.blocks, *(block for blocks in front.values() for block in blocks)]))
    pieces += _pieces(block for note in document.notes for block in note.blocks)
    pictures = dict(_pictures(pieces))
    context = WritingContext(
        targets=_targets(pieces),
        images={name: path for name, (path, _) in pictures.items()},
        rtl=document.direction == "rtl",
    )
    notes = {note.key: note for note in document.notes}
    texts = {chapter.path: _chapter(chapter, notes, context) for chapter in chapters}
    if catalogued := front.pop("cataloguing", []):
        texts[CATALOGUING] = written_blocks(catalogued, context)
    if front:
        texts[EPIGRAPH] = written_blocks([block for blocks in front.values() for block in blocks], context)
    return DraftFiles(texts, dict(pictures.values()), chapters, tuple(title for draft in chapters if draft.given))


def _chapter(chapter: ChapterDraft, notes: dict[str, IntakeNote], context: WritingContext) -> WrittenLines:
    """A chapter's lines: its title, its text, the notes that it calls, numbered in their order."""
    runs: list[RunPiece] = [*chapter.title, *_pieces(chapter.blocks)]
    called = list(dict.fromkeys(run.key for run in runs if isinstance(run, NoteCall) and run.key in notes))
    labels = {key: str(number) for number, key in enumerate(called, 1)}
    inner = replace(context, labels=labels)
    lines: WrittenLines = []
    if chapter.title:
        mark = f" {{#{context.targets[chapter.id]}}}" if chapter.id in context.targets else ""
        lines = [WrittenLine(f"# {one_line(chapter.title, inner)}{mark}", chapter.place), WrittenLine("")]
    return [*lines, *written_blocks(chapter.blocks, inner), *written_notes((notes[key] for key in called), inner)]


def _pieces(blocks: Iterable[IntakeBlock]) -> Iterator[RunPiece]:
    """Every run of blocks, in the order of the text; a figure's picture too."""
    for block in blocks:
        match block:
            case IntakeQuotation(inner):
                yield from _pieces(inner)
            case IntakeTable(rows=rows, caption=caption):
                cells: list[IntakeCell] = [cell for row in rows for cell in row]
                yield from (run for cell in cells for run in _pieces(cell.blocks))
                yield from caption
            case IntakeDefinition(term, definitions):
                yield from term
                yield from (run for definition in definitions for run in _pieces(definition))
            case IntakeFigure(picture, caption, name):
                if name:
                    yield BookmarkHere(name)
                yield picture
                yield from caption
            case IntakeVerse(stanzas):
                yield from (run for stanza in stanzas for line in stanza for half in line for run in half)
            case _:
                if block_id := getattr(block, "id", ""):
                    yield BookmarkHere(block_id)
                yield from getattr(block, "runs", ())
                yield from _pieces(getattr(block, "blocks", ()))


def _pictures(pieces: Iterable[RunPiece]) -> Iterator[tuple[str, tuple[str, bytes]]]:
    """A picture's name → its path in the book, and its bytes; two pictures of one name have two paths."""
    used: dict[str, bytes] = {}
    for piece in pieces:
        if not isinstance(piece, Picture):
            continue
        name = PurePosixPath(piece.name)
        stem = _BARE_ID.sub("-", name.stem).strip("-") or "picture"
        path = f"images/{stem}{name.suffix.lower()}"
        if used.setdefault(path, piece.data) != piece.data:
            path = f"images/{stem}-{sha256(piece.data).hexdigest()[:8]}{name.suffix.lower()}"
        yield piece.name, (path, piece.data)


def _targets(pieces: Sequence[RunPiece]) -> dict[str, str]:
    """A bookmark's name → an id that a book can have; only those that something points to."""
    wanted = {piece.target for piece in pieces if isinstance(piece, ReferenceHere)}
    wanted |= {piece.link[1:] for piece in pieces if isinstance(piece, TextRun) and piece.link.startswith("#")}
    targets: dict[str, str] = {}
    taken: set[str] = set()
    for piece in pieces:
        if isinstance(piece, BookmarkHere) and piece.name in wanted and piece.name not in targets:
            name = _BARE_ID.sub("-", piece.name).strip("-") or "place"
            while name in taken:
                name += "-2"
            taken.add(name)
            targets[piece.name] = name
    return targets


def written_text(lines: Iterable[WrittenLine]) -> str:
    """The text of a file."""
    return "\n".join(line.text for line in lines) + "\n"


def write_files(folder: Path, texts: Mapping[str, str], pictures: Mapping[str, bytes]) -> None:
    """Write files below `folder`. Raises OSError where that cannot be."""
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode("utf-8"))
    for path, data in pictures.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
