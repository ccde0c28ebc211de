"""What WeasyPrint says of a fragment in its log, and the characters that its fonts have not → findings.

The one place where its log is translated; what we find ourselves comes as values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bookbuild.diagnostics import Code, Finding, Location

_NOTDEF = re.compile(r'\.notdef glyph .*"(?P<char>.+)" \(U\+[0-9A-F]+\)', re.DOTALL)
_STYLE = re.compile(r"(?P<what>.*?) ?\bat (?P<line>\d+):(?P<column>\d+)(?P<why>.*)", re.DOTALL)
_IMAGE = re.compile(r"Failed to (?:load|render).*?image (?:at )?'?(?P<name>[^':]*:///)?(?P<file>[^': ]+)")


def findings_of(messages: Iterable[str], edition: str, sheet: str, offset: int) -> Iterator[Finding]:
    """Each message as a finding. `sheet` is the theme's style sheet, `offset` lines of CSS before it are the tool's."""
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
                Location(sheet, line, int(found["column"])),
                edition=edition,
            )
        else:
            yield Finding(Code.STYLE_INVALID, message, "correct the style sheet", edition=edition)


def missing(character: str, edition: str) -> Finding:
    """`glyph-missing` of a character that was to be set."""
    return Finding(
        Code.GLYPH_MISSING,
        f"no font of the style has U+{ord(character):04X} `{character}`",
        "choose a font that has it, or write it another way",
        edition=edition,
    )
