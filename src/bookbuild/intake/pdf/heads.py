"""Pages → the same without running heads and folios, and these as dropped: by where they stand and what they say.

A line is furniture where it stands apart from the text, at a height where many pages have a line, and most of those say
a number of their page, or what another page says there, or a title of the outline.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from bookbuild.intake.pdf.measure import BookMeasure
from bookbuild.intake.pdf.pages import PageLine, PdfPage
from bookbuild.intake.plain.furniture import HEAD, NUMBER
from bookbuild.intake.printed_pages import sure_numbers
from bookbuild.intake.reader import Dropped
from bookbuild.intake.runs import Place
from bookbuild.intake.titles import bare_title
from bookbuild.language.marks import ALPHABET, ranges

_FOLIO = re.compile(
    rf"^\W*(?:(?:page|p|pg|ص|صفحة)\W*)?(\d{{1,4}}|[ivxlcdm]{{1,8}}|[{ranges(ALPHABET)}]{{1,4}})\W*$", re.IGNORECASE
)
_IN_HEAD = re.compile(r"^(?:\D*\s(?=\d+\W*$))?(\d{1,4})(?=\W*$|\s+\D+$)")
"""A running head with the number of its page at one end."""
_DIGITS = re.compile(r"\d+")
_ENOUGH = 3
_NEAR = 4.0
"""Lines of several pages that are so near in height stand at one, in pt."""
_GAP = 1.2
_LONGEST = 100
ACROSS = "text that stands across the page, or outside it"


def without_heads(pages: Sequence[PdfPage], measure: BookMeasure, titles: Iterable[str]) -> list[Dropped]:
    """Take the furniture out of `pages`, and give it back."""
    large = Counter(_bare(line.text) for page in pages for line in page.lines if measure.is_large(line))
    known = {bare_title(title) for title in titles} | {bare for bare, count in large.items() if count > 1}
    dropped: list[Dropped] = []
    for page in pages:
        if page.across:
            dropped.append(Dropped(page.across, ACROSS, place_of(page.number)))
    for last in (False, True):
        for outermost in (True, False):
            found = list(_furniture(pages, measure, known, last=last, outermost=outermost))
            gone = {id(line) for line in found}
            for page in pages:
                page.lines = [line for line in page.lines if id(line) not in gone]
            dropped += [Dropped(line.text, _reason(line), place_of(line.page)) for line in found]
    return dropped


def printed_numbers(pages: Sequence[PdfPage], gone: Iterable[Dropped]) -> dict[int, str]:
    """The sure numbers of pages, by their place in the file: of folios, else the labels that the file has."""
    seen: dict[int, str] = {}
    page_of = {place_of(page.number): page.number for page in pages}
    for piece in gone:
        found = _FOLIO.match(piece.text) or _IN_HEAD.match(piece.text)
        if found and piece.place in page_of:
            seen.setdefault(page_of[piece.place], found[1])
    return sure_numbers(seen) or {page.number: page.label for page in pages if page.label}


def place_of(page: int) -> Place:
    return Place(place=f"page {page + 1}")


def _reason(line: PageLine) -> str:
    return NUMBER if _FOLIO.match(line.text) else HEAD


def _furniture(
    pages: Sequence[PdfPage], measure: BookMeasure, known: set[str], *, last: bool, outermost: bool
) -> Iterator[PageLine]:
    """The first or last lines of pages that stand at one height, where most of them are furniture.

    Of those that come next when these are gone (`outermost` is False), only what is furniture by itself.
    """
    edge = [line for page in pages if (line := _edge_line(page, measure, last=last))]
    bands: dict[int, list[PageLine]] = defaultdict(list)
    for line in edge:
        bands[round(line.y / _NEAR)].append(line)
    enough = max(2, min(_ENOUGH, len(pages)))
    said = {bare for bare, count in Counter(_bare(line.text) for line in edge).items() if count >= enough}
    for height, band in bands.items():
        around = [line for near in (height - 1, height, height + 1) for line in bands.get(near, ())]
        if len({line.page for line in around}) < min(_ENOUGH, len(pages)) or len(pages) < 2:
            continue
        sure = {id(line) for line in around if _is_sure(line, pages[line.page], said, known if outermost else set())}
        if len(sure) * 2 >= len(around) and len(sure) >= _ENOUGH - 1:
            yield from (line for line in band if id(line) in sure or (outermost and not measure.is_large(line)))


def _edge_line(page: PdfPage, measure: BookMeasure, *, last: bool) -> PageLine | None:
    """The outermost line of a page, if white parts it from the next and it is short."""
    if not page.lines:
        return None
    order = sorted(page.lines, key=lambda line: line.y, reverse=last)
    line = order[0]
    outer = line.y > 0.8 * page.height if last else line.y < 0.2 * page.height
    if not outer or len(line.text) > _LONGEST or line.size > 1.35 * measure.size:
        return None
    following = next((other for other in order[1:] if abs(other.y - line.y) > 1), None)
    if following is None:
        return line if _FOLIO.match(line.text) or len(page.lines) == 1 else None
    return line if abs(following.y - line.y) > _GAP * measure.leading.get(round(measure.size), line.size) else None


def _is_sure(line: PageLine, page: PdfPage, said: set[str], known: set[str]) -> bool:
    folio = _FOLIO.match(line.text)
    if folio and (folio[1] == page.label or folio[1].isdecimal() or len(folio[1]) < 6):
        return True
    bare = _bare(line.text)
    return bare in said or bare in known or bool(page.label and page.label in re.split(r"\W+", line.text))


def _bare(text: str) -> str:
    return bare_title(_DIGITS.sub(" ", text))
