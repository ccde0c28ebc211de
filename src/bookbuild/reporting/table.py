"""Results → tables in plain text: the files of a build, the books of a check, editions, fonts, the machine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

from bookbuild.diagnostics import Finding
from bookbuild.reporting.json import path_as_given
from bookbuild.reporting.text import counted, shown

if TYPE_CHECKING:
    from bookbuild.build_result import BuildResult, Built


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    right: bool = False


def table_text(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> str:
    """Rows under headings, apart by spaces, never folded: a table is also read by `grep` and `awk`."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for column in columns:
        table.add_column(Text(column.name), justify="right" if column.right else "left", no_wrap=True)
    for row in rows:
        table.add_row(*(Text(shown(cell)) for cell in row))
    out = StringIO()
    Console(file=out, width=10_000, color_system=None, legacy_windows=False).print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def build_table(results: Iterable[BuildResult]) -> str:
    """A line a file: its pages or sections, its size, the findings that concern it."""
    columns = (Column("file"), Column("length", right=True), Column("size", right=True), Column("findings"))
    return table_text(columns, [row for result in results for row in _build_rows(result)])


def check_table(results: Iterable[BuildResult]) -> str:
    columns = (Column("book"), Column("findings"))
    return table_text(columns, [(result.book, counted(result.findings)) for result in results])


def _build_rows(result: BuildResult) -> list[tuple[str, ...]]:
    if not result.editions:
        return [(f"{result.book}: not built", "", "", counted(result.findings))]
    return [
        (path_as_given(built.path), _length(built), size(built.bytes), counted(_of(built, result.findings)))
        for built in result.editions
    ]


def _of(built: Built, findings: Iterable[Finding]) -> list[Finding]:
    """The findings of an edition: those of the book, and its own."""
    return [finding for finding in findings if finding.edition in (None, built.name)]


def _length(built: Built) -> str:
    count, noun = (built.sections, "section") if built.pages is None else (built.pages, "page")
    return f"{count} {noun}{'' if count == 1 else 's'}"


def size(count: int) -> str:
    """Bytes for a reader: `812 B`, `793.3 KiB`, `1.2 MiB`."""
    if count < 1024:
        return f"{count} B"
    kib = count / 1024
    return f"{kib:.1f} KiB" if kib < 1024 else f"{kib / 1024:.1f} MiB"
