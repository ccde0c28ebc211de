"""A name and what stands around it → whether no honorific is asked of it: it is cited, told as a word, or another's."""

from __future__ import annotations

import re

from bookbuild.checks.mentions import ReadPassage
from bookbuild.checks.told_spellings import told_spellings
from bookbuild.model.inlines import Emphasis
from bookbuild.tradition.hadith.collections import is_collection
from bookbuild.tradition.persons.found_name import Name
from bookbuild.tradition.persons.kinship import keyed

_DATED = re.compile(r"(?:\s*+[,،]?+\s*+[^\s.,،;؛:()]++){0,8}+\s*+\((?:[^()\d]{1,12})?\d")
"""After a name, more of it, and the dates of a life in brackets: ابن الأثير، عز الدين علي بن محمد (ت 630هـ)."""
_TO_A_TITLE = re.compile(r"(?:\s*\([^()]*\))?(?:['’]\w{1,4})?\s*[,،:]?\s*\Z")
_BY = re.compile(r"[,،]?\s*(?:(?:of|by|de|d['’]|von|del|oleh|karya|از)\s*|ل)?\Z", re.IGNORECASE)
_TITLE_ENDS = "*»”\"’'"
_SURNAME = re.compile(r"\W*[^\W\d_][\w'’ʿʾ-]*\s?[,،(]\s*")
_INITIAL = re.compile(r"(?:\A|[\s(])[A-ZÀ-Þ]\.\s?\Z")
_MY_PEOPLE = re.compile(
    r"\b(?:my|our|mes|nos|mis|nuestros|nuestras|meine|meinen|unsere|unseren)\s+(?:\w+\s+){0,2}(?:children|sons|daughters|kids|"
    r"brothers|sisters|friends|cousins|nephews|nieces|students|grandchildren|enfants|fils|filles|frères|sœurs|amis|élèves|"
    r"hijos|hijas|hermanos|amigos|Kinder|Kindern|Söhne|Töchter|Brüder|Freunde|Freunden)\b[^.!?;]*\Z",
    re.IGNORECASE,
)
_OF_WRITING = re.compile(
    r"\b(?:write|writes|spell|spells|spelled|spelt|spellings?|macrons?|écris|écrivons|orthographe|schreibe|schreiben|"
    r"Schreibung|escribo|ortografía|yazdım|yazıldı|[iİ]ml[âa]|forme|forms?|tulis|ejaan)\b|أكتب|نكتب|كتبت اسم|املا"
)
_TITLES_OF_BOOKS = keyed("Sirat Sirah Sira Seerat Siyar Qasas Hayat Siret Siretü")
_SERVANTS = keyed("Ghulam Gulam Gholam Ghulaam Abdul Abdur Abdel Ata Noor Nur Faiz Fazl غلام عطا فیض نور")
"""Before a title of the Prophet these make a name of today: Ghulam Rasul."""
_SENTENCE = re.compile(r"(?<!\b(?:Hz|Dr))[.!?؟۔]\s")


def is_no_ones(read: ReadPassage, name: Name) -> bool:
    """Whether the words name one of today, a book, or only a word: Mrs. N. Daud; Sirat Rasul Allah; I write Umar."""
    text, begin, before = read.passage.text, read.begin(name), name.first - 1
    if any(at in told_spellings(read) for at in range(name.first, name.last)) or _is_told(read, name):
        return True
    if _INITIAL.search(text[:begin]) or _MY_PEOPLE.search(text[:begin]) or _in_guillemets(text, begin):
        return True
    if before < 0 or not read.line.glued[name.first]:
        return False
    word = read.line.words[before]
    return word.capital and bool(set(word.keys[:1]) & (_TITLES_OF_BOOKS | _SERVANTS))


def is_cited_author(read: ReadPassage, name: Name) -> bool:
    """Whether a scholar is named as the author of a work, with the dates of a life, or in a bibliography or a note."""
    text, begin, end = read.passage.text, read.begin(name), read.end(name)
    if read.passage.in_note or _DATED.match(text, end):
        return True
    first = not any(char.isalnum() for char in text[:begin])
    if read.passage.kind == "Item" and first and text[end:].lstrip()[:1] in (",", "،", ":", "("):
        return True
    works = [(mark.begin, mark.end) for mark in read.passage.marks if isinstance(mark.node, Emphasis)]
    if any(begins >= end and _TO_A_TITLE.fullmatch(text[end:begins]) for begins, _ in works):
        return True
    if is_collection(name.keys) and _is_beside_a_collection(read, name):
        return True
    return any(ends <= begin and _BY.fullmatch(text[ends:begin]) for _, ends in works) or _follows_a_quoted(text, begin)


def _is_beside_a_collection(read: ReadPassage, name: Name) -> bool:
    """Whether another collection is named just before or after: مسلم، أبو داود، الترمذي."""
    others = [other for other in read.by_end.values() if other is not name and is_collection(other.keys)]
    return any(
        read.passage.text[min(read.end(name), read.end(other)) : max(read.begin(name), read.begin(other))].strip()
        in (",", "،", "/")
        for other in others
    )


def is_turned_about(read: ReadPassage, name: Name) -> bool:
    """Whether it is a surname or a given name in a bibliography: HAMIDULLAH (Muhammad); ʿAlī, ʿAbdullāh Yūsuf."""
    if read.passage.kind != "Item" or not name.bare:
        return False
    begin, text = read.begin(name), read.passage.text
    after = read.line.words[name.last] if name.last < len(read.line) else None
    if name.first == 0 and after and after.capital and text[read.end(name) :][:2] == ", ":
        return True
    return bool(_SURNAME.fullmatch(text, 0, begin))


def _follows_a_quoted(text: str, begin: int) -> bool:
    """Whether a title in quotation marks stands before: «السيرة النبوية» لابن هشام."""
    before = _BY.sub("", text[:begin]).rstrip()
    return before[-1:] in _TITLE_ENDS and text[begin : begin + 1] == "ل"


def _is_told(read: ReadPassage, name: Name) -> bool:
    """Whether a sentence on spelling names it beside others: I write Abu Bakr, Umar and Ali without macrons."""
    text, begin = read.passage.text, read.begin(name)
    starts = max((found.end() for found in _SENTENCE.finditer(text, 0, begin)), default=0)
    ends = next((found.start() for found in _SENTENCE.finditer(text, begin)), len(text))
    names = [other for other in read.by_end.values() if starts <= read.begin(other) < ends]
    return len(names) > 1 and bool(_OF_WRITING.search(text, starts, ends))


def _in_guillemets(text: str, begin: int) -> bool:
    """Whether it stands between « and », whose words stay as they were written."""
    return text.count("«", 0, begin) > text.count("»", 0, begin)
