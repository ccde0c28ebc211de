"""What the reading of one document knows and gathers: its evidence, its dresses, its pictures, what it dropped."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from urllib.parse import unquote_to_bytes

from lxml import etree

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.intake.clean_text import clean_text
from bookbuild.intake.markup.elements import (
    classes_of,
    direction_of,
    language_of_element,
    line_text,
    name_of,
    text_of,
)
from bookbuild.intake.markup.evidence import MarkupEvidence
from bookbuild.intake.markup.styles import Dresses, dress_of, marks_of
from bookbuild.intake.pictures import picture_of
from bookbuild.intake.reader import Dropped
from bookbuild.intake.runs import BookmarkHere, Picture, Place, RunMark, RunPiece
from bookbuild.model.inlines import Direction

MarkupFiles = Callable[[str, str], bytes | None]
"""Document and reference → the bytes of the file that is meant; None where there is none."""
_DATA = re.compile(r"data:([\w/+.-]*)((?:;[\w=.-]+)*),(.*)", re.DOTALL)
_MARKS = {
    "b": RunMark.BOLD, "strong": RunMark.BOLD, "i": RunMark.ITALIC, "em": RunMark.ITALIC, "cite": RunMark.ITALIC,
    "dfn": RunMark.ITALIC, "var": RunMark.ITALIC, "u": RunMark.UNDERLINE, "s": RunMark.STRIKEOUT,
    "strike": RunMark.STRIKEOUT, "del": RunMark.STRIKEOUT, "sup": RunMark.SUPERSCRIPT, "sub": RunMark.SUBSCRIPT,
    "code": RunMark.CODE, "kbd": RunMark.CODE, "samp": RunMark.CODE, "tt": RunMark.CODE,
}  # fmt: skip
_OWN_RUNS = frozenset(("run", "honorific", "quran"))
"""Spans that bookbuild itself makes of a script: they say nothing that the letters do not."""
_SMALL = frozenset(("small-caps", "smallcaps", "smcap", "sc", "smallcap", "x-small-caps"))


@dataclass(frozen=True, slots=True)
class MarkupDress:
    """How text stands at a place: what it inherits. `language` and `direction` are None where they are the book's."""

    marks: frozenset[RunMark] = frozenset()
    link: str = ""
    language: str | None = None
    direction: Direction | None = None


@dataclass(slots=True)
class MarkupReading:
    """The state of reading a document. `carried`: bookmarks of blocks that the next text is to bear.

    `instead`: an element that is dropped → what of it is, where an attribute keeps the rest.
    """

    document: str
    evidence: MarkupEvidence
    files: MarkupFiles
    dresses: Dresses = field(default_factory=dict)
    by_lines: bool = True
    language: str | None = None
    direction: Direction | None = None
    dropped: list[Dropped] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    carried: list[BookmarkHere] = field(default_factory=list)
    instead: dict[etree._Element, str] = field(default_factory=dict)

    def place(self, element: etree._Element) -> Place:
        """Line of an HTML file; of an EPUB the document and the line in it."""
        line = element.sourceline
        if self.by_lines:
            return Place(line, line)
        return Place(place=f"{self.document}, line {line}" if line else self.document)

    def drop(self, element: etree._Element, reason: str) -> None:
        """List all that an element says as dropped."""
        self.drop_text(self.instead.get(element, line_text(element)), reason, self.place(element))

    def drop_text(self, text: str, reason: str, place: Place) -> None:
        text = clean_text(text)
        if text.strip():
            self.dropped.append(Dropped(text.strip(), reason, place))

    def dressed(self, element: etree._Element, dress: MarkupDress) -> MarkupDress:
        """The dress within an element: that around it, and what its name, classes and style add."""
        name, classes = name_of(element), classes_of(element)
        marks = set(dress_of(self.dresses, name, classes))
        if name in _MARKS and not (name == "cite" and "source" in classes):
            marks.add(_MARKS[name])
        if _SMALL & set(classes):
            marks.add(RunMark.SMALL_CAPITALS)
        if style := element.get("style"):
            marks |= marks_of(style)
        language, direction = language_of_element(element), direction_of(element)
        if name == "span" and _OWN_RUNS & set(classes):
            language = direction = None
        return replace(
            dress,
            marks=dress.marks | marks if marks else dress.marks,
            language=(None if language == self.language else language) if language else dress.language,
            direction=(None if direction == self.direction else direction) if direction else dress.direction,
        )

    def mark(self, element: etree._Element) -> BookmarkHere | None:
        """The bookmark of an element that links lead to."""
        name = self.evidence.names.get(element)
        return BookmarkHere(name, self.place(element)) if name else None

    def take_carried(self) -> list[RunPiece]:
        carried: list[RunPiece] = [*self.carried]
        self.carried.clear()
        return carried

    def picture(self, element: etree._Element) -> Picture | None:
        """The picture of an `img`; a finding where it cannot be had."""
        href = (
            element.get("src") or element.get("{http://www.w3.org/1999/xlink}href") or element.get("href") or ""
        ).strip()
        data = _data_of(href) if href.startswith("data:") else self.files(self.document, href)
        shown = href if len(href) <= 80 else f"{href[:77]}…"
        if data is None:
            self._lacking(element, f"the picture `{shown}` is not there", "put it into the manuscript by hand")
            return None
        name = "picture" if href.startswith("data:") else href.partition("?")[0].partition("#")[0]
        picture = picture_of(name, data, element.get("alt"), self.place(element))
        if picture is None:
            self._lacking(element, f"the picture `{shown}` is damaged, or of a kind that no book has", "save it as PNG")
        return picture

    def drawing(self, element: etree._Element) -> Picture | None:
        """An SVG of the text itself as a picture; where it shows one image alone, that image."""
        images = [each for each in element.iter() if name_of(each) == "image"]
        self.drop(element, "words of a drawing, which stand in its picture")
        if len(images) == 1 and not text_of(element).strip():
            return self.picture(images[0])
        etree.strip_elements(element, "{*}script", with_tail=False)
        data = etree.tostring(element, encoding="utf-8", with_tail=False)
        title = next((line_text(each) for each in element.iter() if name_of(each) in ("title", "desc")), "")
        alt = element.get("aria-label") or title or None
        number = element.sourceline or 0
        return picture_of(f"drawing-{number}.svg", data, alt, self.place(element))

    def _lacking(self, element: etree._Element, message: str, remedy: str) -> None:
        line = element.sourceline if self.by_lines else None
        place = Location(self.document or None, line)
        self.findings.append(Finding(Code.IMAGE_MISSING, message, remedy, place, allowed=True))


def _data_of(href: str) -> bytes | None:
    """The bytes of a `data:` URL."""
    match = _DATA.match(href)
    if match is None:
        return None
    try:
        raw = unquote_to_bytes(match[3])
        return base64.b64decode(raw) if ";base64" in match[2] else raw
    except (binascii.Error, ValueError):
        return None
