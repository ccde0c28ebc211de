"""Names in a chapter → `honorific-missing` where a sign was lost on its way here.

A sign that a font or an extraction could not keep leaves a gap: two spaces after a name, a space before punctuation,
empty brackets, or a character that has no meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bookbuild.checks.companions import CompanionsOf, companions_of
from bookbuild.checks.mentions import ReadPassage
from bookbuild.checks.people_of_today import is_of_today, may_be_anyones
from bookbuild.checks.proof import Proof
from bookbuild.checks.spacing import set_off
from bookbuild.checks.subjects import Subject, subject_at
from bookbuild.diagnostics import Code, Finding, Fix
from bookbuild.language.marks import COMBINING_DIACRITICS, LETTERS, MARKS, TATWEEL, ranges
from bookbuild.language.scripts import has_arabic
from bookbuild.tradition.honorifics.formulas import Formula, formula

_ARABIC = ranges(LETTERS, MARKS, TATWEEL)
_GAPS = re.compile(
    rf"(?<=[^\W\d_])[{ranges(COMBINING_DIACRITICS, MARKS)}’']?"
    r"(?:(?P<wide>[ \u00a0]{2,})(?=[^\s\v\ufdd0|])|(?P<before> +(?=[،؛,.;:!?؟)\]»”](?!\w|\.\.| \.)))"
    r"|(?P<empty>\s?(?:\(\s*\)|\[\s*\]))|(?P<unknown>\s?[\ue000-\uf8ff\ufffd]+))"
    rf"|(?<=[{_ARABIC}])(?P<letter> [A-Za-z](?=[\s:،؛.,!؟)]))"
    r"|(?<=\w)(?P<torn>\v)(?=[a-z])"
)
_WHAT = {
    "wide": "two spaces", "torn": "two spaces at a line's end", "before": "a space before punctuation",
    "empty": "empty brackets", "letter": "a letter of a font of signs", "unknown": "a character without meaning",
}  # fmt: skip
_ENOUGH = 3
"""So many signs lost after names make every wide gap of a chapter one."""


_SLIPS = ("wide", "before", "torn")
"""What also slips in after a name of today, of whom no honorific is said."""
_SPACED = {"wide": re.compile(r"\s+"), "before": re.compile(r"[،؛,.;:!?؟)\]»”](?!\w)")}
_THROUGHOUT = {"wide": 0.1, "before": 0.5}
"""Where more than this is spaced so, the chapter is spaced throughout, and a gap says nothing."""


@dataclass(frozen=True, slots=True)
class _Gap:
    read: ReadPassage
    kind: str
    begin: int
    end: int
    subject: Subject | None
    strange: bool = False
    """Whether the name is an ism that anyone may bear, of whom the chapter says no more."""


def missing_honorifics(chapter: Sequence[ReadPassage], language: str) -> Iterator[Finding]:
    """The findings of a chapter in `language`, whose passages are all given: what is usual in it says what a gap is."""
    texts = [read for read in chapter if read.passage.kind not in ("Poem", "SourceLine")]
    bearers = companions_of(chapter)
    gaps = [gap for read in texts for gap in _gaps(read, language, bearers)]
    for kind in _WHAT:
        of_kind = [gap for gap in gaps if gap.kind == kind]
        after_names = [gap for gap in of_kind if gap.subject]
        others = [gap for gap in of_kind if not gap.subject]
        share = _share(kind, len(others), texts)
        untidy = kind in _SPACED and len(others) > len(after_names)
        yield from (_finding(gap) for gap in after_names if _tells(gap, share) and (not untidy or _known(gap)))
        if kind == "wide" and len(after_names) >= max(_ENOUGH, 1.5 * len(others)):
            yield from map(_finding, others)


def _share(kind: str, others: int, texts: Sequence[ReadPassage]) -> float:
    """How much of a chapter is spaced so where no name stands before: of its gaps, or of its punctuation."""
    if kind not in _SPACED or others < _ENOUGH:
        return 0.0
    return others / max(sum(len(_SPACED[kind].findall(read.passage.text)) for read in texts), 1)


def _tells(gap: _Gap, share: float) -> bool:
    """Whether a gap after a name is a lost sign though a `share` of the chapter is spaced so.

    Half of the punctuation may be; but after a name of the Prophet ﷺ a sign is expected.
    """
    person = gap.subject.person if gap.subject else None
    if gap.kind == "before" and person is not None:
        if person.kind == "allah":
            return False  # إن شاء الله ، — after this name no sign is expected
        if person.kind == "muhammad" and gap.subject and gap.subject.certain:
            return True
    return share < _THROUGHOUT.get(gap.kind, 1)


def _known(gap: _Gap) -> bool:
    """Whether the name before a gap is certainly that of one whom we know."""
    subject = gap.subject
    person = subject.person if subject else None
    return bool(subject and subject.certain and person and person.kind and person.number == "singular")


def _gaps(read: ReadPassage, language: str, bearers: CompanionsOf) -> Iterator[_Gap]:
    text = read.passage.text
    if "  " not in text and not _SUSPECT.search(text):
        return
    proof = Proof(read.passage, language, ())
    for found in _GAPS.finditer(text):
        kind = found.lastgroup or ""
        begin, end = found.span(kind)
        if kind == "before" and set_off(proof, begin, end):
            continue
        if kind != "wide" or not _ends_sentence(text, begin):
            subject = _honoured(subject_at(read, begin))
            other = subject is not None and kind in _SLIPS and _is_of_another(read, subject, bearers)
            strange = subject is not None and kind in _SLIPS and _may_be_strange(read, subject, bearers)
            yield _Gap(read, kind, begin, end, None if other else subject, strange)


def _is_of_another(read: ReadPassage, subject: Subject, bearers: CompanionsOf) -> bool:
    """Whether the name is that of one of whom no honorific is said: of today, or of a novel."""
    if subject.around.titled and subject.person is None:
        return True
    return subject.name is not None and (is_of_today(read, subject.name) or bearers.is_strange(read, subject.name))


def _may_be_strange(read: ReadPassage, subject: Subject, bearers: CompanionsOf) -> bool:
    """Whether an ism is named whose bearer the chapter neither honours nor names in full: Ali, who came at dusk."""
    name, person = subject.name, subject.person
    return name is not None and person is not None and person.key not in bearers.known and may_be_anyones(read, name)


_SUSPECT = re.compile(
    rf"\v[a-z]|[{_ARABIC}] [A-Za-z][\s:،؛.,!؟)]| [،؛,.;:!?؟)\]»”]|\u00a0|\(\s*\)|\[\s*\]|[\ue000-\uf8ff\ufffd]"
)


def _ends_sentence(text: str, begin: int) -> bool:
    return text[:begin].rstrip()[-1:] in ".!?:؟…"


def _honoured(subject: Subject | None) -> Subject | None:
    """The subject, where it is a name of one of whom an honorific is said."""
    if subject is None or subject.name is None:
        return None
    person = subject.person
    return subject if person is None or person.kind else None


def _finding(gap: _Gap) -> Finding:
    place = gap.read.passage.place(gap.begin, max(gap.end - gap.begin, 1))
    what = _WHAT[gap.kind]
    if gap.subject is None:
        message = f"{what} where an honorific seems to be lost"
        return Finding(Code.HONORIFIC_MISSING, message, "write the honorific, or one space", place)
    name = " ".join(gap.subject.written.split())
    message = f"{what} after `{name}`: an honorific seems to be lost"
    known = _own(gap.subject)
    if gap.strange:
        doubt = f"{what} after `{name}`: an honorific may be lost, if it is the one whom we know"
        return Finding(Code.HONORIFIC_DOUBTFUL, doubt, f"write `{known}` after the name, or take the space out", place)
    if known is None:
        return Finding(Code.HONORIFIC_MISSING, message, "write the person's honorific, or take the space out", place)
    return Finding(
        Code.HONORIFIC_MISSING, message, f"write `{known}` after the name", place, fix=_fix(gap, known)
    )  # fmt: skip


def _own(subject: Subject) -> str | None:
    """The honorific of the person, as it is typed in the script of the name."""
    person = subject.person
    if person is None or person.kind is None:
        return None
    known: Formula = formula(person.kind, person.gender, person.number)
    if known.sign in ("ﷺ", "ﷻ"):
        return known.sign
    arabic = has_arabic(subject.written)
    return known.phrase if arabic else {"prophet": "(as)", "companion": "(ra)", "scholar": "(rh)"}[person.kind]


def _fix(gap: _Gap, honorific: str) -> Fix | None:
    """The honorific in the gap, where the person is certain."""
    subject = gap.subject
    if subject is None or not subject.certain or subject.rival or subject.around.head == "kin" or gap.kind == "torn":
        return None
    place = gap.read.passage.place(gap.begin)
    ending = " " if gap.kind == "wide" else ""
    return Fix.at(place, gap.end - gap.begin, f" {honorific}{ending}")
