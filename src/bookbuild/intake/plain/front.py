"""The lines before a text → its metadata, the block of its imprint page, and the lines that remain text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from bookbuild.intake.document import IntakeContributor, IntakeMetadata, TakenText
from bookbuild.intake.plain import imprint
from bookbuild.intake.plain.imprint import CataloguingEntry, blocks_of
from bookbuild.intake.plain.lines import PlainLine
from bookbuild.intake.reader import Dropped
from bookbuild.intake.script_share import is_arabic
from bookbuild.intake.titles import bare_title, in_title_case, is_chapter, is_matter, is_part

_LONGEST_TITLE = 100
_LONG = 160
_LABEL = re.compile(
    r"^(?:answers? to (?:a )?questions?|questions? (?:and|&) answers?|friday (?:sermon|khutbah)|خطبة الجمعة|سؤال وجواب"
    r"|فتوى|fatwa)$",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(
    r"^(?:to|from|question|answer|date|subject|سؤال|السؤال|الجواب|إلى)\b.*[:：]|^(?:assalam|السلام)", re.I
)
REPEATED = "it stands a second time, right below"


@dataclass(frozen=True, slots=True)
class FrontMatterLines:
    """`imprint`: for the imprint page. `text`: lines that are text, before what follows the front matter."""

    metadata: IntakeMetadata
    imprint: tuple[PlainLine, ...] = ()
    text: tuple[PlainLine, ...] = ()
    dropped: tuple[Dropped, ...] = ()


@dataclass(slots=True)
class _FrontGathering:
    known: dict[str, str]
    entry: CataloguingEntry
    title: str = ""
    subtitle: str = ""
    contributors: list[IntakeContributor] = field(default_factory=list)
    rights: list[str] = field(default_factory=list)
    taken: list[TakenText] = field(default_factory=list)
    imprint: list[PlainLine] = field(default_factory=list)
    text: list[PlainLine] = field(default_factory=list)
    awaited: str = ""
    publisher: str = ""
    city: str = ""

    def has(self, key: str) -> bool:
        return any(taken.key == key for taken in self.taken)

    def take(self, key: str, block: Sequence[PlainLine]) -> str:
        """The lines as one text, which stands in the settings from now on."""
        text = " ".join(line.text.strip("*# ") for line in block)
        self.taken.append(TakenText(key, " ".join(line.text for line in block), block[0].place))
        return text if key == "rights" else in_title_case(text, self.known)


def front_region(lines: Sequence[PlainLine], contents_at: int | None) -> int:
    """How many lines are before the text: all before the printed contents, else those of a title page."""
    if contents_at is not None:
        blocks = blocks_of(lines[:contents_at])
        return next((lines.index(block[0]) for block in blocks if is_matter(block[0].text)), contents_at)
    count = 0
    for block in blocks_of(lines):
        text = " ".join(line.text for line in block)
        first = block[0].text
        headed = is_chapter(first) or is_part(first) or is_matter(first) or _ADDRESSED.match(first)
        plain = len(text) > _LONG and not any(map(imprint.is_rights, block)) and not imprint.is_address(block)
        if headed or plain or (len(block) == 1 and _is_sentence(text)):
            break
        count += len(block)
    rest = lines[count:]
    return count if rest else 0


def _is_sentence(text: str) -> bool:
    return len(text) > 60 and text.rstrip(' "”»)')[-1:] in ".!?؟:،,"


def front_matter(lines: Sequence[PlainLine], known: dict[str, str], *, book: bool) -> FrontMatterLines:
    """What the lines before the text say. `known`: capitals of the text's words; `book`: printed contents follow."""
    lines, dropped = _said_once(lines)
    catalogued = _cataloguing(lines)
    gathering = _FrontGathering(known, imprint.cataloguing_entry(catalogued))
    gathering.publisher, gathering.city = imprint.publisher_in(lines)
    of_block = {id(line) for line in catalogued}
    for block in blocks_of(lines):
        if id(block[0]) in of_block:
            gathering.imprint += block
        else:
            _sort(block, gathering, book=book or bool(catalogued))
    return FrontMatterLines(
        _metadata(gathering, lines, catalogued), tuple(gathering.imprint), tuple(gathering.text), tuple(dropped)
    )


def _said_once(lines: Sequence[PlainLine]) -> tuple[list[PlainLine], list[Dropped]]:
    """Without a page of which every line stands on the next one again."""
    kept: list[PlainLine] = []
    dropped: list[Dropped] = []
    pages = {line.page: [each for each in lines if each.page == line.page] for line in lines}
    order = list(pages)
    for page, after in zip_longest(order, order[1:]):
        here = pages[page]
        following = [line.text for line in pages.get(after, [])]
        if (len(here) > 1 or page == order[0]) and [line.text for line in here] == following[: len(here)]:
            dropped += [Dropped(line.text, REPEATED, line.place) for line in here]
        else:
            kept += here
    return kept, dropped


def _cataloguing(lines: Sequence[PlainLine]) -> list[PlainLine]:
    """The lines of the cataloguing block, to the end of its page."""
    at = next((at for at, line in enumerate(lines) if imprint.begins_cataloguing(line)), None)
    if at is None:
        return []
    return [line for line in lines[at:] if line.page == lines[at].page]


def _sort(block: list[PlainLine], into: _FrontGathering, *, book: bool) -> None:
    """Put a block of lines where it belongs."""
    text = " ".join(line.text for line in block)
    role = imprint.by_line(block[0].text)
    if any(map(imprint.is_rights, block)):
        addresses = [line for line in block if imprint.is_address([line])]
        into.rights.append(into.take("rights", [line for line in block if line not in addresses] or block))
        into.imprint += addresses if len(addresses) < len(block) else []
    elif role and len(text) < _LONGEST_TITLE:
        into.take("contributors", block)
        name = role[1] or " ".join(line.text for line in block[1:])
        into.awaited = "" if name else role[0]
        if name:
            into.contributors.append(IntakeContributor(_named(name, into), role[0]))
    elif into.awaited and len(text) < _LONGEST_TITLE:
        into.contributors.append(IntakeContributor(_named(into.take("contributors", block), into), into.awaited))
        into.awaited = ""
    elif into.publisher and bare_title(block[0].text) == bare_title(into.publisher) and not into.has("publisher"):
        into.take("publisher", block[:1])
        if len(block) == 2 and block[1].text.isalpha():
            into.city = into.take("place", block[1:])
        else:
            into.imprint += block[1:]
    elif _is_author(text, into):
        into.contributors.append(IntakeContributor(_named(into.take("contributors", block), into), "author"))
    elif _is_title(block, text, into, book=book):
        _take_title(block, into)
    elif book and not is_arabic_prose(text) and not _is_quotation(text):
        into.imprint += block
    else:
        into.text += block


def _named(name: str, into: _FrontGathering) -> str:
    return in_title_case(name.strip(" ,."), into.known)


def is_arabic_prose(text: str) -> bool:
    """Whether a block is Arabic, and is longer than a name."""
    return is_arabic(text) and len(text.split()) > 3


def _is_quotation(text: str) -> bool:
    """Whether a block is the translation of what stands above it: a sentence in quotation marks or emphasis."""
    return text[:1] in '“"(*«﴿' or text[-1:] in '”"»*﴾' or (text[-1:] in ".;" and text[:1].isalpha())


def _is_author(text: str, into: _FrontGathering) -> bool:
    return bool(into.entry.author) and bare_title(text) == bare_title(into.entry.author)


def _is_title(block: Sequence[PlainLine], text: str, into: _FrontGathering, *, book: bool) -> bool:
    if len(text) > _LONGEST_TITLE or len(block) > 3 or imprint.is_address(block) or text[-1] in ".,;:،":
        return False
    if into.entry.title:
        return bare_title(into.entry.title) == bare_title(text)
    if is_arabic(text) and bare_title(text).startswith("بسم الله"):
        return False
    if into.title and not _LABEL.match(into.title):
        right_below = into.taken[-1:] and into.taken[-1].key == "title"
        return not into.subtitle and not into.contributors and (not book or bool(right_below))
    return True


def _take_title(block: Sequence[PlainLine], into: _FrontGathering) -> None:
    """A title; what is only the name of a kind (`Answer to Question`) becomes the subtitle of the next."""
    if not into.title:
        into.title = into.take("title", block)
    elif _LABEL.match(into.title):
        into.subtitle, into.title = into.title, into.take("title", block)
    else:
        into.subtitle = into.take("subtitle", block)


def _metadata(found: _FrontGathering, lines: Sequence[PlainLine], catalogued: Sequence[PlainLine]) -> IntakeMetadata:
    entry = found.entry
    rights = [line for line in lines if imprint.is_rights(line)]
    publisher = found.publisher if found.imprint or found.rights or found.has("publisher") else ""
    contributors = list(found.contributors)
    if entry.author and not contributors:
        contributors.append(IntakeContributor(entry.author))
    contributors += [IntakeContributor(name) for name in entry.others]
    return IntakeMetadata(
        title=found.title or entry.title,
        subtitle=found.subtitle,
        contributors=tuple(contributors),
        publisher=in_title_case(publisher, found.known),
        place=entry.place or found.city or imprint.city_in(lines),
        published=entry.year or imprint.year_in([*rights, *filter(imprint.is_edition, lines), *catalogued]),
        isbns=imprint.isbns_in(lines),
        rights="\n".join(found.rights),
        taken=tuple(found.taken),
    )
