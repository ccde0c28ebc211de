"""What WeasyPrint says of a fragment in its log, and the characters that its fonts have not → findings.

The one place where its log is translated; what we find ourselves comes as values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bookbuild.diagnostics import NOWHERE, Code, Finding, Location

_NOTDEF = re.compile(r'\.notdef glyph .*"(?P<char>.+)" \(U\+[0-9A-F]+\)', re.DOTALL)
_STYLE = re.compile(r"(?P<what>.*?) ?\bat (?P<line>\d+):(?P<column>\d+)(?P<why>.*)", re.DOTALL)
_QUOTED = re.compile(r"'([^']+)'")
_IMAGE = re.compile(r"Failed to (?:load|render).*?image (?:at )?'?(?P<name>[^':]*:///)?(?P<file>[^': ]+)")


def findings_of(
    messages: Iterable[str], edition: str, sheet: str, offset: int, over: Sequence[tuple[str, str]] = ()
) -> Iterator[Finding]:
    """Each message as a finding. `sheet` is the theme's style sheet, `offset` lines of CSS before it are the tool's.

    `over`: all sheets of the theme as they are laid over each other, `sheet` first, each with its text.
    """
    for message in messages:
        if found := _NOTDEF.match(message):
            yield missing(found["char"], edition)
        elif found := _IMAGE.match(message):
            yield Finding(
                Code.IMAGE_INVALID, f"`{found['file']}` cannot be set: {message}", "repair the image", edition=edition
            )
        elif found := _STYLE.match(message):
            line = max(int(found["line"]) - offset, 1)
            yield Finding(
                Code.STYLE_INVALID,
                f"{found['what']}{found['why']}",
                "correct the style sheet",
                _place(sheet, line, int(found["column"]), over),
                edition=edition,
            )
        else:
            quoted = _QUOTED.search(message)
            place = _place_of(quoted[1].strip(), over) if quoted else NOWHERE
            yield Finding(Code.STYLE_INVALID, message, "correct the style sheet", place, edition=edition)


def _place(sheet: str, line: int, column: int, over: Sequence[tuple[str, str]]) -> Location:
    """A place of the sheets set under each other, in the one that it is in."""
    for name, text in over:
        length = text.count("\n") + 1
        if line <= length:
            return Location(name, line, column)
        line -= length
    return Location(sheet, line, column)


def _place_of(written: str, over: Sequence[tuple[str, str]]) -> Location:
    """Where what a message quotes stands; in the sheet that is laid over the others, if it is in several."""
    for name, text in reversed(over):
        if (at := text.find(written)) >= 0:
            return Location(name, text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1, len(written))
    return NOWHERE


def missing(character: str, edition: str) -> Finding:
    """`glyph-missing` of a character that was to be set."""
    return Finding(
        Code.GLYPH_MISSING,
        f"no font of the style has U+{ord(character):04X} `{character}`",
        "choose a font that has it, or write it another way",
        edition=edition,
    )
