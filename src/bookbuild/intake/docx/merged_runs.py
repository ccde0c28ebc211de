"""Runs as Word parts them (at every save, at every spelling error) → runs of one dress as one, white space in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bookbuild.intake.runs import BookmarkHere, CommentHere, HardBreak, RunPiece, RunPieces, TextRun


def merged(pieces: Iterable[RunPiece]) -> RunPieces:
    """Neighbours in one dress as one run."""
    runs: list[RunPiece] = []
    texts: list[str] = []
    for piece in pieces:
        last = runs[-1] if runs else None
        if not isinstance(piece, TextRun):
            _close(runs, texts)
            runs.append(piece)
        elif piece.text and isinstance(last, TextRun) and _dress(last) == _dress(piece):
            texts.append(piece.text)
        elif piece.text:
            _close(runs, texts)
            runs.append(piece)
            texts.append(piece.text)
    _close(runs, texts)
    return tuple(runs)


def _close(runs: list[RunPiece], texts: list[str]) -> None:
    """Give the last run the texts of those that go with it."""
    if len(texts) > 1 and isinstance(runs[-1], TextRun):
        runs[-1] = replace(runs[-1], text="".join(texts))
    texts.clear()


def _dress(run: TextRun) -> tuple[object, ...]:
    return run.marks, run.link, run.classes, run.direction, run.language


def trimmed(runs: RunPieces) -> RunPieces:
    """Runs without white space and breaks at both ends, which are the look of a paragraph and no text."""
    kept = list(runs)
    _trim(kept, 0)
    _trim(kept, -1)
    return tuple(run for run in kept if not (isinstance(run, TextRun) and not run.text))


def _trim(runs: list[RunPiece], end: int) -> None:
    """Take white space off one end; marks that have no text stay where they are."""
    at = 0 if end == 0 else len(runs) - 1
    step = 1 if end == 0 else -1
    while 0 <= at < len(runs):
        run = runs[at]
        if isinstance(run, HardBreak):
            del runs[at]
            at += 0 if end == 0 else -1
        elif isinstance(run, TextRun):
            text = run.text.lstrip() if end == 0 else run.text.rstrip()
            runs[at] = replace(run, text=text)
            if text:
                return
            at += step
        elif isinstance(run, BookmarkHere | CommentHere):
            at += step
        else:
            return


def has_content(runs: Iterable[RunPiece]) -> bool:
    """Whether runs hold what stands in a book: text, a picture, a call, a sign."""
    return any(
        run.text.strip() if isinstance(run, TextRun) else not isinstance(run, (BookmarkHere, HardBreak, CommentHere))
        for run in runs
    )
