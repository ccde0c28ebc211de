"""A defect → a file that says what it takes to mend it: the traceback, the command, the versions."""

from __future__ import annotations

import errno
import platform
import sys
import tempfile
import traceback
from importlib import metadata
from pathlib import Path

from bookbuild import __version__
from bookbuild.diagnostics import DEFECT, MACHINE
from bookbuild.folders.scratch import lasting
from bookbuild.reporting.text import shown


def line_and_status(error: Exception) -> tuple[str, int]:
    """What is said of an exception that nobody caught, and the exit status: the machine's, or a defect's."""
    line = machine_line(error)
    return (line, MACHINE) if line else (crash_line(error), DEFECT)


def machine_line(error: Exception) -> str:
    """The one line for what is no defect but the machine's: a full disk, or one that is not to be written to; too
    little memory."""
    if isinstance(error, MemoryError):
        return "bookbuild: no memory is left: give it more, or take the book apart"
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG):
        return f"bookbuild: {(error.strerror or '').lower()}: `{shown(str(error.filename))}`"
    return ""


def crash_line(defect: Exception) -> str:
    """Write the crash file; the one line that names it."""
    what = shown(" ".join(f"{type(defect).__name__}: {defect}".split())[:200])
    try:
        path = write(defect)
    except OSError as error:
        return f"bookbuild: a defect of bookbuild: {what}; the crash file cannot be written: {error.strerror}"
    return f"bookbuild: a defect of bookbuild: {what}; please send us the crash file `{path}`"


def write(defect: Exception) -> Path:
    """The crash file, in the folder for temporary files."""
    report = "\n".join(
        (
            f"bookbuild {__version__} · Python {platform.python_version()} · {platform.platform()}",
            f"command: {' '.join(sys.argv)}",
            "",
            "".join(traceback.format_exception(defect)),
            *versions(),
            "",
        )
    )
    with tempfile.NamedTemporaryFile(
        "w",
        encoding="utf-8",
        errors="backslashreplace",
        prefix="bookbuild-crash-",
        suffix=".txt",
        delete=False,
        dir=lasting(),
    ) as file:
        file.write(report)
    return Path(file.name)


def versions() -> list[str]:
    """Every Python package that bookbuild stands on, with its version."""
    return sorted(
        f"{distribution.name} {distribution.version}" for distribution in metadata.distributions() if distribution.name
    )
