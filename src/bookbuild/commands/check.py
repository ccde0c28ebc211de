"""Books → what is wrong in them, none of them built; and what is mended of it, where that is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bookbuild.build_result import BuildResult
from bookbuild.commands.each_book import each_book, status_of
from bookbuild.commands.said import Caller, Message, Output, Said, SaidPart, ToldFindings
from bookbuild.reporting import changes, formats, table
from bookbuild.reporting.progress import progress


def check(folders: dict[str, Path], caller: Caller, *, form: str | None = None, strict: bool = False) -> Said:
    """Find what is wrong in books, by their names. `form`: a key of `formats.FORMS`; any other is a text."""
    with progress(terminal=caller.terminal) as told:

        def checked(folder: Path) -> BuildResult:
            from bookbuild import pipeline

            return pipeline.check(folder, progress=told)

        results, statuses = each_book(folders, checked, caller.attempt)
    return Said(tuple(_of_results(results, folders, form)), status_of(results, statuses, strict=strict))


def mend(
    folders: dict[str, Path],
    caller: Caller,
    *,
    form: str | None = None,
    strict: bool = False,
    dry_run: bool = False,
    mark: tuple[str, ...] = (),
) -> Said:
    """`check`, and mend what can be mended without a doubt; with `dry_run`, only say what that would change."""
    with progress(terminal=caller.terminal) as told:

        def mended(folder: Path) -> BuildResult:
            from bookbuild import pipeline

            return pipeline.mend(folder, dry_run=dry_run, progress=told, mark=mark)

        results, statuses = each_book(folders, mended, caller.attempt)
    changed = changes.changes_text(results, folders, dry_run=dry_run)
    part = Output(changed) if dry_run and form not in formats.FORMS else Message(changed)
    return Said((part, *_of_results(results, folders, form)), status_of(results, statuses, strict=strict))


def _of_results(results: list[BuildResult], folders: dict[str, Path], form: str | None) -> Iterator[SaidPart]:
    if form in formats.FORMS:
        yield Output(formats.FORMS[form](results, folders))
    else:
        findings = [finding for result in results for finding in result.findings]
        yield ToldFindings(findings, several_books=len(folders) > 1)
        yield Output(table.check_table(results))
