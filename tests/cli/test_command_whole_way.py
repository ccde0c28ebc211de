"""The command with the real pipeline: the book that `new` lays down has no findings, and builds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from command_samples import object_of

Run = Callable[..., Result]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_book_to_start_from_has_no_findings(language: str, run: Run) -> None:
    assert run("new", "mine", "--language", language).exit_code == 0
    result = run("check", "mine", "--json", "--strict")
    assert (result.exit_code, object_of(result)) == (0, {"books": [{"book": "mine"}], "findings": []})


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_book_to_start_from_builds(language: str, run: Run) -> None:
    run("new", "mine", "--language", language)
    result = run("build", "mine", "--strict", "--json")
    assert (result.exit_code, object_of(result)["findings"]) == (0, [])
    made = {edition["name"]: edition for edition in object_of(result)["books"][0]["editions"]}
    assert [Path(edition["path"]).suffix for edition in made.values()] == [".epub", ".pdf", ".pdf"]
    assert all(Path(edition["path"]).stat().st_size == edition["bytes"] for edition in made.values())
    assert made["ebook"]["pages"] is None
    assert made["press"]["pages"] >= 4


def test_an_edition_that_is_not_there_is_wrong_usage_with_the_nearest_name(run: Run) -> None:
    run("new", "mine")
    result = run("build", "mine", "--edition", "pres")
    assert result.exit_code == 2
    assert "did you mean `press`?" in result.stderr


def test_the_fonts_of_the_book_to_start_from_are_on_this_machine(run: Run) -> None:
    run("new", "mine")
    result = run("fonts", "mine", "--json")
    assert result.exit_code == 0
    assert {font["family"] for font in object_of(result)["fonts"]} >= {"Amiri", "Amiri Quran"}


def test_the_editions_are_those_of_its_settings(run: Run) -> None:
    run("new", "mine")
    editions = object_of(run("editions", "mine", "--json"))["editions"]
    assert [(edition["name"], edition["format"]) for edition in editions] == [
        ("ebook", "epub"),
        ("press", "pdf"),
        ("screen", "pdf"),
    ]
