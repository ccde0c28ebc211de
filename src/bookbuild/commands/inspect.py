"""A finished file, and the book that it was made from → what it is, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bookbuild.commands.said import Output, Said, ToldFindings, WrongUsage
from bookbuild.diagnostics import Finding, exit_status
from bookbuild.reporting import listing

if TYPE_CHECKING:
    from bookbuild.inspection import Inspection


def inspect(
    file: Path,
    *,
    book: Path | None = None,
    profile: str | None = None,
    printer: str | None = None,
    as_json: bool = False,
) -> Said:
    """Inspect an EPUB or a PDF. Raises WrongUsage where its format has no such profile or printer, and MachineLacks."""
    try:
        report, findings = inspected(file, book, profile, printer)
    except ValueError as error:
        if profile is None and printer is None:
            raise
        raise WrongUsage(str(error), f"--{getattr(error, 'option', 'profile')}") from error
    status = exit_status(findings, of_file=True)
    if as_json:
        return Said((Output(listing.inspection_object(file, report, findings)),), status)
    return Said((ToldFindings(findings), Output(listing.inspection_text(file, report))), status)


def inspected(
    file: Path, book: Path | None, profile: str | None, printer: str | None = None
) -> tuple[Inspection, tuple[Finding, ...]]:
    """A file, held against its book where one is named. Raises MachineLacks, NotOfFormat for profile and printer."""
    from bookbuild import inspection

    held: dict[str, Any] = {} if printer is None else {"printer": printer}
    if book is None:
        report = inspection.inspect(file, profile=profile, **held)
    else:
        from bookbuild import pipeline

        documents = partial(pipeline.documents, book, file)
        report = inspection.inspect(file, profile=profile, documents=documents, **held)
    return report, of_book(report.findings, file, book)


def of_book(findings: Iterable[Finding], file: Path, book: Path | None) -> tuple[Finding, ...]:
    """The findings of a built file as those of its book and, where the file is named after one, of its edition."""
    if book is None:
        return tuple(findings)
    name = book.resolve().name
    edition = file.stem.removeprefix(f"{name}-") if file.stem.startswith(f"{name}-") else None
    return tuple(f if f.book else replace(f, book=name, edition=edition) for f in findings)
