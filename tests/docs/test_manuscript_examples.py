"""Every example of docs/manuscript.md builds, or ends in the finding that it names; and nothing is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from manuscript_examples import (
    CREDITED,
    ONE_EDITION,
    PAGE,
    TITLE,
    DocumentedBook,
    Example,
    chapter_text,
    codes,
    examples,
    settings_text,
    shown,
    tables,
)
from msgspec import NODEFAULT, Struct

from bookbuild.model.blocks import Block
from bookbuild.model.inlines import Generated, Inline, Run
from bookbuild.model.settings import (
    GENERATED_ITEMS,
    Allow,
    Contributor,
    EditionTable,
    Fonts,
    NoteSeries,
    Part,
    Series,
    Translation,
)
from bookbuild.model.walk import nodes
from bookbuild.sources.chapter.chapters import read_chapter, split_lines
from bookbuild.sources.chapter.frontmatter import KEYS
from bookbuild.sources.chapter.parse_context import ParseContext
from bookbuild.sources.chapter.spans import IMAGE_KEYS
from bookbuild.sources.chapter.vocabulary import DIVS, HEADINGS, LINKS, PICTURES, SPANS
from bookbuild.sources.settings.measures import TRIMS
from bookbuild.sources.settings.persons import PersonTable
from bookbuild.sources.settings.tables import TABLES
from bookbuild.sources.settings.values import choices
from bookbuild.tradition.honorifics.formulas import ABBREVIATIONS, FORMULAS

CHAPTERS = examples("markdown")
SETTINGS = examples("toml")
RIGHT = tuple(example for example in CHAPTERS if example.is_right)
PROSE = re.sub(r"^(`{3,}).*?^\1$", "", PAGE, flags=re.DOTALL | re.MULTILINE)
MADE_BY_RESOLVE = {Generated, Run}
STRUCTS: dict[str, type[Struct]] = {
    **{f"`[{name}]`": kind for name, kind in TABLES.items()},
    "`[editions.NAME]`": EditionTable,
    "`[[allow]]`": Allow,
    "a contributor": Contributor,
    "a series": Series,
    "a part": Part,
    "`fonts`": Fonts,
    "a translation": Translation,
    "`[notes.series.NAME]`": NoteSeries,
    "a person": PersonTable,
}
"""The settings, under the name that the page's tables have for them."""


@pytest.mark.parametrize("example", CHAPTERS, ids=str)
def test_a_chapter_ends_in_the_findings_that_it_names(example: Example, tmp_path: Path) -> None:
    book = DocumentedBook(tmp_path).with_chapters(example).with_settings(TITLE + CREDITED + ONE_EDITION)
    findings = book.checked()
    assert codes(findings) == sorted(example.findings), shown(findings)


def test_the_chapters_build_together(tmp_path: Path) -> None:
    result = DocumentedBook(tmp_path).with_chapters(*RIGHT).built("ebook", "screen")
    assert codes(result.findings) == [], shown(result.findings)
    assert [built.path.is_file() for built in result.editions] == [True, True]


@pytest.mark.parametrize("example", SETTINGS, ids=str)
def test_settings_build_or_end_in_the_finding_that_they_name(example: Example, tmp_path: Path) -> None:
    book = DocumentedBook(tmp_path)
    if "heading-skipped" in example.waived:
        well = book.folder / "chapters" / "03-well.md"
        well.write_text(well.read_text(encoding="utf-8").replace("### ", "#### "), encoding="utf-8")
    text = settings_text(example) if example.file == "book.toml" else example.text
    result = book.with_settings(text, example.file).built(*_editions(example))
    assert codes(result.findings) == sorted(example.findings), shown(result.findings)
    assert codes(result.findings, allowed=True) == sorted(example.waived)
    assert bool(result.editions) is example.is_right


def _editions(example: Example) -> tuple[str, ...]:
    """All that the example names; without any, one with pages for what shows on them, else the e-book."""
    written = tables(example)
    if "editions" in written:
        return ()
    return ("screen",) if {"style", "matter", "book"} & set(written) else ("ebook",)


def test_every_kind_of_node_has_an_example() -> None:
    read = [read_chapter(ParseContext("example.md", split_lines(chapter_text(example)))) for example in RIGHT]
    shown_kinds = {type(node) for chapter in read for node in nodes((chapter.title, chapter.blocks))}
    assert {*get_args(Block), *get_args(Inline)} - MADE_BY_RESOLVE - shown_kinds == set()


@pytest.mark.parametrize("kinds", [DIVS, SPANS, LINKS, HEADINGS, PICTURES, {"": IMAGE_KEYS}])
def test_every_class_and_its_keys_have_an_example_and_are_explained(kinds: Any) -> None:
    text = "\n".join(example.text for example in RIGHT)
    lacking = [name for name in kinds if name and not (f".{name}" in text and f".{name}" in PROSE)]
    lacking += [key for keys in kinds.values() for key in keys if not (f"{key}=" in text and _explained(key))]
    assert lacking == []


def _explained(key: str) -> bool:
    return f"`{key}=" in PROSE or f"| `{key}` |" in PROSE


def test_every_key_of_the_front_matter_has_an_example_and_is_explained() -> None:
    text = "\n".join(example.text for example in RIGHT if example.text.startswith("---"))
    assert [key for key in KEYS if f"\n{key}: " not in text or f"| `{key}` |" not in PAGE] == []


@pytest.mark.parametrize(("name", "kind"), STRUCTS.items(), ids=STRUCTS)
def test_every_key_of_the_settings_is_explained_with_its_values_and_its_default(name: str, kind: type[Struct]) -> None:
    rows = _rows(name)
    fields = msgspec.structs.fields(kind)
    assert list(rows) == _in_order(rows, [field.encode_name for field in fields])
    for field in fields:
        value, default = rows[field.encode_name]
        assert [word for word in choices(field.type) if f'`"{word}"`' not in value] == []
        if not isinstance(field.default_factory, type(NODEFAULT)):
            assert default == "see below"
        else:
            assert default == _default(field.default), field.encode_name


def _in_order(rows: dict[str, Any], keys: list[str]) -> list[str]:
    """`keys` in the order of the rows; the keys that have none at the end."""
    return sorted(keys, key=lambda key: list(rows).index(key) if key in rows else len(rows))


def _rows(name: str) -> dict[str, tuple[str, str]]:
    """Value and default of each key in the table of `name`."""
    _, _, rest = PAGE.partition(f"| key of {name} |")
    lines = rest.split("\n\n")[0].splitlines()[2:]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return {key.strip("` "): (value, default) for key, value, default, _ in cells}


def _default(value: Any) -> str:
    match value:
        case _ if value is NODEFAULT:
            return "required"
        case None | ():
            return "none"
        case bool():
            return f"`{str(value).lower()}`"
        case tuple():
            return f"`[{', '.join(_default(item).strip('`') for item in value)}]`"
        case str():
            return f'`"{value}"`'
        case int() | float() | date():
            return f"`{value}`"
    raise AssertionError(value)


@pytest.mark.parametrize(("name", "kind"), STRUCTS.items(), ids=STRUCTS)
def test_every_key_of_the_settings_has_an_example(name: str, kind: type[Struct]) -> None:
    written = {key for example in SETTINGS if example.is_right for key in _written(name, example)}
    assert {field.encode_name for field in msgspec.structs.fields(kind)} - written == set()


def _written(name: str, example: Example) -> Iterator[str]:
    """The keys that an example writes in the table, or the tables, of that name."""
    raw = tables(example)
    if example.file == "persons.toml":
        yield from (key for person in raw.values() for key in person if name == "a person")
        return
    book, matter = raw.get("book", {}), raw.get("matter", {})
    found: dict[str, list[Any]] = {
        "`[editions.NAME]`": list(raw.get("editions", {}).values()),
        "`[[allow]]`": raw.get("allow", []),
        "a contributor": book.get("contributors", []),
        "a series": [book.get("series", {})],
        "a part": matter.get("parts", []),
        "`[notes.series.NAME]`": list(raw.get("notes", {}).get("series", {}).values()),
        "a translation": [raw.get("scripture", {}).get("translation", {})],
        "`fonts`": [raw.get("style", {}).get("fonts", {})],
    }
    for table in found.get(name, [raw.get(name.strip("`[]"), {})]):
        yield from table


def test_every_matter_item_has_an_example_and_is_explained() -> None:
    right = [tables(example).get("matter", {}) for example in SETTINGS if example.is_right]
    written = {item for matter in right for key in ("front", "body", "back") for item in matter.get(key, ())}
    assert [item for item in GENERATED_ITEMS if item not in written or f"| `{item}` |" not in PAGE] == []


def test_every_trim_and_every_kind_of_honorific_is_named() -> None:
    assert [trim for trim in TRIMS if f"`{trim}`" not in PAGE] == []
    assert [short for short in ABBREVIATIONS if f":{short}:" not in PAGE] == []
    assert [kind for kind in {formula.kind for formula in FORMULAS} if f"| `{kind}` |" not in PAGE] == []
    assert [formula.phrase for formula in FORMULAS if not _phrase_named(formula.phrase)] == []


def _phrase_named(phrase: str) -> bool:
    """Whether the page has the phrase, or its last word after another of the same kind."""
    return phrase in PAGE or re.search(rf"{phrase.rsplit(' ', 1)[-1]}[,|\s]", PAGE) is not None


def test_every_link_within_the_page_leads_somewhere() -> None:
    headings = re.findall(r"^#+ (.+)$", PROSE, re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    links = re.findall(r"\]\(#([^)]+)\)", re.sub("`[^`\n]*`", "", PROSE))
    assert [link for link in links if link not in anchors] == []
