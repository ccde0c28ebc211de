"""A PDF as its lines are known → its printed contents, its front matter, and its body in paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from bookbuild.diagnostics import Finding
from bookbuild.intake.pdf.headings import OutlineEntry, PdfHeadings, is_displayed_heading
from bookbuild.intake.pdf.measure import BookMeasure
from bookbuild.intake.pdf.pages import PageLine, PdfPage
from bookbuild.intake.pdf.paragraphs import PdfParagraph, paragraphs_of
from bookbuild.intake.plain.contents import CONTENTS, PrintedContents, printed_contents
from bookbuild.intake.plain.front import FrontMatterLines, front_matter, front_region
from bookbuild.intake.plain.habits import LineHabits, line_habits
from bookbuild.intake.plain.lines import PlainLine
from bookbuild.intake.plain.notes import CALL
from bookbuild.intake.reader import Dropped, Repair
from bookbuild.intake.titles import bare_title, capitals_of

_FIRST_STARS, _LAST_STARS = re.compile(r"\*{1,3}(?=\S)"), re.compile(r"(?<=\S)(?<!\*)(\*{1,3})$")


@dataclass(slots=True)
class PdfBook:
    """A PDF as far as it is read. `plain`: its lines as `plain` has them, by the number that both bear.

    `printed`: the number of a page as it is printed, by its place in the file.
    """

    pages: list[PdfPage]
    measure: BookMeasure
    outline: list[OutlineEntry]
    lines: dict[int, PageLine]
    plain: dict[int, PlainLine] = field(default_factory=dict)
    dropped: list[Dropped] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    printed: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PdfParts:
    body: tuple[list[list[PlainLine]], LineHabits, PdfHeadings]
    contents: PrintedContents
    front: FrontMatterLines
    habits: LineHabits
    dropped: tuple[Dropped, ...]
    sizes: int


def parted_book(book: PdfBook) -> PdfParts:
    """Contents, front matter and body; the body in paragraphs."""
    paragraphs = paragraphs_of([line for page in book.pages for line in page.lines], book.measure)
    book.plain.update(plain_lines_of(paragraphs, book.measure))
    order = [book.plain[line.number] for paragraph in paragraphs for line in paragraph.lines]
    contents = printed_contents(order)
    of_contents = {line.number for line in contents.lines}
    dropped = [Dropped(CALL.sub("", line.text), CONTENTS, line.place) for line in contents.lines]
    count = _front_lines(order, of_contents, book)
    of_front = {line.number for line in order[:count]}
    rest = [line for line in order[count:] if line.number not in of_contents]
    front = front_matter(
        [
            replace(line, text=CALL.sub("", line.text))
            for line in order[:count]
            if line.number not in of_contents and CALL.sub("", line.text)
        ],
        capitals_of(line.text for line in rest),
        book=bool(of_contents or book.outline),
    )
    gone = of_front | of_contents
    left = [paragraph for paragraph in paragraphs if paragraph.lines[0].number not in gone]
    words = line_habits(rest).words
    on = frozenset(paragraph.lines[0].number for paragraph in left if paragraph.continued)
    habits = LineHabits(width=1, words=words, continued=on, hyphenated=_is_hyphenated(left))
    right = sum(line.from_right for line in book.lines.values()) * 2 > len(book.lines)
    sizes = _heading_sizes(left, book.measure, right=right)
    finder = PdfHeadings(contents, book.outline, book.lines, book.measure, sizes, book_from_right=right)
    plain = [with_whole_emphasis([_without_tabs(book.plain[line.number]) for line in p.lines]) for p in left]
    return PdfParts(
        (plain, habits, finder), contents, front, habits, (*dropped, *front.dropped), len(sizes)
    )  # fmt: skip


def plain_lines_of(paragraphs: Sequence[PdfParagraph], measure: BookMeasure) -> dict[int, PlainLine]:
    """Lines as `plain` has them: a blank line before each paragraph, two where there is more white than that."""
    plain: dict[int, PlainLine] = {}
    last: PageLine | None = None
    for paragraph in paragraphs:
        for at, line in enumerate(paragraph.lines):
            wide = last is None or last.page != line.page or line.y - last.y > 1.6 * measure.leading_of(line)
            blanks = 0 if at else 2 if wide else 1
            indent = round(max(measure.indent(line), 0) / max(0.5 * measure.size, 1))
            plain[line.number] = PlainLine(line.number, line.text, line.page, blanks, indent)
            last = line
    return plain


def _is_hyphenated(paragraphs: Sequence[PdfParagraph]) -> bool:
    """Whether lines divide words: one in a hundred ends so, and the next goes on."""
    pairs = [pair for paragraph in paragraphs for pair in pairwise(paragraph.lines)]
    return sum(before.text.endswith("-") and line.text[:1].islower() for before, line in pairs) * 100 > len(pairs)


def with_whole_emphasis(lines: list[PlainLine]) -> list[PlainLine]:
    """The lines of a paragraph; emphasis that ends with a line and begins with the next goes on over both."""
    whole = list(lines)
    for at, (before, line) in enumerate(pairwise(lines)):
        end, begin = _LAST_STARS.search(before.text), _FIRST_STARS.match(line.text)
        if end and begin and end[1] == begin[0]:
            whole[at] = replace(whole[at], text=whole[at].text[: -len(end[1])])
            whole[at + 1] = replace(whole[at + 1], text=whole[at + 1].text[len(begin[0]) :])
    return whole


def _without_tabs(line: PlainLine) -> PlainLine:
    text = line.text
    if "\t" not in text or (text.count("\t") == 1 and not text.isascii()):
        return line
    return replace(line, text=" ".join(text.split("\t")))


def _front_lines(order: Sequence[PlainLine], of_contents: set[int], book: PdfBook) -> int:
    """How many lines stand before the text: to the first entry of the outline, or as a text has them."""
    first = next((entry for entry in book.outline if entry.page is not None), None)
    if first and first.page is not None:
        on_page = [line for line in order if line.page == first.page]
        heading = next((at for at, line in enumerate(on_page) if _begins_title(line.text, first.key)), 0)
        return sum(line.page < first.page for line in order) + (heading if not first.page else 0)
    if not of_contents and _opens_with_chapter(order, book):
        return 0
    at = next((at for at, line in enumerate(order) if line.number in of_contents), None)
    return front_region(order, at)


def _opens_with_chapter(order: Sequence[PlainLine], book: PdfBook) -> bool:
    """Whether a book begins with a heading like those of its chapters: it has no title page."""
    lines = [book.lines[line.number] for line in order]
    if not lines or not book.measure.is_large(lines[0]):
        return False
    return any(abs(line.size - lines[0].size) < 0.5 for line in lines if line.page > lines[0].page)


def _begins_title(text: str, key: str) -> bool:
    bare = bare_title(text)
    return len(bare) > 1 and (key.startswith(bare) or bare.endswith(key))


def _heading_sizes(paragraphs: Sequence[PdfParagraph], measure: BookMeasure, *, right: bool) -> list[float]:
    """The sizes of headings, largest first; sizes that are nearly one are one."""
    found: Counter[float] = Counter()
    for paragraph in paragraphs:
        text = " ".join(line.text for line in paragraph.lines).strip()
        large = measure.is_large(paragraph.lines[0])
        if text and large and is_displayed_heading(paragraph.lines, text, measure, book_from_right=right):
            found[round(paragraph.lines[0].size)] += 1
    sizes: list[float] = []
    for size in sorted(found, reverse=True):
        if not sizes or sizes[-1] - size > 1:
            sizes.append(size)
    return sizes
