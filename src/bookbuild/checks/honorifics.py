"""Honorifics in a chapter → whose they are, and findings where they are not theirs.

`honorific-mismatch` is an honorific of another kind, gender or number; `honorific-doubtful` one that usage is divided
about, or that follows a name which several bear.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from bookbuild.checks.mentions import ReadPassage
from bookbuild.checks.subjects import Subject, around, subject_at
from bookbuild.diagnostics import Code, Finding, Fix
from bookbuild.language.scripts import has_arabic, primary
from bookbuild.model.inlines import Entry, Honorific
from bookbuild.model.settings import Person
from bookbuild.model.walk import plain
from bookbuild.tradition.honorifics.usage import OF_WHOM, RIGHT, Group, UsageVerdict, agreement, kind_of
from bookbuild.tradition.honorifics.wording import written_for
from bookbuild.tradition.persons import register
from bookbuild.tradition.persons.found_name import Name
from bookbuild.tradition.persons.name_line import NASAB

_UNKNOWN = "write the person's own; who is not known goes into `persons.toml`"
_DOUBT = "see whom it is said of: correct it, name the person in full, or waive the finding"


@dataclass(frozen=True, slots=True)
class Judged:
    """`person`: of whom the honorific is said, where that is known; `code` None where it is right."""

    person: Person | None
    code: Code | None = None
    why: str = ""
    certain: bool = False


class Judge:
    """Judges the honorifics of one chapter; `attributed` are the nodes with what they take from persons, by `id`."""

    def __init__(self, people: Sequence[Person], sources: Mapping[str, Sequence[str]], language: str) -> None:
        self.people = people
        self.sources = sources
        self.language = language
        self.attributed: dict[int, Honorific] = {}

    def findings(self, read: ReadPassage) -> Iterator[Finding]:
        for offset, node in read.passage.honorifics.items():
            subject = self._marked(read, offset) or subject_at(read, offset)
            if subject is None:
                continue
            judged = judge(subject, node)
            self.attributed[id(node)] = _attributed(node, judged.person, subject)
            if judged.code and not self._is_usual(judged, node):
                yield self._finding(node, subject, judged)

    def _is_usual(self, judged: Judged, node: Honorific) -> bool:
        """Whether the book's language has one usage where others are divided: in Persian, of the Prophet's house."""
        person = judged.person
        of_house = person is not None and person.kind == "companion" and register.of_the_family(person)
        return primary(self.language) == "fa" and of_house and node.kind == "prophet" and not judged.certain

    def _marked(self, read: ReadPassage, offset: int) -> Subject | None:
        """Of whom an honorific is said that follows, or ends, what is marked `.person`."""
        for mark in read.passage.marks:
            if isinstance(mark.node, Entry) and mark.node.kind == "person" and mark.begin < offset:
                between = read.passage.text[mark.end : offset]
                if offset == mark.end - 1 or (offset >= mark.end and not between.strip(" \n*_,،)”»\"'’")):
                    return self._entered(read, mark.node, mark.begin, mark.end)
        return None

    def _entered(self, read: ReadPassage, entry: Entry, begin: int, end: int) -> Subject | None:
        text = plain(entry.children)
        person = register.find(entry.key, self.people) or register.find(text, self.people)
        subject = subject_at(read, end)
        if person is None or (subject and subject.person is person):
            return subject
        before = subject.around if subject else around(read, begin)
        group = subject.group if subject else Group(before.joined is not None, before.head == "some")
        return Subject(text, [person], subject.name if subject else None, True, around=before, group=group)

    def _finding(self, node: Honorific, subject: Subject, judged: Judged) -> Finding:
        right = written_for(judged.person, node.written, node.form, _language(subject, self.language))
        fix = None
        remedy = _DOUBT
        if judged.code is Code.HONORIFIC_MISMATCH:
            remedy = f"write `{right}`" if right else _UNKNOWN
            fix = self._fix(node, right) if judged.certain and right else None
        message = f"`{node.written}` after `{' '.join(subject.written.split())}`: {judged.why}"
        place = replace(node.location, width=len(node.written))
        assert judged.code is not None
        return Finding(judged.code, message, remedy, place, fix=fix)

    def _fix(self, node: Honorific, right: str) -> Fix | None:
        """The fix, where the honorific stands in one line of the source as it was read."""
        place = node.location
        lines = self.sources.get(place.path or "", ())
        if not place.line or not place.column or place.line > len(lines):
            return None
        if not lines[place.line - 1].startswith(node.written, place.column - 1):
            return None
        return Fix.at(place, len(node.written), right)


def judge(subject: Subject, node: Honorific) -> Judged:
    """Whether the honorific is the subject's."""
    if node.wish:
        return Judged(subject.person)
    if subject.gender:
        return _of_gender(subject, node)
    if _shared(subject, node):
        return Judged(register.find("muhammad"))
    if subject.tail and node.kind == subject.tail.kind:
        return Judged(subject.tail)
    if (of_kin := _of_kin(subject, node)) is not None:
        return of_kin
    known = [person for person in subject.persons if person is not None]
    if _ends_with_allah(subject, node):
        return Judged(None)
    if not known:
        return _of_unknown(subject, node)
    if node.kind == "scholar" and (subject.longer or _is_a_neighbour(subject)):
        return Judged(None)
    verdicts = [_verdict(subject, person, node) for person in known]
    right = next((at for at, verdict in enumerate(verdicts) if verdict.judgement == "right"), None)
    if right is not None and not (right and subject.rival):
        return Judged(known[right])
    if right is not None:
        if known[0].kind == "scholar":
            return Judged(known[right])
        return Judged(None, Code.HONORIFIC_DOUBTFUL, f"this may be `{subject.rival.written}`" if subject.rival else "")
    if subject.another and node.kind == "scholar":
        return Judged(None)
    first = next((v for v in verdicts if v.judgement == "divided"), verdicts[0])
    if first.judgement == "divided":
        return Judged(known[0], Code.HONORIFIC_DOUBTFUL, first.why)
    if subject.around.head == "kin":
        return Judged(None, Code.HONORIFIC_DOUBTFUL, f"{first.why}, and may be another's, who is not named")
    if subject.name and subject.name.bare and _borne_by_others(subject.name.ism[0], known[0], node):
        if _in_words(node, known[0]):
            return Judged(None)
        return Judged(None, Code.HONORIFIC_DOUBTFUL, "of this name, it is said of another, who is not named in full")
    alike = len({(person.kind, person.gender, person.number) for person in known}) == 1
    certain = subject.certain or (alike and subject.default)
    return Judged(known[0] if alike else None, Code.HONORIFIC_MISMATCH, first.why, certain)


def _of_kin(subject: Subject, node: Honorific) -> Judged | None:
    """Of one of today, who is a man or a woman by the name, or by the noun before it: أخته زينب رحمه الله.

    Where the two are not alike, two persons are named, of whom either may be meant: قال أخي لأمي زينب رحمه الله.
    """
    around, name = subject.around, subject.name
    if name is None or node.number != "singular" or around.joined is not None or subject.group.others:
        return None
    if not (around.titled or around.addressed or around.mine) or around.head != "none" or node.kind in _ONES:
        return None
    given = register.given_names().get(name.keys[0])
    expected = given or around.gender
    if around.gender and expected != around.gender:
        return None
    if name.daughter or not expected or expected == node.gender or node.gender is None:
        return None
    person = Person("", {}, node.kind, "f" if expected == "f" else "m")
    return Judged(person, Code.HONORIFIC_MISMATCH, f"it is {_GENDERS[node.gender]}")


_ONES = ("allah", "muhammad", None)
_GENDERS = {"f": "feminine", "m": "masculine"}


def _ends_with_allah(subject: Subject, node: Honorific) -> bool:
    """Whether it is said of one whose name, or what Allah called him, ends so: نصر الله، إسماعيل ذبيح الله."""
    name, person = subject.name, subject.person
    if name is None or person is None or not has_arabic(subject.written):
        return False
    if node.kind == "scholar" and person.kind == "muhammad" and len(name.keys) == 2:
        return name.keys[1] == "الله" and name.keys[0] in register.given_names()  # حبيب الله
    human = node.kind in ("companion", "scholar", "prophet", None)
    return human and person.kind == "allah" and subject.around.head in ("noun", "thing")


def _is_a_neighbour(subject: Subject) -> bool:
    """Whether one of a later time is named by an ism and a title: Babam İsmail, le cheikh Ibrāhīm."""
    return subject.around.addressed and subject.name is not None and subject.name.keys == subject.name.ism


def _in_words(node: Honorific, person: Person) -> bool:
    """Whether mercy is wished in words after the ism of a prophet, of whom no one says that: a neighbour bears it."""
    words = node.form in ("phrase", "translation", "transliteration")
    return words and node.kind == "scholar" and person.kind in ("prophet", "muhammad")


def _borne_by_others(ism: str, person: Person, node: Honorific) -> bool:
    """Whether the ism of a prophet or a companion is that of others too, of whom the honorific is said."""
    if node.kind == "companion":
        return person.kind == "prophet" and ism in register.isms_of_companions()
    return node.kind == "scholar" and ism in register.given_names()


def _of_gender(subject: Subject, node: Honorific) -> Judged:
    """Of one who is not named, but is a man or a woman: `her ﷺ`, `his wife رضي الله عنه`."""
    if node.kind == "muhammad" and subject.gender == "f":
        why = f"it is said of {OF_WHOM['muhammad']}"
        return Judged(None, Code.HONORIFIC_MISMATCH if subject.pronoun else Code.HONORIFIC_DOUBTFUL, why)
    if node.gender and node.gender != subject.gender and node.number == "singular" and node.form == "phrase":
        return Judged(None, Code.HONORIFIC_DOUBTFUL, f"it is {'feminine' if node.gender == 'f' else 'masculine'}")
    return Judged(None)


def _shared(subject: Subject, node: Honorific) -> bool:
    """ﷺ after a name of the Prophet that others bear too."""
    if node.kind != "muhammad" or subject.rival or subject.name is None:
        return False
    return subject.name.keys in register.shared_names()


def _of_unknown(subject: Subject, node: Honorific) -> Judged:
    """Of one who is not known: nobody but the Prophet is given ﷺ, and his names are known."""
    name = subject.name
    if subject.around.head == "kin":
        return Judged(None)
    if node.kind in ("allah", "muhammad"):
        why = f"it is said of {OF_WHOM[node.kind]}"
        known = name and name.person and has_arabic(subject.written)  # جدي أبو بكر: no reading is the Prophet
        if known or (name and name.built and not subject.around.titled and not _of_muhammad(name)):
            return Judged(None, Code.HONORIFIC_MISMATCH, why)
        return Judged(None, Code.HONORIFIC_DOUBTFUL, f"{why}, of whom this is no name that is known")
    if name and name.built and node.gender and node.number == "singular":
        expected = "f" if name.daughter else "m"
        if node.gender != expected and name.ism[0] not in NASAB:
            word = "feminine" if node.gender == "f" else "masculine"
            return Judged(None, Code.HONORIFIC_MISMATCH, f"it is {word}")
    return Judged(None)


def _of_muhammad(name: Name) -> bool:
    """Whether the father is called Muḥammad, and may be the Prophet."""
    return len(name.keys) > 1 and name.keys[-2] in NASAB and name.keys[-1] in ("muhamad", "محمد")


def _verdict(subject: Subject, person: Person, node: Honorific) -> UsageVerdict:
    kind = kind_of(person, node.kind)
    if kind.judgement == "wrong":
        return _governed(subject, person, node) or kind
    agrees = agreement(person, node.gender, node.number, subject.group)
    of_two = node.form == "translation" and node.number == "plural"  # which has no dual
    if of_two and agreement(person, node.gender, "dual", subject.group).judgement == "right":
        return kind
    if agrees.judgement == "wrong":
        return _governed(subject, person, node) or agrees
    return kind


def _governed(subject: Subject, person: Person, node: Honorific) -> UsageVerdict | None:
    """What becomes of a verdict where a noun before the name says that another is meant: the Prophet's wife."""
    before = subject.around
    if before.envoy and person.kind == "allah" and node.kind == "muhammad":
        return RIGHT
    human = node.kind in ("companion", "scholar", "prophet", None)
    if before.head == "kin" and human:
        if before.gender and node.gender and node.number == "singular" and before.gender != node.gender:
            return None
        return RIGHT
    his_kin = before.gender == "m" and register.of_the_family(person)
    if before.head == "kin" and before.gender != "f" and (person.kind == "allah" or his_kin):
        return UsageVerdict("divided", "who is meant is not named")
    if before.head == "noun" and person.kind in ("allah", "muhammad") and node.kind not in ("allah", person.kind):
        return UsageVerdict("divided", "who is meant is not named")
    return None


def _attributed(node: Honorific, person: Person | None, subject: Subject) -> Honorific:
    """`node` with kind, gender and number of its person, where its spelling carries none.

    It belongs to the name that it follows. What governs that name takes it only where it cannot be the name's: in “the
    wife of the Prophet (ra)”.
    """
    gender, number = (person.gender, person.number) if person else (None, None)
    if subject.around.head == "kin" and person and kind_of(person, node.kind).judgement == "wrong":
        gender, number = subject.around.gender, None
    elif subject.gender:
        gender = subject.gender
    elif subject.name and not person and subject.name.built:
        gender, number = "f" if subject.name.daughter else "m", "singular"
    if subject.pair and number == "singular":
        number = "dual"
    kind = node.kind
    if kind is None and person:
        kind = person.kind if person.kind in ("muhammad", "prophet") else "prophet"
    return msgspec.structs.replace(node, kind=kind, gender=node.gender or gender, number=node.number or number)


def _language(subject: Subject, language: str) -> str:
    arabic = has_arabic(subject.written)
    return "ar" if arabic else ("en" if language.startswith("ar") else language)
