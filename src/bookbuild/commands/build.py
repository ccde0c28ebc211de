"""Books and what is wanted of them → their editions, built, and what is said of that."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bookbuild import forkserver
from bookbuild.build_result import BuildResult
from bookbuild.cache.build_record import kept_results
from bookbuild.commands.each_book import each_book, status_of
from bookbuild.commands.said import Caller, Message, Output, Said, SaidPart, ToldFindings, WrongUsage
from bookbuild.folders.scratch import temporary_files_in_scratch
from bookbuild.folders.sweep import sweep
from bookbuild.fonts.without_system_fonts import packaged_fonts_at_least
from bookbuild.reporting import listing, table
from bookbuild.reporting.text import did_you_mean

BOOKS_AT_ONCE = 2
"""Books on their way together: the workers set sections of one while another is read or put together."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What is wanted of every book. `editions`: names, none for all; `limit`: of what is kept, in bytes.

    `jobs`: how many processes; `cluster`: the address of a Dask scheduler, or `local`.
    """

    editions: tuple[str, ...]
    out: Path
    jobs: int
    cluster: str | None = None
    cache: str | None = None
    limit: int | None = None
    strict: bool = False
    one_go: bool = False
    onix: bool = False

    @property
    def books_at_once(self) -> int:
        return 1 if self.jobs == 1 and not self.cluster else BOOKS_AT_ONCE


def build(
    folders: dict[str, Path], options: BuildOptions, caller: Caller, *, why: bool = False, form: str | None = None
) -> Said:
    """Build books, by their names. With `why`, it is said of every section why it was set.

    `form`: a key of `formats.FORMS`, or `text`; None is that too. Raises WrongUsage where a book has not an edition
    that is named.
    """
    with temporary_files_in_scratch():
        results, statuses = built_books(folders, options, caller)
    parts: list[SaidPart] = []
    as_text = form in (None, "text")
    if as_text:
        parts.append(ToldFindings([f for result in results for f in result.findings], several_books=len(folders) > 1))
    if why:
        parts.append(Message(listing.reasons_text(results)))
    parts.append(Output(table.build_table(results) if as_text else _in_form(form, results, folders)))
    return Said(tuple(parts), status_of(results, statuses, strict=options.strict))


def _in_form(form: str | None, results: list[BuildResult], folders: dict[str, Path]) -> str | dict[str, Any]:
    from bookbuild.reporting import formats  # a build in which nothing has changed does not wait for it

    return formats.build_form(form, results, folders)


def built_books(folders: dict[str, Path], options: BuildOptions, caller: Caller) -> tuple[list[BuildResult], list[int]]:
    """The results of all books, and the exit statuses of those that failed."""
    with packaged_fonts_at_least():
        return _results_with_fonts(folders, options, caller)


def _results_with_fonts(
    folders: dict[str, Path], options: BuildOptions, caller: Caller
) -> tuple[list[BuildResult], list[int]]:
    forkserver.warm_for(folders.values(), 1 if options.cluster else options.jobs)
    sweep(options.out, folders)
    kept = kept_results(folders, options.editions, options.out, one_go=options.one_go, onix=options.onix)
    if len(kept) < len(folders):
        return _built_all(folders, kept, options, caller)
    forkserver.end_server()
    return list(kept.values()), []


def _built_all(
    folders: dict[str, Path], kept: dict[str, BuildResult], options: BuildOptions, caller: Caller
) -> tuple[list[BuildResult], list[int]]:
    """The results of all books, those that are kept as they are, and the exit statuses of those that failed."""
    from bookbuild.reporting.progress import progress
    from bookbuild.workshop import workshop

    with (
        progress(terminal=caller.terminal) as told,
        workshop(options.jobs, options.cache, limit=options.limit, cluster=options.cluster) as shop,
    ):

        def built(folder: Path) -> BuildResult:
            from bookbuild import pipeline

            name = folder.resolve().name
            try:
                return kept.get(name) or pipeline.build(
                    folder,
                    editions=options.editions,
                    out=options.out,
                    strict=options.strict,
                    one_go=options.one_go,
                    onix=options.onix,
                    workshop=shop,
                    progress=told,
                )
            except pipeline.EditionUnknown as error:
                hint = did_you_mean(error.name, error.known)
                raise WrongUsage(f"`{name}` has no edition `{error.name}`{hint}") from error

        return each_book(folders, built, caller.attempt, options.books_at_once)
