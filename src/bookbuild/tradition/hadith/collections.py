"""The source of a hadith as written (`Bukhari 3653`) → its collection and number, or why it is none."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from bookbuild.language.marks import ALPHABET, EUROPEAN_DIGITS, ranges
from bookbuild.tradition.persons.name_keys import keys


class Reference(NamedTuple):
    """`number` None where volume and page are given, or a book and a number in it.

    As written: `name` of the collection, and `locator`, its place there, without spaces: `8a`, `2/236`.
    """

    collection: str
    number: int | None
    name: str
    locator: str


class SourceUnknown(Exception):
    """What is written is not a collection and a number. `message` and `remedy` are a finding's."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message, self.remedy = message, remedy


class NumberImpossible(SourceUnknown):
    """The collection is known, and has no such number."""


# Collection, how many hadiths its longest numbering in use has, names.
_COLLECTIONS: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    ("Bukhari", 7563, ("Bukhari", "Sahih al-Bukhari", "Bukhari Sahih", "Buhari", "Buchari", "Bujari",
     "البخاري", "صحيح البخاري")),
    ("Muslim", 7563, ("Muslim", "Sahih Muslim", "مسلم", "صحيح مسلم")),
    ("Abu Dawud", 5274, ("Abu Dawud", "Sunan Abu Dawud", "Abi Dawud", "Ebu Davud",
     "أبو داود", "سنن أبي داود", "أبي داود")),
    ("Tirmidhi", 4051, ("Tirmidhi", "Tirmidzi", "Jami at-Tirmidhi", "Sunan at-Tirmidhi",
     "الترمذي", "جامع الترمذي", "سنن الترمذي")),
    ("Nasai", 5776, ("Nasai", "Sunan an-Nasai", "Nasaai", "Nesai", "النسائي", "سنن النسائي")),
    ("Nasai, al-Kubra", 11949, ("Nasai Kubra", "as-Sunan al-Kubra", "السنن الكبرى", "النسائي في الكبرى")),
    ("Ibn Majah", 4485, ("Ibn Majah", "Sunan Ibn Majah", "Ibn Maja", "Ibn Mace",
     "ابن ماجه", "ابن ماجة", "سنن ابن ماجه")),
    ("Ahmad", 28464, ("Ahmad", "Musnad Ahmad", "Ahmed", "Musnad", "Musnad Imam Ahmad", "أحمد", "مسند أحمد", "المسند")),
    ("Malik", 3676, ("Malik", "Muwatta", "Muwatta Malik", "al-Muwatta", "Muvatta", "مالك", "الموطأ", "موطأ مالك")),
    ("Darimi", 3775, ("Darimi", "Sunan ad-Darimi", "Musnad ad-Darimi", "الدارمي", "سنن الدارمي")),
    ("Ibn Hibban", 7491, ("Ibn Hibban", "Sahih Ibn Hibban", "ابن حبان", "صحيح ابن حبان")),
    ("Ibn Khuzaymah", 3079, ("Ibn Khuzaymah", "Sahih Ibn Khuzaymah", "ابن خزيمة", "صحيح ابن خزيمة")),
    ("Hakim", 9030, ("Hakim", "Mustadrak", "Mustadrak al-Hakim", "al-Mustadrak", "الحاكم", "المستدرك")),
    ("Bayhaqi", 22270, ("Bayhaqi", "Sunan al-Bayhaqi", "Sunan al-Kubra al-Bayhaqi", "البيهقي", "سنن البيهقي")),
    ("Bayhaqi, Shuab", 11369, ("Shuab al-Iman", "Bayhaqi Shuab", "شعب الإيمان", "البيهقي في الشعب")),
    ("Daraqutni", 4898, ("Daraqutni", "Sunan ad-Daraqutni", "الدارقطني", "سنن الدارقطني")),
    ("Tabarani", 25000, ("Tabarani", "Tabarani al-Kabir", "Mujam al-Kabir", "الطبراني", "المعجم الكبير")),
    ("Tabarani, Awsat", 9489, ("Mujam al-Awsat", "Tabarani Awsat", "المعجم الأوسط")),
    ("Tabarani, Saghir", 1198, ("Mujam as-Saghir", "Tabarani Saghir", "المعجم الصغير")),
    ("Ibn Abi Shaybah", 39098, ("Ibn Abi Shaybah", "Musannaf Ibn Abi Shaybah", "ابن أبي شيبة", "مصنف ابن أبي شيبة")),
    ("Abd ar-Razzaq", 21033, ("Abd ar-Razzaq", "Musannaf Abd ar-Razzaq", "عبد الرزاق", "مصنف عبد الرزاق")),
    ("Bazzar", 10410, ("Bazzar", "Musnad al-Bazzar", "البزار", "مسند البزار")),
    ("Abu Yala", 7555, ("Abu Yala", "Musnad Abu Yala", "أبو يعلى", "مسند أبي يعلى")),
    ("Tayalisi", 2890, ("Tayalisi", "Musnad at-Tayalisi", "Abu Dawud at-Tayalisi", "الطيالسي", "أبو داود الطيالسي")),
    ("Humaydi", 1337, ("Humaydi", "Musnad al-Humaydi", "الحميدي", "مسند الحميدي")),
    ("al-Adab al-Mufrad", 1329, ("al-Adab al-Mufrad", "Adab al-Mufrad", "Bukhari al-Adab al-Mufrad", "الأدب المفرد")),
    ("Shamail", 417, ("Shamail", "ash-Shamail", "Shamail Muhammadiyyah", "الشمائل", "الشمائل المحمدية")),
    ("Riyad as-Salihin", 1905, ("Riyad as-Salihin", "Riyadh as-Saliheen", "Riyadus-Salihin", "رياض الصالحين")),
    ("Bulugh al-Maram", 1597, ("Bulugh al-Maram", "بلوغ المرام")),
    ("Mishkat", 6294, ("Mishkat", "Mishkat al-Masabih", "مشكاة المصابيح", "المشكاة")),
    ("Nawawi, Forty", 50, ("Nawawi", "Nawawi Forty", "Forty Nawawi", "an-Nawawi 40", "الأربعون النووية", "النووي")),
    ("Forty Qudsi", 40, ("Forty Qudsi", "Hadith Qudsi", "الأربعون القدسية")),
    ("Silsilah Sahihah", 4035, ("Silsilah as-Sahihah", "as-Silsilah as-Sahihah", "Sahihah", "السلسلة الصحيحة")),
    ("Sahih al-Jami", 8202, ("Sahih al-Jami", "صحيح الجامع")),
    ("Targhib", 5766, ("Targhib", "at-Targhib wat-Tarhib", "Sahih at-Targhib", "الترغيب والترهيب", "صحيح الترغيب")),
    ("Majma az-Zawaid", 18776, ("Majma az-Zawaid", "مجمع الزوائد")),
    ("Ibn as-Sunni", 775, ("Ibn as-Sunni", "ابن السني")),
    ("Said ibn Mansur", 3000, ("Said ibn Mansur", "سعيد بن منصور")),
)  # fmt: skip

_NUMBERED_WORK = re.compile(
    r"(?P<name>\D{0,120}?)[\s,،:؛;–—-]*+[(\[]?+\s*+"
    r"(?:(?:hadith|hadeeth|no|nr|number|ب?رقم|(?:ال)?حديث|ح)\b\.?+\s*+){0,4}+[#№:]?+\s*+"
    rf"(?P<number>\d++)\s*+(?P<more>(?:[a-z{ranges(ALPHABET)}]\b)?+(?:\s*+[/:.,،–-]\s*+\d++[a-z]?+)*+)\s*+[)\]]?+\s*+",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"^(?:(?:(?:narrated|reported|related|recorded|transmitted)\s+by|diriwayatkan\s+oleh|(?:hadi[ts]\s+)?riwayat|"
    r"رواه|أخرجه|خرجه)\s+|HR\b\.?\s*|H\.\s?R\.\s*)",
    re.IGNORECASE,
)
_BOOK = re.compile("[,،:]")
_NO_PART = frozenset(("hadis", "nu", "uf", "imam"))
_HOW = "write collection and number, as in `Bukhari 3653`; several with `;` between"


@cache
def _names() -> dict[tuple[str, ...], tuple[str, int]]:
    return {keys(name): (collection, last) for collection, last, names in _COLLECTIONS for name in names}


def reference(source: str) -> Reference:
    """What `source` refers to. Raises SourceUnknown where it is no known collection with a number,
    NumberImpossible where the collection has no such number."""
    written = _TOLD.sub("", source.strip())
    plain = written.translate(EUROPEAN_DIGITS)
    found = _NUMBERED_WORK.fullmatch(plain)
    if found is None:
        known = _collection(plain)
        what = "names no number" if known else "is not read as collection and number"
        raise SourceUnknown(f"the source `{source}` {what}", _HOW)
    known = _collection(found["name"])
    if known is None and (of_book := _in_a_book(found, written)):
        return of_book
    if known is None:
        raise SourceUnknown(f"the collection `{found['name'].strip()}` is not known", _HOW)
    collection, last = known
    name = " ".join(found["name"].strip(" ,،:؛;–—-([").split())
    locator = "".join(written[found.start("number") : found.end("more")].split())
    if re.search(r"[/:.]", found["more"]):
        return Reference(collection, None, name, locator)
    for number in map(int, (found["number"], *re.findall(r"\d+", found["more"]))):
        if not 1 <= number <= last:
            message = f"there is no {collection} {number}: its numbers end at {last}"
            raise NumberImpossible(message, "look the number up, and correct it")
    return Reference(collection, int(found["number"]), name, locator)


def _in_a_book(found: re.Match[str], written: str) -> Reference | None:
    """A collection, a book of it by name, and a number in that: `Buhârî, Bed'ü'l-vahy, 1`."""
    parts = _BOOK.split(written[: found.start("number")].strip(" ,،:"), maxsplit=1)
    name, *book = (part.strip() for part in parts)
    known = _collection(name)
    if known is None or not book or not book[0] or book[0][0].islower():  # a title has a capital
        return None
    number = "".join(written[found.start("number") : found.end("more")].split())
    return Reference(known[0], None, name, f"{book[0]} {number}")


def _collection(name: str) -> tuple[str, int] | None:
    parts = tuple(key for key in keys(re.sub(r"[()\[\],،:؛]", " ", name)) if key not in _NO_PART)
    return _names().get(parts)


def is_collection(name: tuple[str, ...]) -> bool:
    """Whether a name, as keys, is a collection's too: in references it has the short form that is usual there."""
    return name in _names()
