"""A draft as it was read → where each chapter first names persons, places and works, and whom the register lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bookbuild.checks.mentions import Mentions, ReadPassage
from bookbuild.checks.passages import passages
from bookbuild.diagnostics import Fix
from bookbuild.intake.languages import is_right_to_left
from bookbuild.intake.script_share import is_arabic
from bookbuild.intake.writing.chapters import slug
from bookbuild.intake.writing.folder import CATALOGUING
from bookbuild.model.book import Chapter, Manuscript
from bookbuild.model.inlines import Honorific
from bookbuild.model.settings import Person
from bookbuild.tradition.honorifics.recognition import recognise
from bookbuild.tradition.persons.found_name import Name
from bookbuild.tradition.persons.places import places_in
from bookbuild.tradition.persons.register import names_of

_WORK = re.compile(
    r"\b(?:Sahih|Ṣaḥīḥ) (?:al-)?(?:Bukhari|Bukhārī|Muslim)\b|\bMuwatta\b"
    r"|\bSunan (?:Abi|Abu|an-|al-|at-|Ibn )[\w-]*(?: \w+)?\b"
)
_POSSESSIVE = re.compile("[’'](?:s)?$")
_NO_MARK = re.compile(r"[\n\[\]*`\\]")
_KEPT_KINDS = ("Paragraph", "Item", "Hadith", "BlockQuote")


@dataclass(frozen=True, slots=True)
class FoundNames:
    """`marks` put index entries into the draft; `kinds`: those of them that there are; `persons` for `persons.toml`."""

    marks: tuple[Fix, ...]
    kinds: frozenset[str]
    persons: tuple[Person, ...]


def found_names(manuscript: Manuscript) -> FoundNames:
    """The names in a draft: of each person, place and work the first in each chapter is marked."""
    marks: list[tuple[str, Fix]] = []
    lacking: dict[str, Person] = {}
    for chapter in manuscript.chapters.values():
        if chapter.path == CATALOGUING:
            continue  # a library's words
        marks += _of_chapter(manuscript, chapter, lacking)
    kinds = frozenset(kind for kind, _ in marks)
    return FoundNames(tuple(fix for _, fix in marks), kinds, tuple(lacking[key] for key in sorted(lacking)))


def _of_chapter(manuscript: Manuscript, chapter: Chapter, lacking: dict[str, Person]) -> Iterator[tuple[str, Fix]]:
    language = chapter.lang or manuscript.editions[0].book.language
    mentions = Mentions(names_of(manuscript.persons), language)
    lines = manuscript.sources.get(chapter.path, ())
    arabic = is_right_to_left(language)
    seen: set[str] = set()
    for passage in passages(chapter.blocks):
        read = mentions.read(passage)
        for name in read.by_end.values():
            _note_lacking(read, name, lacking)
        if passage.kind not in _KEPT_KINDS or is_arabic(passage.text) != arabic:
            continue
        for kind, key, begin, end in sorted(_entries(read), key=lambda entry: entry[2]):
            if key in seen or any(mark.begin < end and begin < mark.end for mark in passage.marks):
                continue
            if fix := _mark(read, kind, begin, end, lines):
                seen.add(key)
                yield kind, fix


def _entries(read: ReadPassage) -> Iterator[tuple[str, str, int, int]]:
    """Kind, key, and span of each name of a passage that an index has."""
    text = read.passage.text
    spans: list[tuple[int, int]] = []
    for name in read.by_end.values():
        begin, end = read.begin(name), read.end(name)
        spans.append((begin, end))
        if name.person and _is_filed(name.person) and not name.bare:
            yield "person", name.person.key, begin, end
    for kind, of_kind in (("place", places_in(text)), ("work", _WORK.finditer(text))):
        for found in of_kind:
            if not any(begin < found.end() and found.start() < end for begin, end in spans):
                yield kind, slug(found[0].removeprefix("Al-").removeprefix("al-")), found.start(), found.end()


def _is_filed(person: Person) -> bool:
    return person.kind in ("prophet", "companion", "scholar") and person.number == "singular"


def _mark(read: ReadPassage, kind: str, begin: int, end: int, lines: tuple[str, ...]) -> Fix | None:
    """The mark, where the name stands in one line of the file as it does in the passage."""
    text = _POSSESSIVE.sub("", read.passage.text[begin:end])
    place = read.passage.place(begin)
    if not place.path or not place.line or not place.column or place.line > len(lines) or _NO_MARK.search(text):
        return None
    if not lines[place.line - 1].startswith(text, place.column - 1):
        return None
    return Fix.at(place, len(text), f"[{text}]{{.{kind}}}")


def _note_lacking(read: ReadPassage, name: Name, lacking: dict[str, Person]) -> None:
    """Remember one who is named in full and honoured, and stands in no register."""
    if name.person is not None or not name.built or not read.honoured(name) or len(name.keys) < 3:
        return
    end = read.end(name)
    node = next((node for offset, node in read.passage.honorifics.items() if offset >= end), None)
    if node is None or _kind(node) not in ("companion", "scholar"):
        return
    written = read.line.written(name.first, name.last)
    key = slug(written)
    if key and "\n" not in written:
        gender = "f" if name.daughter else "m"
        lacking.setdefault(key, Person(key, {"": " ".join(written.split())}, _kind(node), gender))  # type: ignore[arg-type]


def _kind(node: Honorific) -> str | None:
    if node.kind or node.form != "abbreviation":
        return node.kind
    return next((match.kind for match in recognise(f"A {node.written}", after_name=True)), None)
