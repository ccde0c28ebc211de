"""The results of a check or a build → the forms that other programs read, by the names that `--format` knows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bookbuild.diagnostics import Finding
from bookbuild.reporting.github import github_text
from bookbuild.reporting.json import build_object, check_object
from bookbuild.reporting.sarif import sarif_object

if TYPE_CHECKING:
    from bookbuild.build_result import BuildResult

Folders = dict[str, Path]
Results = Sequence["BuildResult"]


def _findings(results: Results) -> tuple[Finding, ...]:
    return tuple(finding for result in results for finding in result.findings)


def _json(results: Results, _: Folders) -> dict[str, Any]:
    return check_object(results)


def build_form(form: str | None, results: Results, folders: Folders) -> str | dict[str, Any]:
    """A build in the form of that name: as an object it has its files too."""
    return build_object(results) if form == "json" else FORMS[form](results, folders)


def _sarif(results: Results, folders: Folders) -> dict[str, Any]:
    return sarif_object(_findings(results), folders)


def _github(results: Results, folders: Folders) -> str:
    return github_text(_findings(results), folders)


FORMS: dict[str | None, Callable[[Results, Folders], str | dict[str, Any]]] = {
    "json": _json,
    "sarif": _sarif,
    "github": _github,
}
