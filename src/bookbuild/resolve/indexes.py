"""Resolved sections → the indexes of persons, places, terms, works, verses and hadiths."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from bookbuild.language import numerals
from bookbuild.language.collation import collation
from bookbuild.language.numerals import digit_style
from bookbuild.language.punctuation import in_text
from bookbuild.language.runs import marked_anew
from bookbuild.language.scripts import script_of_language
from bookbuild.model.blocks import Hadith, Quran
from bookbuild.model.book import Index, IndexLine, Section
from bookbuild.model.inlines import Entry, Inlines, Text, Verse
from bookbuild.model.settings import Edition, Person, localized
from bookbuild.model.walk import plain
from bookbuild.resolve.references import bare, placed_nodes
from bookbuild.tradition.persons import register
from bookbuild.tradition.scripture import surahs

Anchor = tuple[str, str]

KINDS = {"index:persons": "person", "index:places": "place", "index:terms": "term", "index:works": "work"}


def index(kind: str, sections: tuple[Section, ...], edition: Edition, people: tuple[Person, ...]) -> Index:
    """The index that the matter item `kind` names, over all of the book's sections."""
    language = edition.book.language
    found = [placed for section in sections for placed in placed_nodes(section, edition)]
    if kind == "index:quran":
        return Index(kind, tuple(_verses(found, edition)))
    if kind == "index:hadith":
        return Index(kind, tuple(_lettered(_hadiths(found), language)))
    known = (*register.register(), *people) if kind == "index:persons" else ()
    names = {person.key: localized(person.name, language) for person in known}
    return Index(kind, tuple(_lettered(_entries(found, KINDS[kind], names, edition), language)))


def _entries(
    found: Iterable[tuple[Any, str]], kind: str, names: dict[str, str], edition: Edition
) -> Iterator[tuple[Inlines, Anchor]]:
    for node, section in found:
        if isinstance(node, Entry) and node.kind == kind:
            heading = names.get(node.key) or node.key
            if edition.style.smart:
                heading = in_text(heading, edition.book.language)
            children = bare(node.children)
            yield (children if plain(children) == heading else (Text(heading),)), (node.id, section)


def _hadiths(found: Iterable[tuple[Any, str]]) -> Iterator[tuple[Inlines, Anchor]]:
    for node, section in found:
        if isinstance(node, Hadith):
            for source in node.sources:
                yield (Text(source),), (node.id, section)


def _lettered(entries: Iterable[tuple[Inlines, Anchor]], language: str) -> Iterator[tuple[str, tuple[IndexLine, ...]]]:
    """Entries filed under their first letters, those with the same heading as one."""
    headings: dict[str, Inlines] = {}
    anchors: dict[str, list[Anchor]] = defaultdict(list)
    for heading, anchor in entries:
        name = plain(heading)
        headings.setdefault(name, marked_anew(heading, language))
        anchors[name].append(anchor)
    groups: dict[str, list[IndexLine]] = defaultdict(list)
    order = collation(language)
    for name in sorted(headings, key=order.key):
        groups[order.letter(name)].append(IndexLine(headings[name], tuple(anchors[name])))
    for letter, lines in groups.items():
        yield letter, tuple(lines)


def _verses(found: Iterable[tuple[Any, str]], edition: Edition) -> Iterator[tuple[str, tuple[IndexLine, ...]]]:
    """Verses by sūrah, in the order of the muṣḥaf."""
    anchors: dict[tuple[int, int, int], list[Anchor]] = defaultdict(list)
    for node, section in found:
        if isinstance(node, (Quran, Verse)) and node.id:
            for place in node.places:
                anchors[place].append((node.id, section))
    language = edition.book.language
    groups: dict[int, list[IndexLine]] = defaultdict(list)
    for place in sorted(anchors):
        surah, first, last = place
        digits = [numerals.in_style(number, digit_style(edition), language) for number in (first, last)]
        groups[surah].append(IndexLine((Text("–".join(dict.fromkeys(digits))),), tuple(anchors[place])))
    for surah, lines in groups.items():
        number = numerals.in_style(surah, digit_style(edition), language)
        yield f"{number}. {surahs.name(surah, _names_language(language))}", tuple(lines)


def _names_language(language: str) -> str:
    return "ar" if script_of_language(language) == "arabic" else "en"
