"""A page of a PDF → the text of each piece of marked content, by the number that the structure tree calls it by."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pikepdf

from bookbuild.inspection.content_tokens import operations
from bookbuild.inspection.pdf_unicode import TextOfCodes, strings, told_text
from bookbuild.inspection.pdf_values import table

_SHOWN = frozenset((b"Tj", b"TJ", b"'", b'"'))
_DEPTH = 8

KnownFonts = dict[tuple[int, int], TextOfCodes]


def marked_texts(page: pikepdf.Page, fonts: KnownFonts) -> dict[int, str]:
    """The text of each piece as `/ToUnicode` tells it; `/ActualText` within a piece stands for what it holds.

    `fonts` are those that are known by now.
    """
    reading = _MarkedReading(fonts)
    contents = page.obj.get("/Contents")
    parts = contents if isinstance(contents, pikepdf.Array) else [contents]
    content = b"\n".join(part.read_bytes() for part in parts if isinstance(part, pikepdf.Stream))
    reading.read(content, table(page.obj, "/Resources"), 0)
    return {number: "".join(pieces) for number, pieces in reading.texts.items()}


class _MarkedReading:
    """Reads contents; `open` has for each marked content that is open its number, or that of the one around it, and
    whether its text is told."""

    def __init__(self, fonts: KnownFonts) -> None:
        self.fonts = fonts
        self.texts: dict[int, list[str]] = {}
        self.open: list[tuple[int | None, bool]] = []
        self.font: TextOfCodes | None = None

    def read(self, content: bytes, resources: Any, depth: int) -> None:
        saved: list[TextOfCodes | None] = []
        for operator, operands in operations(content):
            if operator in _SHOWN and operands:
                self._show(operands[-1])
            elif operator in (b"BDC", b"BMC"):
                self._begin(operands, resources)
            elif operator == b"EMC" and self.open:
                self.open.pop()
            elif operator == b"Tf" and len(operands) > 1:
                self._choose(table(resources, "/Font", _name(operands[-2])))
            elif operator == b"q":
                saved.append(self.font)
            elif operator == b"Q" and saved:
                self.font = saved.pop()
            elif operator == b"Do" and operands and depth < _DEPTH:
                self._draw(table(resources, "/XObject", _name(operands[-1])), resources, depth)

    def _show(self, operand: bytes) -> None:
        number, told = self.open[-1] if self.open else (None, False)
        if number is not None and not told and self.font is not None:
            font = self.font
            self.texts.setdefault(number, []).extend(font.text(string) for string in strings(operand))

    def _begin(self, operands: list[bytes], resources: Any) -> None:
        number, told = self.open[-1] if self.open else (None, False)
        if operands and operands[0] == b"/Artifact":
            number = None
        mcid, text = _properties(operands[1:], resources)
        number = mcid if mcid is not None else number
        if text is not None and number is not None and not told:
            self.texts.setdefault(number, []).append(text)
        self.open.append((number, told or text is not None))

    def _choose(self, font: Any) -> None:
        if font.objgen not in self.fonts or font.objgen == (0, 0):
            self.fonts[font.objgen] = TextOfCodes(font)
        self.font = self.fonts[font.objgen]

    def _draw(self, drawn: Any, resources: Any, depth: int) -> None:
        if isinstance(drawn, pikepdf.Stream) and drawn.get("/Subtype") == "/Form":
            around, font = list(self.open), self.font
            self.read(drawn.read_bytes(), table(drawn, "/Resources") or resources, depth + 1)
            self.open, self.font = around, font


def _name(operand: bytes) -> str:
    return operand.decode("latin-1")


def _properties(operands: list[bytes], resources: Any) -> tuple[int | None, str | None]:
    """Number and text of a marked content: as they stand in it, or in the resource that it names."""
    if len(operands) == 1:
        named = table(resources, "/Properties", _name(operands[0]))
        mcid, text = named.get("/MCID"), named.get("/ActualText")
        return mcid if isinstance(mcid, int) else None, None if text is None else str(text)
    keys = dict(pairwise(operands))
    written, said = keys.get(b"/MCID", b""), keys.get(b"/ActualText")
    return int(written) if written.isdigit() else None, None if said is None else told_text(said)
