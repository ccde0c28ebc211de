"""A file of a kind that is known → its facts and findings, in this process and without limits; see `child.py`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bookbuild.diagnostics import BookError, Finding
from bookbuild.inspection.telling import Telling, silent
from bookbuild.printing.expectations import Expectations


def read(
    path: Path,
    kind: str,
    documents: tuple[bytes, ...] = (),
    profile: str | None = None,
    at: Telling = silent,
    expected: Expectations | None = None,
) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """The facts and findings of the file at `path`: all of them, or with a `profile` the verdict of a PDF's judge.

    A file that cannot be read has no facts. `documents`: XHTML that the text of a PDF is held against; `expected`: what
    it is held to as a press file.
    """
    try:
        if profile is not None:
            at("what the judge reads")
            return _verdict(path, profile), ()
        if kind == "pdf-lines":
            return _lines(path, at), ()
        if kind == "epub":
            return _publication(path, at)
        facts, findings = _pdf(path, documents, at)
        return (facts, findings) if expected is None else _preflight(path, expected, at, facts, findings)
    except BookError as error:
        return {}, error.findings


def _publication(path: Path, at: Telling) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    from bookbuild.inspection.epub import publication_facts
    from bookbuild.inspection.links import publication_findings
    from bookbuild.inspection.publication import opened_publication

    at("the list of its files")
    with opened_publication(path, at) as publication:
        return publication_facts(publication), tuple(publication_findings(publication))


def _pdf(path: Path, documents: tuple[bytes, ...], at: Telling) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    # Who only unpacks an EPUB does not wait for the PDF libraries.
    from bookbuild.inspection.pdf import pdf_report

    facts, findings = pdf_report(path, at)
    if documents:
        from bookbuild.inspection.text_layer import text_layer

        at("how much of its text comes back out")
        facts["text_layer"] = text_layer(path, documents)
    return facts, findings


def _preflight(
    path: Path, expected: Expectations, at: Telling, facts: dict[str, Any], findings: tuple[Finding, ...]
) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """The facts and findings of a PDF, and those of it as a press file."""
    from bookbuild.inspection.pdf import opened_pdf
    from bookbuild.inspection.preflight import preflight_report

    with opened_pdf(path) as pdf:
        report = preflight_report(path, pdf, expected, at)
    return {**facts, "preflight": report.fact(expected)}, (*findings, *report.findings)


def _lines(path: Path, at: Telling) -> dict[str, Any]:
    from bookbuild.inspection.pdf_pages import page_report

    return page_report(path, at)


def _verdict(path: Path, profile: str) -> dict[str, Any]:
    from bookbuild.inspection.judges import validate_pdf

    return {"verdict": validate_pdf(path, profile).fact()}
