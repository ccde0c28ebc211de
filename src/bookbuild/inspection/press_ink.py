"""A PDF → how much ink stands on its pages as Ghostscript renders them, in a process with limits.

Only pages that may have more than 100 % are rendered; of a file with very many, so many of them that it ends in time.
Spot colours are rendered as their alternates.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from bookbuild.diagnostics import Code, Finding
from bookbuild.inspection.preflight_rules import Breach, Rulebook, findings_of
from bookbuild.inspection.press_pictures import ink_of, ink_of_area
from bookbuild.printing.expectations import Expectations

RESOLUTION = 72
"""Pixels an inch: a square millimetre has eight."""
MOST_PAGES = 120
_LEAST_PIXELS = 8
_PATIENCE = 60
"""Seconds that Ghostscript may take over a file."""
_MEMORY = 400_000
"""KB that it may use."""
_MM = 25.4 / RESOLUTION
_LARGEST = 40_000_000


@dataclass(frozen=True, slots=True)
class PageInk:
    """`most`: the ink at the darkest square millimetre, in % of all plates; `place`: where, in mm from the left and the
    upper edge of the trim, and width and height of all that is over the limit; None where nothing is.
    """

    page: int
    most: float
    place: tuple[float, float, float, float] | None = None


def with_rendered_ink(
    path: Path, facts: dict[str, Any], findings: tuple[Finding, ...], expected: Expectations
) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """Facts and findings of a press file, with its ink as rendered where Ghostscript is on the PATH.

    A page of which too much ink is told already gets no second finding. What prints from RGB has no plates to measure.
    """
    told: dict[str, Any] = dict(facts["preflight"])
    coloured = told.pop("coloured")
    limit = expected.ink_limit
    if limit is None or expected.colours == "screen" or shutil.which("gs") is None:
        return {**facts, "preflight": told}, findings
    found = rendered_ink(path, sampled(coloured), limit)
    book, known = Rulebook(expected), {f.page for f in findings if f.code is Code.PREFLIGHT_INK}
    breaches = [_breach(ink, limit, book) for ink in found if ink.place and ink.page not in known]
    told["ink"] = {
        "limit": limit,
        "by": "ghostscript",
        "rendered": f"{len(found)} of {len(coloured)} pages that may have over 100 %",
        "pages": {str(ink.page): ink.most for ink in found},
    }
    if breaches:
        told["rules"] = [{**rule, "verdict": "broken"} if rule["name"] == "ink" else rule for rule in told["rules"]]
    return {**facts, "preflight": told}, (*findings, *findings_of(breaches))


def _breach(ink: PageInk, limit: int, book: Rulebook) -> Breach:
    left, top, width, height = ink.place or (0, 0, 0, 0)
    message = (
        f"{ink.most:.0f} % of ink as rendered, on {width:g} × {height:g} mm that stand {left:g} mm from the left and "
        f"{top:g} mm from the upper edge of the trim: {book.who('ink')} takes {limit} %"
    )
    return Breach("ink", Code.PREFLIGHT_INK, message, "convert it with the condition's profile", ink.page)


def sampled(pages: list[int]) -> list[int]:
    """At most MOST_PAGES of `pages`, evenly."""
    if len(pages) <= MOST_PAGES:
        return pages
    return sorted({pages[at * len(pages) // MOST_PAGES] for at in range(MOST_PAGES)})


def rendered_ink(path: Path, pages: list[int], limit: int) -> list[PageInk]:
    """The ink of `pages`, as many as Ghostscript renders in time; without it, none."""
    program = shutil.which("gs")
    if program is None or not pages:
        return []
    command = [
        program, "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", f"-K{_MEMORY}", "-sDEVICE=pamcmyk32", f"-r{RESOLUTION}",
        "-sstdout=%stderr", "-dUseTrimBox", "-dUsePDFX3Profile", f"-sPageList={','.join(map(str, pages))}",
        "-sOutputFile=-", "--",
        os.fspath(path.resolve()),
    ]  # fmt: skip
    child = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        process_group=0 if hasattr(os, "killpg") else None,
    )  # fmt: skip
    watch = threading.Timer(_PATIENCE, child.kill)
    watch.daemon = True
    watch.start()
    try:
        with child:
            try:
                images = _images(child.stdout) if child.stdout else iter(())
                return [_ink(page, *image, limit) for page, image in zip(pages, images, strict=False)]
            finally:
                with suppress(OSError):
                    child.kill()
    finally:
        watch.cancel()


def _images(stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Width and samples of each image in PAM, until one is not whole."""
    while True:
        head: dict[bytes, bytes] = {}
        while (line := stream.readline(200)) and line.strip() != b"ENDHDR":
            key, _, value = line.strip().partition(b" ")
            head[key] = value
        width, height = (int(head.get(key, b"0")) for key in (b"WIDTH", b"HEIGHT"))
        if not 0 < width * height * 4 <= _LARGEST or head.get(b"DEPTH") != b"4":
            return
        data = stream.read(width * height * 4)
        if len(data) < width * height * 4:
            return
        yield width, data


def _ink(page: int, width: int, data: bytes, limit: int) -> PageInk:
    most = ink_of_area(data, _LEAST_PIXELS)
    # 8 bits a plate: half a step of each is no ink
    if most <= limit + 1:
        return PageInk(page, round(most, 1))
    words = memoryview(data).cast("I")
    dark = {colour for colour in set(words) if ink_of(colour) > (limit + 1) * 2.55}
    over = [at for at, colour in enumerate(words) if colour in dark]
    across, down = [at % width for at in over], [at // width for at in over]
    place = (min(across), min(down), max(across) - min(across) + 1, max(down) - min(down) + 1)
    return PageInk(page, round(most, 1), tuple(round(part * _MM, 1) for part in place))  # type: ignore[arg-type]
