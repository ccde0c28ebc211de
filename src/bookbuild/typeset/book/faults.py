"""What is wrong with the lines of pages → findings."""

from __future__ import annotations

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.typeset.fragments import Fault

KINDS = {
    "line-loose": (
        Code.LINE_LOOSE,
        "the spaces of `{0.text}` are {0.amount:.1f} times as wide as by nature",
        "reword the paragraph, or let its long words be divided",
    ),
    "line-overfull": (
        Code.LINE_OVERFULL,
        "`{0.text}` is {0.amount:.1f} pt wider than its measure",
        "reword it, or divide what is too wide",
    ),
    "marks-collide": (
        Code.MARKS_COLLIDE,
        "marks of `{0.text}` touch the line above: {0.amount:.1f} pt are missing",
        'give the lines more leading: `leading = "auto"` gives what is missing',
    ),
    "head-shortened": (
        Code.HEAD_SHORTENED,
        "the running head `{0.text}` is too long for its line: it stands there as `{0.over}`",
        "give a `short-title`, or a shorter one",
    ),
    "image-resolution": (
        Code.IMAGE_RESOLUTION,
        "the picture `{0.text}` has {0.amount:.0f} pixels an inch at its size in print, where {0.over} are needed",
        "use a larger one, or print it smaller: `{width=60%}`",
    ),
    "image-too-coarse": (
        Code.IMAGE_TOO_COARSE,
        "the picture `{0.text}` has {0.amount:.0f} pixels an inch at its size in print, where {0.over} are needed",
        "use a larger one, or print it smaller: `{width=60%}`; its pixels will be seen",
    ),
    "text-outside": (
        Code.TEXT_OUTSIDE,
        "`{0.text}` stands {0.amount:.1f} pt beyond the edge of the page",
        "divide what is too wide or too high, or give it room in the style sheet",
    ),
    "text-over": (
        Code.TEXT_OUTSIDE,
        "`{0.text}` is printed over `{0.over}`",
        "give both room in the style sheet; where it is the theme of bookbuild, tell us, with the text",
    ),
}
"""The code, the message and the remedy of each kind of fault."""
OF_PRINT = frozenset({"image-resolution", "image-too-coarse"})
"""Kinds that are faults on paper alone."""


def finding_of(fault: Fault, path: str | None, edition: str, page: int) -> Finding:
    """A fault on a page, counted from 1 through the whole file; `path` is that of the file the line is written in."""
    code, message, remedy = KINDS["text-over" if fault.over and fault.code == "text-outside" else fault.code]
    return Finding(code, message.format(fault), remedy, Location(path), edition=edition, page=page, source=fault.text)
