"""`inspect` and `fonts`: what the command makes of facts, of findings, of a profile that is not there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from command_samples import Pipeline, object_of

from bookbuild import inspection
from bookbuild.diagnostics import Code, Finding

Run = Callable[..., Result]
FACTS = {"pages": 3, "title": None, "tagged": True, "fonts": [{"name": "Amiri"}, {"name": "EB"}], "labels": ["i", "1"]}
LAYER = {"pdfium": {"letters": 1.0, "lost": []}, "poppler": {"letters": 0.5, "lost": ["نعم"]}}
LOOSE = Finding(Code.LINE_LOOSE, "a line is loose", "write it anew", page=2)


@pytest.fixture
def inspected(monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of which the inspection says FACTS and one warning."""

    def inspect(path: Path, *, profile: str | None = None, documents: Any = None) -> inspection.Inspection:
        if profile == "none":
            raise ValueError("a file of format pdf has no profile `none`")
        facts = FACTS | ({"text_layer": LAYER} if documents and documents() else {})
        return inspection.Inspection(path.name, "pdf", facts, (LOOSE,))

    monkeypatch.setattr(inspection, "inspect", inspect)
    return Path("cave-press.pdf")


def test_json_of_an_inspection_is_the_object_of_the_contract(inspected: Path, run: Run) -> None:
    inspected.touch()
    given = object_of(run("inspect", "cave-press.pdf", "--json"))
    assert list(given) == ["file", "format", "facts", "findings"]
    assert (given["file"], given["format"], given["facts"]) == ("cave-press.pdf", "pdf", FACTS)
    assert (given["findings"][0]["code"], given["findings"][0]["book"]) == ("line-loose", None)


def test_the_findings_of_a_file_bear_the_name_of_its_book_and_edition(
    inspected: Path, run: Run, pipeline: Pipeline
) -> None:
    inspected.touch()
    (finding,) = object_of(run("inspect", "cave-press.pdf", "--book", "cave", "--json"))["findings"]
    assert (finding["book"], finding["edition"], finding["page"]) == ("cave", "press", 2)
    assert pipeline.calls == [{"book": Path("cave"), "file": inspected}]


def test_the_text_of_a_file_is_held_against_its_book(inspected: Path, run: Run, pipeline: Pipeline) -> None:
    inspected.touch()
    asked = ("inspect", "cave-press.pdf", "--book", "cave")
    assert object_of(run(*asked, "--json"))["facts"]["text_layer"] == LAYER
    lines = run(*asked).stdout.splitlines()
    assert lines[-2].split(maxsplit=3)[2:] == ["pdfium;", "letters: 1.0; lost:"]
    assert lines[-1].split() == ["poppler;", "letters:", "0.5;", "lost:", "نعم"]


def test_facts_are_a_table_for_a_person(inspected: Path, run: Run) -> None:
    inspected.touch()
    lines = run("inspect", "cave-press.pdf").stdout.splitlines()
    assert [line.split() for line in lines] == [
        ["file", "cave-press.pdf"],
        ["format", "pdf"],
        ["pages", "3"],
        ["title", "–"],
        ["tagged", "yes"],
        ["fonts", "name:", "Amiri"],
        ["name:", "EB"],
        ["labels", "i,", "1"],
    ]


def test_a_profile_that_the_format_has_not_is_wrong_usage(inspected: Path, run: Run) -> None:
    inspected.touch()
    result = run("inspect", "cave-press.pdf", "--profile", "none")
    assert result.exit_code == 2
    assert "no profile `none`" in result.stderr


def test_a_printer_of_a_file_that_is_not_printed_is_wrong_usage(run: Run) -> None:
    Path("book.epub").write_bytes(b"PK\x03\x04")
    result = run("inspect", "book.epub", "--printer", "kdp")
    assert (result.exit_code, "--printer" in result.stderr) == (2, True)


def test_what_a_press_file_is_held_to_is_a_table_for_a_person(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    rules = [{"name": "boxes", "source": "ISO 15930-7", "verdict": "kept"}]
    ink = {"limit": 300, "by": "ghostscript", "rendered": "2 of 2 pages", "pages": {"1": 90.5, "2": 240.0}}
    held = {"printer": "offset", "profile": "x4", "read": "all", "rules": rules, "ink": ink}
    report = inspection.Inspection("book.pdf", "pdf", {"preflight": held})
    monkeypatch.setattr(inspection, "inspect", lambda path, **_: report)
    Path("book.pdf").touch()
    shown = [line.split(maxsplit=1) for line in run("inspect", "book.pdf", "--printer", "offset").stdout.splitlines()]
    assert shown[2:] == [
        ["preflight", "offset and x4; read: all"],
        ["rules", "kept: boxes (ISO 15930-7)"],
        ["ink", "limit: 300; by ghostscript; 2 of 2 pages"],
        ["page", "2: 240.0 %"],
        ["page", "1: 90.5 %"],
    ]


def test_a_file_that_is_neither_epub_nor_pdf_has_a_finding(run: Run) -> None:
    Path("notes.txt").write_text("words", encoding="utf-8")
    result = run("inspect", "notes.txt", "--json")
    assert (result.exit_code, object_of(result)["facts"]) == (1, {})
    assert [finding["severity"] for finding in object_of(result)["findings"]] == ["error"]


@dataclass(frozen=True, slots=True)
class FontUse:
    edition: str
    role: str
    family: str
    files: tuple[Path, ...]
    found: bool
    remedy: str
    signs: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


def test_a_font_that_is_missing_is_named_with_its_remedy(pipeline: Pipeline, run: Run) -> None:
    pipeline.uses = (
        FontUse("press", "arabic", "Amiri", (Path("/fonts/Amiri.ttf"),), True, "", ("ﷺ", "ﷻ"), ("رضي الله عنه",)),
        FontUse("press", "latin", "Zapf", (), False, "install it"),
    )
    result = run("fonts", "cave")
    assert result.exit_code == 3
    assert result.stdout.splitlines()[-2:] == ["Amiri: signs for ﷺ ﷻ; as phrases: 1 others", "Zapf: install it"]
    given = object_of(run("fonts", "cave", "--json"))
    assert [(font["family"], font["found"]) for font in given["fonts"]] == [("Amiri", True), ("Zapf", False)]
