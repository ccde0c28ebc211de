"""The settings of a book: `book.toml` as types. The JSON Schema comes from them, and so does the nearest known name."""

from __future__ import annotations

import datetime
import difflib
import re
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from bookbuild.model.press import Press

LocalText = str | dict[str, str]
"""A text, or one a language: `{ en = "…", ar = "…" }`."""

Word = str | dict[str, str]
"""A word of the tool's own, or its forms by CLDR's plural categories: `{ one = "…", other = "…" }`."""

Length = Annotated[str, Meta(pattern=r"^\d+(\.\d+)?(mm|cm|in|pt|pc|q|Q)$")]

GENERATED_ITEMS = (
    "half-title", "title-page", "imprint", "basmala", "contents", "list:figures", "list:tables",
    "index:persons", "index:places", "index:terms", "index:works", "index:quran", "index:hadith",
    "index:first-words", "index:rhymes", "colophon",
)  # fmt: skip

_OWN_INDEX = re.compile(r"index:\w[\w-]*")


def is_generated(item: str) -> bool:
    """Whether an item of the matter is made by the tool; `index:NAME` is an index of the book's own, unless it is
    nearly one of the tool's: `index:person`."""
    if item in GENERATED_ITEMS:
        return True
    return bool(_OWN_INDEX.fullmatch(item)) and not difflib.get_close_matches(item[6:], _INDEXES, 1, 0.8)


_INDEXES = tuple(item[6:] for item in GENERATED_ITEMS if item.startswith("index:"))


class SettingsTable(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A table of `book.toml`: keys in kebab-case, unknown ones refused."""


class Contributor(SettingsTable, frozen=True):
    name: LocalText
    role: str = "author"
    sort: str | None = None
    credit: LocalText | None = None


class Series(SettingsTable, frozen=True):
    name: LocalText
    number: int | None = None


class PublishedYears(SettingsTable, frozen=True):
    """The year in which a book came out, by one calendar or by both."""

    hijri: Annotated[int, Meta(ge=1, le=9999)] | None = None
    gregorian: Annotated[int, Meta(ge=1, le=9999)] | None = None


Published = datetime.date | Annotated[int, Meta(ge=1, le=9999)] | PublishedYears
"""When a book came out: a day, a year, or a year by both calendars."""


ThemaCode = Annotated[str, Meta(pattern=r"^([A-Z][A-Z0-9]{0,9}|[1-6][A-Z0-9-]{1,14})$")]
"""A subject of Thema, or one of its qualifiers: `QRPB`, `1FB`."""

BisacCode = Annotated[str, Meta(pattern=r"^[A-Z]{3}[0-9]{6}$")]
"""A subject of BISAC: `REL037000`."""


class BookTable(SettingsTable, frozen=True):
    title: LocalText
    subtitle: LocalText | None = None
    short_title: LocalText | None = None
    language: str = "en"
    contributors: tuple[Contributor, ...] = ()
    publisher: LocalText | None = None
    place: LocalText | None = None
    published: Published | None = None
    edition: LocalText | Annotated[int, Meta(ge=1, le=999)] | None = None
    volume: LocalText | Annotated[int, Meta(ge=1, le=999)] | None = None
    rights: LocalText | None = None
    series: Series | None = None
    subjects: tuple[str, ...] = ()
    thema: tuple[ThemaCode, ...] = ()
    bisac: tuple[BisacCode, ...] = ()
    keywords: tuple[str, ...] = ()
    audience: Literal["general", "children", "young-adult", "academic", "professional"] | None = None
    description: LocalText | None = None
    cataloguing: str | None = None


SHOWN_OF_BOOK = ("title", "subtitle", "short_title", "description")
"""The texts of `[book]` that are set as a manuscript is: with its punctuation, and its honorifics."""


class Part(SettingsTable, frozen=True):
    title: LocalText
    chapters: tuple[str, ...]


class MatterTable(SettingsTable, frozen=True):
    front: tuple[str, ...] = ("title-page", "contents")
    body: tuple[str, ...] = ("chapters/*.md",)
    parts: tuple[Part, ...] = ()
    back: tuple[str, ...] = ()


class Fonts(SettingsTable, frozen=True):
    latin: str = "EB Garamond 12"
    arabic: str = "Amiri"
    quran: str = "Amiri Quran"


class StyleTable(SettingsTable, frozen=True):
    theme: str = "plain"
    fonts: Fonts = field(default_factory=Fonts)
    size: Length = "11pt"
    leading: Literal["auto"] | float = "auto"
    kashida: Literal["off", "moderate", "generous"] = "moderate"
    binding: Literal["left", "right", "auto"] = "auto"
    opening: Literal["recto", "any"] = "recto"
    folios: Literal["auto", "digits", "arabic-indic", "abjad", "roman", "none"] = "auto"
    notes: Literal["foot", "chapter", "book"] = "foot"
    note_numbers: Literal["page", "chapter", "book"] = "chapter"
    digits: Literal["auto", "as-written"] = "auto"
    chapter_number: Literal["none", "digits", "roman", "abjad", "ordinal"] = "none"
    chapter_numbers: Literal["book", "part"] = "book"
    part_number: Literal["auto", "none", "digits", "roman", "abjad", "ordinal"] = "auto"
    chapter_word: LocalText | None = None
    contents_depth: Annotated[int, Meta(ge=1, le=6)] = 2
    figures: Literal["float", "here"] = "float"
    hyphenation: tuple[str, ...] = ()
    smart: bool = True
    initial: Literal["none", "drop", "raised"] = "none"


class HonorificsTable(SettingsTable, frozen=True):
    """`style` of a book in Arabic is `as-written` where none is given."""

    style: Literal["as-written", "glyph", "phrase", "transliteration", "translation", "abbreviation", "none"] = "glyph"
    require: Literal["first", "always", "never"] = "never"


class Translation(SettingsTable, frozen=True):
    """The translation of the Qur'ān that a book quotes, as the colophon credits it."""

    name: LocalText
    rights: LocalText | None = None


class ScriptureTable(SettingsTable, frozen=True):
    riwayah: str = "hafs"
    signs: bool = True
    translation: Translation | None = None


class NoteSeries(SettingsTable, frozen=True):
    """A series of notes: those whose labels have its name before a colon.

    What is None is as the book's own notes have it.
    """

    title: LocalText | None = None
    marks: Literal["digits", "arabic-indic", "letters", "abjad", "symbols"] | None = None
    numbering: Literal["page", "chapter", "book"] | None = None
    place: Literal["foot", "chapter", "book"] | None = None
    order: int | None = None
    set: Literal["block", "run-in"] = "block"


class NotesTable(SettingsTable, frozen=True):
    series: dict[str, NoteSeries] = {}


class CoverTable(SettingsTable, frozen=True):
    """`[cover]`. `front` is a picture, `back` the text of the back in Markdown; `price` is by currency.

    `kind = "finished"`: `front` is the whole front, and nothing is set on it.
    """

    design: str = "type"
    front: str | None = None
    back: str | None = None
    logo: str | None = None
    price: dict[str, str] = {}
    flaps: Length | None = None
    seed: Annotated[int, Meta(ge=0, le=1_000_000)] = 1
    kind: Literal["designed", "finished"] = "designed"


class Allow(SettingsTable, frozen=True):
    code: str
    reason: str
    path: str | None = None
    line: int | None = None


class PaperTable(SettingsTable, frozen=True):
    """A paper by the thickness of its leaves."""

    mm_per_100_leaves: float


class EditionTable(SettingsTable, frozen=True):
    """`[editions.NAME]`; the overlays `[editions.NAME.<table>]` are merged into the tables above when read.

    What is None is as the printer has it.
    """

    format: Literal["epub", "pdf"]
    purpose: Literal["press", "screen"] = "screen"
    trim: str = "A5"
    bleed: Length | None = None
    marks: bool | None = None
    isbn: str | None = None
    printer: Literal["offset", "kdp", "ingramspark", "lulu"] | None = None
    standard: Literal["none", "x1a", "x3", "x4"] | None = None
    profile: str | None = None
    ink: Literal["black", "colour"] | None = None
    ink_limit: Annotated[int, Meta(ge=100, le=400)] | None = None
    pages_multiple: Annotated[int, Meta(ge=1, le=64)] | None = None
    bleed_sides: Literal["all", "outer"] | None = None
    paper: str | PaperTable | None = None
    binding_style: Literal["paperback", "hardcover", "saddle"] = "paperback"
    fonts: Literal["embed", "none"] = "embed"


class Edition(Struct, frozen=True):
    """One edition with the settings that hold for it: the book's with the edition's overlays.

    `trim`, `bleed` in mm. `press`: how it is printed; None where it is not. `cover`: None where it has none.
    `print_isbn`: of an e-book, the ISBN of the printed book with the same text; empty where there is none;
    `embeds_fonts`: whether its fonts come with it.
    """

    name: str
    format: Literal["epub", "pdf"]
    purpose: Literal["press", "screen"]
    trim: tuple[float, float]
    bleed: float
    marks: bool
    isbn: str | None
    book: BookTable
    matter: MatterTable
    style: StyleTable
    honorifics: HonorificsTable
    scripture: ScriptureTable
    notes: NotesTable = field(default_factory=NotesTable)
    words: dict[str, Word] = {}
    press: Press | None = None
    cover: CoverTable | None = None
    print_isbn: str = ""
    embeds_fonts: bool = True


class Person(Struct, frozen=True):
    """A person honorifics are checked against. `name` by language; `kind` and `gender` say which honorific is right.

    `see`: the index has only a reference to this key or heading; `see_also`: it has such too.
    """

    key: str
    name: dict[str, str]
    kind: Literal["allah", "muhammad", "prophet", "companion", "scholar"] | None = None
    gender: Literal["m", "f"] = "m"
    number: Literal["singular", "dual", "plural"] = "singular"
    variants: tuple[str, ...] = ()
    see: str = ""
    see_also: tuple[str, ...] = ()


def gregorian_year(published: Published | None) -> int | None:
    """The year of our era in which a book came out; None where none is given."""
    match published:
        case datetime.date():
            return published.year
        case PublishedYears():
            return published.gregorian
        case _:
            return published


def localized(text: LocalText | None, language: str) -> str:
    """`text` in `language`: that very tag, its primary language, else the first given; empty where there is none."""
    if text is None or isinstance(text, str):
        return text or ""
    return text.get(language) or text.get(language.split("-")[0]) or next(iter(text.values()), "")
