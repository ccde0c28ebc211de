"""Resolved sections → the indexes: of persons, places, terms, works, those of the book's own, of verses and hadiths."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from bookbuild.language import numerals
from bookbuild.language.collation import Collation, collation
from bookbuild.language.numerals import digit_style
from bookbuild.language.punctuation import in_text
from bookbuild.language.runs import marked_anew
from bookbuild.language.scripts import primary
from bookbuild.model.blocks import Hadith, Poem, Quran, SourceLine
from bookbuild.model.book import Index, IndexLine, Section
from bookbuild.model.inlines import Entry, Inlines, Source, Text, Verse
from bookbuild.model.settings import Edition, Person, localized
from bookbuild.model.walk import plain
from bookbuild.resolve.hadith_index import Anchor, hadiths
from bookbuild.resolve.index_words import first_words, rhyme
from bookbuild.resolve.references import bare, placed_nodes
from bookbuild.resolve.surah_names import SurahNames, surah_names
from bookbuild.tradition.persons import register

PlacedNode = tuple[Any, str]
"""A node, and the id of the section it is set in."""

_FILED = (Entry, Hadith, Poem, Quran, Source, SourceLine, Verse)
KINDS = {"index:persons": "person", "index:places": "place", "index:terms": "term", "index:works": "work"}


@dataclass(slots=True)
class _Heading:
    """What is gathered under one heading."""

    text: Inlines
    letter: str = ""
    anchors: list[Anchor] = field(default_factory=list)
    subs: dict[str, list[Anchor]] = field(default_factory=lambda: defaultdict(list))
    see: dict[str, None] = field(default_factory=dict)
    see_also: dict[str, None] = field(default_factory=dict)


Headings = dict[str, _Heading]


def filed(sections: tuple[Section, ...], edition: Edition) -> list[PlacedNode]:
    """All of the book's nodes of which an index may speak, each with the section that it is set in."""
    return [each for section in sections for each in placed_nodes(section, edition) if isinstance(each[0], _FILED)]


def index(
    kind: str, sections: tuple[Section, ...], found: Sequence[PlacedNode], edition: Edition, people: tuple[Person, ...]
) -> Index:
    """The index that the matter item `kind` names, of what is `found` to be filed in all of the book's sections."""
    language = edition.book.language
    match kind:
        case "index:quran":
            written = tuple((section.title, section.blocks) for section in sections if section.path)
            return Index(kind, tuple(_verses(found, edition, surah_names(written, language))))
        case "index:hadith":
            headings = _gathered(hadiths(found, edition))
        case "index:first-words":
            headings = _gathered(_first_words(found))
        case "index:rhymes":
            headings = _rhymes(found)
        case _:
            headings = _entries(found, kind, edition, people)
    return Index(kind, tuple(_lettered(headings, language)))


def with_entries(sections: tuple[Section, ...], edition: Edition) -> tuple[Section, ...]:
    """The sections without the indexes that have no entry: they are no leaf of a book."""
    indexes = [section for section in sections if section.kind.startswith("index:")]
    found = filed(sections, edition) if indexes else []
    empty = {section.id for section in indexes if not index(section.kind, sections, found, edition, ()).groups}
    return tuple(section for section in sections if section.id not in empty)


def _entries(found: Sequence[PlacedNode], kind: str, edition: Edition, people: tuple[Person, ...]) -> Headings:
    known = (*register.register(), *people) if kind == "index:persons" else ()
    names = {person.key: _name_in(edition.book.language, person) for person in known}
    own = {person.key for person in people}
    names |= _as_spelled(found, {key: name for key, name in names.items() if name and key not in own})
    names = _small_where_written_so(found, kind) | names
    headings: Headings = {}
    first_written: dict[str, str] = {}

    def heading_of(key: str, written: Inlines = ()) -> _Heading:
        """The heading of a person is the register's; without one in this language, as the person is first written."""
        first = first_written.setdefault(key, plain(written) or key)
        name = names.get(key) or (first if key in names else key)
        if edition.style.smart:
            name = in_text(name, edition.book.language)
        return headings.setdefault(name, _Heading(written if plain(written) == name else (Text(name),)))

    for node, section in found:
        if isinstance(node, Entry) and _is_of(node, kind):
            heading = heading_of(node.key, bare(node.children))
            _add(heading, node, (node.id, section), names)
    for person in people if kind == "index:persons" else ():
        _refer(headings, names, person, heading_of)
    return headings


def _as_spelled(found: Iterable[PlacedNode], names: dict[str, str]) -> dict[str, str]:
    """The register's names as the book spells them: `Abū Bakr` for `Abu Bakr`, by key."""
    spelled: dict[str, str] = {}
    for node, _ in found:
        if isinstance(node, Entry) and node.kind == "person" and node.key in names and node.key not in spelled:
            written = plain(bare(node.children))
            if _letters(written) == _letters(names[node.key]):
                spelled[node.key] = written
    return spelled


def _small_where_written_so(found: Iterable[PlacedNode], kind: str) -> dict[str, str]:
    """Headings that have a capital at the start of a sentence alone → as they are written elsewhere: `the Trench`."""
    keys = {node.key for node, _ in found if isinstance(node, Entry) and _is_of(node, kind)}
    small = {key: key[:1].lower() + key[1:] for key in keys}
    return {key: other for key, other in small.items() if other != key and other in keys}


def _letters(name: str) -> str:
    """The letters of a name without the signs of transliteration: `abu bakr`; أبو and أبي stay two words."""
    split = unicodedata.normalize("NFD", name.casefold())
    return "".join(char for char in split if unicodedata.category(char) in ("Ll", "Lo") or char == " ")


def _name_in(language: str, person: Person) -> str:
    """A person's name in the language of an index; empty where the register has none in it."""
    return localized(person.name, language) if {language, primary(language)} & set(person.name) else ""


def _is_of(node: Entry, kind: str) -> bool:
    return f"index:{node.of}" == kind if node.kind == "index" else KINDS.get(kind) == node.kind


def _add(heading: _Heading, node: Entry, anchor: Anchor, names: dict[str, str]) -> None:
    if node.see:
        heading.see[names.get(node.see) or node.see] = None
        return
    if node.see_also:
        heading.see_also[names.get(node.see_also) or node.see_also] = None
    (heading.subs[node.sub] if node.sub else heading.anchors).append(anchor)


def _refer(headings: Headings, names: dict[str, str], person: Person, heading_of: Any) -> None:
    """The references that `persons.toml` asks for, where what they refer to is in the index."""
    if person.see and (names.get(person.see) or person.see) in headings:
        heading_of(person.key).see[names.get(person.see) or person.see] = None
    if (names.get(person.key) or person.key) in headings:
        for other in person.see_also:
            heading_of(person.key).see_also[names.get(other) or other] = None


def _gathered(entries: Iterable[tuple[Inlines, Anchor]]) -> Headings:
    headings: Headings = {}
    for text, anchor in entries:
        headings.setdefault(plain(text), _Heading(text)).anchors.append(anchor)
    return headings


def _first_words(found: Iterable[PlacedNode]) -> Iterator[tuple[Inlines, Anchor]]:
    for node, section in found:
        if isinstance(node, Hadith) and (words := first_words(node)):
            yield (Text(words),), (node.id, section)


def _rhymes(found: Iterable[PlacedNode]) -> Headings:
    headings: Headings = {}
    for node, section in found:
        if isinstance(node, Poem) and (told := rhyme(node)):
            letter, word = told
            heading = headings.setdefault(f"{letter} {word}", _Heading((Text(word),), letter))
            heading.anchors.append((node.id, section))
    return headings


def _lettered(headings: Headings, language: str) -> Iterator[tuple[str, tuple[IndexLine, ...]]]:
    """Headings filed under their first letters, or under the letter that they have."""
    order = collation(language)
    groups: dict[str, list[IndexLine]] = defaultdict(list)
    for name in sorted(headings, key=order.key):
        heading = headings[name]
        groups[heading.letter or order.letter(name)].append(_line(heading, order, language))
    for letter, lines in groups.items():
        yield letter, tuple(lines)


def _line(heading: _Heading, order: Collation, language: str) -> IndexLine:
    def text(name: str) -> Inlines:
        return marked_anew((Text(name),), language)

    return IndexLine(
        marked_anew(heading.text, language),
        tuple(heading.anchors),
        subs=tuple(IndexLine(text(sub), tuple(heading.subs[sub])) for sub in sorted(heading.subs, key=order.key)),
        see=tuple(map(text, heading.see)),
        see_also=tuple(map(text, heading.see_also)),
    )


def _verses(
    found: Iterable[PlacedNode], edition: Edition, names: SurahNames
) -> Iterator[tuple[str, tuple[IndexLine, ...]]]:
    """Verses by sūrah, in the order of the muṣḥaf."""
    anchors: dict[tuple[int, int, int], list[Anchor]] = defaultdict(list)
    for node, section in found:
        if isinstance(node, (Quran, Verse)) and node.id:
            for place in node.places:
                anchors[place].append((node.id, section))
    language = edition.book.language
    groups: dict[int, list[IndexLine]] = defaultdict(list)
    for place in sorted(anchors):
        ayat = (numerals.in_style(number, digit_style(edition), language) for number in place[1:])
        groups[place[0]].append(IndexLine((Text("–".join(dict.fromkeys(ayat))),), tuple(anchors[place])))
    for chapter, lines in groups.items():
        number = numerals.in_style(chapter, digit_style(edition), language)
        yield f"{number}. {names.name(chapter)}", tuple(lines)
