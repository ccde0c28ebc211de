"""A section as written → findings for words of the Qur'ān that stand in it without being marked as such."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.resolve.running_text import pieces_of, place_in, texts
from bookbuild.tradition.scripture.recognition import Recognised
from bookbuild.tradition.scripture.riwayah import Riwayah


def unmarked(tree: Any, riwayah: Riwayah) -> Iterator[Finding]:
    """A finding for each run of words in `tree` (nodes, or tuples of nodes) that `riwayah` recognises."""
    for inlines in texts(tree):
        pieces = list(pieces_of(inlines))
        running = "".join([text for text, _ in pieces])
        if running.isascii():
            continue
        for found in riwayah.recognised(running):
            yield _finding(running, found, place_in(pieces, found.start))


def _finding(running: str, found: Recognised, place: Location) -> Finding:
    quoted = " ".join(running[found.start : found.end].split())
    words = f' words="{found.words[0]}-{found.words[1]}"' if found.words else ""
    return Finding(
        Code.QURAN_UNREFERENCED,
        f"`{quoted}` is Qurʾān ({found.place}), and is not marked as such",
        f"put it between `﴿` and `﴾`, or write `[{found.place}]{{.quran{words}}}`",
        place,
    )
