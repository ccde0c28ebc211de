"""Editions, fonts, the machine, an inspected file → their tables and their `--json` objects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bookbuild.diagnostics import Finding
from bookbuild.reporting.json import Object, findings_list, path_as_given, plain
from bookbuild.reporting.table import Column, table_text
from bookbuild.reporting.text import shown

if TYPE_CHECKING:
    from bookbuild.build_result import BuildResult
    from bookbuild.doctor import Row
    from bookbuild.fonts.uses import FontUse
    from bookbuild.inspection import Inspection
    from bookbuild.model.settings import Edition

# Of a list of facts a person reads so many; `--json` has all.
SHOWN = 12
LISTED = ("name", "format", "purpose", "trim", "bleed", "marks", "isbn")


def editions_object(book: Path, editions: Iterable[Edition], findings: Iterable[Finding]) -> Object:
    """Of each edition what it is; `trim` and `bleed` in mm."""
    return {
        "book": book.resolve().name,
        "editions": [
            {name: plain(getattr(edition, name)) for name in LISTED}
            | {"language": edition.book.language, "theme": edition.style.theme}
            for edition in editions
        ],
        "findings": findings_list(findings),
    }


def editions_text(editions: Iterable[Edition]) -> str:
    columns = [Column(name) for name in ("edition", "format", "purpose", "trim", "theme", "ISBN")]
    return table_text(columns, [_edition_row(edition) for edition in editions])


def _edition_row(edition: Edition) -> tuple[str, ...]:
    paged = edition.format == "pdf"
    width, height = edition.trim
    return (
        edition.name,
        edition.format,
        edition.purpose if paged else "",
        f"{width:g} × {height:g} mm" if paged else "",
        edition.style.theme,
        edition.isbn or "",
    )


def fonts_object(book: Path, uses: Iterable[FontUse]) -> Object:
    return {"book": book.resolve().name, "fonts": [plain(use) for use in uses]}


def fonts_text(uses: Iterable[FontUse]) -> str:
    """A line a font that an edition names, and under the table how to get the missing ones."""
    uses = list(uses)
    columns = [Column(name) for name in ("edition", "for", "family", "found", "files")]
    rows = [(u.edition, u.role, u.family, "yes" if u.found else "no", _files(u.files)) for u in uses]
    missing = dict.fromkeys(shown(f"{use.family}: {use.remedy}") for use in uses if not use.found)
    return "\n".join([table_text(columns, rows), *dict.fromkeys(_signs(uses)), *missing])


def _signs(uses: Iterable[FontUse]) -> Iterator[str]:
    """Of which honorifics each Arabic family has a sign; with `style = "glyph"` it sets the others as phrases."""
    for use in uses:
        if use.signs or use.phrases:
            signs = f"signs for {' '.join(use.signs)}" if use.signs else "no signs for honorifics"
            others = f"; as phrases: {len(use.phrases)} others" if use.phrases else ""
            yield shown(f"{use.family}: {signs}{others}")


def _files(files: Iterable[Any]) -> str:
    return ", ".join(dict.fromkeys(Path(file).name for file in files))


def doctor_object(rows: Sequence[Row]) -> Object:
    return {
        "rows": [plain(row) for row in rows],
        "missing": [row.name for row in rows if row.needed and not row.found],
    }


def doctor_text(rows: Sequence[Row]) -> str:
    """The machine in a table, and under it how to get what it lacks: what is needed first."""
    columns = [Column(name) for name in ("", "what", "kind", "version", "needed for")]
    lines = [table_text(columns, [(_mark(r), r.name, r.kind, r.version or "", r.purpose) for r in rows])]
    for title, needed in (("missing:", True), ("missing, and only needed for what the table says:", False)):
        lacking = [row for row in rows if row.needed is needed and not row.found]
        if lacking:
            lines += ["", title, *(shown(f"  {row.name}: {row.install}") for row in lacking)]
    return "\n".join(lines)


def _mark(row: Row) -> str:
    return "ok" if row.found else "MISSING" if row.needed else "no"


def inspection_object(file: Path, report: Inspection, findings: Iterable[Finding]) -> Object:
    return {
        "file": path_as_given(file),
        "format": report.format,
        "facts": plain(report.facts),
        "findings": findings_list(findings),
    }


def inspection_text(file: Path, report: Inspection) -> str:
    """The facts, a line each."""
    facts: Mapping[str, Any] = plain(report.facts)
    rows = [("file", path_as_given(file)), ("format", report.format or "unknown")]
    rows += [row for name, value in facts.items() for row in _rows_of(name, value)]
    width = max(len(name) for name, _ in rows)
    return "\n".join(f"{shown(name):<{width}}  {shown(value)}".rstrip() for name, value in rows)


def _rows_of(name: str, value: Any) -> list[tuple[str, str]]:
    return _preflight_rows(value) if name == "preflight" else _fact_rows(name.replace("_", " "), value)


def _preflight_rows(report: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What a press file was held to; a row for each rule; the pages with the most ink."""
    held = " and ".join(filter(None, (report["printer"], report["profile"])))
    rules = [f"{rule['verdict']}: {rule['name']} ({rule['source']})" for rule in report["rules"]]
    ink = report["ink"]
    darkest = sorted(ink["pages"].items(), key=lambda page: (-page[1], int(page[0])))[:SHOWN]
    told = f"limit: {_fact(ink['limit'])}; by {ink['by']}; {ink.get('rendered', '')}".removesuffix("; ")
    pages = [f"page {number}: {amount} %" for number, amount in darkest]
    return [
        ("preflight", f"{held}; read: {report['read']}"),
        *(("rules" if at == 0 else "", rule) for at, rule in enumerate(rules)),
        *(("ink" if at == 0 else "", line) for at, line in enumerate([told, *pages])),
    ]


def _fact_rows(name: str, value: Any) -> list[tuple[str, str]]:
    """A row for a fact; of a list of objects, and of objects by their names, a row each."""
    if isinstance(value, dict) and value and all(isinstance(part, dict) for part in value.values()):
        value = [{"": key} | part for key, part in value.items()]
    if not isinstance(value, list) or not any(isinstance(part, dict) for part in value):
        return [(name, _fact(value))]
    lines = [_fact(part) for part in value[:SHOWN]] + ([f"… ({len(value)})"] if value[SHOWN:] else [])
    return [(name if place == 0 else "", line) for place, line in enumerate(lines)]


def _fact(value: Any) -> str:
    match value:
        case None:
            return "–"
        case bool():
            return "yes" if value else "no"
        case dict():
            return "; ".join(f"{key}: {_fact(part)}" if key else _fact(part) for key, part in value.items())
        case list():
            return ", ".join(_fact(part) for part in value[:SHOWN]) + (f" … ({len(value)})" if value[SHOWN:] else "")
    return str(value)


def reasons_text(results: Iterable[BuildResult]) -> str:
    """Why each section was set that was."""
    lines = [
        shown(f"{result.book} {edition}: {section}: {reason}")
        for result in results
        for edition, section, reason in result.why
    ]
    return "\n".join(lines) or "nothing was set: all sections were kept"
