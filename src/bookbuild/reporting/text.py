"""Findings → the text form of DESIGN §3: place, message, the line of the source with a caret, the remedy."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TextIO

import click

from bookbuild.diagnostics import Finding, Severity
from bookbuild.language.marks import BIDI_CONTROLS, ranges
from bookbuild.nearest import nearest

# What would act on the terminal instead of standing on it: control characters, and the bidi controls, which could
# show a line in an order that it is not in.
ACTING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff" + ranges(BIDI_CONTROLS) + "]")
GUTTER = 5
MOST_COLUMNS = 1000
"""Of a longer line of the source, so much around the place is shown: many findings may be about one paragraph."""
COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}

MOST_CHARACTERS = 4000
"""Of a message, which may quote what is wrong."""


@dataclass(frozen=True, slots=True)
class Look:
    """Where the text is read: on a terminal of so many `columns`, the caret counts cells; in a file, code points."""

    colour: bool = False
    columns: int | None = None

    def style(self, text: str, colour: str | None = None, *, bold: bool = False) -> str:
        return click.style(text, fg=colour, bold=bold or None) if self.colour else text


FILE = Look()


def look_of(stream: TextIO) -> Look:
    """How to write to `stream`: to a terminal of so many columns, in colour unless it is asked not to; or to a file."""
    if not stream.isatty():
        return FILE
    plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    return Look(colour=not plain, columns=shutil.get_terminal_size().columns)


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """`; did you mean …?` with the nearest of `names`, or all of them where none is near."""
    names = list(names)
    near = nearest(name, names)
    if near:
        return f"; did you mean `{near}`?"
    return f"; there is {', '.join(f'`{known}`' for known in names)}" if names else ""


def shown(text: str) -> str:
    """`text`, in one line, with every character that acts on a terminal or on a log replaced, one for one."""
    return ACTING.sub("\N{REPLACEMENT CHARACTER}", text)


def escaped(text: str) -> str:
    """As `shown`, each such character as `\\x…` with its code point: where places in the text do not count."""
    return ACTING.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def finding_text(finding: Finding, look: Look = FILE) -> str:
    """One finding, some lines without the last newline."""
    lines = [_head(finding, look), *_source(finding, look)]
    if finding.edition is not None or finding.page is not None:
        lines.append(f"  in: {_where(finding)}")
    lines.append(f"  remedy: {_paragraph(finding.remedy)}")
    return "\n".join(lines)


def findings_text(findings: Iterable[Finding], look: Look = FILE, *, several_books: bool = False) -> str:
    """All findings that are not allowed, in their order; with several books, each under its book's name."""
    parts: list[str] = []
    book: str | None = None
    for finding in findings:
        if finding.allowed:
            continue
        if several_books and finding.book != book:
            book = finding.book
            parts.append(look.style(f"in `{shown(book or '')}`:", bold=True))
        parts.append(finding_text(finding, look))
    return "\n".join(parts)


def counted(findings: Iterable[Finding]) -> str:
    """How many findings: `2 errors, 1 warning, 1 allowed`; `none`."""
    findings = tuple(findings)
    standing = [finding.severity for finding in findings if not finding.allowed]
    errors, warnings = standing.count(Severity.ERROR), standing.count(Severity.WARNING)
    allowed = len(findings) - len(standing)
    parts = [_number(errors, "error"), _number(warnings, "warning"), f"{allowed} allowed" if allowed else ""]
    return ", ".join(part for part in parts if part) or "none"


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' if count > 1 else ''}" if count else ""


def _head(finding: Finding, look: Look) -> str:
    severity = finding.severity
    kind = look.style(f"{severity}[{finding.code}]", COLOURS[severity], bold=True)
    return f"{look.style(place(finding), bold=True)}: {kind}: {_paragraph(finding.message)}"


def place(finding: Finding) -> str:
    """`chapters/03.md:14:31`, as much of it as is known; the book's name where there is no path."""
    location = finding.location
    parts = [location.path or finding.book or "bookbuild"]
    if location.path and location.line is not None:
        parts.append(str(location.line))
        if location.column is not None:
            parts.append(str(location.column))
    return shown(":".join(parts))


def _where(finding: Finding) -> str:
    edition = f"edition `{shown(finding.edition)}`" if finding.edition is not None else ""
    page = f"page {finding.page}" if finding.page is not None else ""
    return ", ".join(part for part in (edition, page) if part)


def _paragraph(text: str) -> str:
    """`text` on one line, so that a finding's lines keep their meaning; of a longer one its beginning and its end."""
    if len(text) > MOST_CHARACTERS:
        text = f"{text[: MOST_CHARACTERS // 2]} … {text[-MOST_CHARACTERS // 2 :]}"
    return shown(" ".join(text.split()))


def _source(finding: Finding, look: Look) -> list[str]:
    location = finding.location
    if finding.source is None or location.line is None:
        return []
    room = MOST_COLUMNS if look.columns is None else look.columns - GUTTER - len(" | ")
    source, column = _window(finding.source.rstrip("\r\n"), location.column, room)
    source = shown(source).replace("\t", " ")
    lines = [f"{location.line:>{GUTTER}} | {source}".rstrip()]
    if column is not None:
        lines.append(f"{'':>{GUTTER}} | {_indent(source, column, look)}{_carets(source, column, location.width, look)}")
    return lines


def _window(source: str, column: int | None, room: int) -> tuple[str, int | None]:
    """The part of a long line around `column` that fits in `room` columns, and the column in it."""
    room = max(room, 20)
    if len(source) <= room:
        return source, column
    start = max(0, min((column or 1) - 1 - room // 3, len(source) - room))
    part = source[start : start + room]
    if start:
        part = "…" + part[1:]
    if start + room < len(source):
        part = part[:-1] + "…"
    return part, None if column is None else column - start


def _indent(source: str, column: int, look: Look) -> str:
    return " " * _length(source[: column - 1].ljust(column - 1), look)


def _carets(source: str, column: int, width: int, look: Look) -> str:
    marked = source[column - 1 : column - 1 + max(width, 1)]
    return look.style("^" * max(_length(marked, look), 1), "cyan", bold=True)


def _length(text: str, look: Look) -> int:
    """Of a file the code points, as the column says; of a terminal its cells: a combining mark takes none."""
    if look.columns is None:
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)
