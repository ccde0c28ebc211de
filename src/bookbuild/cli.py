"""The command line → calls of the pipeline; results → what is printed, and the exit status (DESIGN §3).

Nothing else prints. Everything heavy is imported inside the command that needs it, so that `--help` is there at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from bookbuild import __version__, arguments, forkserver
from bookbuild.build_result import BuildResult
from bookbuild.diagnostics import DEFECT, INTERRUPTED, MACHINE, BookError, Finding, MachineLacks, exit_status, worst

T = TypeVar("T")

forkserver.keep_everything()


def attempt(call: Callable[[], T]) -> tuple[T | None, int]:
    """What `call` gives; or None, the exit status, and a line on standard error."""
    from concurrent.futures import CancelledError

    try:
        return call(), 0
    except (click.ClickException, click.exceptions.Exit, click.Abort, CancelledError):
        raise
    except BookError as error:
        tell_findings(error.findings)
        return None, exit_status(error.findings) or 1
    except MachineLacks as lack:
        tell(f"bookbuild: {lack}\n  remedy: {lack.remedy}")
        return None, MACHINE
    except Exception as defect:
        from bookbuild.reporting.crash import crash_line, machine_line

        line = machine_line(defect)
        tell(line or crash_line(defect))
        return None, MACHINE if line else DEFECT


class Commands(click.Group):
    """The commands, all under one roof: what goes wrong in any of them ends in one line and an exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")
        try:
            given, status = attempt(lambda: super(Commands, self).invoke(ctx))
        except KeyboardInterrupt:
            tell("bookbuild: interrupted")
            ctx.exit(INTERRUPTED)
        ctx.exit(status or given or 0)


def emit(text: str, *, err: bool = False) -> None:
    """Write `text` and a newline, of no text nothing; a reader that is gone (`| head`) is no failure."""
    if not text:
        return
    stream = sys.stderr if err else sys.stdout
    try:
        click.echo(text, file=stream)
        stream.flush()
    except BrokenPipeError:
        # https://docs.python.org/3/library/signal.html#note-on-sigpipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def tell(text: str) -> None:
    emit(text, err=True)


def show(result: str | dict[str, Any]) -> None:
    """Write the result: a text, or an object as JSON."""
    if isinstance(result, dict):
        import json

        unicode = (sys.stdout.encoding or "").lower().startswith("utf")
        result = json.dumps(result, ensure_ascii=not unicode, indent=2)
    emit(result)


def tell_findings(findings: Iterable[Finding], *, several_books: bool = False) -> None:
    from bookbuild.reporting.text import findings_text, look_of

    emit(findings_text(findings, look_of(sys.stderr), several_books=several_books), err=True)


def built(folder: Path, how: dict[str, Any]) -> BuildResult:
    """The result of a book's build; an edition that the book has not is wrong usage."""
    from bookbuild import pipeline
    from bookbuild.reporting.text import nearest

    try:
        return pipeline.build(folder, **how)
    except pipeline.EditionUnknown as error:
        hint = nearest(error.name, error.known)
        raise click.UsageError(f"`{folder.resolve().name}` has no edition `{error.name}`{hint}") from error


def each_book(folders: dict[str, Path], work: Callable[[Path], BuildResult], at_once: int = 1) -> Any:
    """The result of every book, and the exit statuses of those that have none: one book does not stop the next."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(at_once) as threads:
        mapped = threads.map if at_once > 1 else map
        done = list(mapped(lambda folder: attempt(lambda: work(folder)), folders.values()))
    none = (BuildResult(book=name, editions=(), findings=()) for name in folders)
    return [result or empty for empty, (result, _) in zip(none, done, strict=True)], [status for _, status in done]


def ended(results: Iterable[BuildResult], statuses: Iterable[int], *, strict: bool) -> int:
    return worst([*statuses, *(exit_status(result.findings, strict=strict) for result in results)])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="bookbuild", message="%(prog)s %(version)s")
def main() -> None:
    """One manuscript, every edition: EPUB for readers, PDF for the press and the screen."""


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--language", metavar="L", default="en", show_default=True, help="The book's language, a BCP 47 tag.")
def new(folder: Path, language: str) -> int:
    """Lay down a small book that builds, to start from."""
    from bookbuild import starter

    try:
        paths = starter.lay(folder, language)
    except starter.StarterRefused as refused:
        raise click.UsageError(str(refused)) from refused
    emit("\n".join([*(path.as_posix() for path in paths), f"build it: bookbuild build {folder}"]))
    return 0


@main.command()
@arguments.BOOKS
@click.option("--edition", "editions", metavar="N", multiple=True, help="Only this edition; may be given again.")
@click.option("--out", metavar="DIR", type=click.Path(path_type=Path), default="dist", show_default=True)
@arguments.JOBS
@arguments.CLUSTER
@arguments.CACHE
@arguments.LIMIT
@arguments.STRICT
@arguments.AS_JSON
@click.option("--why", is_flag=True, help="Say of every part why it is made again.")
@click.option("--one-go", is_flag=True, help="Typeset each book whole, not section by section.")
def build(books: tuple[Path, ...], editions: tuple[str, ...], out: Path, as_json: bool, **how: Any) -> int:
    """Build the editions of each BOOK into DIR/BOOK/."""
    folders = arguments.named(books)
    arguments.check_writable(out)
    from bookbuild.cache.build_record import kept_results
    from bookbuild.reporting import json, listing, table

    tell_why = how.pop("why")
    how |= {"editions": tuple(dict.fromkeys(editions)), "out": out}
    forkserver.warm_for(folders.values(), 1 if how["cluster"] else how["jobs"])
    kept = kept_results(folders, how["editions"], out, one_go=how["one_go"])
    results, statuses = list(kept.values()), list[int]()
    if len(kept) < len(folders):
        results, statuses = built_all(folders, kept, how)
    else:
        forkserver.end_server()
    if not as_json:
        tell_findings((f for o in results for f in o.findings), several_books=len(folders) > 1)
    if tell_why:
        emit(listing.reasons_text(results), err=True)
    show(json.build_object(results) if as_json else table.build_table(results))
    return ended(results, statuses, strict=how["strict"])


def built_all(folders: dict[str, Path], kept: dict[str, BuildResult], how: dict[str, Any]) -> Any:
    """The results of all books, those that are kept as they are, and the exit statuses of those that failed."""
    from bookbuild.reporting.progress import progress
    from bookbuild.workshop import workshop

    given = {name: how.pop(name) for name in ("jobs", "cache", "limit", "cluster")}
    with progress(terminal=sys.stderr.isatty()) as told, workshop(**given) as shop:
        how |= {"workshop": shop, "progress": told}
        at_once = 1 if given["jobs"] == 1 and not given["cluster"] else arguments.BOOKS_AT_ONCE
        return each_book(folders, lambda folder: kept.get(folder.resolve().name) or built(folder, how), at_once)


@main.command()
@arguments.CACHE
@arguments.LIMIT
@click.option("--clear", is_flag=True, help="Delete everything that is kept.")
@arguments.AS_JSON
def cache(cache: str | None, limit: int | None, clear: bool, as_json: bool) -> int:
    """Say what is kept of earlier builds, and where."""
    from bookbuild.reporting.cache import cache_object, cache_text
    from bookbuild.workshop import workshop

    with workshop(1, cache, limit=limit) as shop:
        cleared = shop.store.clear() if clear else 0
        show(cache_object(shop.store, cleared) if as_json else cache_text(shop.store, cleared))
    return 0


@main.command()
@arguments.BOOKS
@arguments.FORM
@arguments.AS_JSON
@arguments.STRICT
@arguments.FIX
@arguments.DRY_RUN
def check(books: tuple[Path, ...], form: str | None, as_json: bool, strict: bool, fix: bool, dry_run: bool) -> int:
    """Find what is wrong in each BOOK; write nothing, unless it is to be mended."""
    if dry_run and not fix:
        raise click.UsageError("`--dry-run` goes with `--fix`")
    if as_json and form not in (None, "json"):
        raise click.UsageError(f"`--json` and `--format {form}` exclude each other")
    folders = arguments.named(books)
    from bookbuild import pipeline
    from bookbuild.reporting import changes, formats, table
    from bookbuild.reporting.progress import progress

    way, how = (pipeline.mend, {"dry_run": dry_run}) if fix else (pipeline.check, {})
    with progress(terminal=sys.stderr.isatty()) as told:
        results, statuses = each_book(folders, lambda folder: way(folder, progress=told, **how))
    form = "json" if as_json else form
    if fix:
        emit(changes.changes_text(results, folders, dry_run=dry_run), err=not dry_run or form in formats.FORMS)
    if form in formats.FORMS:
        show(formats.FORMS[form](results, folders))
    else:
        tell_findings(finding for result in results for finding in result.findings)
        show(table.check_table(results))
    return ended(results, statuses, strict=strict)


@main.command()
@arguments.BOOK
@arguments.AS_JSON
def editions(book: Path, as_json: bool) -> int:
    """List the editions of BOOK."""
    from bookbuild import pipeline
    from bookbuild.reporting import listing

    found, findings = pipeline.editions(book)
    if not as_json:
        tell_findings(findings)
    show(listing.editions_object(book, found, findings) if as_json else listing.editions_text(found))
    return exit_status(findings)


@main.command()
@arguments.BOOK
@arguments.AS_JSON
def fonts(book: Path, as_json: bool) -> int:
    """List the fonts that BOOK names, and how to get them."""
    from bookbuild import pipeline
    from bookbuild.reporting import listing

    uses = pipeline.fonts(book)
    show(listing.fonts_object(book, uses) if as_json else listing.fonts_text(uses))
    return 0 if all(use.found for use in uses) else MACHINE


@main.command()
@arguments.AS_JSON
def doctor(as_json: bool) -> int:
    """Say what this machine lacks, and how to get it."""
    from bookbuild import doctor as machine
    from bookbuild.reporting import listing

    rows = machine.examine()
    show(listing.doctor_object(rows) if as_json else listing.doctor_text(rows))
    return 0 if all(row.found or not row.needed for row in rows) else MACHINE


@main.command()
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--book", type=arguments.FOLDER, help="The manuscript that FILE was made from: a PDF's text is held against it."
)
@click.option("--profile", metavar="P", help="Have a judge say whether FILE conforms to P: `ua1`, `2u`, `default` …")
@arguments.AS_JSON
def inspect(file: Path, book: Path | None, profile: str | None, as_json: bool) -> int:
    """Say what an EPUB or a PDF is, and what is wrong with it."""
    from bookbuild.reporting import listing

    try:
        report, findings = listing.inspected(file, book, profile)
    except ValueError as error:
        if profile is None:
            raise
        raise click.BadParameter(str(error), param_hint="'--profile'") from error
    if not as_json:
        tell_findings(findings)
    show(listing.inspection_object(file, report, findings) if as_json else listing.inspection_text(file, report))
    return exit_status(findings)
