"""What is wrong with the lines of pages → findings."""

from __future__ import annotations

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.typeset.fragments import Fault

REMEDIES = {
    "line-loose": "reword the paragraph, or let its long words be divided",
    "line-overfull": "reword it, or divide what is too wide",
    "marks-collide": 'give the lines more leading: `leading = "auto"` gives what is missing',
}


def finding_of(fault: Fault, path: str | None, edition: str, page: int) -> Finding:
    """A fault on a page, counted from 1 through the whole file; `path` of the file that the line is written in."""
    return Finding(Code(fault.code), _message(fault), REMEDIES[fault.code], Location(path), edition=edition, page=page)


def _message(fault: Fault) -> str:
    match fault.code:
        case "line-loose":
            return f"the spaces of `{fault.text}` are {fault.amount:.1f} times as wide as by nature"
        case "line-overfull":
            return f"`{fault.text}` is {fault.amount:.1f} pt wider than its measure"
        case "marks-collide":
            return f"marks of `{fault.text}` touch the line above: {fault.amount:.1f} pt are missing"
