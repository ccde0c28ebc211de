"""The command, called in this process with the pipeline as it is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from click.testing import CliRunner, Result


@contextmanager
def working_in(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def command(*arguments: str | Path) -> Result:
    """`bookbuild`, with the pipeline as it is."""
    from bookbuild.cli import main

    return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="bookbuild")
