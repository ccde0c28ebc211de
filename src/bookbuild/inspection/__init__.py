"""Finished files → facts and findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bookbuild.diagnostics import BookError, Finding
from bookbuild.inspection.archive import refuse
from bookbuild.inspection.judges import EPUB_PROFILES, PDF_PROFILES, epubcheck, validate_pdf

__all__ = ["PROFILES", "Inspection", "inspect"]

PROFILES = {"epub": EPUB_PROFILES, "pdf": PDF_PROFILES}
# ISO 32000-1, 7.5.2 and annex H: readers look for the header in the first kilobyte.
_HEAD = 1024

Documents = Callable[[], Sequence[bytes]]
"""Raises BookError where there are none to be had."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """`format`: `epub`, `pdf`, or empty where the file is neither. `facts` are JSON's types."""

    file: str
    format: str
    facts: dict[str, Any] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def inspect(path: Path, *, profile: str | None = None, documents: Documents | None = None) -> Inspection:
    """What the file at `path` is, and what is wrong with it.

    `profile` (one of PROFILES of the file's format) has a judge say whether the file conforms: `facts["verdict"]`.
    `documents` gives the XHTML that a PDF was made from, against which the text is held that programs read in the file:
    `facts["text_layer"]`. A file that cannot be read has no facts and says why. Raises MachineLacks where the judge is
    missing, ValueError for a profile that the format does not have.
    """
    kind = ""
    try:
        kind = _format(path)
        if profile is not None and profile not in PROFILES[kind]:
            raise ValueError(f"a file of format {kind} has no profile `{profile}`, only {', '.join(PROFILES[kind])}")
        facts, findings = _epub(path) if kind == "epub" else _pdf(path)
    except BookError as error:
        return Inspection(path.name, kind, findings=error.findings)
    if documents and kind == "pdf":
        from bookbuild.inspection.text_layer import text_layer

        try:
            if written := documents():
                facts["text_layer"] = text_layer(path, written)
        except BookError as error:
            findings = (*findings, *error.findings)
    if profile is not None:
        verdict = epubcheck(path, profile=profile)[0] if kind == "epub" else validate_pdf(path, profile)
        facts["verdict"] = verdict.fact()
    return Inspection(path.name, kind, facts, findings)


def _format(path: Path) -> str:
    """By what the file begins with, not by its name."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        refuse(f"`{path.name}` cannot be read: {error.strerror}")
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(b"PK"):
        return "epub"
    return refuse(f"`{path.name}` is neither an EPUB nor a PDF")


def _epub(path: Path) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    from bookbuild.inspection.epub import publication_facts
    from bookbuild.inspection.links import publication_findings
    from bookbuild.inspection.publication import read_publication

    publication = read_publication(path)
    return publication_facts(publication), tuple(publication_findings(publication))


def _pdf(path: Path) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    # Who only unpacks an EPUB does not wait for the PDF libraries.
    from bookbuild.inspection.pdf import pdf_facts, pdf_findings

    return pdf_facts(path), pdf_findings(path)
