"""Themes of e-books: dark mode, the contrast of each colour of text, a line's length, units that readers can change."""

from __future__ import annotations

import re
from functools import partial

import pytest
import tinycss2

from bookbuild.documents.contrast import LEAST_OF_TEXT, colours_of_text, contrast
from bookbuild.documents.theme import shipped_styles, theme_of
from bookbuild.documents.tokens import without_variables
from bookbuild.fonts.catalogue import cuts
from bookbuild.fonts.metrics import average_width
from bookbuild.model.settings import BookTable, Edition, HonorificsTable, MatterTable, ScriptureTable, StyleTable

THEMES = [*sorted(path.name for path in shipped_styles().iterdir() if (path / "epub-own.css").is_file()), "plain"]
MOST_CHARACTERS = 70


def edition_of(theme: str) -> Edition:
    return Edition(
        name="ebook",
        format="epub",
        purpose="screen",
        trim=(148, 210),
        bleed=0,
        marks=False,
        isbn=None,
        book=BookTable(title="A"),
        matter=MatterTable(),
        style=StyleTable(theme=theme),
        honorifics=HonorificsTable(),
        scripture=ScriptureTable(),
    )


def squeezed(css: str) -> str:
    return re.sub(r"\s+", " ", css).strip()


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("black", "white", 21.0),
        ("#777", "white", 4.48),  # WCAG's own example of a grey that just fails
        ("#767676", "white", 4.54),
        ("#595959", "#fff", 7.0),
        ("red", "white", 4.0),
        ("white", "#16161a", 18.05),
        ("rgb(0, 0, 255)", "hsl(0, 0%, 100%)", 8.59),
    ],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.01)


def test_what_is_no_colour_has_no_contrast():
    with pytest.raises(ValueError, match="inherit"):
        contrast("inherit", "white")


@pytest.mark.parametrize("theme", THEMES)
def test_each_colour_of_text_stands_out_in_light_and_dark(theme, sheet_of):
    found = list(colours_of_text(sheet_of(theme)))
    assert {each.mode for each in found} == {"light", "dark"}
    assert [each for each in found if each.ratio < LEAST_OF_TEXT] == []


@pytest.mark.parametrize("theme", THEMES)
def test_in_dark_mode_text_and_paper_are_painted_and_pictures_keep_their_ground(theme, sheet_of):
    css = squeezed(without_variables(sheet_of(theme), {}))
    assert "html, body { color: #e6e3dc; background-color: #16161a }" in css
    assert "img { background-color: white }" in css


DERIVED = {
    "a token that changes": (
        ":root { --a: red } @media (prefers-color-scheme: dark) { :root { --a: pink } } p { color: var(--a); margin: 0 }",
        "p { color: red; margin: 0 } @media (prefers-color-scheme: dark) { p { color: pink } }",
    ),
    "a token made of one that changes": (
        ":root { --a: red; --b: var(--a) } @media (prefers-color-scheme: dark) { :root { --a: pink } } p { color: var(--b) }",
        "p { color: red } @media (prefers-color-scheme: dark) { p { color: pink } }",
    ),
    "a token that stays": (
        ":root { --a: red; --b: 1em } @media (prefers-color-scheme: dark) { :root { --a: pink } } p { margin: var(--b) }",
        "p { margin: 1em }",
    ),
    "a rule of dark mode": (
        ":root { --a: red } @media (prefers-color-scheme:dark) { :root { --a: pink } p { color: var(--a) } }",
        "@media (prefers-color-scheme: dark) { p { color: pink } }",
    ),
    "the order of rules": (
        ":root { --a: red } @media (prefers-color-scheme: dark) { :root { --a: pink } } h2 { color: var(--a) } h2 { color: blue }",
        "h2 { color: red } @media (prefers-color-scheme: dark) { h2 { color: pink } } h2 { color: blue }",
    ),
    "a rule in a query": (
        ":root { --a: red } @media (prefers-color-scheme: dark) { :root { --a: pink } } "
        "@media (min-width: 40em) { p { color: var(--a) } }",
        "@media (min-width: 40em) { p { color: red } } "
        "@media (prefers-color-scheme: dark) { @media (min-width: 40em) { p { color: pink } } }",
    ),
    "nothing of dark mode": (":root { --a: red } p { color: var(--a) }", "p { color: red }"),
    "a token of dark mode alone": (
        "@media (prefers-color-scheme: dark) { :root { --a: pink } } p { color: var(--a, red) }",
        "p { color: red } @media (prefers-color-scheme: dark) { p { color: pink } }",
    ),
}


@pytest.mark.parametrize("name", DERIVED)
def test_a_rule_has_its_like_for_dark_mode_behind_it(name):
    written, finished = DERIVED[name]
    assert squeezed(without_variables(written, {})) == finished


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("script", "rule"), [("latin", "\nbody > section"), ("arabic", '\nhtml[dir="rtl"] body > section')]
)
def test_a_line_has_70_characters_at_most(theme, script, rule, sheet_of):
    widest = re.search(re.escape(rule) + r" \{ max-width: ([\d.]+)em", sheet_of(theme))
    edition = edition_of("plain")
    face = next(cut.face for cut in cuts(edition, ()) if cut.name == f"book-{script}" and cut.face.weight == 400)
    assert float(widest[1]) / average_width(face, script) <= MOST_CHARACTERS


@pytest.mark.parametrize("theme", THEMES)
def test_only_hairlines_have_fixed_units(theme, sheet_of):
    fixed = []
    for declaration in declarations(tinycss2.parse_stylesheet(sheet_of(theme), skip_comments=True)):
        value = tinycss2.serialize(declaration.value)
        if re.search(r"(?<![\w.#])(?!0px)[\d.]+(px|pt|pc|mm|cm|in|q)\b", value, re.IGNORECASE):
            fixed.append((declaration.name, value))
    assert [each for each in fixed if not each[0].startswith("border")] == []


def declarations(rules):
    for rule in rules:
        if getattr(rule, "content", None) is None:
            continue
        if rule.type == "at-rule":
            yield from declarations(tinycss2.parse_rule_list(rule.content, skip_comments=True))
            continue
        parsed = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
        yield from (each for each in parsed if each.type == "declaration")


@pytest.fixture
def sheet_of(tmp_path):
    return partial(_sheet, tmp_path)


def _sheet(folder, theme):
    edition = edition_of(theme)
    return theme_of(folder, edition).sheet("epub.css")
