"""A manuscript → `index-empty`, with what its text names and does not mark; and such marks where they are certain."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from msgspec.structs import replace

from bookbuild.checks.index_references import index_references
from bookbuild.checks.mentions import Mentions, ReadPassage
from bookbuild.checks.passages import passages
from bookbuild.checks.people_of_today import is_of_today
from bookbuild.checks.proof import Proof
from bookbuild.checks.subjects import subject_at
from bookbuild.diagnostics import Code, Finding, Fix, Location
from bookbuild.model.blocks import Hadith, Poem, Quran, SourceLine
from bookbuild.model.book import Chapter, Manuscript
from bookbuild.model.edition_parts import of_edition
from bookbuild.model.inlines import Entry, Link, Source, Verse
from bookbuild.model.settings import Edition, localized
from bookbuild.model.walk import nodes
from bookbuild.nearest import nearest, slip_of
from bookbuild.tradition.persons.found_name import Name
from bookbuild.tradition.persons.places import places_in
from bookbuild.tradition.persons.register import names_of, register

MARKED = ("persons", "places")
"""The indexes whose entries the tool can mark."""
_CLASS = {"persons": "person", "places": "place", "terms": "term", "works": "work"}
_NODES: dict[str, tuple[type, ...]] = {
    "quran": (Quran, Verse),
    "hadith": (Hadith, Source, SourceLine),
    "first-words": (Hadith,),
    "rhymes": (Poem,),
}
_WANTED = {"quran": "a verse", "hadith": "a hadith", "first-words": "a hadith", "rhymes": "a poem"}
_LEFT = ("Heading", "SourceLine", "Poem", "Quran", "Hadith")
_SHOWN = 3
_CAPITAL = re.compile(r"[ -][A-Z]")


class UnmarkedName(NamedTuple):
    """A name in a passage, from `begin` to before `end`; `key` is what it is filed under."""

    kind: str
    key: str
    heading: str
    proof: Proof
    begin: int
    end: int


def index_marks(manuscript: Manuscript, kinds: Collection[str]) -> Iterator[Fix]:
    """What marks the names of `kinds` (of `MARKED`): in each paragraph the first of each, where it is certain."""
    for chapter in _of_text(manuscript):
        for named in _unmarked(manuscript, chapter):
            if named.kind in kinds:
                written = named.proof.text[named.begin : named.end]
                key = "" if written == named.heading else f' key="{named.key}"'
                mark = f"[{written}]{{.{_CLASS[named.kind]}{key}}}"
                found = named.proof.found(Code.INDEX_EMPTY, named.begin, named.end, "", "", mark)
                if found.fix:
                    yield found.fix


def index_empty(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding for each index that has no entry in any edition that asks for it."""
    for item, editions in _asked(manuscript).items():
        lacking = [edition for edition in editions if not _has_entry(manuscript, edition, item.removeprefix("index:"))]
        if lacking:
            yield _finding(manuscript, item.removeprefix("index:"), None if lacking == editions else lacking[0].name)


def _asked(manuscript: Manuscript) -> dict[str, list[Edition]]:
    """The indexes, each with the editions that ask for it."""
    asked: dict[str, list[Edition]] = {}
    for edition in manuscript.editions:
        matter = edition.matter
        for item in (*matter.front, *matter.body, *matter.back):
            if item.startswith("index:"):
                asked.setdefault(item, []).append(edition)
    return asked


def index_broken(manuscript: Manuscript) -> Iterator[Finding]:
    """What is wrong with the references of indexes, each finding once, whatever the editions that have the index."""
    told: set[Finding] = set()
    yield from _of_no_index(manuscript)
    known: dict[str, list[Entry]] = {}
    for item, editions in _asked(manuscript).items():
        name = item.removeprefix("index:")
        for edition in editions:
            if edition.name not in known:
                known[edition.name] = _entries(manuscript, edition)
            entries = [entry for entry in known[edition.name] if _is_entry(entry, name)]
            people = manuscript.persons if name == "persons" else ()
            of_nobody = _of_nobody(manuscript, entries) if people else ()
            for finding in (*index_references(entries, edition.book.language, people), *of_nobody):
                if finding not in told:
                    told.add(finding)
                    yield finding


def _of_nobody(manuscript: Manuscript, entries: list[Entry]) -> Iterator[Finding]:
    """What `persons.toml` refers to that is neither a person's key or name nor a heading that the text has."""
    persons = (*register(), *manuscript.persons)
    known = {person.key for person in persons} | {name for person in persons for name in person.name.values()}
    known |= {entry.key for entry in entries}
    for person in manuscript.persons:
        for target in filter(None, (person.see, *person.see_also)):
            if target not in known:
                near = nearest(target, sorted(known))
                remedy = f"write `{near}`" if near else "write the key of a person, or a name that the index has"
                message = f"`{person.key}` refers to `{target}`, whom nobody knows"
                yield Finding(Code.LINK_BROKEN, message, remedy, _place_of(f'"{target}"', manuscript, "persons.toml"))


def _of_no_index(manuscript: Manuscript) -> Iterator[Finding]:
    """Entries of an index whose name is a slip of one that the book has: they would stand nowhere."""
    asked = {item.removeprefix("index:") for item in _asked(manuscript)}
    for chapter in manuscript.chapters.values():
        for node in nodes(_parts(chapter)):
            lost = isinstance(node, Entry) and node.kind == "index" and node.of not in asked
            if lost and (meant := slip_of(node.of, sorted(asked))):
                message, remedy = f"no edition has `index:{node.of}`", f'write `of="{meant}"`'
                yield Finding(Code.CONSTRUCT_UNKNOWN, message, remedy, node.location)


def _entries(manuscript: Manuscript, edition: Edition) -> list[Entry]:
    """Those of all indexes, in the order of the text."""
    chapters = _of_edition(manuscript, edition)
    return [node for chapter in chapters for node in nodes(_parts(chapter)) if isinstance(node, Entry)]


def _has_entry(manuscript: Manuscript, edition: Edition, name: str) -> bool:
    return any(_is_entry(node, name) for chapter in _of_edition(manuscript, edition) for node in nodes(_parts(chapter)))


def _is_entry(node: Any, name: str) -> bool:
    if name in _NODES:
        return isinstance(node, _NODES[name])
    return isinstance(node, Entry) and (node.kind == _CLASS.get(name) or (node.kind == "index" and node.of == name))


def _parts(chapter: Chapter) -> tuple[Any, ...]:
    return (chapter.title, chapter.subtitle, chapter.blocks)


def _of_edition(manuscript: Manuscript, edition: Edition) -> Iterator[Chapter]:
    matter = edition.matter
    items = (*matter.front, *matter.body, *(item for part in matter.parts for item in part.chapters), *matter.back)
    paths = dict.fromkeys(path for item in items for path in manuscript.matched.get(item, ()))
    chapters = (manuscript.chapters[path] for path in paths if path in manuscript.chapters)
    return (replace(chapter, blocks=of_edition(chapter.blocks, edition.name)) for chapter in chapters)


def _of_text(manuscript: Manuscript) -> Iterator[Chapter]:
    """Every chapter but the cataloguing block, which is a library's."""
    blocks = {edition.book.cataloguing for edition in manuscript.editions}
    return (chapter for path, chapter in manuscript.chapters.items() if path not in blocks)


def _finding(manuscript: Manuscript, name: str, edition: str | None) -> Finding:
    message, remedy = f"`index:{name}` has no entry: the text has nothing for it", _remedy(name)
    if name in MARKED:
        unmarked = [
            each for chapter in _of_text(manuscript) for each in _unmarked(manuscript, chapter) if each.kind == name
        ]
        headings = list(dict.fromkeys(each.heading for each in unmarked))
        if headings:
            more = f", and {len(headings) - _SHOWN} more" if len(headings) > _SHOWN else ""
            shown = ", ".join(f"`{heading}`" for heading in headings[:_SHOWN])
            message = f"`index:{name}` has no entry: {shown}{more} are named and not marked"
            remedy = f"let `bookbuild check --fix --mark {name}` mark them, or take `index:{name}` out of `[matter]`"
    return Finding(Code.INDEX_EMPTY, message, remedy, _place_of(f'"index:{name}"', manuscript), edition=edition)


def _place_of(item: str, manuscript: Manuscript, file: str = "book.toml") -> Location:
    """Where an item of the matter stands in the settings, or a value in another file of them."""
    for number, line in enumerate(manuscript.sources.get(file, ()), 1):
        if item in line:
            return Location(file, number, line.index(item) + 1, len(item))
    return Location(file)


def _remedy(name: str) -> str:
    out = f"take `index:{name}` out of `[matter]`"
    if name in _WANTED:
        return f"quote {_WANTED[name]}, or {out}"
    of = f".{_CLASS[name]}" if name in _CLASS else f'.index of="{name}"'
    return f"mark what belongs there, `[…]{{{of}}}`, or {out}"


def _unmarked(manuscript: Manuscript, chapter: Chapter) -> Iterator[UnmarkedName]:
    """The names of a chapter that are certain and not marked, the first of each in its passage."""
    language = chapter.lang or manuscript.editions[0].book.language
    mentions = Mentions(names_of(manuscript.persons), language)
    lines = manuscript.sources.get(chapter.path, ())
    for passage in passages(chapter.blocks):
        read = mentions.read(passage)
        if passage.kind in _LEFT:
            continue
        proof = Proof(passage, language, lines)
        seen = {mark.node.key for mark in passage.marks if isinstance(mark.node, Entry)}
        for named in (*_persons(read, proof, language), *_places(proof)):
            enclosed = any(
                mark.begin < named.end and named.begin < mark.end
                for mark in passage.marks
                if isinstance(mark.node, (Entry, Link, Source))
            )
            if not (enclosed or {named.key, named.heading} & seen or "\n" in proof.text[named.begin : named.end]):
                seen.add(named.key)
                yield named


def _persons(read: ReadPassage, proof: Proof, language: str) -> Iterator[UnmarkedName]:
    for name in sorted(read.by_end.values(), key=lambda each: each.first):
        person = name.person
        if (
            person is None
            or name.bare
            or is_of_today(read, name)
            or _goes_on(read, name)
            or person.kind in (None, "allah", "muhammad")
            or person.number != "singular"
        ):
            continue
        subject = subject_at(read, read.end(name))
        if subject and subject.certain and not subject.rival and not subject.longer and subject.person is person:
            heading = localized(person.name, language)
            yield UnmarkedName("persons", person.key, heading, proof, read.begin(name), read.end(name))


def _goes_on(read: ReadPassage, name: Name) -> bool:
    """Whether another word of a name follows: Abu Bakr Street, Ali ibn Abi Talib Khan."""
    line, after = read.line, name.last
    if after >= len(line) or not line.glued[after] or line.words[after].arabic:
        return False
    return line.words[after].capital and not line.words[name.last - 1].arabic


def _places(proof: Proof) -> Iterator[UnmarkedName]:
    for found in places_in(proof.text):
        if _CAPITAL.match(proof.text, found.end()):
            continue  # Badr Hospital, Mecca Street
        yield UnmarkedName("places", found[0], found[0], proof, *found.span())
