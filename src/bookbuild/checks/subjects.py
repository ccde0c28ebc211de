"""A passage and a place in it → of whom an honorific there is said: all who may be meant, and how sure that is."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from bookbuild.checks.groups import group, is_pair
from bookbuild.checks.mentions import Bearer, ReadPassage
from bookbuild.checks.passages import HONORIFIC
from bookbuild.model.inlines import Gender
from bookbuild.model.settings import Person
from bookbuild.tradition.honorifics.usage import Group
from bookbuild.tradition.persons import kinship
from bookbuild.tradition.persons.found_name import Name
from bookbuild.tradition.persons.name_keys import keys
from bookbuild.tradition.persons.name_line import NASAB, NO_NAMES, PARTS
from bookbuild.tradition.persons.register import child_of_the_prophet, find, given_names, namesake, shared_names
from bookbuild.tradition.persons.surroundings import Surroundings, surroundings

_PRONOUN = """
he him his himself she her hers herself it its you your yours yourself i me my mine we us our they them their who whom
whose thee thou thy o one
"""
_PRONOUNS = frozenset(_PRONOUN.split())
_GENDERED: dict[str, Gender] = {
    "he": "m",
    "him": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
_WOMEN = frozenset(("wife", "daughter", "mother", "sister", "aunt", "widow", "granddaughter", "lady", "woman", "bride"))
_DETERMINING = frozenset(key for word in ("our", "his", "her", "my", "their", "your", "a", "an") for key in keys(word))
"""After these, a word with a capital is a title: “our Master”."""

_OF_THE_MESSENGER = frozenset((("رسول",), ("نبي",)))
"""Within a name these are the Prophet's without an article too, as Urdu has them: اصحابِ رسول."""


@dataclass(slots=True)
class Subject:
    """Of whom an honorific is said: `written` in the text, with all who may be meant, the likeliest first.

    `certain`: it is one for certain, by a full name. `default`: the name, bare as it is, is that of one whom we know.
    `rival`: another who was named so near that the bare name may be that one's. `tail`: whose name its last words are
    by themselves: of “the Companions of the Prophet”, the Prophet's. `pair`: it is said of two, who are both named.
    `another`: one of the name whom we do not know was named before. `longer`: the name goes on after that of the person
    whom we know: al-Ḥasan ibn ʿAlī al-Barbahārī.
    """

    written: str
    persons: list[Person | None]
    name: Name | None = None
    certain: bool = False
    default: bool = False
    rival: Bearer | None = None
    around: Surroundings = field(default_factory=Surroundings)
    group: Group = field(default_factory=Group)
    pair: bool = False
    longer: bool = False
    another: bool = False
    tail: Person | None = None
    pronoun: bool = False
    gender: Gender | None = None

    @property
    def person(self) -> Person | None:
        return self.persons[0] if self.persons else None


def subject_at(read: ReadPassage, offset: int) -> Subject | None:
    """Of whom an honorific at `offset` is said; None where no name stands before it."""
    at = read.word_before(offset)
    if at is None:
        return None
    name = read.by_end.get(at + 1)
    if name is None:
        opening = _before_brackets(read, at, offset)
        return _without_name(read, at) if opening is None else subject_at(read, opening)
    return _with_title(read, name) or _named(read, _going_on(read, name, offset))


def _before_brackets(read: ReadPassage, at: int, offset: int) -> int | None:
    """Where the brackets open that close between the word `at` and `offset`: the Prophet (then in Makkah) ﷺ."""
    text = read.passage.text
    if ")" not in text[read.line.ends[at] : offset]:
        return None
    opening = text.rfind("(", 0, read.line.ends[at])
    return opening if opening > 0 else None


def _going_on(read: ReadPassage, name: Name, offset: int) -> Name:
    """The name with a nasab that stands after its honorific: Muhammad ﷺ ibn Abi Bakr."""
    line, at = read.line, name.last
    if at >= len(line) or not set(line.words[at].keys[:1]) & NASAB:
        return name
    if read.passage.text[read.end(name) : line.begins[at]].strip() != HONORIFIC or line.begins[at] < offset:
        return name
    line.glued[at] = True
    longer = read.mentions.names.name_at(line, name.first)
    line.glued[at] = False
    return longer if longer and longer.last > name.last else name


def _without_name(read: ReadPassage, at: int) -> Subject | None:
    """A pronoun or a noun that says whether a man or a woman is meant; else a capital that may begin a name."""
    written = read.line.written(at, at + 1)
    key = written.lower()
    if key in _GENDERED:
        return Subject(written, [], pronoun=True, gender=_GENDERED[key])
    if key in _WOMEN:
        return Subject(written, [], gender="f")
    return _unknown(read, at)


def _unknown(read: ReadPassage, at: int) -> Subject | None:
    """A word with a capital that is no name that we know."""
    word = read.line.words[at]
    written = read.line.written(at, at + 1)
    if word.arabic or not word.capital or not word.keys or word.keys[0] in NO_NAMES or written.lower() in _PRONOUNS:
        return None
    before = read.line.words[at - 1] if at and read.line.glued[at] else None
    if before and (not before.keys or before.keys[0] in _DETERMINING or before.possessive):
        return None  # “the Guide”, “our Master”: a title
    if tuple(word.keys) in shared_names():
        return None
    return Subject(written, [])


def _named(read: ReadPassage, name: Name) -> Subject | None:
    around = surroundings(read.line, name.first)
    if around.no_person or _is_any_prophet(read, name):
        return None
    if name.bare and _ends_titled_name(read, name):
        around = around._replace(titled=True)
    written = read.line.written(name.first, name.last)
    subject = Subject(written, [name.person], name, around=around)
    if around.titled and name.borne_by_others:
        subject.persons = [None]
        subject.tail = name.person if name.person and name.person.kind == "muhammad" else None
    elif name.keys == name.ism and not (name.person and _by_title(name.person)):
        _in_the_light(read, subject, name)
    else:
        subject.certain = name.person is not None
        subject.longer = subject.certain and read.mentions.names.person(name.keys) is None
        subject.tail = _tail(read, name)
    if name.person is None and name.keys[0] == "ام" and _appositive(read, name):
        subject.tail = read.mentions.names.person(name.keys[1:])  # مريم أم عيسى عليه السلام: here it is the son's
    subject.group = group(read, name, subject.person, around)
    subject.pair = is_pair(read, name, subject.person, around)
    return subject


def _ends_titled_name(read: ReadPassage, name: Name) -> bool:
    """Whether an Arabic ism ends a longer name with a title, of which a word is no ism: الأستاذ محمد كرد علي."""
    line = read.line
    for first in (name.first - 1, name.first - 2):
        if first < 0 or not line.glued[first + 1] or not line.words[first + 1].arabic:
            return False
        before = read.by_end.get(first)
        if before is not None and line.glued[first]:
            return surroundings(line, before.first).titled
    return False


def _is_any_prophet(read: ReadPassage, name: Name) -> bool:
    """Whether one of the prophets is meant, and not the Prophet: bir peygamber, seorang nabi."""
    line, before = read.line, name.first - 1
    if before < 0 or not line.glued[name.first] or not name.person or name.person.kind != "muhammad":
        return False
    return len(name.keys) == 1 and line.words[before].keys[:1] != () and line.words[before].keys[0] in kinship.ONE


def _with_title(read: ReadPassage, name: Name) -> Subject | None:
    """Of whom it is said where a title follows the name: Yûsuf Peygamber, Hz. Ali Efendimiz."""
    before = read.by_end.get(name.first)
    if before is None or not read.line.glued[name.first] or len(name.keys) > 1 or name.keys[0] not in _AFTER_NAMES:
        return None
    if not before.person or before.person.kind in ("allah", "muhammad") or before.person.number != "singular":
        return None
    subject = _named(read, before)
    if subject:
        subject.tail = name.person  # “Ali Peygamber'e (s.a.v.) geldi”: here it is the Prophet's
    return subject


_AFTER_NAMES = frozenset(key for word in ("Efendimiz", "Peygamber") for key in keys(word))


def _tail(read: ReadPassage, name: Name) -> Person | None:
    for first in range(name.first + 1, name.last):
        before = read.line.words[first - 1]
        words = read.line.words[first : name.last]
        named = tuple(key for word in words for key in word.keys)
        person = read.mentions.names.person(named) if words[0].keys else None
        if named in _OF_THE_MESSENGER:
            person = find("muhammad")
        if person is None:
            continue
        if not before.keys or before.keys[0] not in PARTS:
            return person
        title = len(words) > 1 or named[0] not in given_names()
        if person.kind == "muhammad" and (title or (name.person and child_of_the_prophet(name.person))):
            return person  # Fatimah bint Muhammad ﷺ, بنت النبي: here the honorific is the father's
    return None


def _appositive(read: ReadPassage, name: Name) -> bool:
    """Whether a name tells more of one who is named before it: مريم عليها السلام أم عيسى, وهي أم عيسى."""
    if read.passage.text[: read.begin(name)].rstrip(" \n،")[-1:] == HONORIFIC or name.first in read.by_end:
        return True
    before = name.first - 1
    return before >= 0 and read.line.glued[name.first] and read.line.written(before, name.first) in ("هي", "وهي", "فهي")


def _in_the_light(read: ReadPassage, subject: Subject, name: Name) -> None:
    """Who a name may be that many bear."""
    bearers = read.mentions.bearers(read, name)
    own = name.person
    others = [b for b in bearers if b.person is None or own is None or b.person.key != own.key]
    subject.default = own is not None
    subject.another = read.mentions.is_anothers(read, name)
    subject.persons = [own] if own else []
    subject.persons += [bearer.person for bearer in others if bearer.person]
    if own and (other := namesake(own)):
        subject.persons.append(other)
    subject.certain = (
        own is not None and len(subject.persons) == 1 and not others and (not name.bare or own.kind is not None)
    )
    if bearers and bearers[0] in others and read.mentions.is_near(bearers[0], read.index):
        subject.rival = bearers[0]
        if bearers[0].person:
            subject.persons.remove(bearers[0].person)
            subject.persons.insert(0, bearers[0].person)


def around(read: ReadPassage, offset: int) -> Surroundings:
    """What stands before the word at `offset`."""
    return surroundings(read.line, min(bisect_right(read.line.begins, offset), len(read.line)) - 1)


def _by_title(person: Person) -> bool:
    """Whether the one word by which the person is called is no ism: the Prophet, Allah, the Companions, al-Bukhārī."""
    return person.kind in ("allah", "scholar", None) or person.number != "singular" or "companion" in person.key
