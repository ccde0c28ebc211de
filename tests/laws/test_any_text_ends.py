"""Law: whatever one text has many of, checking it ends in findings, in time that grows with its length."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from grown_books import KINDS, checked, grown
from law_samples import ROOT
from seconds import seconds

from bookbuild.diagnostics import Code, Finding
from bookbuild.sources.chapter.chapters import read_chapter, split_lines
from bookbuild.sources.chapter.parse_context import ParseContext

MOST_RATIO = 6.0
"""Time at four times the size over time at the size: 4 where it grows with the text, 16 where with its square."""

MEASURED = {
    "emphases nested, spaced": 75, "subscripts closed": 250, "verse openings spaced": 500, "signs spaced": 1250,
    "sign phrases, english": 150, "names with signs": 300, "names joined": 1250, "names, arabic": 300, "dates": 150,
    "verses typed, one paragraph": 20, "verses unmarked, one paragraph": 30, "directions in turn": 450, "headings": 150,
    "notes": 150, "note called often": 350, "table rows": 200, "list items": 250, "stanzas": 75, "index entries": 75,
    "links": 150, "links broken": 30, "ids alike": 250, "code spans": 600, "soft breaks": 1250, "toml waivers": 125,
}  # fmt: skip
"""Kinds of text, and a size at which each takes some tenths of a second."""

ChapterFindings = Callable[[str], list[Finding]]


@pytest.fixture
def chapter_findings() -> ChapterFindings:
    """What is found in a text that stands in no book."""

    def found(text: str) -> list[Finding]:
        reading = ParseContext("chapter.md", split_lines(text))
        read_chapter(reading)
        return reading.findings

    return found


@pytest.fixture
def collected() -> Iterator[None]:
    """Python's collector looks through what is made meanwhile, not through all that a run of tests holds."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("collected")
@pytest.mark.parametrize("kind", MEASURED)
def test_time_grows_with_the_text(tmp_path: Path, kind: str) -> None:
    size = MEASURED[kind]
    once, four_times = grown(tmp_path, kind, size), grown(tmp_path, kind, 4 * size)
    checked(once)
    ratios = (seconds(lambda: checked(four_times), 2) / seconds(lambda: checked(once), 2) for _ in range(3))
    assert any(ratio < MOST_RATIO for ratio in ratios)


@pytest.mark.parametrize("kind", KINDS)
def test_a_hundredth_ends_in_findings(tmp_path: Path, kind: str) -> None:
    result = checked(grown(tmp_path, kind, max(KINDS[kind].most // 100, 2)))
    assert result.editions == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("one two " + "x" * 2_001, (1, 9)),
        ("one " + "(a)" * 3_334, (1, 5)),
        ("one" + " " * 1_001 + "two", (1, 4)),
        ("one a" + "\u0301" * 31, (1, 6)),
        ("ب" + "\u064e" * 31, (1, 2)),
        ("word " * 20_001, (1, 1)),
        ("word " * 10_001 + "\n" + "word " * 10_001, (1, 1)),
        ("ﷺ " * 5_001, (1, 1)),
        ("## " + "word " * 401, (1, 1)),
        ("a\n" * 100_001, (100_000, 1)),
        ("a\n\n" * 12_001, (24_001, 1)),
        ("| a |\n|---|\n" + "| b |\n" * 3_001, (1, 1)),
        ("|" + " a |" * 101 + "\n|" + "---|" * 101 + "\n|" + " b |" * 101, (1, 1)),
        ("::: {.verse}\n" + "a // b\n" * 1_201 + ":::", (1, 1)),
        ("## A\n\n" * 2_001, (4_001, 1)),
        ("- a\n" * 5_001, (5_001, 1)),
        (("- a\n" * 1_251 + "\nText.\n\n") * 4, (5_010, 1)),
        ("a\n" + ": b\n" * 5_001, (5_002, 1)),
        ("[^1]: note\n\n" + ("a[^1]\n" * 500 + "\n") * 4, (1_506, 2)),
        ("[^1]: " + "note " * 10_000 + "\n\n" + "a[^1]\n" * 6, (7, 2)),
    ],
)
def test_what_no_book_has_is_too_large(text: str, place: tuple[int, int], chapter_findings: ChapterFindings) -> None:
    found = [finding for finding in chapter_findings(text) if finding.code is Code.TOO_LARGE]
    assert [(finding.location.line, finding.location.column) for finding in found] == [place]


@pytest.mark.parametrize(
    "text",
    [
        "one two " + "x" * 2_000,
        "one" + " " * 1_000 + "two",
        "one a" + "\u0301" * 30,
        "word " * 20_000,
        "## " + "word " * 399,
        "| a |\n|---|\n" + "| b |\n" * 3_000,
        "::: {.verse}\n" + "خرج الرجل من بيته // خرج الرجل من بيته\n" * 1_200 + ":::",
        "## A\n\n" * 2_000,
        "- a\n" * 5_000,
    ],
)
def test_what_is_at_its_limit_is_none(text: str, chapter_findings: ChapterFindings) -> None:
    assert Code.TOO_LARGE not in {finding.code for finding in chapter_findings(text)}


@pytest.mark.slow
@pytest.mark.parametrize("command", ["check", "epub", "pdf"])
def test_the_largest_end_within_the_bars(command: str) -> None:
    """20 s and 1 GB on a machine of its own; here a machine may be slow, and do much else."""
    script = [sys.executable, ROOT / "benchmarks" / "growth.py", "--sizes", "1", "4", "--seconds", "120"]
    told = subprocess.run([*script, "--command", command], capture_output=True, text=True, check=False)
    assert told.stdout.endswith("0 missed\n"), "\n".join(line for line in told.stdout.splitlines() if "!!" in line)
