"""docs/styles.md names every token that the base sets or the tool measures, with its value, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bookbuild.documents import render
from bookbuild.documents.theme import shipped_styles, theme_of
from bookbuild.documents.tokens import tokens_of
from bookbuild.fonts.catalogue import cuts
from bookbuild.fonts.pairing import beside
from bookbuild.resolve import resolve
from bookbuild.sources import read_book
from bookbuild.typeset.book.design import print_tokens

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "styles.md").read_text(encoding="utf-8")
PLAIN = shipped_styles() / "plain"


def section(title: str) -> str:
    return re.split(r"^## ", PAGE.split(f"\n## {title}\n")[1], flags=re.MULTILINE)[0]


def rows(title: str) -> dict[str, str]:
    """The tokens of a section's table, each with what stands in the second column."""
    found = {}
    for line in section(title).splitlines():
        if line.startswith("| `--"):
            names, value, *_ = (cell.strip() for cell in line.strip("|").split(" | "))
            found.update(dict.fromkeys(re.findall(r"`(--[\w-]+)`", names), value))
    return found


@pytest.mark.parametrize(
    ("title", "sheet"), [("Tokens in print", "print.css"), ("Tokens on reading devices", "epub.css")]
)
def test_tokens_of_the_base(title: str, sheet: str) -> None:
    tokens, told = tokens_of((PLAIN / sheet).read_text(encoding="utf-8")), rows(title)
    assert set(tokens) == set(told) - {"--rule-left", "--rule-right"}
    for name, value in told.items():
        if re.fullmatch(r"`[^`]*`", value) and name in tokens:
            assert tokens[name] == value.strip("`"), name


def test_tokens_that_are_measured() -> None:
    manuscript, _ = read_book(ROOT / "manuscript" / "nusrah")
    assert manuscript is not None
    edition = next(edition for edition in manuscript.editions if edition.format == "pdf")
    book, _ = resolve(manuscript, edition, lambda sign: True)
    theme = theme_of(ROOT / "manuscript" / "nusrah", edition)
    assert set(tokens_of(print_tokens(book, theme, "body"))) == set(rows("What the tool measures"))
    assert all(
        f"`{name}`" in section("Tokens on reading devices") for name in beside(cuts(edition, theme.font_folders))
    )


def test_classes_are_those_of_the_templates() -> None:
    manuscript, _ = read_book(ROOT / "tests/contract/every-construct/english")
    assert manuscript is not None
    edition = next(edition for edition in manuscript.editions if edition.name == "press")
    book, _ = resolve(manuscript, edition, lambda sign: True)
    used = {
        name
        for document in render(book, ()).documents
        for names in re.findall(rb'class="([^"]+)"', document.xhtml)
        for name in names.decode().split()
    }
    made = {
        "matter",
        "front",
        "body",
        "back",
        "footnote",
        "leader",
        "folio",
        "level-6",
        "bayt-number",
        "part-number",
        "volume",
        "edition",
        "notes",
        "letter",
        "foot",
        "print-pages",
        "floats",
        "at-top",
        "at-bottom",
        "at-page",
        "long",
        "close",
        "small",
        "margin",
        *("initial-drop", "initial-raised", "initial-ayn", "initial", "initial-cap", "initial-drawing"),
        *("initial-letter", "initial-word", "lead-in"),
        "run-in",
        "after-head",
        "full-page",
        "spread",
        "captioned",
        "bound",
        "undivided",
    }
    told = set(re.findall(r"\.([a-z][\w-]*)", " ".join(re.findall(r"`([^`]*)`", section("What has which class")))))
    assert told - used - made == set()


def test_the_theme_that_is_shown_is_a_theme() -> None:
    css = re.search(r"```css\n(.*?)```", PAGE, re.DOTALL)
    assert css
    assert set(tokens_of(css[1])) <= set(tokens_of((PLAIN / "print.css").read_text(encoding="utf-8")))
