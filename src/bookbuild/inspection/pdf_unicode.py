"""A font of a PDF → what text its codes stand for, by its `/ToUnicode`; strings of a content → their bytes."""

from __future__ import annotations

import re
from typing import Any

import pikepdf

from bookbuild.inspection.content_tokens import operations
from bookbuild.inspection.pdf_values import name_of

_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|\r\n|([\x00-\xff]))")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b""}
_STRING = re.compile(rb"\((?:[^()\\]|\\[\x00-\xff])*+\)|<[^<>]*>")
_HEX = re.compile(rb"<([^<>]*)>")
_MOST_OF_RANGE = 0x10000


class TextOfCodes:
    """The texts of a font's codes; codes are as long as the font's type makes them. Unknown codes have no text."""

    def __init__(self, font: Any) -> None:
        self.length = 2 if name_of(font.get("/Subtype")) == "Type0" else 1
        self.texts: dict[int, str] = {}
        told = font.get("/ToUnicode")
        if isinstance(told, pikepdf.Stream):
            self._read(told.read_bytes())

    def text(self, shown: bytes) -> str:
        size = self.length
        codes = (int.from_bytes(shown[at : at + size], "big") for at in range(0, len(shown), size))
        return "".join(self.texts.get(code, "") for code in codes)

    def _read(self, cmap: bytes) -> None:
        for operator, operands in operations(cmap):
            if operator == b"endbfchar":
                for code, text in zip(operands[0::2], operands[1::2], strict=False):
                    self.texts[_number(code)] = _text(text)
            elif operator == b"endbfrange":
                self._read_ranges(operands)

    def _read_ranges(self, operands: list[bytes]) -> None:
        for first, last, told in zip(operands[0::3], operands[1::3], operands[2::3], strict=False):
            start, stop = _number(first), _number(last)
            codes = range(start, min(stop, start + _MOST_OF_RANGE) + 1)
            if told.startswith(b"["):
                self.texts.update(zip(codes, map(_text, _STRING.findall(told)), strict=False))
            elif text := _text(told):
                end = ord(text[-1])
                self.texts.update((code, text[:-1] + chr(min(end + code - start, 0x10FFFF))) for code in codes)


def strings(operand: bytes) -> list[bytes]:
    """The strings of an operand, which is one, or an array of strings and numbers."""
    return [_bytes(found) for found in _STRING.findall(operand)]


def told_text(operand: bytes) -> str:
    """The text of a string as Info, outlines and `/ActualText` have it: UTF-16 with its mark, UTF-8, or Latin."""
    raw = _bytes(operand)
    if raw.startswith(b"\xfe\xff"):
        return raw[2:].decode("utf-16-be", "replace")
    encoding = "utf-8" if raw.startswith(b"\xef\xbb\xbf") else "latin-1"
    return raw.removeprefix(b"\xef\xbb\xbf").decode(encoding, "replace")


def _bytes(written: bytes) -> bytes:
    if written.startswith(b"<"):
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", written)
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    return _ESCAPE.sub(_unescaped, written[1:-1])


def _unescaped(found: re.Match[bytes]) -> bytes:
    if found[1]:
        return bytes((int(found[1], 8) & 255,))
    return b"" if found[2] is None else _ESCAPED.get(found[2], found[2])


def _number(written: bytes) -> int:
    found = _HEX.fullmatch(written)
    return int.from_bytes(_bytes(written)[:4], "big") if found else 0


def _text(written: bytes) -> str:
    return _bytes(written).decode("utf-16-be", "replace")
