"""All findings of a book → as they are reported: each once, with its line of text, the waived ones marked."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.language.composed_text import column_in
from bookbuild.model.book import Manuscript
from bookbuild.model.settings import Allow

OF_PAGES = frozenset(
    {
        Code.TEXT_OUTSIDE,
        Code.IMAGE_RESOLUTION,
        Code.IMAGE_TOO_COARSE,
        Code.LINE_LOOSE,
        Code.LINE_OVERFULL,
        Code.MARKS_COLLIDE,
        Code.HEAD_SHORTENED,
        Code.PAGE_REFERENCE_UNSTABLE,
        Code.WORKER_DIED,
    }
)
"""Codes that only setting pages can find: `check` cannot say that a waiver of them is not used. Where they have a
`source`, it is the text as it stands on the page."""

WORDS_LOOKED_FOR = (8, 5, 3, 2)
"""How many words of a page's line are looked for together in the manuscript, one number after the other."""


def gathered(
    book: str, manuscript: Manuscript | None, findings: Iterable[Finding], editions: int, *, complete: bool
) -> tuple[Finding, ...]:
    """`findings` of a book with so many `editions`; `complete`: all of its editions were set in pages."""
    sources, written = (manuscript.sources, manuscript.decomposed) if manuscript else ({}, {})
    found = list(with_book_and_source(_merged(findings, editions), book, sources, written))
    if manuscript is None:
        return tuple(_ordered(found))
    marked = [replace(finding, allowed=_waived(finding, manuscript)) for finding in found]
    unused = with_book_and_source(_unused(marked, manuscript, complete), book, sources, written)
    return tuple(_ordered([*marked, *unused]))


def with_book_and_source(
    findings: Iterable[Finding],
    book: str,
    sources: Mapping[str, Sequence[str]],
    decomposed: Mapping[str, Mapping[int, str]] = MappingProxyType({}),
) -> Iterator[Finding]:
    """Findings with the name of their book and the line of source that they are about: nowhere else are they set.

    `sources`: the lines of each file that was read, by its path; `decomposed`: those that are written otherwise, by
    their number. Columns, of fixes too, are those of the file.
    """
    for finding in findings:
        with_source = _with_source(finding, sources)
        if finding.source is None and with_source.source is not None:
            with_source = _as_written(with_source, decomposed)
        yield replace(with_source, book=book)


def _as_written(finding: Finding, decomposed: Mapping[str, Mapping[int, str]]) -> Finding:
    place, fix = finding.location, finding.fix
    lines = decomposed.get(place.path or "", {})
    if (line := lines.get(place.line or 0)) and place.column:
        begin, end = (column_in(line, column) for column in (place.column, place.column + place.width))
        finding = replace(finding, location=replace(place, column=begin, width=max(1, end - begin)), source=line)
    if fix and (lines := decomposed.get(fix.path, {})):
        begin, end = (
            column_in(lines[number], column) if number in lines else column
            for number, column in ((fix.line, fix.column), (fix.end_line, fix.end_column))
        )
        finding = replace(finding, fix=replace(fix, column=begin, end_column=end))
    return finding


def _merged(findings: Iterable[Finding], editions: int) -> Iterator[Finding]:
    """Findings that differ by their edition alone, as one; of no edition where every edition has it, or only one is
    asked about a place in a source."""
    alike: dict[Finding, list[str | None]] = defaultdict(list)
    for finding in findings:
        alike[replace(finding, edition=None)].append(finding.edition)
    for finding, names in alike.items():
        different = list(dict.fromkeys(names))
        if None in different or len(different) >= editions or (len(different) > 1):
            yield finding
        else:
            yield replace(finding, edition=different[0])


def _with_source(finding: Finding, sources: Mapping[str, Sequence[str]]) -> Finding:
    place = finding.location
    lines = sources.get(place.path or "", ())
    if finding.source is None and place.line and place.line <= len(lines):
        return replace(finding, source=lines[place.line - 1])
    if finding.source and finding.code in OF_PAGES and (found := _written(finding.source, lines)):
        return replace(finding, location=replace(found, path=place.path), source=lines[found.line - 1])  # type: ignore[operator]
    return finding


def _written(text: str, lines: Sequence[str]) -> Location | None:
    """Where the text of a line of a page is written: the place of as many of its words as stand in one line alone."""
    words = text.split()
    for count in WORDS_LOOKED_FOR if len(words) > 1 else (1,):
        for first in range(len(words) - count + 1):
            phrase = " ".join(words[first : first + count])
            places = [(number, line.find(phrase)) for number, line in enumerate(lines, 1) if phrase in line]
            if len(places) == 1:
                return Location(None, places[0][0], places[0][1] + 1, len(phrase))
    return _most_alike(words, lines)


def _most_alike(words: Sequence[str], lines: Sequence[str]) -> Location | None:
    """The line that has most of the words, bare of mark-up and vowels: half of them at least, more than any other."""
    wanted = set(map(_bare, words)) - {""}
    counts = [(len(wanted.intersection(map(_bare, line.split()))), number) for number, line in enumerate(lines, 1)]
    best, second = sorted((*counts, (0, 0), (0, 0)), reverse=True)[:2]
    return Location(None, best[1]) if best[0] > second[0] and 2 * best[0] >= len(wanted) else None


def _bare(word: str) -> str:
    return "".join(character for character in unicodedata.normalize("NFD", word) if character.isalnum()).casefold()


def _matches(allow: Allow, finding: Finding) -> bool:
    place = finding.location
    return (
        allow.code == finding.code
        and (allow.path is None or allow.path == place.path)
        and (allow.line is None or allow.line == place.line)
    )


def _waived(finding: Finding, manuscript: Manuscript) -> bool:
    return any(_matches(allow, finding) for allow, _ in manuscript.allow)


def _unused(findings: list[Finding], manuscript: Manuscript, complete: bool) -> Iterator[Finding]:
    for allow, location in manuscript.allow:
        if not complete and allow.code in OF_PAGES:
            continue
        if not any(_matches(allow, finding) for finding in findings):
            where = allow.path or "the book"
            yield Finding(
                Code.ALLOW_UNUSED,
                f"no `{allow.code}` in `{where}` is waived by this",
                "delete the waiver, or correct its `path` and `line`",
                location,
            )


def _ordered(findings: list[Finding]) -> list[Finding]:
    def place(finding: Finding) -> tuple[str, int, int, str]:
        location: Location = finding.location
        return (location.path or "", location.line or 0, location.column or 0, finding.code)

    return sorted(findings, key=place)
