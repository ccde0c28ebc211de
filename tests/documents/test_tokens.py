"""A style sheet's tokens, the sheet without its variables, and the canon that a theme sets for its pages."""

from __future__ import annotations

import pytest
import tinycss2

from bookbuild.documents.theme import shipped_styles
from bookbuild.documents.tokens import Canon, canon_of, tokens_of, too_long_token, without_variables
from bookbuild.documents.variables import DEEPEST

THEMES = sorted(path.name for path in shipped_styles().iterdir() if (path / "print-own.css").is_file())


def test_the_last_of_a_name_is_the_token() -> None:
    sheet = ":root { --a: 1; --b: red }\np { --a: 3 }\n@media screen { :root { --a: 4 } }\n:root { --a: 2 }"
    assert tokens_of(sheet) == {"--a": "2", "--b": "red"}


RESOLVED = [
    (":root { --a: red } p { color: var(--a) }", "p { color: red }"),
    (":root { --a: var(--b); --b: 1px solid } p { border: var(--a) }", "p { border: 1px solid }"),
    ("p { color: var(--given) }", "p { color: blue }"),
    ("p { color: var(--unknown, green) }", "p { color: green }"),
    (":root { --given: black } p { color: var(--given) }", "p { color: black }"),
    ("p { content: 'a' } :root { color: red; --a: 1 }", "p { content: 'a' } :root { color: red; --a: 1 }"),
]


@pytest.mark.parametrize(("sheet", "expected"), RESOLVED)
def test_variables_are_replaced(sheet: str, expected: str) -> None:
    assert without_variables(sheet, {"--given": "blue"}).replace('"', "'").strip() == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("var(--b)", "var(--a)"),
        ("x var(--b) y", " ".join(["x"] * (DEEPEST // 2) + ["var(--a)"] + ["y"] * (DEEPEST // 2))),
    ],
)
def test_tokens_that_name_each_other_come_to_an_end(value: str, expected: str) -> None:
    sheet = f":root {{ --a: {value}; --b: var(--a) }} p {{ color: var(--a); margin: 1px }}"
    assert without_variables(sheet, {}).strip() == f"p {{ color: {expected}; margin: 1px }}"


def test_a_canon_is_read() -> None:
    tokens = {"--measure": "62", "--canon": "2 3 4 6", "--widest": "0.7", "--tallest": "0.72"}
    assert canon_of(tokens) == Canon(62, 0.7, 0.72, 2, 3, 4, 6)
    assert canon_of({}) == Canon()


@pytest.mark.parametrize(
    "wrong",
    [{"--measure": "wide"}, {"--measure": "5"}, {"--tallest": "1.2"}, {"--canon": "2 3 4"}, {"--canon": "2 3 4 0"}],
)
def test_a_canon_that_is_none_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        canon_of(wrong)


@pytest.mark.parametrize("name", THEMES)
def test_the_lines_of_every_theme_hold_from_60_to_70_characters(name: str) -> None:
    base = (shipped_styles() / "plain" / "print.css").read_text(encoding="utf-8")
    own = (shipped_styles() / name / "print-own.css").read_text(encoding="utf-8")
    assert 60 <= canon_of(tokens_of(base + own)).measure <= 70


@pytest.mark.parametrize(
    ("css", "name"),
    [
        (":root { --a: var(--b) x; --b: var(--a) }", None),
        ("p { " + "".join(f"--a{n}: var(--a{n + 1}) var(--a{n + 1});" for n in range(8)) + " --a8: x }", None),
        ("p { " + "".join(f"--a{n}: var(--a{n + 1}) var(--a{n + 1});" for n in range(30)) + " --a30: x }", "--a0"),
        (
            "@media print { p { --b: "
            + "var(--c)" * 1_000
            + " } } q { --c: var(--x, "
            + "var(--d)" * 90
            + "); --d: xxx }",
            "--b",
        ),
    ],
)
def test_a_token_that_grows_with_those_it_is_made_of_is_too_long(css: str, name: str | None) -> None:
    found = too_long_token(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))
    assert (found and found[0]) == name
