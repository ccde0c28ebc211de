"""The tables of `book.toml` → their values by field, checked; all that is wrong with them as findings."""

from __future__ import annotations

import math
import re
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from bookbuild.diagnostics import NEVER_ALLOWED, Code, Location
from bookbuild.language import tags
from bookbuild.language.terms import role_in_words
from bookbuild.model.relators import RELATORS, relator
from bookbuild.model.settings import (
    Allow,
    BookTable,
    Contributor,
    CoverTable,
    Fonts,
    HonorificsTable,
    MatterTable,
    NotesTable,
    PublishedYears,
    ScriptureTable,
    StyleTable,
)
from bookbuild.nearest import suggestion
from bookbuild.sources.settings.convert import REFUSED, Converter
from bookbuild.sources.settings.covers import check_cover
from bookbuild.sources.settings.measures import length_of
from bookbuild.sources.settings.toml_places import Path
from bookbuild.sources.settings.values import shown

TABLES: dict[str, type[Struct]] = {
    "book": BookTable,
    "matter": MatterTable,
    "style": StyleTable,
    "honorifics": HonorificsTable,
    "scripture": ScriptureTable,
    "notes": NotesTable,
    "cover": CoverTable,
}
"""The tables that an edition may overlay."""

TOP = (*TABLES, "words", "allow", "editions")
SMALLEST_SIZE, LARGEST_SIZE = 1.4, 35.3
"""mm: 4 pt, 100 pt."""
HIJRI_BEGAN, HIJRI_YEAR = 622.54, 354.367 / 365.2425
"""The time when 1 AH began, and the length of its years, in years of our era."""
SERIES = re.compile(r"\w[\w-]*")
DIVIDED_WORD = re.compile(r"(?:-?[^\W\d_])+")
"""Letters, signs of ʿayn and hamza among them, and hyphens between them."""

THEME = re.compile(r"\w[\w .-]*")
Values = dict[str, dict[str, Any]]


def read_tables(converter: Converter, raw: dict[str, Any], path: Path = ()) -> Values:
    """The values that are written in the tables of `raw`, by table and field. `fonts` are a dict by field."""
    out: Values = {}
    for name, kind in TABLES.items():
        if name in raw:
            table = converter.table(raw[name], (*path, name), ".".join(map(str, (*path, name))))
            out[name] = _fields(converter, kind, table, (*path, name))
    return out


def _fields(converter: Converter, kind: type[Struct], raw: dict[str, Any], path: Path) -> dict[str, Any]:
    skip = ("fonts",) if kind is StyleTable else ()
    values = converter.fields(kind, raw, path, skip=skip)
    if kind is StyleTable:
        _check_style(converter, values, path)
        if "fonts" in raw:
            table = converter.table(raw["fonts"], (*path, "fonts"), "fonts")
            values["fonts"] = converter.fields(Fonts, table, (*path, "fonts"))
    elif kind is BookTable:
        _check_book(converter, values, raw, path)
    elif kind is MatterTable:
        _check_matter(converter, values, raw, path)
    elif kind is NotesTable:
        _check_series(converter, values, path)
    elif kind is CoverTable:
        check_cover(converter, values, path)
    return values


def _check_series(converter: Converter, values: dict[str, Any], path: Path) -> None:
    """The name of a series stands before a colon in labels of notes."""
    for name in values.get("series", ()):
        if not SERIES.fullmatch(name):
            message = f"`{name}` cannot be the name of a series: it stands in labels, `[^{name}:1]`"
            place = converter.places.key((*path, "series", name))
            converter.find(Code.SETTING_INVALID, message, "use letters, digits, `-` and `_`", place)


def _check_book(converter: Converter, values: dict[str, Any], raw: dict[str, Any], path: Path) -> None:
    language = values.get("language")
    if language is not None and not tags.is_language(language):
        converter.invalid(f"`{language}` is not a language tag", tags.remedy(language), (*path, "language"))
        del values["language"]
    title = raw.get("title")
    if isinstance(title, str) and not title.strip():
        converter.invalid("`title` is empty", "write the book's title", (*path, "title"))
    for key, value in raw.items():
        if isinstance(value, dict) and key not in ("series", "published"):
            _check_local_text(converter, key, value, (*path, key))
    contributors, spoken = raw.get("contributors"), values.get("language", BookTable("").language)
    for index, contributor in enumerate(contributors if isinstance(contributors, list) else ()):
        role = contributor.get("role") if isinstance(contributor, dict) else None
        if isinstance(role, str) and relator(role) is None and role_in_words(role, spoken) is None:
            remedy = suggestion(role, RELATORS, "write a MARC relator by its name, such as `author`")
            where = (*path, "contributors", index, "role")
            converter.invalid(f"`{role}` is not the name of a MARC relator", remedy, where)
    if "contributors" in values:
        values["contributors"] = tuple(_with_role(each, spoken) for each in values["contributors"])
    published = values.get("published")
    if isinstance(published, PublishedYears) and not (published.hijri or published.gregorian):
        del values["published"]
        if not raw["published"]:
            remedy = "write `{ hijri = 1433, gregorian = 2012 }`"
            converter.invalid("`published` has no year", remedy, (*path, "published"))
    elif isinstance(published, PublishedYears) and published.hijri and published.gregorian:
        _check_years(converter, published.hijri, published.gregorian, (*path, "published"))


def _check_years(converter: Converter, hijri: int, gregorian: int, path: Path) -> None:
    """A finding where the one year has no day of the other."""
    begins = HIJRI_BEGAN + (hijri - 1) * HIJRI_YEAR
    years = sorted({math.floor(begins), math.floor(begins + HIJRI_YEAR)})
    if gregorian not in years:
        named = " and ".join(map(str, years))
        message = f"{hijri} AH is not of {gregorian}: it lies in {named}"
        converter.find(Code.DATE_DISAGREES, message, "correct one of the two years", converter.places.value(path))


def _with_role(contributor: Contributor, language: str) -> Contributor:
    """A contributor with the role's name for the words that say it in some language, which are kept."""
    said = role_in_words(contributor.role, language) if relator(contributor.role) is None else None
    if said is None:
        return contributor
    return replace(contributor, role=said.role, credit=contributor.credit or {said.language: said.words})


def _check_local_text(converter: Converter, key: str, value: dict[str, Any], path: Path) -> None:
    if not value:
        converter.invalid(f"`{key}` is empty", 'write a text, or one a language: `{ en = "…" }`', path)
    for tag in value:
        if not tags.is_language(tag):
            place = converter.places.key((*path, tag))
            converter.find(Code.SETTING_INVALID, f"`{tag}` is not a language tag", tags.remedy(tag), place)


def _check_matter(converter: Converter, values: dict[str, Any], raw: dict[str, Any], path: Path) -> None:
    """Lists that were refused are empty, not the defaults; a book has a body or parts."""
    if "body" in raw and "parts" in raw:
        message, remedy = "`body` and `parts` are both given", "keep one of the two"
        converter.find(Code.SETTING_INVALID, message, remedy, converter.places.key((*path, "parts")))
    for key in ("front", "body", "parts", "back"):
        if key in raw:
            values.setdefault(key, ())
    if "parts" in raw:
        values["body"] = ()
    elif "body" in raw:
        values["parts"] = ()


def _check_style(converter: Converter, values: dict[str, Any], path: Path) -> None:
    theme, leading = values.get("theme"), values.get("leading")
    if theme is not None and not THEME.fullmatch(theme):
        message = f"`{theme}` is not the name of a folder of `styles/`"
        converter.invalid(message, "write the folder's name alone", (*path, "theme"))
        del values["theme"]
    size = values.get("size")
    if size is not None and not SMALLEST_SIZE <= length_of(size) <= LARGEST_SIZE:
        converter.invalid(f"`size` is {shown(size)}, not from 4pt to 100pt", 'write such as `"11pt"`', (*path, "size"))
        del values["size"]
    if isinstance(leading, float) and not (math.isfinite(leading) and 0.5 <= leading <= 5):
        message = f"`leading` is {shown(leading)}, not `auto` or a number from 0.5 to 5"
        converter.invalid(message, "write a multiple of the size, such as `1.4`", (*path, "leading"))
        del values["leading"]
    for number, word in enumerate(words := values.get("hyphenation", ())):
        if not DIVIDED_WORD.fullmatch(word):
            message = f"`hyphenation` has {shown(word)}, which is not one word"
            converter.invalid(
                message, "write its letters, and hyphens where it may be divided", (*path, "hyphenation", number)
            )
    if words:
        values["hyphenation"] = tuple(word for word in words if DIVIDED_WORD.fullmatch(word))


def overlaid(base: dict[str, Any], overlay: dict[str, Any]) -> dict[str, Any]:
    """The values of a table with an overlay's in their place; fonts key by key."""
    out = {**base, **overlay}
    if "fonts" in base and "fonts" in overlay:
        out["fonts"] = {**base["fonts"], **overlay["fonts"]}
    return out


def table_of(kind: type[Struct], values: dict[str, Any], title: str) -> Any:
    """A table of the settings from its values; `title` stands in for a title that was refused."""
    if kind is BookTable:
        values = {"title": title, **values}
    if isinstance(fonts := values.get("fonts"), dict):
        values = {**values, "fonts": Fonts(**fonts)}
    return kind(**values)


def read_allow(converter: Converter, raw: object) -> tuple[tuple[Allow, Location], ...]:
    """`[[allow]]`: the findings that the editor accepts, each with its place."""
    if not isinstance(raw, list):
        converter.invalid(f"`allow` is {shown(raw)}, not a list of tables", "write `[[allow]]`", ("allow",))
        return ()
    out = []
    for index, entry in enumerate(raw):
        path: Path = ("allow", index)
        allow = converter.struct(Allow, entry, path, "allow")
        if allow is REFUSED or not _is_allow(converter, allow, path):
            continue
        out.append((allow, converter.places.key(path)))
    return tuple(out)


def _is_allow(converter: Converter, allow: Allow, path: Path) -> bool:
    codes = [code.value for code in Code]
    if allow.code not in codes:
        remedy = suggestion(allow.code, codes, "write the code that stands in the brackets of the finding")
        converter.invalid(f"`{allow.code}` is not the code of a finding", remedy, (*path, "code"))
        return False
    if allow.code in NEVER_ALLOWED:
        message = f"`{allow.code}` cannot be accepted: it protects readers, and the machine that builds"
        converter.invalid(message, "mend what the finding names, and delete the waiver", (*path, "code"))
        return False
    if not allow.reason.strip():
        converter.invalid("`reason` is empty", "say why the finding is accepted", (*path, "reason"))
        return False
    if allow.line is not None and allow.path is None:
        converter.invalid("`line` without `path`", "say which file: `path = …`", (*path, "line"))
        return False
    return True


def check_top(converter: Converter, raw: dict[str, Any]) -> None:
    """Find unknown tables, and keys that stand outside of any table though one has them.

    What is meant by an unknown table is put into `raw`, so that nothing is found to be missing besides.
    """
    meant_tables: dict[str, Any] = {}
    for key in raw:
        if key not in TOP:
            owner = next((name for name, kind in TABLES.items() if key in _names(kind)), None)
            known = list(TOP)
            if owner:
                remedy = f"write it under `[{owner}]`"
                place = converter.places.key((key,))
                converter.find(Code.SETTING_UNKNOWN, f"`{key}` stands outside of a table", remedy, place)
            else:
                meant = converter.unknown(key, known, (key,))
                if meant and meant not in raw:
                    converter.places.take_for(meant, key)
                    meant_tables[meant] = raw[key]
    raw |= meant_tables


def _names(kind: type[Struct]) -> set[str]:
    return {field.encode_name for field in msgspec.structs.fields(kind)}
