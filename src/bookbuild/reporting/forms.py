"""The outcomes of a check → the forms that other programs read, by the names that `--format` knows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bookbuild.diagnostics import Finding
from bookbuild.reporting.github import github_text
from bookbuild.reporting.json import check_object
from bookbuild.reporting.sarif import sarif_object

if TYPE_CHECKING:
    from bookbuild.outcome import Outcome

Folders = dict[str, Path]
Outcomes = Sequence["Outcome"]


def _findings(outcomes: Outcomes) -> tuple[Finding, ...]:
    return tuple(finding for outcome in outcomes for finding in outcome.findings)


def _json(outcomes: Outcomes, _: Folders) -> dict[str, Any]:
    return check_object(outcomes)


def _sarif(outcomes: Outcomes, folders: Folders) -> dict[str, Any]:
    return sarif_object(_findings(outcomes), folders)


def _github(outcomes: Outcomes, folders: Folders) -> str:
    return github_text(_findings(outcomes), folders)


FORMS: dict[str | None, Callable[[Outcomes, Folders], str | dict[str, Any]]] = {
    "json": _json,
    "sarif": _sarif,
    "github": _github,
}
