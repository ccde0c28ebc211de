"""All findings of a book → as they are reported: each once, with its line of text, the waived ones marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.model.book import Manuscript
from bookbuild.model.settings import Allow

OF_PAGES = frozenset(
    {Code.LINE_LOOSE, Code.LINE_OVERFULL, Code.MARKS_COLLIDE, Code.PAGE_REFERENCE_UNSTABLE, Code.WORKER_DIED}
)
"""Codes that only setting pages can find: `check` cannot say that a waiver of them is not used."""


def gathered(
    book: str, manuscript: Manuscript | None, findings: list[Finding], editions: int, *, complete: bool
) -> tuple[Finding, ...]:
    """`findings` of a book with so many `editions`; `complete`: all of its editions were set in pages."""
    found = [replace(finding, book=book) for finding in _merged(findings, editions)]
    if manuscript is None:
        return tuple(_ordered(found))
    found = [_with_source(finding, manuscript) for finding in found]
    marked = [replace(finding, allowed=_waived(finding, manuscript)) for finding in found]
    unused = [replace(_with_source(f, manuscript), book=book) for f in _unused(marked, manuscript, complete)]
    return tuple(_ordered([*marked, *unused]))


def _merged(findings: list[Finding], editions: int) -> Iterator[Finding]:
    """Findings that differ by their edition alone, as one; of no edition where every edition has it, or only one is
    asked about a place in a source."""
    alike: dict[Finding, list[str | None]] = defaultdict(list)
    for finding in findings:
        alike[replace(finding, edition=None)].append(finding.edition)
    for finding, names in alike.items():
        different = list(dict.fromkeys(names))
        if None in different or len(different) >= editions or (len(different) > 1):
            yield finding
        else:
            yield replace(finding, edition=different[0])


def _with_source(finding: Finding, manuscript: Manuscript) -> Finding:
    place = finding.location
    lines = manuscript.sources.get(place.path or "", ())
    if finding.source is None and place.line and place.line <= len(lines):
        return replace(finding, source=lines[place.line - 1])
    return finding


def _matches(allow: Allow, finding: Finding) -> bool:
    place = finding.location
    return (
        allow.code == finding.code
        and (allow.path is None or allow.path == place.path)
        and (allow.line is None or allow.line == place.line)
    )


def _waived(finding: Finding, manuscript: Manuscript) -> bool:
    return any(_matches(allow, finding) for allow, _ in manuscript.allow)


def _unused(findings: list[Finding], manuscript: Manuscript, complete: bool) -> Iterator[Finding]:
    for allow, location in manuscript.allow:
        if not complete and allow.code in OF_PAGES:
            continue
        if not any(_matches(allow, finding) for finding in findings):
            where = allow.path or "the book"
            yield Finding(
                Code.ALLOW_UNUSED,
                f"no `{allow.code}` in `{where}` is waived by this",
                "delete the waiver, or correct its `path` and `line`",
                location,
            )


def _ordered(findings: list[Finding]) -> list[Finding]:
    def place(finding: Finding) -> tuple[str, int, int, str]:
        location: Location = finding.location
        return (location.path or "", location.line or 0, location.column or 0, finding.code)

    return sorted(findings, key=place)
