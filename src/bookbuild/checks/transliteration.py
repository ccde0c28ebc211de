"""The names of a book in Latin script → `transliteration-mixed` where one is spelled in two ways.

A name is one person's: another of the same name may spell it otherwise. Titles of works and sources are left alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

from bookbuild.checks.mentions import ReadPassage
from bookbuild.checks.passages import EnclosedPart
from bookbuild.checks.people_of_today import is_of_today
from bookbuild.checks.told_spellings import told_spellings
from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.language.alphabets import letters_beside_ascii
from bookbuild.language.scripts import primary
from bookbuild.model.inlines import Emphasis, Entry, Link, Source
from bookbuild.tradition.hadith.collections import is_collection
from bookbuild.tradition.persons.found_name import Name
from bookbuild.tradition.persons.name_keys import ARTICLES, NameWord, keys
from bookbuild.tradition.persons.name_keys import word as name_word
from bookbuild.tradition.persons.name_line import NASAB, OPENING

_POSSESSIVE = re.compile(r"['’]s?$")
_SIGN = "[\u0100-\u0130\u0132-\u017e\u1e00-\u1eff\u02b9-\u02bf`]"
_APOSTROPHE = r"(?<=[A-Za-z])['’‘](?!(?:re|ve|ll|RE|VE|LL)\b)(?=[A-Za-z]{2})"
_TRANSLITERATED = re.compile(f"{_SIGN}|{_APOSTROPHE}")  # with IGNORECASE, İ would be an i, and ſ an s
_HYPHEN = re.compile("[-‐‑]")
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1")
_ELISION = re.compile(r"(?:[cdjlmnst]|(?:jus|lors|puis|quoi|pres)?qu)['’](?=[^\W\d_])", re.IGNORECASE)
"""In French, a word that loses its vowel before another: Qu’elle, and not Quelle."""
_SUFFIX = re.compile(r"(?<=[^\W\d_]{3})['’][a-zçğıöşü]+$")
"""In Turkish, what a name is declined with: Medine’yi, Mekke’dekiler. Cum’a and Re’y are not."""
_SHORTEST = 4
_TITLES = "Imam Shaykh Sheikh Hazrat Hadrat Sayyid Sayyidina Caliph Khalifah Hafiz Qadi Mawlana Prophet Messenger"
_LEFT_OUT = NASAB | {key for title in _TITLES.split() for key in keys(title)}
_HONOURING = frozenset(keys("Hz Hazrat Hazreti Nabi Prophet Sayyidina Siti"))
_WORD = "word"
"""Stands for the owner of a word that is no part of a name."""


SpelledName = tuple[tuple[str, ...], str, Location, int, bool]
"""(owner and keys of the word, spelling, its first place, how often it stands, whether it is certainly transliterated);
a tuple: it is kept between builds."""


def spellings(chapter: Iterable[ReadPassage]) -> tuple[SpelledName, ...]:
    """The names of a chapter as they are spelled."""
    found: dict[tuple[tuple[str, ...], str], tuple[Location, int, bool]] = {}
    for read in chapter:
        if read.passage.kind == "SourceLine" or not re.search("[A-Za-z]", read.passage.text):
            continue
        for of, written, offset, certain in _words(read):
            place, times, known = found.get((of, written), (None, 0, False))
            found[of, written] = (place or read.passage.place(offset, len(written)), times + 1, known or certain)
    return tuple((*key, *value) for key, value in found.items())


def transliteration_mixed(book: Iterable[SpelledName]) -> Iterator[Finding]:
    """A finding for each spelling of a name but the usual one, at its first place in the book."""
    names: dict[tuple[str, ...], dict[str, list[SpelledName]]] = defaultdict(lambda: defaultdict(list))
    for spelling in book:
        names[spelling[0]][spelling[1]].append(spelling)
    for ways in names.values():
        if len(ways) > 1:
            yield from _findings(ways)


def _findings(ways: dict[str, list[SpelledName]]) -> Iterator[Finding]:
    usual = max(ways, key=lambda written: sum(times for *_, times, _ in ways[written]))
    first, certain = ways[usual][0][2], {written: any(place[4] for place in ways[written]) for written in ways}
    for written, places in ways.items():
        if written != usual and (certain[written] or certain[usual]) and _same_letters(written, usual):
            message = f"`{written}` is spelled `{usual}` elsewhere, as in `{first.path}` line {first.line}"
            remedy = f"write `{usual}`, or change that everywhere"
            yield Finding(Code.TRANSLITERATION_MIXED, message, remedy, places[0][2])


def _same_letters(one: str, other: str) -> bool:
    """Whether two spellings are of one word: where both have marks, as scholars write, they tell words apart."""
    return _without_marks(one) == _without_marks(other) or one.isascii() or other.isascii()


def _without_marks(written: str) -> str:
    decomposed = unicodedata.normalize("NFD", written.lower())
    return "".join(char for char in decomposed if char.isalpha() and char not in "ʿʾʻʼ")


def _words(read: ReadPassage) -> Iterator[tuple[tuple[str, ...], str, int, bool]]:
    """The words of names in a passage: of what, as spelled, where, and whether they are transliterated for certain."""
    left_out = [mark for mark in read.passage.marks if isinstance(mark.node, (Emphasis, Source, Link))]
    line = read.line
    owners, told = _owners(read), told_spellings(read)
    for at, word in enumerate(line.words):
        if word.arabic or not word.capital or not word.keys or set(word.keys) & _LEFT_OUT or at in told:
            continue
        begin = line.begins[at]
        written = line.text[begin : line.ends[at]]
        if primary(line.language) == "fr" and _ELISION.match(written):
            continue
        if primary(line.language) == "tr" and (suffix := _SUFFIX.search(written)):
            written = written[: suffix.start()]
            word = name_word(written)
        owner = owners[at] if at in owners else _owner(word, written, line.language)
        if owner and not _within(begin, left_out):
            spelled, shift = _spelled(written)
            certain = owner.startswith("person ") or _is_transliterated(word, written, line.language)
            yield (owner, *_key(word, spelled, bare=" bare " in owner)), spelled, begin + shift, certain


def _key(word: NameWord, spelled: str, *, bare: bool) -> tuple[str, ...]:
    """What is compared: of `Abū` its case too, as `Abī` is another word; of `ʿAbd`, what it has of an article.

    Of a name that may be anyone's, which consonant is doubled: Hasan and Hassan are two names.
    """
    if bare and (doubled := _DOUBLED.findall(spelled.lower())):
        return (*word.keys, *doubled)
    if len(word.keys) > 1 or word.keys[0] not in OPENING:
        return word.keys
    plain = _without_marks(spelled)
    return (plain.replace("oo", "u").replace("ou", "u").replace("aa", "a").replace("ee", "i"),)


def _owners(read: ReadPassage) -> dict[int, str]:
    """Of which person's name each word is a part, and of which place or term that is marked."""
    owners: dict[int, str] = {}
    for name in read.by_end.values():
        if is_collection(name.keys) or _goes_on(read, name) or _is_of_today(read, name):
            owners |= dict.fromkeys(range(name.first, name.last), "")
        elif name.person and name.person.number == "singular":
            bare = f" bare {read.passage.place(0).path}" if _is_of_anyone(read, name) else ""
            owners |= dict.fromkeys(range(name.first, name.last), f"person {name.person.key}{bare}")
        elif name.built and not name.person:
            owners |= dict.fromkeys(range(name.first, name.last), " ".join(name.keys))
        else:
            owners |= dict.fromkeys(range(name.first, name.last), "")
    for mark in read.passage.marks:
        if isinstance(mark.node, Entry) and mark.node.kind in ("place", "term"):
            inside = (at for at, begin in enumerate(read.line.begins) if mark.begin <= begin < mark.end)
            owners |= dict.fromkeys(inside, f"{mark.node.kind}")
    return owners


def _is_of_today(read: ReadPassage, name: Name) -> bool:
    """Whether a name is one's of today, or of whom is said what is said of scholars: Shaykh Mūsā, a man named Ali."""
    honoured = read.honorific_of(name)
    if honoured is not None and honoured.kind != "scholar":
        return False
    return is_of_today(read, name) or (name.bare and honoured is not None)


def _is_of_anyone(read: ReadPassage, name: Name) -> bool:
    """Whether an ism, without marks, title and honorific, may be that of one of today.

    It is compared with its like in the same chapter. Where the person was named in full before, or with an honorific,
    it is the person's; but not where that is spelled with marks, and this with other letters: ʿUmar is not Omar.
    """
    line = read.line
    spelled, _ = _spelled(line.written(name.first, name.last))
    titled = name.first > 0 and line.glued[name.first] and set(line.words[name.first - 1].keys) & _HONOURING
    if not name.bare or titled or read.honoured(name) or not _is_plain(spelled, line.language):
        return False
    return all(
        not _is_plain(known, line.language) and _without_marks(known) != _without_marks(spelled)
        for known in _known_spellings(read, name)
    )


def _known_spellings(read: ReadPassage, name: Name) -> Iterator[str]:
    """The spellings of a bare name where its person was named in full before, or with an honorific."""
    if name.person is None:
        return
    known = [bearer.written for bearer in read.mentions.bearers(read, name) if bearer.person == name.person]
    honoured = read.mentions.honoured.get(name.person.key)
    if honoured and honoured[:2] < (read.index, read.begin(name)):
        known.append(honoured[2])
    for written in known:
        same = (word for word in written.split() if keys(word) == name.keys)
        yield _spelled(next(same, read.line.written(name.first, name.last)))[0]


def _is_plain(spelled: str, language: str) -> bool:
    letters = letters_beside_ascii(language)
    return all(char.isascii() or char in letters for char in spelled) and not _has_signs(spelled, language)


def _has_signs(written: str, language: str) -> bool:
    letters = letters_beside_ascii(language)
    return bool(_TRANSLITERATED.search("".join("a" if char in letters else char for char in written)))


def _goes_on(read: ReadPassage, name: Name) -> bool:
    """Whether a name follows with which a known one is that of someone of today: Abu Bakr Sadykov."""
    line, last = read.line, name.last
    if not (name.bare or (name.person and name.keys == name.ism)) or last >= len(line) or not line.glued[last]:
        return False
    word = line.words[last]
    return word.capital and bool(word.keys) and (name.bare or not word.article)


def _owner(word: NameWord, written: str, language: str) -> str:
    """`word` for a word that is transliterated for certain: by its article, its signs, its marks."""
    return _WORD if _is_transliterated(word, written, language) and len(word.keys[0]) >= _SHORTEST else ""


def _is_transliterated(word: NameWord, written: str, language: str) -> bool:
    return word.article or _has_signs(written, language)


def _within(offset: int, marks: Iterable[EnclosedPart]) -> bool:
    return any(mark.begin <= offset < mark.end for mark in marks)


def _spelled(written: str) -> tuple[str, int]:
    """The word without article, possessive and quotation marks, and how far in it begins; capitals do not count."""
    bare = _POSSESSIVE.sub("", written)
    shift = len(bare) - len(bare.lstrip("'‘’"))
    bare = bare[shift:].replace("‘", "'").replace("’", "'")
    parts = _HYPHEN.split(bare, maxsplit=1)
    if len(parts) == 2 and _without_marks(parts[0]) in ARTICLES:
        shift += len(parts[0]) + 1
        bare = parts[1]
    return (bare.capitalize() if bare.isupper() else bare), shift
