"""Finished files → facts and findings."""

from __future__ import annotations

import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bookbuild.diagnostics import BookError, Finding
from bookbuild.inspection.refusal import refuse

if TYPE_CHECKING:
    from bookbuild.printing.expectations import Expectations

__all__ = ["PROFILES", "Inspection", "NotOfFormat", "inspect"]

OF_PRESS = ("x1a", "x3", "x4")
"""The profiles that are checked here, and by no judge."""
PROFILES = {
    "epub": ("default", "dict", "edupub", "idx", "preview"),
    "pdf": ("1a", "1b", "2a", "2b", "2u", "3a", "3b", "3u", "ua1", *OF_PRESS),
}
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


class NotOfFormat(ValueError):
    """A file's format has not what is asked of it. `option`: `profile` or `printer`."""

    def __init__(self, message: str, option: str) -> None:
        super().__init__(message)
        self.option = option


def inspect(
    path: Path, *, profile: str | None = None, printer: str | None = None, documents: Documents | None = None
) -> Inspection:
    """What the file at `path` is, and what is wrong with it, read in a process of its own under limits.

    `profile` (one of PROFILES of the file's format) has a judge say whether the file conforms: `facts["verdict"]`.
    A profile of OF_PRESS, and a `printer`, hold a PDF to the rules of press files: `facts["preflight"]`.
    `documents` gives the XHTML that a PDF was made from, against which the text is held that programs read in the file:
    `facts["text_layer"]`. A file that cannot be read has no facts and says why. Raises MachineLacks where the judge is
    missing, NotOfFormat for a profile or a printer that the format does not have.
    """
    kind = ""
    try:
        kind = _format(path)
        if profile is not None and profile not in PROFILES[kind]:
            only = ", ".join(PROFILES[kind])
            raise NotOfFormat(f"a file of format {kind} has no profile `{profile}`, only {only}", "profile")
        if printer is not None and kind != "pdf":
            raise NotOfFormat(f"a file of format {kind} is not printed: printers take PDF", "printer")
        judged = None if profile in OF_PRESS else profile
        expected = _expected(printer, profile if profile in OF_PRESS else None)
        return _inspected(path, kind, judged, documents, expected)
    except BookError as error:
        return Inspection(path.name, kind, findings=error.findings)


def _expected(printer: str | None, standard: str | None) -> Expectations | None:
    """What a press file is held to; None where nothing is asked for."""
    if printer is None and standard is None:
        return None
    from bookbuild.printing.expectations import expectations

    return expectations(printer, standard)


def _inspected(
    path: Path, kind: str, profile: str | None, documents: Documents | None, expected: Expectations | None
) -> Inspection:
    from bookbuild.inspection.child import read_apart

    written, more = _written(documents) if documents and kind == "pdf" else ((), ())
    facts, findings = read_apart(path, kind, documents=written, expected=expected)
    if expected is not None and facts:
        from bookbuild.inspection.press_ink import with_rendered_ink

        facts, findings = with_rendered_ink(path, facts, findings, expected)
    if profile is not None and facts:
        facts |= _verdict(path, kind, profile)
    return Inspection(path.name, kind, facts, (*findings, *more))


def _written(documents: Documents) -> tuple[tuple[bytes, ...], tuple[Finding, ...]]:
    """The documents of a book; where there are none to be had, why."""
    try:
        return tuple(documents()), ()
    except BookError as error:
        return (), error.findings


def _verdict(path: Path, kind: str, profile: str) -> dict[str, Any]:
    """What a judge says of a file that was read to its end before: of others it would learn nothing good."""
    if kind == "epub":
        from bookbuild.inspection.judges import epubcheck

        return {"verdict": epubcheck(path, profile=profile)[0].fact()}
    from bookbuild.inspection.child import read_apart
    from bookbuild.inspection.judges import has_pdf_judge

    has_pdf_judge()
    return read_apart(path, kind, profile=profile)[0]


def _format(path: Path) -> str:
    """By what the file begins with, not by its name."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            refuse(f"`{path.name}` is not a file")
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        refuse(f"`{path.name}` cannot be read: {error.strerror}")
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(b"PK"):
        return "epub"
    return refuse(f"`{path.name}` is neither an EPUB nor a PDF")
