"""The blocks of a document → its chapters, each with a readable name, and headings from `##` down."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from bookbuild.intake.conservation import blocks_text, runs_text
from bookbuild.intake.document import IntakeBlock, IntakeDocument, IntakeHeading, IntakePageBreak
from bookbuild.intake.runs import NO_PLACE, Place, RunPieces, TextRun
from bookbuild.intake.titles import BACK_MATTER, FRONT_MATTER, bare_title, is_matter
from bookbuild.model.book import Matter

LEAST_WORDS = 300
"""Where a text does not tell levels, no file has fewer words: shorter chapters are put together."""
_LONGEST_NAME = 40
_DEEPEST = 6
_LATIN = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z",
    "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChapterDraft:
    """A file of the manuscript to be. `path` relative to the book; `title` empty for matter that has none.

    `given`: the title is the book's, and does not stand in the source a second time.
    """

    path: str
    title: RunPieces
    blocks: tuple[IntakeBlock, ...]
    matter: Matter = "body"
    part: str = ""
    place: Place = NO_PLACE
    id: str = ""
    given: bool = False


@dataclass(slots=True)
class _Section:
    heading: IntakeHeading | None
    part: str
    blocks: list[IntakeBlock]

    @property
    def words(self) -> int:
        return len(blocks_text(self.blocks).split())


def chapters_of(document: IntakeDocument, title: str) -> tuple[ChapterDraft, ...]:
    """The chapters of a document; `title` is that of the book, which a text without headings takes."""
    blocks = _with_levels(document.blocks)
    sections = _sections(blocks)
    if not document.levelled:
        sections = _put_together(sections)
    return tuple(_drafts(sections, title))


def _with_levels(blocks: Sequence[IntakeBlock]) -> list[IntakeBlock]:
    """Blocks whose headings all have a level: one that the source does not tell is below the last that it does."""
    levelled: list[IntakeBlock] = []
    last = 0
    for block in blocks:
        if isinstance(block, IntakeHeading):
            last = block.level if block.level is not None and not block.part else 0 if block.part else last
            block = block if block.level is not None else replace(block, level=last + 1)
        levelled.append(block)
    return levelled


def _sections(blocks: Sequence[IntakeBlock]) -> list[_Section]:
    """Blocks parted at the headings of the top level; the headings of parts stand in none of them."""
    levels = [block.level or 1 for block in blocks if isinstance(block, IntakeHeading) and not block.part]
    top = min(levels, default=1)
    sections = [_Section(None, "", [])]
    part = ""
    for block in blocks:
        if isinstance(block, IntakeHeading) and block.part:
            part = runs_text(block.runs)
            sections.append(_Section(replace(block, part=True), part, _pages_before(sections[-1].blocks)))
        elif isinstance(block, IntakeHeading) and (block.level or 1) <= top:
            sections.append(_Section(block, part, _pages_before(sections[-1].blocks)))
        else:
            sections[-1].blocks.append(_risen(block, top))
    return [section for section in sections if section.blocks or (section.heading and not section.heading.part)]


def _pages_before(blocks: list[IntakeBlock]) -> list[IntakeBlock]:
    """The last of the pages that begin behind all else in a section, taken out: it begins with the next chapter,
    which begins a page by itself."""
    pages: list[IntakeBlock] = []
    while blocks and isinstance(last := blocks[-1], IntakePageBreak):
        blocks.pop()
        pages += [] if last.forced else [last]
    return pages[:1]


def _risen(block: IntakeBlock, top: int) -> IntakeBlock:
    """A heading within a chapter: of level 2 where it is right below the chapter's own."""
    if not isinstance(block, IntakeHeading):
        return block
    return replace(block, level=min((block.level or 1) - top + 1, _DEEPEST))


def _put_together(sections: Sequence[_Section]) -> list[_Section]:
    """Sections of fewer words than `LEAST_WORDS` with those that follow them; the last with the one before it."""
    together: list[_Section] = []
    for section in sections:
        last = together[-1] if together else None
        if last is None or not _may_join(last, section) or last.words >= LEAST_WORDS:
            together.append(_Section(section.heading, section.part, list(section.blocks)))
        else:
            last.blocks += _as_part(section)
    if len(together) > 1 and together[-1].words < LEAST_WORDS and _may_join(*together[-2:]):
        last = together.pop()
        together[-1].blocks += _as_part(last)
    return together


def _may_join(section: _Section, following: _Section) -> bool:
    """Whether a section may be put into the file of the one before it: neither is front or back matter."""
    if section.heading is None or section.part != following.part:
        return False
    headings = (section.heading, following.heading)
    return not any(heading and is_matter(runs_text(heading.runs)) for heading in headings)


def _as_part(section: _Section) -> list[IntakeBlock]:
    """The heading and the blocks of a section that stands within another's file."""
    lower = [
        replace(block, level=min((block.level or 2) + 1, _DEEPEST)) if isinstance(block, IntakeHeading) else block
        for block in section.blocks
    ]
    pages = [*takewhile(lambda block: isinstance(block, IntakePageBreak), lower)]
    heading = [replace(section.heading, level=2)] if section.heading else []
    return [*pages, *heading, *lower[len(pages) :]]


def _drafts(sections: Sequence[_Section], title: str) -> Iterable[ChapterDraft]:
    used: set[str] = set()
    digits = max(len(str(len(sections))), 2)
    number = 0
    headed = any(section.heading for section in sections)
    for section in sections:
        runs = section.heading.runs if section.heading else () if headed else (TextRun(title),)
        matter: Matter = _matter(runs_text(runs), first=not number) if section.heading or not headed else "front"
        matter = "body" if section is sections[-1] and not number else matter
        name = slug(runs_text(runs)) or ("opening" if matter == "front" else "chapter")
        if matter == "body":
            number += 1
            path = f"chapters/{number:0{digits}d}-{name}.md"
        else:
            path = _unused(name, used)
        yield ChapterDraft(
            path, runs, _unskipped(section.blocks), matter, section.part,
            section.heading.place if section.heading else NO_PLACE, section.heading.id if section.heading else "",
            given=section.heading is None and not headed,
        )  # fmt: skip


def _matter(title: str, *, first: bool) -> Matter:
    """Where a chapter stands by its title: a preface is front matter where no chapter is before it."""
    key = bare_title(title)
    if first and key in FRONT_MATTER:
        return "front"
    return "back" if key in BACK_MATTER and not first else "body"


def _unused(name: str, used: set[str]) -> str:
    path, count = f"{name}.md", 2
    while path in used or path in ("cip.md", "epigraph.md", "import-report.md"):
        path, count = f"{name}-{count}.md", count + 1
    used.add(path)
    return path


def _unskipped(blocks: Sequence[IntakeBlock]) -> tuple[IntakeBlock, ...]:
    """Blocks whose headings leave out no level on the way down."""
    kept: list[IntakeBlock] = []
    last = 1
    for block in blocks:
        if isinstance(block, IntakeHeading):
            last = min(max(block.level or 2, 2), last + 1)
            block = replace(block, level=last)
        kept.append(block)
    return tuple(kept)


def slug(title: str) -> str:
    """A title as a file's name: Latin letters, digits and hyphens, whole words up to 40 characters."""
    flat = "".join(_LATIN.get(c, c) for c in bare_title(title))
    flat = "".join(c for c in unicodedata.normalize("NFKD", flat) if c.isascii())
    words = re.findall(r"[a-z0-9]+", flat)
    while len(words) > 1 and len("-".join(words)) > _LONGEST_NAME:
        words.pop()
    return "-".join(words)[:_LONGEST_NAME]
