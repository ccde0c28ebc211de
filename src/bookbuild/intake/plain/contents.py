"""The lines of a text → the entries of its printed contents, and the lines that these stood on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bookbuild.intake.plain.lines import PlainLine
from bookbuild.intake.titles import bare_title

_HEADS = frozenset(
    (
        "contents", "table of contents", "list of contents", "المحتويات", "محتويات الكتاب", "فهرس المحتويات", "الفهرس",
        "فهرس", "فهرس الموضوعات", "فهرس الكتاب", "المحتوى", "table des matières", "inhalt", "içindekiler", "daftar isi",
    )
)  # fmt: skip
_PAGE = r"(?P<page>\d{1,4}|[ivxlc]{1,7})"
_LONGEST = 120
_SHORT = rf"^(?=.{{0,{_LONGEST}}}$)"
_STRONG = re.compile(
    rf"{_SHORT}(?P<title>.*?\S)(?:\s*+(?:[.…·_‥]{{2,}}+[.…·_‥ ]*+|(?:\. ){{2,}}+\.?+)\s*+|\s{{2,}}+|\t){_PAGE}\s*+$"
)
_WEAK = re.compile(rf"{_SHORT}(?P<title>[\W\d]*+[^\W\d].*?)\s++{_PAGE}\s*+$")
_LEADER = re.compile(r"(?<![\s.…])(?P<kept>(?:[^\S\t]*+[.…]{1,2}+(?![.…]))*+)[^\S\t]*+(?:\t|[.…]{3,}+)[\s.…]*+$")
"""From the first tab or three dots of the dots and spaces that end a line; `kept` are those before."""
_BELOW = re.compile(r"^(?:\d{1,2}\)|[^\W\d_]\)|\d{1,2}\.\d)")
_PART = re.compile(
    r"^(?:part|book)\s+(?:\d+|[ivxlc]+|one|two|three|four|five|six|seven|eight|nine|ten)\b|^(?:الباب|القسم|الجزء)\s",
    re.IGNORECASE,
)
_CONTINUED = 2
"""So many lines an entry may have before the one that bears its page."""
CONTENTS = "printed contents: contents are made anew"


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """An entry of the printed contents. `level` from 1, 0 a part; `page` as printed."""

    title: str
    page: str
    level: int
    line: PlainLine

    @property
    def key(self) -> str:
        return bare_title(self.title)


@dataclass(frozen=True, slots=True)
class PrintedContents:
    """`lines` are those that it stands on, its head too; `levelled`: its entries are of several levels."""

    entries: tuple[ContentsEntry, ...] = ()
    lines: tuple[PlainLine, ...] = ()
    levelled: bool = False


@dataclass(slots=True)
class _Reading:
    taken: list[PlainLine] = field(default_factory=list)
    entries: list[ContentsEntry] = field(default_factory=list)
    pending: list[PlainLine] = field(default_factory=list)


def printed_contents(lines: Sequence[PlainLine]) -> PrintedContents:
    """The contents of a text, wherever they stand; nothing where there are none."""
    for at, line in enumerate(lines):
        if is_contents_head(line.text) and (reading := _read(lines, at)).entries:
            return _levelled(reading)
    return PrintedContents()


def is_contents_head(text: str) -> bool:
    return " ".join(text.casefold().strip(" .:*#_-–—").split()) in _HEADS


def _read(lines: Sequence[PlainLine], at: int) -> _Reading:
    reading = _Reading([lines[at]])
    for index in range(at + 1, len(lines)):
        line = lines[index]
        if is_contents_head(line.text):
            reading.taken += [*reading.pending, line]
            reading.pending = []
        elif _PART.match(line.text) and not _STRONG.match(line.text) and _goes_on(lines, index, reading):
            reading.entries.append(ContentsEntry(line.text, "", line.indent, line))
            reading.taken.append(line)
        elif found := _entry(line, reading):
            reading.entries.append(found)
            reading.taken += [*reading.pending, line]
            reading.pending = []
        elif not _goes_on(lines, index, reading):
            break
        else:
            reading.pending.append(line)
    if not any(entry.page for entry in reading.entries):
        return _without_pages(lines, at)
    return reading


def _entry(line: PlainLine, reading: _Reading) -> ContentsEntry | None:
    match = _STRONG.match(line.text) or (_WEAK.match(line.text) if len(reading.entries) > 1 else None)
    if match is None or len(line.text) > _LONGEST:
        return None
    title = " ".join([*(_LEADER.sub(r"\g<kept>", each.text) for each in reading.pending), match["title"].rstrip(" .…")])
    return ContentsEntry(title, match["page"], line.indent, line)


def _goes_on(lines: Sequence[PlainLine], index: int, reading: _Reading) -> bool:
    """Whether a line without a page is the beginning of an entry, or the name of a part."""
    line = lines[index]
    if len(line.text) > _LONGEST or len(reading.pending) >= _CONTINUED or line.text[-1] in ".!؟":
        return False
    following = lines[index + 1 : index + 2 + _CONTINUED]
    return any(_STRONG.match(other.text) for other in following)


def _without_pages(lines: Sequence[PlainLine], at: int) -> _Reading:
    """Contents that name no pages: short lines, each of which stands in the text again."""
    reading = _Reading([lines[at]])
    later = Counter(bare_title(line.text) for line in lines[at + 1 :] if len(line.text) <= _LONGEST)
    seen: set[str] = set()
    for line in lines[at + 1 :]:
        key = bare_title(line.text)
        if len(line.text) > _LONGEST or not key or key in seen or later[key] < 2:
            break
        seen.add(key)
        reading.entries.append(ContentsEntry(line.text, "", line.indent, line))
        reading.taken.append(line)
    return reading if len(reading.entries) > 1 else _Reading()


def _levelled(reading: _Reading) -> PrintedContents:
    """Entries with their levels: by their indents, where several entries have each, and by their numbers."""
    indents = Counter(entry.level for entry in reading.entries if not _PART.match(entry.title)) or Counter((0,))
    steps = sorted(indent for indent, count in indents.items() if count > 1) or [min(indents)]
    below = [bool(_BELOW.match(entry.title)) for entry in reading.entries]
    numbered = sum(below) * 2 < len(below)
    entries = [
        replace(entry, level=_level(entry, steps) + (under and numbered))
        for entry, under in zip(reading.entries, below, strict=True)
    ]
    levels = {entry.level for entry in entries}
    by_indent = len({_level(entry, steps) for entry in reading.entries} - {0}) > 1
    return PrintedContents(tuple(entries), tuple(reading.taken), 0 in levels or (by_indent and len(levels) > 1))


def _level(entry: ContentsEntry, steps: list[int]) -> int:
    if _PART.match(entry.title):
        return 0
    return sum(step <= entry.level for step in steps) or 1
