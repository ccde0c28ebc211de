"""Names in a publisher's style sheets and templates that nothing answers to."""

from __future__ import annotations

import pytest
import tinycss2

from bookbuild.documents import css_values
from bookbuild.documents.known_names import (
    properties,
    selected_classes,
    shipped_classes,
    undefined_tokens,
    unknown_classes,
    unknown_properties,
    unknown_tokens,
)
from bookbuild.documents.theme_files import shipped_styles


def strange(sheet: str) -> list[tuple[int | None, int | None, str]]:
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    return [(f.location.line, f.location.column, f.remedy) for f in unknown_properties(rules, "print.css")]


@pytest.mark.parametrize(
    ("sheet", "found"),
    [
        ("p { colr: red }", [(1, 5, "write `color`")]),
        ("p { color: red;\n  text-ident: 1em }", [(2, 3, "write `text-indent`")]),
        ("@media print { p { marginn: 0 } }", [(1, 20, "write `margin`")]),
        ("@supports (a: b) { @media print { p { flaot: none } } }", [(1, 39, "write `float`")]),
        ('@page { sise: A5; @top-left { contnt: "" } }', [(1, 9, "write `size`"), (1, 31, "write `content`")]),
        ("p { & a { colr: red } }", [(1, 11, "write `color`")]),
        ("p { qwertyuiop: 1 }", [(1, 5, "take it out, or write a property of CSS")]),
        ("@font-face { font-family: a; src: local(b); ascent-override: 90% }", []),
        ("p { -epub-hyphens: auto; --mine: 1; COLOR: red }", []),
    ],
)
def test_what_is_no_property_is_found_with_its_place(sheet: str, found: list[tuple[int, int, str]]) -> None:
    assert strange(sheet) == found


@pytest.mark.parametrize(
    ("sheet", "found"),
    [
        ("p { color: redd }", [(1, 5, "write a name of CSS, or `#rrggbb`")]),
        ("@media print { p { width: 12 } }", [(1, 20, "write a unit, such as `em`, `pt` or `%`")]),
        ("p { & a { display: blok } }", [(1, 11, "write `block`")]),
        ("p { margin: 0 2foo }", [(1, 5, "write a unit, such as `em`")]),
        ("@page { @top-left { font-style: italics } }", [(1, 21, "write `italic`")]),
        ("p { font-size: ; }", [(1, 5, "write one, or take the property out")]),
        ("p { color: red !importnt }", [(1, 5, "write `!important`, or take what begins with `!` out")]),
        ("p:hovr, p::befor { color: red }", [(1, 1, "write `hover`"), (1, 1, "write `before`")]),
        ("p { color: #12345 }", [(1, 5, "write a name of CSS, or `#rrggbb`")]),
        ("p { color: currentColor; background-color: transparent; border-color: red #fff inherit }", []),
        ("p { color: var(--a); color: device-cmyk(0 0 0 1); width: calc(1em + 2px); margin: 0; line-height: 1.5 }", []),
        ("p { --mine: 2foo; z-index: 3; font-weight: 600; position: running(head); display: inline flow-root }", []),
        ("li:nth-child(2n+1)::marker, a:is(.x):not(:first-child)::footnote-call { content: none }", []),
    ],
)
def test_what_is_no_value_or_selector_is_found_with_its_place(sheet: str, found: list[tuple[int, int, str]]) -> None:
    assert strange(sheet) == found


def test_the_properties_of_words_are_properties() -> None:
    assert set(css_values._WORDS) | css_values._COLOURS | css_values._LENGTHS <= properties()


def test_the_engine_knows_no_property_that_we_do_not() -> None:
    from weasyprint.css.validation.expanders import EXPANDERS
    from weasyprint.css.validation.properties import PROPERTIES

    assert {name.replace("_", "-") for name in (*PROPERTIES, *EXPANDERS)} <= properties() | {"-weasy-lang"}


@pytest.mark.parametrize("path", sorted(shipped_styles().rglob("*.css")), ids=lambda path: "/".join(path.parts[-2:]))
def test_the_tools_own_sheets_are_clean(path: object) -> None:
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert strange(text) == []


@pytest.mark.parametrize(
    ("own", "remedies"),
    [
        (":root { --measre: 60 }", ["write `--measure`"]),
        ("p { --kashidas: off }", ["write `--kashida`"]),
        ("/* --measre: 1 */ p { --kashida: off; --mine: 3 }", []),
        (":root { --measure: 60; --title-size: 2em }", []),
        (":root { --my-red: red } p { color: var(--my-red) }", []),
        (":root { --line-up: 1; --mine: 2 }", []),
    ],
)
def test_a_token_that_nothing_asks_for_is_found_where_it_is_near_to_one(own: str, remedies: list[str]) -> None:
    others = (shipped_styles() / "plain" / "print.css").read_text(encoding="utf-8")
    assert [finding.remedy for finding in unknown_tokens(own, "print-own.css", others)] == remedies


@pytest.mark.parametrize(
    ("own", "found"),
    [
        ("p { color: var(--nowhere) }", [(1, 16, "set `--nowhere` in `:root`")]),
        ("p {\n  margin: 0 var(--sise) }", [(2, 17, "write `--size`, or set `--sise` in `:root`")]),
        ("p { color: var(--nowhere, red); width: var(--text-width) } /* var(--none) */", []),
        (":root { --mine: 1em } .a { --here: 2 } p { margin: var(--mine) var(--here) var(--line) }", []),
    ],
)
def test_a_token_that_nothing_sets_is_found_with_its_place(own: str, found: list[tuple[int, int, str]]) -> None:
    others = (shipped_styles() / "plain" / "print.css").read_text(encoding="utf-8")
    findings = undefined_tokens(own, "print-own.css", others)
    assert [(f.location.line, f.location.column, f.remedy) for f in findings] == found


@pytest.mark.parametrize("path", sorted(shipped_styles().rglob("*.css")), ids=lambda path: "/".join(path.parts[-2:]))
def test_the_tools_own_sheets_set_the_tokens_that_they_ask_for(path: object) -> None:
    below = [*(shipped_styles() / "plain").glob("*.css")]
    if path.parent.parent.name == "covers":  # type: ignore[attr-defined]
        below.append(shipped_styles() / "covers" / "base.css")
    plain = "".join(sheet.read_text(encoding="utf-8") for sheet in below)
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert [f.message for f in undefined_tokens(text, "a.css", plain)] == []


def test_a_class_that_nothing_styles_is_found_where_it_is_near_to_one() -> None:
    template = '<p\n  class="titel {{ own }} x-titel">{{ a }}</p><p class="{% if a %}subtitle{% endif %} mine">b</p>'
    (finding,) = unknown_classes(template, "title-page.xhtml", shipped_classes() | selected_classes(".mine.own {}"))
    assert (finding.location.line, finding.location.column, finding.location.width) == (2, 10, 5)
    assert finding.remedy == "write `title`; a class of your own begins with `x-`"
