"""The paragraphs of a text, as lines → which of them are headings, of what level, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from rapidfuzz import fuzz, process

from bookbuild.intake.plain.contents import ContentsEntry, PrintedContents
from bookbuild.intake.plain.joining import begins_item, ends_sentence
from bookbuild.intake.plain.lines import PlainLine
from bookbuild.intake.script_share import is_arabic
from bookbuild.intake.titles import bare_title, is_chapter, is_matter, is_number_alone, is_part

Why = Literal["contents", "chapter", "part", "matter", "hash", "capitals", "alone", "outline", "size"]
_LONGEST = 110
_ALONE = 70
_BODY = 110
_HASHES = re.compile(r"^(#{1,6})\s+(\S.*?)\s*#*$")
_NO_HEADING = re.compile(
    r"\b(?:as-?s?al[a']+mu?|alaikum|ʿalaykum)\b|^(?:dear|your|sincerely|to|from)\b|السلام عليكم"
    r"|^(?:و?بعد|أما بعد)|[\d/]{6,}|https?://|www\.|@",
    re.IGNORECASE,
)
_NO_END = ".,;:،؛…*_/[(–—-"
_NEAR = 90
"""So many letters in a hundred are those of an entry that is spelled otherwise in the text."""
_SHORTEST = 8
_TOGETHER = 3
"""So many paragraphs one heading may be parted into by blank lines."""


@dataclass(frozen=True, slots=True)
class HeadingLines:
    """A heading of `count` paragraphs. `level` from 1, None where the text does not tell; `part`: it heads a part."""

    count: int
    text: str
    why: Why
    level: int | None = None
    part: bool = False
    opens_page: bool = False


class FindsHeadings(Protocol):
    """Finds the headings of one text, paragraph after paragraph."""

    def found_at(self, paragraphs: Sequence[list[PlainLine]], at: int) -> HeadingLines | None: ...


class HeadingFinder:
    """Finds the headings of one text, paragraph after paragraph; an entry of the contents is found once."""

    def __init__(self, contents: PrintedContents) -> None:
        self.contents = contents
        self._left: dict[str, list[ContentsEntry]] = {}
        for entry in contents.entries:
            self._left.setdefault(entry.key, []).append(entry)

    def found_at(self, paragraphs: Sequence[list[PlainLine]], at: int) -> HeadingLines | None:
        """The heading that begins with the paragraph `at`; None where there is none."""
        first = paragraphs[at]
        if len(first) > _TOGETHER or len(first[0].text) > _LONGEST or first[0].text[0] in "[]":
            return None
        found = self.in_contents(paragraphs, at) or self.by_words(paragraphs, at) or self._alone(paragraphs, at)
        if found is None:
            return None
        opens = at == 0 or first[0].page != paragraphs[at - 1][-1].page
        return HeadingLines(found.count, found.text, found.why, found.level, found.part, opens)

    def in_contents(self, paragraphs: Sequence[list[PlainLine]], at: int) -> HeadingLines | None:
        """A heading that the printed contents have: of one paragraph or of several short ones."""
        if not self._left:
            return None
        words: list[str] = []
        for count, lines in enumerate(paragraphs[at : at + _TOGETHER], 1):
            words += [line.text.strip("*# ") for line in lines]
            text = " ".join(words)
            if len(text) > _LONGEST:
                break
            key = bare_title(text)
            if entries := self._left.get(key):
                return self._taken(entries[0], count, text)
        return self._nearly(paragraphs[at])

    def _nearly(self, lines: Sequence[PlainLine]) -> HeadingLines | None:
        """An entry that is spelled a little otherwise in the text."""
        text = " ".join(line.text.strip("*# ") for line in lines)
        if (ends_sentence(text) and text[-1] not in "?!'’؟)") or begins_item(text):
            return None
        near = process.extractOne(bare_title(text), self._left.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR)
        return self._taken(self._left[near[0]][0], 1, text) if near and len(near[0]) > _SHORTEST else None

    def _taken(self, entry: ContentsEntry, count: int, text: str) -> HeadingLines:
        left = self._left[entry.key]
        left.remove(entry)
        if not left:
            del self._left[entry.key]
        level = max(entry.level, 1) if self.contents.levelled else 1
        return HeadingLines(count, text, "contents", level, part=entry.level == 0)

    def by_words(self, paragraphs: Sequence[list[PlainLine]], at: int) -> HeadingLines | None:
        """`Chapter 3`, `الباب الأول`, `Preface`, `## …`."""
        lines = paragraphs[at]
        text = " ".join(line.text for line in lines)
        if len(lines) == 1 and (match := _HASHES.match(text)):
            return HeadingLines(1, match[2], "hash", len(match[1]))
        part = is_part(text)
        if part or is_chapter(text):
            count = 1
            if is_number_alone(text) and at + 1 < len(paragraphs) and _may_be_heading(paragraphs[at + 1]):
                text = f"{text.rstrip(' .:–—-')}: {' '.join(line.text for line in paragraphs[at + 1])}"
                count = 2
            return HeadingLines(count, text, "part" if part else "chapter", 1, part)
        if is_matter(text):
            return HeadingLines(1, text.rstrip(" :."), "matter", 1)
        return None

    def _alone(self, paragraphs: Sequence[list[PlainLine]], at: int) -> HeadingLines | None:
        """A short line between paragraphs that is no sentence, and text follows."""
        lines = paragraphs[at]
        text = lines[0].text
        if len(lines) > 1 or not _may_be_heading(lines) or at + 1 >= len(paragraphs):
            return None
        before = paragraphs[at - 1][-1].text if at else "."
        follows = sum(len(line.text) for line in paragraphs[at + 1]) >= _BODY and not begins_item(
            paragraphs[at + 1][0].text
        )
        apart = ends_sentence(before) or begins_item(before) or _may_be_heading(paragraphs[at - 1][-1:])
        if not follows or not apart:
            return None
        capitals = text.isupper() and not is_arabic(text)
        return HeadingLines(
            1, text, "capitals" if capitals else "alone", 1 if capitals and not self.contents.entries else None
        )


def _may_be_heading(lines: Sequence[PlainLine]) -> bool:
    """Whether lines may be a heading by their length, their first letter and their end."""
    text = lines[0].text
    if len(lines) > 1 or len(text) > _ALONE or text[-1] in _NO_END or begins_item(text) or _NO_HEADING.search(text):
        return False
    first = text.lstrip("`'‘’ʿ\"“«")[:1]
    if not first.isalpha() or first.islower() or text[0] in '"“«(':
        return False
    return not ends_sentence(text) or text[-1] in "?!؟"
