"""docs/import.md: its example is what import makes, and its table has every repair."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

from bookbuild.intake.importing.way import ImportOptions, import_files
from bookbuild.intake.reader import RepairCode
from bookbuild.progress import Unwatched

PAGE = (Path(__file__).parents[2] / "docs" / "import.md").read_text(encoding="utf-8")
HEAD = re.compile(r"(?=^\d+ +THE ROAD TO YATHRIB$)", re.MULTILINE)


def block(after: str) -> str:
    """The indented lines that follow a sentence of the page."""
    lines = PAGE.split(f"{after}\n\n")[1].splitlines()
    end = next(number for number, line in enumerate(lines) if line and not line.startswith("    "))
    return textwrap.dedent("\n".join(lines[:end])).strip()


def test_the_example_comes_out_as_it_is_told(tmp_path: Path) -> None:
    """The two pages stand between others of their book: a head is one because pages share it."""
    pages = [part.strip() for part in HEAD.split(block("as an extraction left them:")) if part.strip()]
    assert len(pages) == 2
    days = {6: "It was the first day.", 7: "Then it was the second.", 8: "And they slept."}
    before = [f"{number}   THE ROAD TO YATHRIB\n\n{day}" for number, day in days.items()]
    (tmp_path / "road.txt").write_text("\f".join([*before, *pages]), encoding="utf-8")
    done = import_files([tmp_path / "road.txt"], tmp_path / "book", ImportOptions(), Unwatched())
    [(path, _)] = done.chapters
    assert block("and what stands in the manuscript:") in (tmp_path / "book" / path).read_text(encoding="utf-8")
    codes = {str(repair.code) for repair in done.repairs}
    assert {"line-joined", "paragraph-joined", "quote-curled", "honorific-moved", "honorific-restored"} <= codes
    assert [piece.reason for piece in done.dropped if "YATHRIB" in piece.text] != []


def test_every_repair_stands_in_the_table() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \|", PAGE, re.MULTILINE)
    assert rows == [str(code) for code in RepairCode]
