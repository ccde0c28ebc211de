"""Sources that were mended → a line each; those that would be → a unified diff, as `patch -p0` reads it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from bookbuild.reporting.json import path_as_given

if TYPE_CHECKING:
    from bookbuild.build_result import BuildResult, Change

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def changes_text(results: Iterable[BuildResult], folders: dict[str, Path], *, dry_run: bool) -> str:
    """What changed, or with `dry_run` would change, in all books."""
    told = _patch if dry_run else _line
    found = (told(path_as_given(folders[o.book] / change.path), change) for o in results for change in o.changes)
    return "\n".join(found)


def _line(path: str, change: Change) -> str:
    return f"mended `{path}` in {change.places} place{'' if change.places == 1 else 's'}"


def _patch(path: str, change: Change) -> str:
    before, after = (_LINE.findall(text) for text in (change.before, change.after))
    return "".join(_ended(difflib.unified_diff(before, after, path, path))).removesuffix("\n")


def _ended(lines: Iterable[str]) -> Iterator[str]:
    """Each line with a line feed; the note of `diff` after a last line that has none."""
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
