"""The command line → a call of `commands/`; what that says → what is printed, and the exit status.

Nothing else prints. Everything heavy is imported inside the command that needs it, so that `--help` is there at once.
"""

from __future__ import annotations

import signal
import threading

_quiet = signal.getsignal(signal.SIGINT) is signal.default_int_handler
_quiet = _quiet and threading.current_thread() is threading.main_thread()
if _quiet:  # while what follows is imported, INT ends the process without a traceback
    signal.signal(signal.SIGINT, signal.SIG_DFL)

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import click

from bookbuild import __version__, arguments, examples, finished_files, forkserver, interrupts
from bookbuild.commands.said import Caller, Message, Output, Said, ToldFindings, WrongUsage
from bookbuild.diagnostics import INTERRUPTED, MACHINE, BookError, Finding, MachineLacks, exit_status

T = TypeVar("T")

forkserver.keep_everything()
if _quiet:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def attempt(call: Callable[[], T]) -> tuple[T | None, int]:
    """What `call` gives; or None, the exit status, and a line on standard error."""
    from concurrent.futures import CancelledError

    try:
        return call(), 0
    except (click.ClickException, click.exceptions.Exit, click.Abort, CancelledError, WrongUsage):
        raise
    except BookError as error:
        tell_findings(error.findings)
        return None, exit_status(error.findings) or 1
    except MachineLacks as lack:
        from bookbuild.reporting.text import shown

        emit(f"bookbuild: {shown(str(lack))}\n  remedy: {shown(lack.remedy)}", err=True)
        return None, MACHINE
    except Exception as defect:
        from bookbuild.reporting.crash import line_and_status

        line, status = line_and_status(defect)
        emit(line, err=True)
        return None, status


class Commands(click.Group):
    """The commands, all under one roof: what goes wrong in any of them ends in one line and an exit status."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """As click does it, but with all of each command's first sentence."""
        named = [(name, self.commands[name].get_short_help_str(limit=1000)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(named)

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")
        arguments.check_working_directory()
        interrupts.quiet_at_the_end()
        try:
            with forkserver.standard_error_of_our_own(), interrupts.handled():
                given, status = attempt(lambda: super(Commands, self).invoke(ctx))
        except click.ClickException as wrong:
            from bookbuild.reporting.text import escaped

            wrong.message = escaped(wrong.message)  # type: ignore[misc]
            raise
        except KeyboardInterrupt as ended:
            with suppress(OSError):  # of a terminal that is gone
                emit("bookbuild: interrupted", err=True)
            ctx.exit(128 + ended.number if isinstance(ended, interrupts.Interrupted) else INTERRUPTED)
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


def show(result: str | dict[str, Any]) -> None:
    """Write the result: a text, or an object as JSON."""
    from bookbuild.reporting.json import json_text

    emit(result if isinstance(result, str) else json_text(result, sys.stdout.encoding))


def tell_findings(findings: Iterable[Finding], *, several_books: bool = False) -> None:
    from bookbuild.reporting.text import findings_text, look_of

    emit(findings_text(findings, look_of(sys.stderr), several_books=several_books), err=True)


def carried_out(command: Callable[[], Said]) -> int:
    """Write what a command says; its exit status. Raises click's exceptions where it is used wrongly."""
    try:
        forkserver.keep_libraries_quiet()
        said = command()
    except WrongUsage as wrong:
        raise arguments.usage_error(str(wrong), wrong.option) from wrong
    for part in said.parts:
        match part:
            case Output(content):
                show(content)
            case Message(text):
                emit(text, err=True)
            case ToldFindings(findings, several_books):
                tell_findings(findings, several_books=several_books)
    return said.status


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="bookbuild", message="%(prog)s %(version)s")
def main() -> None:
    """One manuscript, every edition: EPUB for readers, PDF for the press and the screen."""


@main.command(epilog=examples.NEW)
@arguments.NEW_FOLDER
@arguments.LANGUAGE
def new(folder: Path, language: str) -> int:
    """Lay down a small book that builds, to start from."""
    from bookbuild.commands import new as command

    return carried_out(lambda: command.new(folder, language))


@main.command(epilog=examples.BUILD)
@arguments.BOOKS
@arguments.EDITIONS
@arguments.OUT
@arguments.JOBS
@arguments.CLUSTER
@arguments.CACHE
@arguments.LIMIT
@arguments.STRICT
@arguments.FORM
@arguments.AS_JSON
@arguments.WHY
@arguments.ONE_GO
@arguments.ONIX
def build(
    books: tuple[Path, ...],
    editions: tuple[str, ...],
    out: Path,
    form: str | None,
    as_json: bool,
    why: bool,
    **how: Any,
) -> int:
    """Build the editions of each BOOK into DIR/BOOK/."""
    form = arguments.form_of(form, as_json=as_json)
    folders = arguments.named(books)
    arguments.check_writable(out)
    from bookbuild.commands import build as command

    options = command.BuildOptions(tuple(dict.fromkeys(editions)), out, **how)
    caller = Caller(attempt, sys.stderr.isatty())
    return carried_out(lambda: command.build(folders, options, caller, why=why, form=form))


@main.command("import", epilog=examples.IMPORT)
@arguments.IMPORTED
@arguments.TO
@arguments.FROM
@arguments.ITS_LANGUAGE
@arguments.MAP
@arguments.AS_JSON
def import_(files: tuple[Path, ...], folder: Path, as_json: bool, **how: Any) -> int:
    """Make a manuscript of the book in FILE: text, or what else import reads."""
    from bookbuild.commands import importing as command

    caller = Caller(attempt, sys.stderr.isatty())
    return carried_out(lambda: command.bring_in(files, folder, caller, as_json=as_json, **how))


@main.command(epilog=examples.CACHE)
@arguments.CACHE
@arguments.LIMIT
@arguments.CLEAR
@arguments.AS_JSON
def cache(cache: str | None, limit: int | None, clear: bool, as_json: bool) -> int:
    """Say what is kept of earlier builds, and where."""
    from bookbuild.commands import machine

    return carried_out(lambda: machine.cache(cache, limit, clear=clear, as_json=as_json))


@main.command(epilog=examples.CHECK)
@arguments.BOOKS
@arguments.FORM
@arguments.AS_JSON
@arguments.STRICT
@arguments.FIX
@arguments.DRY_RUN
@arguments.MARK
def check(
    books: tuple[Path, ...],
    form: str | None,
    as_json: bool,
    strict: bool,
    fix: bool,
    dry_run: bool,
    mark: tuple[str, ...],
) -> int:
    """Find what is wrong in each BOOK; write nothing, unless it is to be mended."""
    if dry_run and not fix:
        raise click.UsageError("`--dry-run` goes with `--fix`")
    if mark and not fix:
        raise click.UsageError("`--mark` goes with `--fix`")
    form = arguments.form_of(form, as_json=as_json)
    folders = arguments.named(books)
    from bookbuild.commands import check as command

    caller = Caller(attempt, sys.stderr.isatty())
    if fix:
        return carried_out(lambda: command.mend(folders, caller, form=form, strict=strict, dry_run=dry_run, mark=mark))
    return carried_out(lambda: command.check(folders, caller, form=form, strict=strict))


@main.command(epilog=examples.EDITIONS)
@arguments.BOOK
@arguments.AS_JSON
def editions(book: Path, as_json: bool) -> int:
    """List the editions of BOOK."""
    from bookbuild.commands import machine

    return carried_out(lambda: machine.editions(book, as_json=as_json))


@main.command(epilog=examples.FONTS)
@arguments.BOOK
@arguments.AS_JSON
def fonts(book: Path, as_json: bool) -> int:
    """List the fonts that BOOK names, and how to get them."""
    from bookbuild.commands import machine

    return carried_out(lambda: machine.fonts(book, as_json=as_json))


@main.command(epilog=examples.SCHEMA)
def schema() -> int:
    """Print the JSON Schema of `book.toml`."""
    from bookbuild.commands.schema import schema as printed

    return carried_out(printed)


@main.command(epilog=examples.DOCTOR)
@arguments.AS_JSON
def doctor(as_json: bool) -> int:
    """Say what this machine lacks, and how to get it."""
    from bookbuild.commands import machine

    return carried_out(lambda: machine.doctor(as_json=as_json))


@main.command(epilog=examples.INSPECT)
@arguments.FILE
@arguments.MADE_FROM
@arguments.PROFILE
@arguments.PRINTER
@arguments.AS_JSON
def inspect(file: Path, book: Path | None, profile: str | None, printer: str | None, as_json: bool) -> int:
    """Say what an EPUB or a PDF is, and what is wrong with it."""
    from bookbuild.commands import inspect as command

    return carried_out(lambda: command.inspect(file, book=book, profile=profile, printer=printer, as_json=as_json))


finished_files.add_commands(main, carried_out, attempt)
