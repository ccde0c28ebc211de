"""Fixes → the sources of a book mended: what would change, and the same written.

What is not within a fix stays byte for byte: line ends, a byte order mark, the order of combining marks.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from bookbuild.build_result import Change
from bookbuild.diagnostics import Finding, Fix, MachineLacks
from bookbuild.guarded.folder import FileRefused, GuardedFolder

_LINE_END = re.compile(r"\r\n?|\n")
_BOM = "\ufeff"
_HOW = "make the folder of the book and its files writable"


class _Span(NamedTuple):
    begin: int
    end: int
    text: str


def certain(findings: Iterable[Finding]) -> tuple[Fix, ...]:
    """The fixes of all findings that the editor has not accepted."""
    return tuple(finding.fix for finding in findings if finding.fix and not finding.allowed)


def changes(folder: Path, fixes: Iterable[Fix]) -> tuple[Change, ...]:
    """What `fixes` make of the files of `folder`. Of two that overlap, the first is taken.

    Raises OSError where a file cannot be read.
    """
    of_files: dict[str, list[Fix]] = defaultdict(list)
    for fix in dict.fromkeys(fixes):
        of_files[fix.path].append(fix)
    found = (_change(folder, path, of_files[path]) for path in sorted(of_files))
    return tuple(change for change in found if change and change.after != change.before)


def joined(earlier: Iterable[Change], later: Iterable[Change]) -> tuple[Change, ...]:
    """The changes of two rounds, one a file."""
    files = {change.path: change for change in earlier}
    for change in later:
        first = files.get(change.path, Change(change.path, change.before, "", 0))
        files[change.path] = Change(change.path, first.before, change.after, first.places + change.places)
    return tuple(files[path] for path in sorted(files))


def write(folder: Path, changed: Iterable[Change]) -> None:
    """Put what has changed into the files: first all beside them, then each in its place.

    Raises MachineLacks where that cannot be.
    """
    ready: list[tuple[str, Path]] = []
    try:
        for change in changed:
            file = (folder / change.path).resolve()
            descriptor, beside = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
            ready.append((beside, file))
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(change.after.encode())
            shutil.copymode(file, beside)
        while ready:
            beside, file = ready[-1]
            os.replace(beside, file)  # noqa: PTH105
            ready.pop()
    except OSError as error:
        raise MachineLacks(f"the sources cannot be mended: {error.strerror}: `{error.filename}`", _HOW) from error
    finally:
        for beside, _ in ready:
            Path(beside).unlink(missing_ok=True)


def _change(folder: Path, path: str, fixes: Sequence[Fix]) -> Change | None:
    try:
        before = GuardedFolder.of(folder).read(path).decode("utf-8")
    except (UnicodeDecodeError, FileRefused):
        return None  # it has its finding: places in it are not to be relied on
    lines, line_end = _lines(before)
    spans = _apart(sorted(span for fix in fixes if (span := _span(fix, lines, line_end))))
    after = before
    for span in reversed(spans):
        after = after[: span.begin] + span.text + after[span.end :]
    return Change(path, before, after, len(spans))


def _lines(text: str) -> tuple[list[tuple[int, int]], str]:
    """Where each line begins and ends, a byte order mark and line ends left out; and how a line ends."""
    ends = list(_LINE_END.finditer(text))
    begins = [len(_BOM) if text.startswith(_BOM) else 0, *(end.end() for end in ends)]
    return list(zip(begins, [*(end.start() for end in ends), len(text)], strict=True)), ends[0][0] if ends else "\n"


def _span(fix: Fix, lines: list[tuple[int, int]], line_end: str) -> _Span | None:
    """Where `fix` stands in the text; None where there is no such place."""
    begin, end = (_offset(lines, *place) for place in ((fix.line, fix.column), (fix.end_line, fix.end_column)))
    if begin is None or end is None or end < begin:
        return None
    return _Span(begin, end, fix.text.replace("\n", line_end))


def _offset(lines: list[tuple[int, int]], line: int, column: int) -> int | None:
    if not 1 <= line <= len(lines):
        return None
    begin, end = lines[line - 1]
    return begin + column - 1 if 1 <= column <= end - begin + 1 else None


def _apart(spans: Sequence[_Span]) -> list[_Span]:
    """Those that do not reach into one before them; of two insertions at one place, the first."""
    kept: list[_Span] = []
    for span in spans:
        if not kept or span.begin > kept[-1].end or (span.begin == kept[-1].end and span.begin > kept[-1].begin):
            kept.append(span)
    return kept
