"""A name and what stands around it → whether it is that of one of today, or no person's: of a school, or in a title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookbuild.checks.mentions import ReadPassage
from bookbuild.tradition.hadith.collections import is_collection
from bookbuild.tradition.persons.found_name import Name
from bookbuild.tradition.persons.kinship import keyed
from bookbuild.tradition.persons.register import given_names
from bookbuild.tradition.persons.surroundings import surroundings

_APPOSED = re.compile(r"\s*,\s*(?:my|our|mon|ma|mes|notre|nos|mein|meine|unser|unsere|mi|mis|nuestro|nuestra)\b")
_SCHOOLS = keyed(
    "madhhab madhab mazhab mezhebi school schools rite école Schule Rechtsschule Lehre escuela ulama qaul pendapat the "
    "les la l'école los die der den مذهب المذهب"
)
_OF_SCHOOLS = keyed(
    "school schools madhhab madhab mazhab mezhebi mezhebini mezhebine mezhebinde mezhepleri "
    "jurist jurists scholar scholars fiqh law books texts position view"
)
_AND_OR = keyed("and or et ou und oder y o ve veya dan atau")
"""Words before a nisba, and after it, with which it is a school's: mazhab Syafi'i, the Shafiʿi school."""
_QUOTED = re.compile(r"(?:[“«„\"]|'')([^“”«»„\"']*)(?:[”»“\"]|'')")
_TITLE_WORDS = 8
_HONOURING = keyed(
    "Hz Hazrat Hazreti Hadrat Prophet Prophète Propheten Profeta Caliph caliph Nabi Nabii Sayyidina Saidina Siti حضرت "
    "سيدنا"
)
HONOURING_AFTER = keyed("Peygamber Efendimiz")


def is_of_today(read: ReadPassage, name: Name) -> bool:
    """Whether one of today is named: Cousin Bilal, my father Ibrahim, Dr. Umar Faruq, Ali and Sarah, my editors."""
    around = surroundings(read.line, name.first)
    alone = name.keys == name.ism and not (name.person is not None and name.person.kind == "scholar")
    if (around.titled and alone) or around.mine or is_two_isms(read, name):
        return True
    if around.addressed and not around.kinsman and name.keys == name.ism:
        return True
    if name.bare and _is_apposed(read, name):
        return True
    return name.bare and read.mentions.is_titled(read, name)


def _is_apposed(read: ReadPassage, name: Name) -> bool:
    """Whether it is said after the name, or after the next that it is joined to, that it is one of the author's."""
    line, end = read.line, name.last
    begins = {other.first for other in read.by_end.values()}
    if end + 1 in begins and line.glued[end] and not line.words[end].capital:
        end += 2
    return bool(_APPOSED.match(read.passage.text, line.ends[min(end, len(line)) - 1]))


def may_be_anyones(read: ReadPassage, name: Name) -> bool:
    """Whether it is an ism without a title, which may be that of one in a novel: Maryam, and not the Prophet Musa."""
    return name.bare and name.keys[0] in given_names() and not _is_honoured_by_title(read, name)


def _is_honoured_by_title(read: ReadPassage, name: Name) -> bool:
    line, before, after = read.line, name.first - 1, name.last
    if before >= 0 and line.glued[name.first] and set(line.words[before].keys) & _HONOURING:
        return True
    return after < len(line) and line.glued[after] and bool(set(line.words[after].keys) & HONOURING_AFTER)


def is_two_isms(read: ReadPassage, name: Name) -> bool:
    """Whether a companion's or a prophet's name of two isms, without article and title, may be anyone's: Omar Faruq."""
    line = read.line
    if name.built or name.last - name.first < 2 or not name.person:
        return False
    if name.person.kind not in ("companion", "prophet") or any(
        word.article for word in line.words[name.first : name.last]
    ):
        return False
    if set(line.words[name.first].keys) & _HONOURING or read.honoured(name):
        return False
    return not _is_honoured_by_title(read, name)


def is_of_a_school(read: ReadPassage, name: Name) -> bool:
    """Whether a scholar's nisba is a school's: mazhab Syafi'i, the Shafiʿi jurists."""
    if name.person is None or name.person.kind != "scholar" or name.last - name.first > 1:
        return False
    line = read.line
    before = name.first - 1
    if before >= 0 and line.glued[name.first]:
        word = line.words[before]
        article = not word.keys and not word.article and not word.arabic  # the
        if article or (word.keys[:1] and word.keys[0] in _SCHOOLS):
            return True
    after = name.last
    if after + 1 < len(line) and line.glued[after] and set(line.words[after].keys[:1]) & _AND_OR:
        after += 2  # Şâfiî veya Hanbelî mezhebi
    return after < len(line) and line.glued[after] and bool(set(line.words[after].keys[:1]) & _OF_SCHOOLS)


def quoted_titles(read: ReadPassage) -> Sequence[tuple[int, int]]:
    """Where quotation marks enclose what is a title, and no speech: it has no punctuation, and follows no colon."""
    text = read.passage.text
    return [
        (found.end(1) - len(found[1].lstrip()), found.start(1) + len(found[1].rstrip()))
        for found in _QUOTED.finditer(text)
        if len(found[1].split()) <= _TITLE_WORDS
        and not re.search(r"[.!?,;:…؟،؛۔]", found[1])
        and text[: found.start()].rstrip()[-1:] not in (":", ",", "،", "—")
    ]


_GATHERED = re.compile(
    r"(?:رواه|رواها|أخرجه|أخرجها|خرجه|\b(?:reported|recorded|related|transmitted|collected|narrated) by|\bHR\.?|"
    r"\brapporté par|\briwayat|\büberliefert von|\btransmitido por)\s[^.;:؛:]*\Z",
    re.IGNORECASE,
)


def is_cited(read: ReadPassage, name: Name) -> bool:
    """Whether a collection of hadith is named by its author: أخرجه مالك وأبو داود; reported by al-Tirmidhi."""
    return is_collection(name.keys) and bool(_GATHERED.search(read.passage.text[: read.begin(name)]))


def is_parenthetical(read: ReadPassage, name: Name) -> bool:
    """Whether it stands in brackets: (Abu Dawud, al-Tirmidhi)."""
    before = read.passage.text[: read.begin(name)]
    return before.count("(") > before.count(")")
