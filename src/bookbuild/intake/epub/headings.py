"""Blocks of an EPUB's documents and its contents → headings with the level that the contents give them, and parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bookbuild.intake.conservation import runs_text
from bookbuild.intake.document import IntakeBlock, IntakeHeading, IntakePageBreak, IntakeParagraph
from bookbuild.intake.epub.contents import NavigationEntry
from bookbuild.intake.titles import bare_title

_LOOKED_AT = 6
"""So many blocks of a document may stand before the title that its entry in the contents names."""
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class ReadPart:
    """The blocks of a document of the spine."""

    name: str
    blocks: tuple[IntakeBlock, ...]


def with_levels(parts: Sequence[ReadPart], entries: Sequence[NavigationEntry]) -> list[IntakeBlock]:
    """All blocks, in order. A title in the contents is a heading, of its entry's level, even where it is a paragraph.

    An entry over others whose document has nothing but its title is a part, and those below it rise by one level.
    Headings that the contents do not name stand below the last that they do.
    """
    by_document = _by_document(entries, {part.name: part for part in parts})
    blocks: list[IntakeBlock] = []
    above, own = 0, 0
    for part in parts:
        named = by_document.get(part.name, {})
        first = _first_heading(part, named)
        for at, block in enumerate(part.blocks):
            level = named.get("") if at == first else _named(block, at, named)
            if level is not None:
                was = block.level or 1 if isinstance(block, IntakeHeading) else 1
                above, own = level, was
                blocks.append(_headed(block, level, part=level == 0))
            elif isinstance(block, IntakeHeading) and above and not block.part:
                blocks.append(replace(block, level=max(above + (block.level or 1) - own, 1)))
            else:
                blocks.append(block)
    return _with_bare_parts(blocks)


def _with_bare_parts(blocks: Sequence[IntakeBlock]) -> list[IntakeBlock]:
    """Blocks in which a part is a title alone: one with text of its own is a chapter. Page breaks stand before it."""
    kept: list[IntakeBlock] = []
    for at, block in enumerate(blocks):
        if isinstance(block, IntakePageBreak):
            last = kept[-1] if kept else None
            kept.insert(len(kept) - (isinstance(last, IntakeHeading) and last.part), block)
            continue
        if isinstance(block, IntakeHeading) and block.part:
            following = next((each for each in blocks[at + 1 :] if not isinstance(each, IntakePageBreak)), None)
            block = replace(block, part=isinstance(following, IntakeHeading) and following.level == 1)
        kept.append(block)
    return kept


def _first_heading(part: ReadPart, named: Mapping[str, int]) -> int | None:
    """The place of the first heading of a document whose own entry names it in other words; None where one has them."""
    if any(_named(block, at, named) is not None for at, block in enumerate(part.blocks)):
        return None
    found = (at for at, block in enumerate(part.blocks) if isinstance(block, IntakeHeading))
    return next(found, None) if "" in named else None


def _named(block: IntakeBlock, at: int, named: Mapping[str, int]) -> int | None:
    """The level that the contents give a block; None: they do not name it."""
    if isinstance(block, IntakeHeading) or (isinstance(block, IntakeParagraph) and at < _LOOKED_AT):
        text = runs_text(block.runs)
        return named.get(bare_title(text)) if len(text) <= _LONGEST else None
    return None


def _headed(block: IntakeBlock, level: int, *, part: bool) -> IntakeHeading:
    assert isinstance(block, IntakeHeading | IntakeParagraph)
    if isinstance(block, IntakeHeading):
        return replace(block, level=max(level, 1), part=part)
    return IntakeHeading(
        block.runs, max(level, 1), part, "", block.style, False, block.direction, block.language, block.place
    )


def _by_document(entries: Sequence[NavigationEntry], parts: Mapping[str, ReadPart]) -> dict[str, dict[str, int]]:
    """For each document the bare titles that the contents name in it, with their levels; 0: a part.

    The empty title is that of an entry for the whole document.
    """
    levels: dict[str, dict[str, int]] = {}
    risen = 0
    for at, entry in enumerate(entries):
        if entry.level == 1:
            risen = 0
        is_part = entry.level == 1 and _is_part(entry, entries[at + 1 :], parts)
        risen = 1 if is_part else risen
        key = bare_title(entry.title)
        level = 0 if is_part else entry.level - (risen if entry.level > 1 else 0)
        if key and entry.document:
            of_document = levels.setdefault(entry.document, {})
            of_document.setdefault(key, level)
            if not entry.fragment:
                of_document.setdefault("", level)
    return levels


def _is_part(entry: NavigationEntry, following: Sequence[NavigationEntry], parts: Mapping[str, ReadPart]) -> bool:
    """Whether an entry over others leads to a document with little more than its title."""
    part = parts.get(entry.document)
    if not entry.inner or part is None or not following:
        return False
    if any(each.document == entry.document for each in following[: entry.inner]):
        return False
    said = sum(len(runs_text(getattr(block, "runs", ())).split()) for block in part.blocks)
    return said <= 2 * len(entry.title.split()) + 40
