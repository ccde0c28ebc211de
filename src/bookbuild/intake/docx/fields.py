"""The fields of a document (`w:fldChar`, `w:fldSimple`) → what is done with the text that each shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from lxml import etree

from bookbuild.intake.docx.names import attribute, descendants

CONTENTS = "printed contents: they are made anew"
PAGE_NUMBER = "number of a page: pages are numbered anew"
_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_GENERATED = frozenset(("TOC", "INDEX", "TOA"))
_PAGES = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"))


class FieldDeed(StrEnum):
    """What becomes of the text that a field shows."""

    KEEP = "keep"
    DROP = "drop"
    REFERENCE = "reference"
    LINK = "link"
    SYMBOL = "symbol"


@dataclass(frozen=True, slots=True)
class FieldMeaning:
    """`target`: a bookmark or URL; of a symbol its number. `font` of a symbol. `reason` why it is dropped."""

    deed: FieldDeed = FieldDeed.KEEP
    target: str = ""
    by_page: bool = False
    font: str = ""
    reason: str = ""


KEPT = FieldMeaning()


def field_meaning(instruction: str) -> FieldMeaning:
    """What a field's code (`REF _Ref12 \\h`) says. One that is not known here keeps its text."""
    words = [quoted or bare for quoted, bare in _WORD.findall(instruction)]
    name = words[0].upper() if words else ""
    arguments, switches = _parted(words[1:])
    if name in _GENERATED:
        return FieldMeaning(FieldDeed.DROP, reason=CONTENTS)
    if name in _PAGES:
        return FieldMeaning(FieldDeed.DROP, reason=PAGE_NUMBER)
    if name in ("REF", "NOTEREF", "PAGEREF") and arguments:
        return FieldMeaning(FieldDeed.REFERENCE, arguments[0], by_page=name == "PAGEREF")
    if name == "HYPERLINK":
        anchor = switches.get("l", "")
        return FieldMeaning(FieldDeed.LINK, arguments[0] if arguments else f"#{anchor}" if anchor else "")
    if name == "SYMBOL" and arguments:
        return FieldMeaning(FieldDeed.SYMBOL, arguments[0], font=switches.get("f", ""))
    return KEPT


def _parted(words: list[str]) -> tuple[list[str], dict[str, str]]:
    """Arguments, and the switches with the word after each."""
    arguments: list[str] = []
    switches: dict[str, str] = {}
    last = ""
    for word in words:
        if word.startswith("\\"):
            last = word[1:].lower()
            switches[last] = ""
        elif last in ("l", "f", "o", "t", "s"):
            switches[last], last = word, ""
        else:
            arguments.append(word)
            last = ""
    return arguments, switches


@dataclass(slots=True)
class OpenField:
    """A field that has begun. `shows`: its code has ended, its text has begun."""

    code: list[str] = field(default_factory=list)
    shows: bool = False
    meaning: FieldMeaning = KEPT
    shown: list[str] = field(default_factory=list)


def field_stack(story: etree._Element) -> FieldStack:
    """The fields of a story (the body, a note, a text box), none of which is open yet."""
    depth = 0
    for each in descendants(story, "w:fldChar"):
        kind = attribute(each, "w:fldCharType")
        depth += (kind == "begin") - (kind == "end")
        if depth < 0:
            break
    return FieldStack(ignored=depth != 0)


@dataclass(slots=True)
class FieldStack:
    """The fields that are open at a place of the text, the innermost last; a field may go over paragraphs.

    `ignored`: not every field ends, so none is told from the text after it.
    """

    open: list[OpenField] = field(default_factory=list)
    ignored: bool = False

    def begin(self) -> None:
        if not self.ignored:
            self.open.append(OpenField())

    def separate(self) -> None:
        if self.open and not self.open[-1].shows:
            self.open[-1].meaning = field_meaning("".join(self.open[-1].code))
            self.open[-1].shows = True

    def end(self) -> OpenField | None:
        """The field that ends. One without a text of its own is told by its code now."""
        if not self.open:
            return None
        ended = self.open.pop()
        if not ended.shows:
            ended.meaning = field_meaning("".join(ended.code))
        return ended

    def code(self, text: str) -> None:
        if self.open and not self.open[-1].shows:
            self.open[-1].code.append(text)

    @property
    def in_code(self) -> bool:
        """Text here is part of a code, not of the document."""
        return any(not each.shows for each in self.open)

    @property
    def dropping(self) -> FieldMeaning | None:
        """The outermost field here whose text is dropped."""
        return next((each.meaning for each in self.open if each.meaning.deed is FieldDeed.DROP), None)

    @property
    def referring(self) -> OpenField | None:
        """The outermost cross-reference here."""
        return next((each for each in self.open if each.meaning.deed is FieldDeed.REFERENCE), None)

    @property
    def link(self) -> str:
        links = [each.meaning.target for each in self.open if each.meaning.deed is FieldDeed.LINK]
        return links[-1] if links else ""
