"""`[editions.NAME]` and its overlays, over the book's tables → `Edition`s."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from bookbuild.diagnostics import Code
from bookbuild.model.settings import Edition, EditionTable
from bookbuild.nearest import suggestion
from bookbuild.sources.settings.convert import Converter
from bookbuild.sources.settings.measures import TRIMS, trim_of
from bookbuild.sources.settings.press import press_of
from bookbuild.sources.settings.printer_rules import find_refused
from bookbuild.sources.settings.tables import TABLES, Values, overlaid, read_tables, table_of
from bookbuild.sources.settings.toml_places import Path
from bookbuild.sources.settings.values import shown
from bookbuild.sources.settings.words import WORDS, read_words, words_missing

NAME = re.compile(r"\w[\w-]{0,59}")
"""60 characters at most: files are named after editions, and their names have 255 bytes."""
DEFAULTS: dict[str, dict[str, str]] = {
    "ebook": {"format": "epub"},
    "press": {"format": "pdf", "purpose": "press", "trim": "A5"},
    "screen": {"format": "pdf", "purpose": "screen", "trim": "A5"},
}
LARGEST_BLEED = 25.0


@dataclass(frozen=True, slots=True)
class Read:
    """An edition, and the paths in `book.toml` of the tables that hold for it."""

    edition: Edition
    overlays: Values
    path: Path


MOST_EDITIONS = 100


def read_editions(converter: Converter, raw: dict[str, Any], base: Values, title: str) -> tuple[Read, ...]:
    """The editions of `raw`; without any, the three that every book has."""
    written = converter.table(raw.get("editions", {}), ("editions",), "editions")
    if len(written) > MOST_EDITIONS:
        message = f"{len(written):,} editions; a book may have {MOST_EDITIONS}"
        converter.find(Code.TOO_LARGE, message, "make books of them", converter.places.key(("editions",)))
        written = dict(list(written.items())[:1])
    words = read_words(converter, raw)
    tables: dict[str, tuple[EditionTable, Values]]
    if not written:
        tables = {name: (EditionTable(**values), {}) for name, values in DEFAULTS.items()}  # type: ignore[arg-type]
    else:
        tables = {name: read for name, value in written.items() if (read := _table(converter, name, value))}
    _check_isbns(converter, {name: table for name, (table, _) in tables.items()})
    reads = []
    printed = _print_isbn({name: table for name, (table, _) in tables.items()})
    for name, (table, overlays) in tables.items():
        own = raw["editions"][name] if written else {}
        all_words = {**words, **read_words(converter, own, ("editions", name))}
        edition = replace(_edition(converter, name, table, base, overlays, title), words=all_words)
        if edition.format == "epub":
            edition = replace(edition, print_isbn=printed, embeds_fonts=table.fonts != "none")
        elif table.fonts != "embed":
            message, remedy = "`fonts` is for e-books: a PDF always has its fonts", "leave it out"
            converter.invalid(message, remedy, ("editions", name, "fonts"))
        reads.append(Read(edition, overlays, ("editions", name)))
        find_refused(converter, edition, reads[-1].path, _owner(reads[-1]))
    converter.findings += words_missing(converter, ((read.edition, _owner(read)) for read in reads))
    return tuple(reads)


def _print_isbn(tables: dict[str, EditionTable]) -> str:
    """The ISBN of the printed book: of the edition `press`, else of the first for the press that has one."""
    of_press = {
        name: table.isbn for name, table in tables.items() if table.format == "pdf" and table.purpose == "press"
    }
    return of_press.get("press") or next(filter(None, of_press.values()), "")


def _owner(read: Read) -> Path:
    """The path of the table that the language of an edition is written in."""
    return (*(read.path if "language" in read.overlays.get("book", {}) else ()), "book")


def _table(converter: Converter, name: str, raw: object) -> tuple[EditionTable, Values] | None:
    path: Path = ("editions", name)
    if not NAME.fullmatch(name):
        message = f"`{name}` cannot be the name of an edition: files are named after it"
        remedy = "use letters, digits, `-` and `_`, 60 at most"
        converter.find(Code.SETTING_INVALID, message, remedy, converter.places.key(path))
    if not isinstance(raw, dict):
        converter.invalid(f"`editions.{name}` is {shown(raw)}, not a table", f"write `[editions.{name}]`", path)
        return None
    values = converter.fields(EditionTable, raw, path, skip=(*TABLES, WORDS))
    overlays = read_tables(converter, raw, path)
    if "format" not in raw and "format" not in values:
        converter.missing("format", "`epub` or `pdf`", path, f"editions.{name}")
    return (EditionTable(**values), overlays) if "format" in values and NAME.fullmatch(name) else None


def _edition(
    converter: Converter, name: str, table: EditionTable, base: Values, overlays: Values, title: str
) -> Edition:
    values = {key: overlaid(base.get(key, {}), overlays.get(key, {})) for key in TABLES}
    if str(values["book"].get("language", "")).split("-")[0].lower() == "ar":
        values["honorifics"].setdefault("style", "as-written")
    tables = {key: table_of(kind, values[key], title) for key, kind in TABLES.items()}
    if "cover" not in base and "cover" not in overlays:
        tables["cover"] = None
    trim = trim_of(table.trim)
    if trim is None:
        remedy = suggestion(table.trim, TRIMS, "write a listed name such as `A5`, or width and height: `170mm x 240mm`")
        converter.invalid(f"`{table.trim}` is not a trim", remedy, ("editions", name, "trim"))
    press, given = press_of(converter, table, ("editions", name))
    bleed = given.bleed
    if bleed > LARGEST_BLEED:
        message = f"a bleed of {bleed:g} mm"
        converter.invalid(message, "write what the printer asks for, mostly `3mm`", ("editions", name, "bleed"))
    return Edition(
        name=name,
        format=table.format,
        purpose=table.purpose,
        trim=trim or TRIMS["A5"],
        bleed=min(bleed, LARGEST_BLEED),
        marks=given.marks,
        isbn=table.isbn,
        press=press,
        **tables,
    )


def _check_isbns(converter: Converter, tables: dict[str, EditionTable]) -> None:
    """Each ISBN is one, and names one edition (ISBN Users' Manual: every product form has its own)."""
    written = {name: table.isbn for name, table in tables.items() if table.isbn is not None}
    if not written:
        return
    from stdnum import isbn as isbns
    from stdnum.exceptions import ValidationError

    seen: dict[str, str] = {}
    for name, isbn in written.items():
        place = converter.places.value(("editions", name, "isbn"))
        try:
            number = isbns.to_isbn13(isbns.validate(isbn))
        except (ValidationError, ValueError) as error:
            message, remedy = f"`{isbn}` is not an ISBN: {_reason(error)}", "correct it, or leave it out"
            converter.find(Code.ISBN_INVALID, message, remedy, place)
            continue
        number = isbns.compact(number)
        if number in seen:
            message = f"the editions `{seen[number]}` and `{name}` have one ISBN, `{isbn}`"
            converter.find(Code.ISBN_DUPLICATE, message, "give each edition an ISBN of its own", place)
        seen.setdefault(number, name)


def _reason(error: Exception) -> str:
    """python-stdnum's kind of error in our words."""
    return {
        "InvalidChecksum": "its check digit is wrong",
        "InvalidLength": "it has not 10 or 13 digits",
        "InvalidFormat": "it has other characters than digits",
    }.get(type(error).__name__, "its prefix is not one of books")
