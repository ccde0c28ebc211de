"""A line that may be a heading → the form in which it is compared, its kind by its words, and its capitals."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from bookbuild.language.marks import TATWEEL
from bookbuild.tradition.honorifics.recognition import recognise

_NO_LETTER = re.compile(r"[^\w]+|_")
_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty first second third fourth fifth sixth seventh eighth ninth tenth"
).replace(" ", "|")
_CHAPTER = re.compile(
    rf"^(?:chapter|story|lesson|letter)\s+(?:\d{{1,3}}|[ivxlc]+|{_NUMBERS})\b\W*"
    r"|^(?:ال)?(?:فصل|مبحث|مطلب|درس|رسالة|حكاية)\s+(?:ال\w+|\d{1,3})(?:\s+عشرة?)?\s*(?:[:：.\-–—]\s*|$)",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"^(?:part|book|section)\s+(?:\d{{1,3}}|[ivxlc]+|{_NUMBERS})\b\W*"
    r"|^(?:ال)?(?:باب|قسم|جزء)\s+(?:ال\w+|\d{1,3})(?:\s+عشرة?)?\s*(?:[:：.\-–—]\s*|$)",
    re.IGNORECASE,
)
_MATTER = frozenset(
    (
        "preface", "foreword", "introduction", "prologue", "epilogue", "acknowledgements", "acknowledgments",
        "conclusion", "afterword", "appendix", "bibliography", "references", "glossary", "dedication", "sources",
        "publishers note", "translators note", "authors note", "about the author", "مقدمة", "المقدمة", "تمهيد", "تقديم",
        "خاتمة", "الخاتمة", "توطئة", "مقدمة المؤلف", "مقدمة المحقق", "مقدمة المترجم", "الإهداء", "إهداء", "شكر وتقدير",
        "المراجع", "المصادر", "المصادر والمراجع", "الملاحق", "قائمة المراجع",
    )
)  # fmt: skip
FRONT_MATTER = frozenset(
    (
        "preface", "foreword", "dedication", "acknowledgements", "acknowledgments", "publishers note",
        "translators note", "authors note", "مقدمه", "المقدمه", "تقديم", "الاهداء", "اهداء", "شكر وتقدير", "توطيه",
        "مقدمه المولف", "مقدمه المحقق", "مقدمه المترجم",
    )
)  # fmt: skip
BACK_MATTER = frozenset(
    ("appendix", "bibliography", "references", "glossary", "sources", "about the author", "المراجع", "المصادر",
     "المصادر والمراجع", "الملاحق", "قايمه المراجع")
)  # fmt: skip
_FOLDED = str.maketrans("أإآٱىةؤئ", "اااايهوي")
_SMALL = frozenset(
    (
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
        "ibn",
        "bin",
        "al",
    )
)


def bare_title(text: str) -> str:
    """A title as it is compared: without honorifics, marks, punctuation and capitals."""
    for match in reversed(list(recognise(text, after_name=True))):
        text = f"{text[: match.start]} {text[match.end :]}"
    flat = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    flat = re.sub("[`'’‘ʿʾ]", "", flat).replace(TATWEEL, "").translate(_FOLDED)
    return " ".join(_NO_LETTER.sub(" ", flat.casefold()).split())


_MATTER_KEYS = frozenset(bare_title(word) for word in _MATTER)


def is_matter(text: str) -> bool:
    """Whether a line is one of the words that head front and back matter."""
    return len(text) < 40 and bare_title(text) in _MATTER_KEYS


def is_chapter(text: str) -> bool:
    """Whether a line is `Chapter 3 …`, and is short enough for a heading."""
    return len(text) <= 100 and bool(_CHAPTER.match(text)) and text[-1] not in ".,;،؛"


def is_part(text: str) -> bool:
    return len(text) <= 100 and bool(_PART.match(text)) and text[-1] not in ".,;،؛"


def is_number_alone(text: str) -> bool:
    """Whether a heading is a number and its word alone (`Chapter 3`): its title is on the next line."""
    match = _CHAPTER.match(text) or _PART.match(text)
    return bool(match) and not text[match.end() :].strip() if match else False


def capitals_of(texts: Iterable[str]) -> dict[str, str]:
    """A word in capitals → as it is written most often where not all of it is in capitals."""
    seen: dict[str, Counter[str]] = {}
    for text in texts:
        for word in re.findall(r"[^\W\d_][\w`'’‘ʿʾ-]*", text):
            if not word.isupper() and not word.islower():
                seen.setdefault(word.upper(), Counter())[word] += 1
    return {word: forms.most_common(1)[0][0] for word, forms in seen.items()}


def in_title_case(text: str, known: dict[str, str]) -> str:
    """A title that is all in capitals, as titles are written; any other as it is."""
    if not text.isupper() or not any(c.isascii() and c.isalpha() for c in text):
        return text
    words = text.split(" ")
    return " ".join(_cased(word, known, first=not at) for at, word in enumerate(words))


def _cased(word: str, known: dict[str, str], *, first: bool) -> str:
    if word.upper() in known and word.lower() not in _SMALL:
        return known[word.upper()]
    if word.lower() in _SMALL and not first:
        return word.lower()
    return "-".join(part[:1] + part[1:].lower() for part in word.split("-"))
