"""A text file → `ReadDocument`: evidence first (furniture, contents, notes), then lines are joined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bookbuild.intake.arabic.repairs import is_turned, repaired_line
from bookbuild.intake.conservation import letters_of
from bookbuild.intake.document import (
    IntakeBlock,
    IntakeContributor,
    IntakeDocument,
    IntakeHeading,
    IntakeMetadata,
    IntakeNote,
)
from bookbuild.intake.plain.contents import CONTENTS, PrintedContents, printed_contents
from bookbuild.intake.plain.front import FrontMatterLines, front_matter, front_region
from bookbuild.intake.plain.furniture import printed_pages, without_furniture
from bookbuild.intake.plain.habits import LineHabits, line_habits
from bookbuild.intake.plain.headings import HeadingFinder
from bookbuild.intake.plain.lines import PlainLine, decoded_text, plain_lines
from bookbuild.intake.plain.notes import parted_notes
from bookbuild.intake.plain.structure import PlainBlocks, blocks_of_lines
from bookbuild.intake.printed_pages import with_page_marks
from bookbuild.intake.reader import Dropped, IntakeFile, ReadDocument, ReadOptions, Repair
from bookbuild.intake.titles import capitals_of

_SIGNED = re.compile(
    r"^(?:your (?:brother|sister)|yours \w+|sincerely|was-?salam\w*|أخوكم|كتبه)\s*[,،:]?$", re.IGNORECASE
)
_DATE = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?!\d)")
_LAST = 16
"""So many of the last lines of a letter may bear its signature and its date."""


@dataclass(frozen=True, slots=True)
class PlainParts:
    """What a text was parted into before anything is joined. `pages`: the first line of a printed page → its number."""

    lines: tuple[PlainLine, ...]
    contents: PrintedContents
    front: FrontMatterLines
    notes: tuple[tuple[str, tuple[PlainLine, ...]], ...]
    dropped: tuple[Dropped, ...]
    habits: LineHabits
    pages: Mapping[int, str]


def read_plain(file: IntakeFile, options: ReadOptions) -> ReadDocument:
    """The document of a text file. Raises BookError where it is no text."""
    text = decoded_text(file)
    return read_text(text, options)


def read_text(text: str, options: ReadOptions) -> ReadDocument:
    """The document of a text, with pages parted by form feeds or by three blank lines."""
    lines, mended = _mended(plain_lines(text))
    parts = parted(lines)
    body = blocks_of_lines(parts.lines, parts.habits, HeadingFinder(parts.contents))
    imprint = blocks_of_lines(parts.front.imprint, parts.habits, display=True)
    before = blocks_of_lines(parts.front.text, parts.habits, HeadingFinder(PrintedContents()))
    notes = [(key, blocks_of_lines(lines, parts.habits)) for key, lines in parts.notes]
    built = (imprint, before, body, *(note for _, note in notes))
    return ReadDocument(
        document=IntakeDocument(
            blocks=tuple(with_page_marks(body.blocks, parts.pages)),
            notes=tuple(_note(key, note) for key, note in notes),
            metadata=_signed(parts.front.metadata, parts.lines),
            front=_front(imprint, before),
            language=options.language,
            levelled=parts.contents.levelled or _has_parts(body.blocks),
        ),
        letters=letters_of(text),
        dropped=(*parts.dropped, *(piece for each in built for piece in each.dropped)),
        repairs=tuple(sorted((*mended, *_made(built)), key=lambda repair: repair.place.line or 0)),
    )


def parted(lines: Sequence[PlainLine]) -> PlainParts:
    """The evidence of a text: its furniture, contents, notes and front matter."""
    kept, dropped = without_furniture(lines)
    contents = printed_contents(kept)
    of_contents = {id(line) for line in contents.lines}
    at = next((at for at, line in enumerate(kept) if id(line) in of_contents), None)
    dropped += [Dropped(line.text, CONTENTS, line.place) for line in contents.lines]
    count = front_region(kept, at)
    rest = [line for line in kept[count:] if id(line) not in of_contents]
    known = capitals_of(line.text for line in rest)
    front = front_matter(kept[:count], known, book=at is not None)
    noted = parted_notes(rest)
    return PlainParts(
        noted.lines,
        contents,
        front,
        noted.notes,
        (*dropped, *front.dropped, *noted.dropped),
        line_habits(noted.lines),
        printed_pages(lines, noted.lines),
    )


def _has_parts(blocks: Sequence[IntakeBlock]) -> bool:
    return any(isinstance(block, IntakeHeading) and block.part for block in blocks)


def _note(key: str, note: PlainBlocks) -> IntakeNote:
    blocks = tuple(note.blocks)
    return IntakeNote(key, blocks, "end" if key.startswith("end") else "foot", blocks[0].place)


def _front(imprint: PlainBlocks, before: PlainBlocks) -> tuple[tuple[str, tuple[IntakeBlock, ...]], ...]:
    parts = (("cataloguing", imprint), ("epigraph", before))
    return tuple((role, tuple(built.blocks)) for role, built in parts if built.blocks)


def _made(built: Sequence[PlainBlocks]) -> Iterator[Repair]:
    return (repair for each in built for repair in each.repairs)


def _mended(lines: Sequence[PlainLine]) -> tuple[list[PlainLine], list[Repair]]:
    """The lines with their Arabic as it is read: before lines are joined, as each was drawn by itself."""
    turned = is_turned(line.text for line in lines)
    mended: list[PlainLine] = []
    repairs: list[Repair] = []
    for line in lines:
        text, made = repaired_line(line.text, line.place, turned=turned)
        mended.append(replace(line, text=text) if made else line)
        repairs += made
    return mended, repairs


def _signed(metadata: IntakeMetadata, lines: Sequence[PlainLine]) -> IntakeMetadata:
    """Metadata with the author and the date under a letter, where nothing before it names them."""
    last = list(lines[-_LAST:])
    for at, line in enumerate(last):
        if at + 1 < len(last) and _SIGNED.match(line.text) and not metadata.contributors:
            name = last[at + 1].text.strip(" .,")
            metadata = replace(metadata, contributors=(IntakeContributor(name),))
        if metadata.contributors and not metadata.published and (date := _DATE.search(line.text)):
            day, month, year = (int(part) for part in date.groups())
            if 1 <= month <= 12 and 1 <= day <= 31:
                metadata = replace(metadata, published=f"{year:04d}-{month:02d}-{day:02d}")
    return metadata
