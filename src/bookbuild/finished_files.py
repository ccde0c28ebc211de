"""The commands for those who print and sell what was built: on the command line → a call of `commands/`.

What a command says is written by `cli.py`, which gives the function that does it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bookbuild import arguments, examples

if TYPE_CHECKING:
    from bookbuild.commands.said import Attempt, Said

CarriedOut = Callable[[Callable[[], "Said"]], int]
"""Writes what a command says; gives its exit status."""


def add_commands(group: click.Group, carried_out: CarriedOut, attempt: Attempt) -> None:
    """Give `group` the commands, in their order."""
    group.add_command(_impose(carried_out))
    group.add_command(_package(carried_out, attempt))


def _impose(carried_out: CarriedOut) -> click.Command:
    @click.command("impose", epilog=examples.IMPOSE)
    @arguments.FILE
    @arguments.SIGNATURE
    @arguments.SHEET
    @arguments.BOOKLET
    @arguments.BIND
    @arguments.PAPER
    @arguments.IMPOSED
    @arguments.AS_JSON
    def impose(file: Path, signature: str | None, booklet: bool, as_json: bool, **how: Any) -> int:
        """Put the pages of a PDF on press sheets, in the order in which printers fold."""
        if (signature is not None) == booklet:
            raise click.UsageError("give one of `--signature` and `--booklet`")
        from bookbuild.commands import impose as command

        pages = int(signature) if signature else None
        return carried_out(lambda: command.impose(file, signature=pages, as_json=as_json, **how))

    return impose


def _package(carried_out: CarriedOut, attempt: Attempt) -> click.Command:
    @click.command("package", epilog=examples.PACKAGE)
    @arguments.BOOK
    @arguments.SHOPS
    @arguments.PACKAGES
    @arguments.AS_JSON
    def package(book: Path, shops: tuple[str, ...], out: Path, as_json: bool) -> int:
        """Make a folder for each shop: its files, its metadata, and a report of its rules."""
        arguments.check_writable(out)
        from bookbuild.commands import package as command
        from bookbuild.commands.said import Caller

        caller = Caller(attempt, sys.stderr.isatty())
        wanted = tuple(dict.fromkeys(shops))
        return carried_out(lambda: command.package(book, wanted, out, caller, as_json=as_json))

    return package
