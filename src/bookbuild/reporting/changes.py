"""Sources that were mended → a line each; those that would be → a unified diff, as `patch -p0` reads it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from bookbuild.reporting.json import path_as_given
from bookbuild.reporting.text import shown

if TYPE_CHECKING:
    from bookbuild.build_result import BuildResult, Change

_ACTING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)")
"""Control characters: a book that has them has a finding. Marks of direction may be what is mended."""
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def changes_text(results: Iterable[BuildResult], folders: dict[str, Path], *, dry_run: bool) -> str:
    """What changed, or with `dry_run` would change, in all books."""
    told = _patch if dry_run else _line
    found = (told(path_as_given(folders[o.book] / change.path), change) for o in results for change in o.changes)
    return "\n".join(found)


def _line(path: str, change: Change) -> str:
    return f"mended `{shown(path)}` in {change.places} place{'' if change.places == 1 else 's'}"


def _patch(path: str, change: Change) -> str:
    before, after = (_LINE.findall(text) for text in (change.before, change.after))
    name = shown(path)
    return "".join(_ended(difflib.unified_diff(before, after, name, name))).removesuffix("\n")


def _ended(lines: Iterable[str]) -> Iterator[str]:
    """Each line with a line feed; the note of `diff` after a last line that has none."""
    for line in lines:
        kept = _ACTING.sub("\N{REPLACEMENT CHARACTER}", line)
        yield kept if kept.endswith("\n") else f"{kept}\n\\ No newline at end of file\n"
