"""Findings as text, as SARIF and as GitHub's commands."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from command_samples import FONT, MISMATCH, UNUSED, Outcome, Pipeline, object_of

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.reporting.rules import rules, web_address
from bookbuild.reporting.text import Look, counted, finding_text, findings_text

Run = Callable[..., Result]

CONTRACT = """\
chapters/03.md:14:31: error[quran-mismatch]: `فِي الْعَهْدِ` is not the text of 9:40, which reads `فِي ٱلۡغَارِ`
   14 | ﴿ثَانِيَ اثْنَيْنِ إِذْ هُمَا فِي الْعَهْدِ﴾ [9:40]
      |                               ^
  remedy: write `[9:40]{.quran words="10-15"}`, or correct the words"""


def test_the_text_form_is_that_of_the_contract() -> None:
    assert finding_text(MISMATCH) == CONTRACT


def test_on_a_terminal_the_caret_counts_cells_since_marks_take_none() -> None:
    caret = finding_text(MISMATCH, Look(columns=100)).splitlines()[2]
    assert caret.index("^") == len("      | ") + len("﴿ثاني اثنين إذ هما ")


def test_the_caret_is_as_wide_as_the_finding() -> None:
    finding = replace(UNUSED, location=Location("a.md", 3, 3, width=4), source="a word here")
    assert finding_text(finding).splitlines()[1:3] == ["    3 | a word here", "      |   ^^^^"]


@pytest.mark.parametrize("column", [1, 300, 600])
def test_a_long_line_is_cut_to_the_terminal_around_the_caret(column: int) -> None:
    source = "".join(chr(0x4E00 + place) if place == column - 1 else "x" for place in range(600))
    finding = replace(UNUSED, location=Location("a.md", 3, column), source=source)
    line, caret = finding_text(finding, Look(columns=60)).splitlines()[1:3]
    assert len(line) <= 60
    assert line[caret.index("^")] == source[column - 1]


def test_characters_that_act_on_a_terminal_are_shown_and_keep_their_place() -> None:
    finding = replace(UNUSED, message="a \x1b[31m b", location=Location("a.md", 1, 3), source="\u202ea\x07b")
    assert finding_text(finding).splitlines()[:3] == [
        "a.md:1:3: warning[note-unused]: a �[31m b",
        "    1 | �a�b",
        "      |   ^",
    ]


def test_a_finding_without_a_place_stands_under_its_book_and_edition() -> None:
    assert finding_text(FONT).splitlines() == [
        "cave: error[font-missing]: `Zapf` is not installed",
        "  in: edition `press`",
        "  remedy: install it",
    ]


def test_colour_takes_nothing_away() -> None:
    plain = finding_text(MISMATCH)
    coloured = finding_text(MISMATCH, Look(colour=True))
    assert "\x1b[" in coloured
    assert "\x1b[" not in plain


def test_several_books_are_told_apart() -> None:
    lines = findings_text([MISMATCH, replace(UNUSED, book="well")], several_books=True).splitlines()
    assert [line for line in lines if line.startswith("in ")] == ["in `cave`:", "in `well`:"]


def test_findings_are_counted_by_severity() -> None:
    assert counted(()) == "none"
    assert counted([MISMATCH, MISMATCH, UNUSED, replace(UNUSED, allowed=True)]) == "2 errors, 1 warning, 1 allowed"


def test_github_commands_escape_what_would_end_them(pipeline: Pipeline, run: Run) -> None:
    finding = Finding(Code.LINK_BROKEN, "50% of\n`a`", "mend: it", Location("a,b:c.md", 3, 7), book="cave")
    pipeline.books["cave"] = Outcome("cave", findings=(finding, UNUSED, FONT, replace(UNUSED, allowed=True)))
    result = run("check", "./cave", "--format", "github")
    assert result.stdout.splitlines() == [
        "::error file=cave/a%2Cb%3Ac.md,line=3,col=7,title=link-broken::50%25 of%0A`a`%0Amend: it",
        "::warning file=cave/a.md,line=3,col=1,title=note-unused::note `2` is never called%0Acall it, or take it out",
        "::error title=font-missing::`Zapf` is not installed%0Ainstall it",
    ]
    assert result.exit_code == 3


def test_github_prints_nothing_for_a_clean_book(pipeline: Pipeline, run: Run) -> None:
    assert run("check", "cave", "--format", "github").stdout == ""


def test_sarif_names_every_rule_and_place(pipeline: Pipeline, run: Run) -> None:
    spaced = replace(UNUSED, location=Location("chapters/الأول 1.md", 2, 1, width=3))
    pipeline.books["cave"] = Outcome("cave", findings=(MISMATCH, spaced, FONT, replace(UNUSED, allowed=True)))
    document = object_of(run("check", "cave", "--format", "sarif"))
    (sarif_run,) = document["runs"]
    assert document["version"] == "2.1.0"
    rules = [rule["id"] for rule in sarif_run["tool"]["driver"]["rules"]]
    results = sarif_run["results"]
    assert [rules[result["ruleIndex"]] for result in results] == [result["ruleId"] for result in results]
    assert results[0]["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "cave/chapters/03.md"},
                "region": {"startLine": 14, "startColumn": 31, "endColumn": 32},
            }
        }
    ]
    for rule in sarif_run["tool"]["driver"]["rules"]:
        assert re.fullmatch(
            rf"(?:https|file)://\S+/findings\.md#(?:error|warning)s:~:text={rule['id']}", rule["helpUri"]
        )
        assert "Remedy: " in rule["help"]["text"]
        assert "](" not in rule["fullDescription"]["text"] + rule["help"]["markdown"]
    uri = results[1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.isascii()
    assert " " not in uri
    whole = results[2]["locations"][0]["physicalLocation"]
    assert whole == {"artifactLocation": {"uri": "cave/book.toml"}, "region": {"startLine": 1}}
    assert results[3]["suppressions"][0]["kind"] == "external"
    assert {result["level"] for result in results} == {"error", "warning"}


def test_files_are_named_from_the_working_directory(tmp_path: Path, pipeline: Pipeline, run: Run) -> None:
    pipeline.books["cave"] = Outcome("cave", findings=(UNUSED,))
    result = run("check", str(tmp_path / "cave"), "--format", "github")
    assert "file=cave/a.md" in result.stdout


def test_every_code_has_a_rule() -> None:
    assert set(rules()) == set(Code)


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_a_build_is_told_in_the_forms_of_a_check(form: str, pipeline: Pipeline, run: Run) -> None:
    pipeline.books["cave"] = Outcome("cave", findings=(MISMATCH,))
    built, checked = run("build", "cave", "--format", form), run("check", "cave", "--format", form)
    assert (built.exit_code, built.stderr) == (checked.exit_code, checked.stderr)
    if form == "json":
        assert object_of(built)["findings"] == object_of(checked)["findings"]
        assert object_of(built)["books"] == [{"book": "cave", "editions": []}]
    else:
        assert built.stdout == checked.stdout


def test_two_forms_at_once_are_wrong_usage(pipeline: Pipeline, run: Run) -> None:
    assert run("build", "cave", "--json", "--format", "github").exit_code == 2


@pytest.mark.parametrize("command", ["build", "check"])
def test_findings_of_several_books_are_told_apart(command: str, pipeline: Pipeline, run: Run) -> None:
    for name in ("cave", "well"):
        pipeline.books[name] = Outcome(name, findings=(replace(UNUSED, book=name),))
    said = run(command, "cave", "well").stderr.splitlines()
    assert [line for line in said if line.startswith("in ")] == ["in `cave`:", "in `well`:"]


@pytest.mark.parametrize(
    ("origin", "address"),
    [
        ("https://github.com/o/bookbuild.git", "https://github.com/o/bookbuild"),
        ("ssh://git@github.com/o/bookbuild", "https://github.com/o/bookbuild"),
        ("https://token@gitlab.example.org:8443/g/h/b/", "https://gitlab.example.org/g/h/b"),
        ("file:///home/me/bookbuild", ""),
    ],
)
def test_a_browser_finds_the_repository_that_git_finds(origin: str, address: str) -> None:
    assert web_address(origin) == address
