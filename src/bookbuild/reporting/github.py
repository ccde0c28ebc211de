"""Findings → GitHub's workflow commands, which stand as annotations in a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from bookbuild.diagnostics import Finding
from bookbuild.reporting.json import path_as_given
from bookbuild.reporting.text import shown


def github_text(findings: Iterable[Finding], folders: Mapping[str, Path]) -> str:
    """A line each; `folders` gives the folder of a book's name. What is allowed is left out."""
    return "\n".join(_command(finding, folders) for finding in findings if not finding.allowed)


def file_of(finding: Finding, folders: Mapping[str, Path]) -> str | None:
    """The finding's file, relative to the working directory."""
    folder = folders.get(finding.book or "")
    path = finding.location.path
    return None if folder is None or path is None else path_as_given(folder / path)


def _command(finding: Finding, folders: Mapping[str, Path]) -> str:
    location = finding.location
    known = {
        "file": file_of(finding, folders),
        "line": location.line,
        "col": location.column,
        "title": str(finding.code),
    }
    fields = ",".join(f"{key}={_property(shown(str(value)))}" for key, value in known.items() if value is not None)
    message = _data("\n".join(map(shown, f"{finding.message}\n{finding.remedy}".split("\n"))))
    return f"::{finding.severity} {fields}::{message}"


def _data(text: str) -> str:
    # actions/toolkit, packages/core/src/command.ts: escapeData
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    # the same, escapeProperty
    return _data(text).replace(":", "%3A").replace(",", "%2C")
