"""Lines of a title page and its back → by-lines, publisher, rights, year, ISBNs, the library's entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from stdnum import isbn as isbn_numbers

from bookbuild.intake.plain.lines import PlainLine

_CIP = re.compile(
    r"catalogu?ing[- ]in[- ]publication|library of congress|british library catalogu|فهرسة (?:مكتبة|أثناء)|CIP data",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\b(?:tel|fax|phone|e-?mail|website|p\.?\s?o\.?\s?box|branch|showrooms?)\b|www\.|@\w|^\+?[\d\s-]{9,}$|هاتف|فاكس|ص\.\s?ب",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"all rights reserved|©|\(c\)\s|copyright|حقوق (?:الطبع|النشر)|no part of this (?:book|public)", re.I
)
_EDITION = re.compile(r"\b(?:first |second )?(?:published|printed|edition|impression)\b|طبعة", re.I)
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
_ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]")
_BY = (
    ("author", re.compile(r"^(?:written by|by|author|تأليف|المؤلف|بقلم|للشيخ|للإمام|إعداد)\b\s*[:：]?\s*(.*)$", re.I)),
    ("translator", re.compile(r"^(?:translated by|translator|ترجمة|المترجم|تعريب)\b\s*[:：]?\s*(.*)$", re.I)),
    ("editor", re.compile(r"^(?:edited by|editor|تحقيق|المحقق|حققه|اعتنى به)\b\s*[:：]?\s*(.*)$", re.I)),
    ("compiler", re.compile(r"^(?:compiled by|compiler|جمع)\b\s*[:：]?\s*(.*)$", re.I)),
)
_PUBLISHER = re.compile(r"^(?:published by|publisher|الناشر)\s*[:：]?\s*(\S.*)$", re.I)
_HOUSE = re.compile(r"\b(?:press|publishing|publications?|publishers|books|house)\s*$|^(?:دار|مكتبة|مؤسسة)\s", re.I)
_HOLDER = re.compile(
    r"(?:©|copyright)\s*+(?:(?:1[89]|20)\d\d,?+\s*+)?+(?:by\s++)?+"
    r"((?:(?<=\s)[^\d©,\s]|[^\d©,\s][^\d©,])[^\d©,]{1,58}?)(?:\s*+,\s*+|\s++)(?:(?:1[89]|20)\d\d)?+\s*+$",
    re.I,
)
_FILED = re.compile(r"^[^\W\d_][\w'’`ʿʾ-]*(?: [\w'’`ʿʾ-]+)?, [^\W\d_][\w'’`ʿʾ. -]+$")
_STATEMENT = re.compile(r"^(?P<names>[^/]+?)\s*\.\s*[-–—]\s*(?P<place>[^,:;]+?)\s*[,:;]\s*.*?(?P<year>\d{4})")


@dataclass(frozen=True, slots=True)
class CataloguingEntry:
    """What a library's entry says: the author as filed and in the order of speech, the title, place and year."""

    author: str = ""
    title: str = ""
    place: str = ""
    year: str = ""
    others: tuple[str, ...] = ()


def begins_cataloguing(line: PlainLine) -> bool:
    return bool(_CIP.search(line.text))


def is_rights(line: PlainLine) -> bool:
    return bool(_RIGHTS.search(line.text))


def is_edition(line: PlainLine) -> bool:
    """Whether a line tells of the printing: `First published 2012`, `الطبعة الأولى`."""
    return bool(_EDITION.search(line.text))


def is_address(lines: Sequence[PlainLine]) -> bool:
    """Whether lines are an address: two of them at least are a telephone, a post box, a site."""
    return sum(bool(_ADDRESS.search(line.text)) for line in lines) >= min(2, len(lines))


def isbns_in(lines: Iterable[PlainLine]) -> tuple[str, ...]:
    """The ISBNs that lines name, each once, as they are written; those that are none are left out."""
    found = (match[0].strip() for line in lines if "isbn" in line.text.lower() for match in _ISBN.finditer(line.text))
    return tuple(dict.fromkeys(number for number in found if isbn_numbers.is_valid(number)))


def year_in(lines: Iterable[PlainLine]) -> str:
    """The first year of publication that lines name."""
    return next((found[1] for line in lines if (found := _YEAR.search(line.text))), "")


def by_line(text: str) -> tuple[str, str] | None:
    """(role, name) of `by …`, `Translated by …`; the name is empty where it stands on the next line."""
    for role, pattern in _BY:
        if match := pattern.match(text.strip(" *")):
            return role, match[1].strip(" .:*")
    return None


def publisher_in(lines: Sequence[PlainLine]) -> tuple[str, str]:
    """The publisher, and its city where that stands behind a comma.

    It is named as such, or is a house by its name; else a line that recurs; else who holds the rights.
    """
    name, _, city = _publisher(lines).partition(", ")
    return name, city if city.replace(" ", "").isalpha() else ""


def _publisher(lines: Sequence[PlainLine]) -> str:
    for line in lines:
        if match := _PUBLISHER.match(line.text):
            return match[1].strip(" .")
    if house := next((line.text for line in lines if len(line.text) < 60 and _HOUSE.search(line.text)), ""):
        return house
    texts = [line.text for line in lines if len(line.text) < 40 and line.text[-1] not in ".:,;" and line.text.isupper()]
    if recurring := next((text for text in texts if texts.count(text) > 1), ""):
        return recurring
    return next((match[1].strip() for line in lines if (match := _HOLDER.search(line.text))), "")


def city_in(lines: Iterable[PlainLine]) -> str:
    """The first city of a line of cities with bullets between them."""
    return next((line.text.split("•")[0].strip() for line in lines if line.text.count("•") > 1), "")


def cataloguing_entry(lines: Sequence[PlainLine]) -> CataloguingEntry:
    """What a cataloguing block says, as far as it is in the usual form."""
    texts = [line.text for line in lines]
    filed = next((at for at, text in enumerate(texts) if _FILED.match(text)), None)
    stated = next((match for text in texts if (match := _STATEMENT.match(text))), None)
    names = [name.strip() for name in stated["names"].split(";")] if stated else []
    author = title = ""
    if filed is not None:
        last, _, first = texts[filed].partition(", ")
        author = f"{first.strip(' .')} {last.strip()}"
        title = texts[filed + 1].split(" / ")[0].strip(" .") if filed + 1 < len(texts) else ""
    others = tuple(name for name in names[1:] if name)
    place, year = (stated["place"], stated["year"]) if stated else ("", "")
    return CataloguingEntry(author, title, place.strip(), year, others)


def blocks_of(lines: Iterable[PlainLine]) -> Iterator[list[PlainLine]]:
    """Lines parted where blank lines or a page's end are between them."""
    block: list[PlainLine] = []
    for line in lines:
        if block and (line.blanks or line.page != block[-1].page):
            yield block
            block = []
        block.append(line)
    if block:
        yield block
