"""What came of an import → the object that `--json` prints, and the lines for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bookbuild.reporting.json import findings_list, path_as_given

if TYPE_CHECKING:
    from bookbuild.intake.importing.way import Imported
    from bookbuild.intake.runs import Place


def import_object(done: Imported) -> dict[str, Any]:
    """`line` from 1, null for formats without lines; `place` beside it where a part, page or file is known."""
    return {
        "book": done.book,
        "chapters": [{"path": path, "title": title} for path, title in done.chapters],
        "repairs": [
            {"code": str(each.code), **_where(each.place), "before": each.before, "after": each.after}
            for each in done.repairs
        ],
        "dropped": [{**_where(each.place), "text": each.text, "reason": each.reason} for each in done.dropped],
        "findings": findings_list(done.findings),
    }


def _where(place: Place) -> dict[str, Any]:
    return {"line": place.line} | ({"place": place.place} if place.place else {})


def import_text(done: Imported) -> str:
    """How much there is of everything, where the report is, and what to do next."""
    folder = path_as_given(done.folder)
    left = sum(finding.allowed for finding in done.findings)
    counts = f"{len(done.chapters)} chapters, {len(done.repairs)} repairs, {len(done.dropped)} pieces dropped"
    look = f"{left} findings for you to look at: {folder}/import-report.md"
    return f"{folder}: {counts}\n{look}\nbuild it: bookbuild build {folder}"
