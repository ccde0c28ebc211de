"""Lines that are loose or wider than their measure: found with page and text, kept with fragments, waived."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bookbuild import pipeline
from bookbuild.diagnostics import Code, Finding
from bookbuild.typeset.engine import engine
from bookbuild.typeset.engine.proofreading import LOOSE_ARABIC, faults_of
from bookbuild.workshop import workshop

LONG = "1234567890" * 8
WIDE = "1234567890" * 6
"""Wider than the measure of a page, and not than the page."""
TEXT = "They went out by night along the road to the south and the others went north and looked for them there. " * 3


def faults(body: str, css: str = "", lang: str = "en") -> list[Any]:
    font, direction = ('"EB Garamond 12"', "ltr") if lang == "en" else ("Amiri", "rtl")
    style = (
        ':root { --arabic: "Amiri"; --quran: "Amiri Quran" } @page { size: 105mm 148mm; margin: 12mm }'
        f"body {{ font: 11pt/1.4 {font}; text-align: justify }} {css}"
    )
    document = engine.HTML(string=f'<html lang="{lang}" dir="{direction}"><style>{style}</style><body>{body}').render()
    return [fault for page in document.pages for fault in faults_of(page)]


def codes(*arguments: str) -> list[str]:
    return [fault.code for fault in faults(*arguments)]


NO_FAULT = {
    "even lines": f"<p>{TEXT}",
    "a line that is not justified": f'<p style="text-align: left">{LONG[:40]} {LONG[:40]} and',
    "a title that stands in the middle": '<h1 style="text-align: center">A title',
    "an indent to the left": f'<p style="text-indent: -2em; padding-left: 2em">{TEXT}',
    "a number that stands in the margin": f'<p style="padding-right: 3em">{TEXT[:60]}<span style="margin-right: -3em; padding-left: 2em">12</span>',
    "spaces kept at the end of a line": f'<pre style="white-space: pre-wrap">{TEXT[:50]}{" " * 60}\nand</pre>',
    "a float": f'<p><span style="float: left; width: 60px">A</span>{TEXT}',
    "a table": "<table><tr><td>one<td>two</table>",
    "a picture": '<p><svg xmlns="http://www.w3.org/2000/svg" width="90" height="9"/>',
    "nothing": "<p></p>",
}


@pytest.mark.parametrize("body", NO_FAULT.values(), ids=NO_FAULT.keys())
def test_lines_without_fault(body: str) -> None:
    assert codes(body) == []


OVERFULL = {
    "a long word": f"<p>By {LONG}",
    "a word that does not wrap": f'<p style="white-space: nowrap">{TEXT}',
    "a word in a cell": f"<table><tr><td>one<td>{LONG}</table>",
    "a word in a narrow box": f'<div style="width: 40px">{LONG[:20]}</div>',
    "a line of code": f'<pre style="text-align: left">{LONG}</pre>',
}


@pytest.mark.parametrize("body", OVERFULL.values(), ids=OVERFULL.keys())
def test_lines_wider_than_their_measure(body: str) -> None:
    found = faults(body, "", "en")
    assert {fault.code for fault in found} == {"line-overfull"}
    assert all(fault.amount > 0.5 and fault.text for fault in found)


def test_how_far_a_line_goes_beyond_is_in_points() -> None:
    narrow, wide = (faults(f'<div style="width: {width}pt">{LONG[:20]}')[0].amount for width in (20, 30))
    assert narrow - wide == pytest.approx(10, abs=0.11)


def test_loose_lines_by_script() -> None:
    assert codes('<p style="width: 10em">One two Wallpaperwallpaper') == ["line-loose"]
    arabic = '<p style="width: {}em">من على {}'
    found = faults(arabic.format(6, "والمستضعفين"), "", "ar")
    assert [fault.code for fault in found] == ["line-loose"]
    assert found[0].text == "من على"
    assert found[0].amount > LOOSE_ARABIC


def test_hemistichs_are_brought_to_their_measure_however_far_that_is() -> None:
    line = '<p style="--kashida: verse; width: 12em; text-align-last: justify">من على'
    assert codes(line, "", "ar") == []


# ---- in a build

BOOK = '[book]\ntitle = "B"\n[matter]\nfront = []\nbody = ["*.md"]\n[editions.screen]\nformat = "pdf"\ntrim = "A5"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "wide"
    folder.mkdir()
    (folder / "book.toml").write_text(BOOK, encoding="utf-8")
    (folder / "01.md").write_text("# One\n\n" + "A line of text. " * 900, encoding="utf-8")
    (folder / "02.md").write_text(f"# Two\n\n{'And so on. ' * 700}\n\n{WIDE}\n", encoding="utf-8")
    return folder


class Quiet:
    def step(self, book: str, edition: str | None, name: str) -> None: ...

    def section(self, book: str, edition: str, title: str) -> None: ...


def built(folder: Path, *, jobs: int = 1, strict: bool = False, one_go: bool = False) -> Any:
    with workshop(jobs, folder.parent / "cache") as shop:
        return pipeline.build(
            folder, editions=(), out=folder.parent / "dist", strict=strict, one_go=one_go, workshop=shop, progress=Quiet()
        )  # fmt: skip


def overfull(result: Any) -> Finding:
    (found,) = (finding for finding in result.findings if finding.code is Code.LINE_OVERFULL)
    return found


def test_a_finding_names_page_and_text(folder: Path) -> None:
    import pymupdf

    result = built(folder)
    found = overfull(result)
    assert (found.location.path, found.location.line) == ("02.md", 5)
    assert WIDE in found.message
    with pymupdf.open(result.editions[0].path) as pdf:
        assert [n + 1 for n, page in enumerate(pdf) if WIDE[:30] in page.get_text()] == [found.page]


def test_kept_fragments_keep_it_whoever_sets_them(folder: Path) -> None:
    first = overfull(built(folder, jobs=2))
    assert overfull(built(folder)) == first
    (folder / "01.md").write_text("# One\n\nShort.\n", encoding="utf-8")
    second = overfull(built(folder))
    assert second.page < first.page
    assert overfull(built(folder, one_go=True)) == second


def test_strict_stops_at_it_unless_it_is_waived(folder: Path) -> None:
    assert built(folder, strict=True).editions == ()
    waiver = '[[allow]]\ncode = "line-overfull"\npath = "02.md"\nreason = "So be it."\n'
    (folder / "book.toml").write_text(BOOK + waiver, encoding="utf-8")
    result = built(folder, strict=True)
    assert result.editions
    assert overfull(result).allowed
