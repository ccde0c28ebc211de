"""Names in a chapter → `honorific-missing` where `[honorifics] require` asks for one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bookbuild.checks.companions import CompanionsOf, companions_of
from bookbuild.checks.mentions import ReadPassage
from bookbuild.checks.not_asked import is_cited_author, is_no_ones, is_turned_about
from bookbuild.checks.passages import HONORIFIC, EnclosedPart
from bookbuild.checks.people_of_today import (
    HONOURING_AFTER,
    is_cited,
    is_of_a_school,
    is_of_today,
    is_parenthetical,
    quoted_titles,
)
from bookbuild.diagnostics import Code, Finding, Fix
from bookbuild.language.scripts import has_arabic
from bookbuild.model.inlines import Emphasis, Entry, Source
from bookbuild.model.settings import Person
from bookbuild.model.walk import plain
from bookbuild.tradition.honorifics.wording import written_for
from bookbuild.tradition.persons import kinship, register
from bookbuild.tradition.persons.found_name import Name
from bookbuild.tradition.persons.name_line import NO_NISBA
from bookbuild.tradition.persons.surroundings import OPENERS, surroundings

_APPOSITION, _COMMAS = 10, 3
"""So many words, and commas, may stand between a name and its honorific, where more is said of the person."""
_JOINED = re.compile(r"\s+(?:and|et|und|y|ve|ile|dan|serta|na|و|اور)\s+(?:[^\s,،]+\s*){1,3}")
_ABBREVIATED = re.compile(r"\b[^\W\d_]{1,3}\.(?=\s)")
_QUOTED = ("Hadith", "Quran", "SourceLine", "Poem")
"""Blocks whose words are not the author's."""


def required(chapter: Sequence[ReadPassage], people: Sequence[Person], *, always: bool) -> Iterator[Finding]:
    """The persons of a chapter without honorific: `always`, or else at the first mention."""
    named: set[str] = set()
    bearers = companions_of(chapter)
    for read in chapter:
        for mention in sorted(_mentions(read, people, bearers), key=lambda mention: mention.begin):
            first = mention.key not in named
            named.add(mention.key)
            person = mention.person
            if (always or first) and person and person.kind and not _is_honoured(read, mention, person):
                yield _finding(read, mention, person)


class _Mention(NamedTuple):
    begin: int
    end: int
    written: str
    key: str
    person: Person | None
    entry: Entry | None = None


def _mentions(read: ReadPassage, people: Sequence[Person], bearers: CompanionsOf) -> Iterator[_Mention]:
    """What is marked `.person`, and names in the running text that can be only one's."""
    entries = [mark for mark in read.passage.marks if isinstance(mark.node, Entry)]
    for mark in entries:
        if mark.node.kind == "person":
            text = plain(mark.node.children)
            person = register.find(mark.node.key, people) or register.find(text, people)
            yield _Mention(mark.begin, mark.end, text, person.key if person else mark.node.key, person, mark.node)
    if read.passage.kind in (*_QUOTED, "Heading") or read.passage.of_another or read.passage.tabular:
        return
    others = [mark for mark in read.passage.marks if isinstance(mark.node, (Source, Emphasis))]
    titles = quoted_titles(read)
    for name in read.by_end.values():
        begin, end = read.begin(name), read.end(name)
        if bearers.is_strange(read, name) or any(first <= begin < last for first, last in titles):
            continue
        if name.person and not _within(begin, [*entries, *others]) and _asks(read, name):
            yield _Mention(begin, end, read.line.written(name.first, name.last), name.person.key, name.person)


def _within(offset: int, marks: Sequence[EnclosedPart]) -> bool:
    return any(mark.begin <= offset < mark.end for mark in marks)


def _asks(read: ReadPassage, name: Name) -> bool:
    """Whether an honorific is looked for after a name in running text."""
    person = name.person
    if person is None or person.kind in ("allah", None) or person.number != "singular" or "companion" in person.key:
        return False
    line, last = read.line, name.last
    if line.words[last - 1].possessive or (name.bare and line.words[name.first].arabic and person.kind != "muhammad"):
        return False
    if not any(word.capital for word in line.words[name.first : last]):
        return False
    if _may_go_on(read, name, person) or _is_title_of_another(read, name, person):
        return False
    if is_of_today(read, name) or is_of_a_school(read, name) or is_no_ones(read, name) or is_turned_about(read, name):
        return False
    if name.keys == name.ism and any(b.person is not person for b in read.mentions.bearers(read, name)):
        return False
    around = surroundings(line, name.first)
    if around.no_person or around.titled or around.head in ("thing", "some") or _called(read, name):
        return False
    if person.kind == "muhammad" and _is_blessed_before(read, name):
        return False
    if person.kind == "scholar" and (
        is_parenthetical(read, name) or is_cited(read, name) or is_cited_author(read, name)
    ):
        return False
    after = read.passage.text[read.end(name) :].lstrip(" ,:،()[")
    if name.bare and _OF_VERSE.match(after):
        return False
    return not (person.kind == "scholar" and after[:1].isdigit())


_OF_VERSE = re.compile(r"\d+\s*[:/]\s*\d")
"""What follows the name of a sūrah: İbrâhim 14/37."""


def _may_go_on(read: ReadPassage, name: Name, person: Person) -> bool:
    """Whether the name may go on with the word after it: Muhammad Asad, Abu Bakr Street, محمد فؤاد."""
    line, after = read.line, name.last
    ism = name.bare and (name.keys in register.shared_names() or name.keys[0] in register.given_names())
    if (person.kind == "muhammad" and not ism) or after >= len(line) or not line.glued[after]:
        return False
    following = line.words[after]
    if not following.arabic:
        return following.capital and not set(following.keys) & HONOURING_AFTER
    if name.keys == name.ism and len(name.keys) > 1:  # a kunya: أبو داود الحلاق
        return following.article and following.keys[0] not in NO_NISBA
    return name.bare and all(found[:1] and found[0] not in OPENERS for found in (following.keys, *following.others))


def _is_blessed_before(read: ReadPassage, name: Name) -> bool:
    """Whether a blessing stands before the name, صلى الله على نبينا محمد.

    Or it is joined to a scholar's, and is another's: Abū Yūsuf and Muḥammad.
    """
    if _BLESSING.search(read.passage.text[: read.begin(name)]):
        return True
    joined = surroundings(read.line, name.first).joined
    other = read.by_end.get(joined) if joined is not None and name.bare else None
    return other is not None and other.person is not None and other.person.kind == "scholar"


_BLESSING = re.compile(
    r"(?:صلى|صلِّ|الصلاۃ|درود|صل|الصلاة|سلم|السلام|بارك|blessings?|peace|salutations?|prières?|salut|Segen|bendiciones|salât|selâm|salawat|"
    r"shalawat|selawat)\s+(?:\S+\s+){0,4}(?:على|علیٰ|علی|upon|on|sur|auf|sobre|atas|kepada)\s+(?:\S+\s+){0,2}\Z",
    re.IGNORECASE,
)


def _is_title_of_another(read: ReadPassage, name: Name, person: Person) -> bool:
    """Whether the Prophet's title is another's: Nabi Musa, Yûsuf Peygamber, the prophet of Nineveh, a prophet."""
    line, after = read.line, name.last
    glued = after < len(line) and line.glued[after]
    if person.kind == "muhammad" and glued and any(other.first == after for other in read.by_end.values()):
        return True
    if person.kind != "muhammad" or len(name.keys) > 1 or name.keys[0] not in _TITLES:
        return False
    before = read.by_end.get(name.first)
    if before is not None and line.glued[name.first] and before.person and before.person.kind != "allah":
        return True
    if name.first and line.glued[name.first] and set(line.words[name.first - 1].keys[:1]) & kinship.ONE:
        return True
    if not glued:
        return False
    of = set(line.words[after].keys[:1]) & kinship.OF and after + 1 < len(line)
    return bool(of) and line.words[after + 1].capital and not set(line.words[after + 1].keys) & _OF_GOD


_TITLES = kinship.keyed("Prophet Prophète Propheten Profeta Nabi Peygamber Nabii Mtume Rasul Messenger نبي النبي نبی")
_OF_GOD = kinship.keyed("Allah Allahs God Gottes Dieu Dios Alá Islam islam Mercy Barmherzigkeit")


def _called(read: ReadPassage, name: Name) -> bool:
    """Whether the name is in the vocative: “O Abu Bakr”, “Messenger of Allah, do you command me?”."""
    line, text = read.line, read.passage.text
    if text[: read.begin(name)].rstrip()[-1:] in tuple('“«"„') and text[read.end(name) :].lstrip()[:1] in (",", "،"):
        return True
    return name.first > 0 and line.written(name.first - 1, name.first) in ("O", "Oh", "يا")


def _is_honoured(read: ReadPassage, mention: _Mention, person: Person) -> bool:
    return _followed(read, mention.begin, mention.end) or _honoured_later(read, mention.end, person)


def _followed(read: ReadPassage, begin: int, end: int) -> bool:
    text = read.passage.text
    return read.next_after(end) == HONORIFIC or HONORIFIC in text[begin:end]


def _honoured_later(read: ReadPassage, end: int, person: Person) -> bool:
    """Whether an honorific later in the sentence is the person's too.

    Of several who are named together: Abu Bakr and ʿUmar (ra); after what is said of the one: Yūnus, the prophet of
    Nineveh, peace be upon him.
    """
    text = read.passage.text
    for offset, node in read.passage.honorifics.items():
        between = _ABBREVIATED.sub("", text[end:offset]) if offset > end else ""
        if not between or len(between.split()) > _APPOSITION or re.search(r"[.!?؟۔;؛\ufdd0]", between):
            continue
        if node.kind not in (person.kind, None):
            continue
        if kinship.keyed(between) and kinship.keyed(between) <= HONOURING_AFTER:
            return True
        if node.number in ("dual", "plural") or (node.number is None and _JOINED.fullmatch(between)):
            return True
        if between.lstrip()[:1] in (",", "،") and between.count(between.lstrip()[:1]) <= _COMMAS:
            names = [name for name in read.by_end.values() if end < read.begin(name) < offset]
            return not any(name.person and name.person.kind == person.kind for name in names)
    return False


def _finding(read: ReadPassage, mention: _Mention, person: Person) -> Finding:
    begin, end, written = mention.begin, mention.end, mention.written
    arabic = has_arabic(written)
    sign = written_for(person, "ﷺ", "sign", "ar" if arabic else "en")
    place = mention.entry.location if mention.entry else read.passage.place(begin, end - begin)
    fix = None
    if not _within(begin, read.passage.marks):
        fix = Fix.at(read.passage.place(end - 1).moved(1), 0, f" {sign}")
    return Finding(
        Code.HONORIFIC_MISSING, f"`{written}` stands without its honorific", f"write `{sign}` after the name", place,
        fix=fix,
    )  # fmt: skip
