"""Foreign files → a manuscript folder, and what is said of it."""

from __future__ import annotations

import tomllib
from pathlib import Path

from bookbuild.commands.said import Caller, Output, Said, SaidPart, ToldFindings, WrongUsage
from bookbuild.diagnostics import exit_status
from bookbuild.intake.importing.formats import NAMES
from bookbuild.intake.importing.way import ImportOptions, import_files
from bookbuild.intake.reader import ReadOptions
from bookbuild.reporting import imported
from bookbuild.reporting.progress import progress
from bookbuild.starter import TAG


def bring_in(
    files: tuple[Path, ...],
    folder: Path,
    caller: Caller,
    *,
    wanted: str | None = None,
    language: str | None = None,
    styles: Path | None = None,
    as_json: bool = False,
) -> Said:
    """Make a manuscript of `files` in `folder`. `wanted`: the format; `styles`: the file of `--map`.

    Raises WrongUsage for a format or a language that there is not, and for a map that cannot be read; BookError for
    files that cannot be read and a folder that is not empty.
    """
    if wanted is not None and wanted not in NAMES:
        raise WrongUsage(f"`{wanted}` is none of {', '.join(f'`{name}`' for name in NAMES)}", "--from")
    if language is not None and not TAG.fullmatch(language):
        raise WrongUsage(f"`{language}` is not a language tag such as `en` or `ar-EG`", "--language")
    options = ImportOptions(wanted, ReadOptions(language, _styles(styles) if styles else {}))
    with progress(terminal=caller.terminal) as told:
        done = import_files(files, folder, options, told)
    if as_json:
        return Said((Output(imported.import_object(done)),), exit_status(done.findings))
    parts: list[SaidPart] = [ToldFindings(finding for finding in done.findings if not finding.allowed)]
    return Said((*parts, Output(imported.import_text(done))), exit_status(done.findings))


def _styles(path: Path) -> dict[str, str]:
    """The table `[styles]` of a map."""
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WrongUsage(f"`{path}` cannot be read as TOML: {error}", "--map") from error
    styles = read.get("styles", {})
    if not isinstance(styles, dict) or not all(isinstance(value, str) for value in styles.values()):
        raise WrongUsage(f"`[styles]` of `{path}` holds more than names of styles and classes", "--map")
    return styles
