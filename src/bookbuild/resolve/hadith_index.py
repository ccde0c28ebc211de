"""The hadiths that a book quotes and refers to → the lines of their index: one a hadith, however it is cited."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from bookbuild.language import numerals
from bookbuild.language.marks import EUROPEAN_DIGITS
from bookbuild.language.scripts import has_arabic, script_of_language
from bookbuild.model.blocks import Hadith, Paragraph, SourceLine
from bookbuild.model.inlines import Inlines, Source, Text
from bookbuild.model.settings import Edition
from bookbuild.model.walk import nodes, plain
from bookbuild.resolve.index_words import known, source_references
from bookbuild.tradition.hadith.collections import Reference

Anchor = tuple[str, str]


class _Cited(NamedTuple):
    """One citation: the reference, or what is written where it cannot be read as one."""

    reference: Reference | None
    written: str
    anchor: Anchor


def hadiths(found: Iterable[tuple[Any, str]], edition: Edition) -> Iterator[tuple[Inlines, Anchor]]:
    """The heading and the anchor of each citation: `Bukhari: 5895` and `صحيح البخاري ٥٨٩٥` have the same heading.

    `found`: nodes, each with the id of its section.
    """
    cited = list(_cited(found))
    names = _names([each.reference for each in cited if each.reference], edition.book.language)
    headings: dict[tuple[str, str], str] = {}
    given: set[tuple[str, Anchor]] = set()
    for reference, written, anchor in cited:
        heading = written
        if reference:
            key = reference.collection, reference.locator.translate(EUROPEAN_DIGITS).lower()
            locator = reference.locator
            if edition.style.digits != "as-written":
                locator = numerals.digits_of_one_kind(locator, edition)
            heading = headings.setdefault(key, f"{names[reference.collection]} {locator}")
        if (heading, anchor) not in given:
            given.add((heading, anchor))
            yield (Text(heading),), anchor


def _cited(found: Iterable[tuple[Any, str]]) -> Iterator[_Cited]:
    within: set[int] = set()
    for node, section in found:
        if isinstance(node, Hadith):
            for source in node.sources:
                yield _Cited(next(iter(known(source)), None), source, (node.id, section))
            continue
        lines: list[str] = []
        if isinstance(node, SourceLine):
            inner = list(nodes(node.blocks))
            within |= {id(each) for each in inner if isinstance(each, Source)}
            lines = [plain(each.children) for each in inner if isinstance(each, Paragraph)]
        elif isinstance(node, Source) and id(node) not in within:
            lines = [plain(node.children)]
        for told in (told for line in lines for told in source_references(line)):
            yield _Cited(told, "", (node.id, section))


def _names(references: list[Reference], language: str) -> dict[str, str]:
    """What each collection is called: as the book writes it most often, in the book's script where it does."""
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for reference in references:
        written[reference.collection][reference.name] += 1
    arabic = script_of_language(language) == "arabic"

    def usual(names: Counter[str]) -> str:
        return max(names, key=lambda name: (has_arabic(name) == arabic, names[name]))

    return {collection: usual(names) for collection, names in written.items()}
