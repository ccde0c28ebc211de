"""docs/findings.md has every code, under its severity, and says of those that nothing finds yet that it is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import bookbuild
from bookbuild.diagnostics import Code, Severity

PAGE = (Path(__file__).parents[2] / "docs" / "findings.md").read_text(encoding="utf-8")
PACKAGE = Path(bookbuild.__file__).parent
NAMED_NOT_FOUND = ("diagnostics.py", "findings.py")
"""Modules that name codes without finding anything."""


def rows(heading: str) -> dict[str, list[str]]:
    """Code → meaning and remedy, of the table under `heading`."""
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return {code.strip("` "): rest for code, *rest in cells}


@pytest.mark.parametrize(("heading", "severity"), [("Errors", Severity.ERROR), ("Warnings", Severity.WARNING)])
def test_every_code_stands_under_its_severity_in_the_order_of_the_enum(heading: str, severity: Severity) -> None:
    assert list(rows(heading)) == [code.value for code in Code if code.severity is severity]


@pytest.mark.parametrize("heading", ["Errors", "Warnings"])
def test_every_code_has_a_meaning_and_a_remedy(heading: str) -> None:
    assert [code for code, cells in rows(heading).items() if len(cells) != 2 or not all(cells)] == []


def test_what_nothing_finds_yet_is_marked_so() -> None:
    """A check that has just been written: take `(*not yet*)` out of the row of its code."""
    sources = [path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py") if path.name not in NAMED_NOT_FOUND]
    used = {name for source in sources for name in re.findall(r"\bCode\.([A-Z_]+)", source)}
    silent = [code.value for code in Code if code.name not in used and code is not Code.ALLOW_UNUSED]
    marked = [
        code for heading in ("Errors", "Warnings") for code, cells in rows(heading).items() if "*not yet*" in cells[0]
    ]
    assert marked == silent
