"""Books by their names, and the work on one → the result of every book, and the exit statuses of what failed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from bookbuild.build_result import BuildResult
from bookbuild.commands.said import Attempt
from bookbuild.diagnostics import exit_status, worst


def each_book(
    folders: dict[str, Path], work: Callable[[Path], BuildResult], attempt: Attempt, at_once: int = 1
) -> tuple[list[BuildResult], list[int]]:
    """The result of every book, one without files for those that failed: one book does not stop the next."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(at_once) as threads:
        mapped = threads.map if at_once > 1 else map
        done = list(mapped(lambda folder: attempt(lambda: work(folder)), folders.values()))
    none = (BuildResult(book=name, editions=(), findings=()) for name in folders)
    return [result or empty for empty, (result, _) in zip(none, done, strict=True)], [status for _, status in done]


def status_of(results: Iterable[BuildResult], statuses: Iterable[int], *, strict: bool) -> int:
    """The exit status of all books: of their findings, and of those that failed."""
    return worst([*statuses, *(exit_status(result.findings, strict=strict) for result in results)])
