"""`w:sym` and the field `SYMBOL` → a character at the private code point that its font has a sign for."""

from __future__ import annotations

from lxml import etree

from bookbuild.intake.docx.names import attribute


def symbol_of(element: etree._Element) -> tuple[str, str]:
    """The font and the character of a `w:sym`; a character that is none is empty."""
    try:
        code = _private(int(attribute(element, "w:char") or "", 16))
    except ValueError:
        return "", ""
    fit = 0x20 <= code <= 0x10FFFF and not 0xD800 <= code < 0xE000
    return attribute(element, "w:font") or "", chr(code) if fit else ""


def sign_of(written: str) -> str:
    """The character of a field `SYMBOL 114`; empty for a number that is none."""
    written = written.lower()
    try:
        code = int(written, 16 if written.startswith("0x") else 10)
    except ValueError:
        return ""
    return chr(_private(code)) if 0x20 <= code <= 0xFFFF and not 0xD800 <= code < 0xE000 else ""


def _private(code: int) -> int:
    """A code of a font of symbols at its private place: Word means U+F072 by 72 too."""
    return code + 0xF000 if code < 0x100 else code
