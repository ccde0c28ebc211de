"""Names and contents → elements of ONIX's reference tags; what has no content is left out."""

from __future__ import annotations

import re

from lxml import etree

from bookbuild.language.scripts import writing_of
from bookbuild.outputs.onix.codes import language_code

NAMESPACE = "http://ns.editeur.org/onix/3.1/reference"
_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

OnixPart = etree._Element | None


def element(name: str, *parts: OnixPart, **attributes: str) -> OnixPart:
    """An element with these parts; None where none is there."""
    kept = [part for part in parts if part is not None]
    if not kept:
        return None
    made = etree.Element(f"{{{NAMESPACE}}}{name}", attributes, {None: NAMESPACE})
    made.extend(kept)
    return made


def text(name: str, content: object, language: str = "", *, script: bool = True) -> OnixPart:
    """An element with a text on one line; None where it is empty.

    `language`, a BCP 47 tag, is told as ONIX has it, and with it the `script`, where the element may say that.
    """
    written = " ".join(_FORBIDDEN.sub("", str(content)).split()) if content is not None else ""
    if not written:
        return None
    made = etree.Element(f"{{{NAMESPACE}}}{name}", {}, {None: NAMESPACE})
    made.text = written
    if language:
        made.set("language", language_code(language))
        if script:
            made.set("textscript", script_code(language))
    return made


def script_code(language: str) -> str:
    """The script of a tag, by ISO 15924: the one that it names, else the one that its language is written in."""
    named = next((part for part in language.split("-")[1:] if len(part) == 4 and part.isalpha()), "")
    return named.title() or writing_of(language)
