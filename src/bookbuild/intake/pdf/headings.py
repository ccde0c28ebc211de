"""Paragraphs of a PDF → which of them are headings: by the outline, the printed contents, their size and weight."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from bookbuild.intake.pdf.measure import BookMeasure
from bookbuild.intake.pdf.pages import PageLine
from bookbuild.intake.plain.contents import PrintedContents
from bookbuild.intake.plain.headings import HeadingFinder, HeadingLines
from bookbuild.intake.plain.joining import begins_item, ends_sentence
from bookbuild.intake.plain.lines import PlainLine
from bookbuild.intake.titles import bare_title, is_part
from bookbuild.language.marks import MARKS

_NUMBER = re.compile(r"^\W*(?:\d{1,3}|[ivxlc]{1,7}|[IVXLC]{1,7})\W*$")
_NEAR = 92
_LINES, _LONGEST = 4, 180
_TOGETHER = 3
_TEXT = 60
_NO_END = ".,;:،؛"


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """`level` from 1, 0 a part; `page` from 0, None where it is not told."""

    level: int
    title: str
    page: int | None

    @property
    def key(self) -> str:
        return bare_title(self.title)


def outline_of(found: Sequence[tuple[int, str, int]], lines_on: Mapping[int, int]) -> list[OutlineEntry]:
    """The entries of an outline. One over others, on whose page next to nothing stands, heads a part (`lines_on`)."""
    entries = [(level, title, page - 1 if page else None) for level, title, page in found if title.strip()]
    parts = [
        at
        for at, (level, title, page) in enumerate(entries[:-1])
        if level == 1 and entries[at + 1][0] > 1
        and (is_part(title) or (page is not None and entries[at + 1][2] != page and lines_on.get(page, 0) <= _LINES))
    ]  # fmt: skip
    below = False
    told: list[OutlineEntry] = []
    for at, (level, title, page) in enumerate(entries):
        if level == 1:
            below = at in parts
        told.append(OutlineEntry(0 if at in parts else level - below, title, page))
    return told


class PdfHeadings:
    """Finds the headings of one book, paragraph after paragraph; an entry of the outline is found once."""

    def __init__(
        self, contents: PrintedContents, outline: Sequence[OutlineEntry], lines: Mapping[int, PageLine],
        measure: BookMeasure, sizes: Sequence[float], *, book_from_right: bool,
    ) -> None:  # fmt: skip
        self._by_contents = HeadingFinder(contents)
        self._outline = list(outline)
        self._lines = lines
        self._measure = measure
        self._sizes = sizes
        self._from_right = book_from_right
        self._deepest = max((entry.level for entry in outline), default=0)

    def found_at(self, paragraphs: Sequence[list[PlainLine]], at: int) -> HeadingLines | None:
        """The heading that begins with the paragraph `at`; its number, where it stands by itself, is left out."""
        text = " ".join(line.text for line in paragraphs[at])
        if _NUMBER.match(text):
            found = self._numbered(paragraphs, at, text)
        else:
            found = self._found_at(paragraphs, at) if any(c.isalpha() for c in text) else None
        return replace(found, opens_page=_opens_page(paragraphs, at)) if found else None

    def _numbered(self, paragraphs: Sequence[list[PlainLine]], at: int, number: str) -> HeadingLines | None:
        """The heading that stands below its number."""
        if at + 1 >= len(paragraphs) or paragraphs[at + 1][0].page != paragraphs[at][0].page:
            return None
        if inner := self._found_at(paragraphs, at + 1):
            return replace(inner, count=inner.count + 1)
        found = self._in_contents(paragraphs, at)
        return replace(found, text=found.text.removeprefix(number).strip()) if found and found.count > 1 else None

    def _found_at(self, paragraphs: Sequence[list[PlainLine]], at: int) -> HeadingLines | None:
        first = paragraphs[at]
        if len(first) > _LINES or len(first[0].text) > _LONGEST:
            return None
        for found in (self._in_outline, self._opening, self._in_contents, self._by_size):
            if heading := found(paragraphs, at):
                return heading
        return None

    def _in_outline(self, paragraphs: Sequence[list[PlainLine]], at: int) -> HeadingLines | None:
        """A heading that the outline has, for this page or the one before."""
        page = paragraphs[at][0].page
        near = [entry for entry in self._outline if entry.page is not None and entry.page <= page <= entry.page + 1]
        if not near:
            return None
        words: list[str] = []
        for count, lines in enumerate(paragraphs[at : at + _TOGETHER], 1):
            if lines[0].page != page:
                break
            words += [line.text.replace("*", "") for line in lines]
            text = _joined(words)
            key = bare_title(text)
            for entry in near:
                if key == entry.key or (len(key) > 8 and fuzz.ratio(key, entry.key) >= _NEAR):
                    self._outline.remove(entry)
                    return HeadingLines(count, text, "outline", max(entry.level, 1), entry.level == 0)
        return None

    def _opening(self, paragraphs: Sequence[list[PlainLine]], at: int) -> HeadingLines | None:
        """A heading that opens a page for which the outline has one in other words."""
        page = paragraphs[at][0].page
        if not _opens_page(paragraphs, at):
            return None
        entry = next((entry for entry in self._outline if entry.page == page), None)
        found = self._by_size(paragraphs, at) if entry else None
        if entry is None or found is None:
            return None
        self._outline.remove(entry)
        return replace(found, why="outline", level=max(entry.level, 1), part=entry.level == 0)

    def _in_contents(self, paragraphs: Sequence[list[PlainLine]], at: int) -> HeadingLines | None:
        if not self._may_be(paragraphs[at]) or (
            paragraphs[at][-1].text[-1] in ":：" and not self._is_apart(paragraphs[at])
        ):
            return None
        found = self._by_contents.in_contents(paragraphs, at)
        if found is None and self._is_apart(paragraphs[at]):
            found = self._by_contents.by_words(paragraphs, at)
        return found

    def _may_be(self, paragraph: Sequence[PlainLine]) -> bool:
        """Whether a paragraph stands as no text does: large, bold, slanted, short, or first on its page."""
        line = self._lines[paragraph[0].number]
        return (
            self._is_apart(paragraph)
            or line.italic
            or self._measure.room(line) > 0.2 * self._measure.edges_of(line).width
        )

    def _is_apart(self, paragraph: Sequence[PlainLine]) -> bool:
        return all(self._measure.is_large(line) or line.bold for line in self._of(paragraph)) or paragraph[0].blanks > 1

    def _of(self, paragraph: Sequence[PlainLine]) -> list[PageLine]:
        return [self._lines[line.number] for line in paragraph]

    def _by_size(self, paragraphs: Sequence[list[PlainLine]], at: int) -> HeadingLines | None:
        """A heading by its size or its weight, if it is no displayed quotation and text follows it."""
        lines = self._of(paragraphs[at])
        text = _joined([line.text.replace("*", "") for line in paragraphs[at]])
        if not is_displayed_heading(lines, text, self._measure, book_from_right=self._from_right):
            return None
        if at + 1 >= len(paragraphs) or not (
            self._measure.is_large(lines[0]) or self._text_follows(paragraphs[at + 1], lines)
        ):
            return None
        rank = self._rank(lines[0])
        level = self._deepest + 1 if self._deepest else rank
        return HeadingLines(1, text, "size", min(level, 6))

    def _text_follows(self, following: Sequence[PlainLine], lines: Sequence[PageLine]) -> bool:
        """Whether text follows a bold line, and it is no term that is explained behind an indent."""
        deeper = [self._measure.indent(line) - self._measure.indent(lines[0]) for line in self._of(following)]
        length = sum(len(line.text) for line in following)
        return length >= _TEXT and not (len(deeper) > 1 and min(deeper) > lines[0].size)

    def _rank(self, line: PageLine) -> int:
        larger = [size for size in self._sizes if size > line.size + 0.6]
        return len(larger) + 1 + (not self._measure.is_large(line) and bool(self._sizes) and not larger)


def _opens_page(paragraphs: Sequence[list[PlainLine]], at: int) -> bool:
    """Whether nothing stands above a paragraph on its page but a number or an ornament."""
    page = paragraphs[at][0].page
    while at and paragraphs[at - 1][-1].page == page:
        at -= 1
        text = " ".join(line.text for line in paragraphs[at])
        if any(c.isalpha() for c in text) and not _NUMBER.match(text):
            return False
    return True


def _joined(words: Sequence[str]) -> str:
    return " ".join(" ".join(words).split())


def is_displayed_heading(
    lines: Sequence[PageLine], text: str, measure: BookMeasure, *, book_from_right: bool
) -> bool:  # fmt: skip
    """Whether a paragraph is set as a heading: larger than the text, or bold; short, and no sentence."""
    letters = sum(c.isalpha() for c in text)
    if letters < 2 or len(text) > _LONGEST or len(lines) > _LINES or lines[0].from_right != book_from_right:
        return False
    if "﴿" in text or sum(c in MARKS for c in text) * 4 > letters or text[0] in '“"«([':
        return False
    large = all(measure.is_large(line) for line in lines)
    bold = all(line.bold for line in lines)
    if not large and (not bold or len(lines) > 2 or begins_item(text)):
        return False
    return text[-1] not in _NO_END and (large or not ends_sentence(text) or text[-1] in "?!؟")
