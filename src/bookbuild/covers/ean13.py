"""An ISBN, and a price where its currency has one in barcodes → the EAN-13 with its add-on of five digits, as an SVG.

Bars are rectangles in black alone; 33 µm · 10 is the width of a module at full size (ISO/IEC 15420).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from barcode import get as symbology
from barcode.charsets import ean

MODULE, HEIGHT = 0.33, 22.85
"""mm: the width of a module and the height of the bars, at full size."""

QUIET_BEFORE, QUIET_AFTER, QUIET_OF_ADD_ON, BETWEEN = 11, 7, 5, 9
"""Modules that are left white: on the left, on the right, behind an add-on, and before it."""

GUARDS = (range(0, 3), range(45, 50), range(92, 95))
"""The modules of the bars that reach down between the digits."""

DIGIT = 9.5
"""The size of the digits, in modules."""

K, WHITE = "device-cmyk(0 0 0 1)", "device-cmyk(0 0 0 0)"

CURRENCIES = {"GBP": "0", "AUD": "3", "NZD": "4", "USD": "5", "CAD": "6"}
"""The first digit of the five (BISG, "Bar Coding for Books"); the others are the price in hundredths, up to 99.98."""

PARITIES = ("GGLLL", "GLGLL", "GLLGL", "GLLLG", "LGGLL", "LLGGL", "LLLGG", "LGLGL", "LGLLG", "LLGLG")
"""Which sets of bars the five digits have, by their check digit (ISO/IEC 15420, 4.3.4)."""


def add_on(price: Mapping[str, str]) -> str:
    """The five digits of the first price that has any; empty where none has."""
    for currency, amount in price.items():
        hundredths = round(float(amount) * 100)
        if currency in CURRENCIES and hundredths <= 9998:
            return f"{CURRENCIES[currency]}{hundredths:04d}"
    return ""


def modules(isbn: str) -> str:
    """The 95 modules of an EAN-13, a `1` for each black one."""
    return str(symbology("ean13", re.sub(r"\D", "", isbn)[:12]).build()[0]).replace("G", "1")


def add_on_modules(digits: str) -> str:
    """The 47 modules of five digits."""
    check = (3 * sum(map(int, digits[0::2])) + 9 * sum(map(int, digits[1::2]))) % 10
    sets = {"L": ean.CODES["A"], "G": ean.CODES["B"]}
    coded = [sets[parity][int(digit)] for digit, parity in zip(digits, PARITIES[check], strict=True)]
    return "01011" + "01".join(coded)


@dataclass(frozen=True, slots=True)
class Barcode:
    """A barcode as an SVG of `width` by `height` mm, and its digits: each with its middle, top and size in mm."""

    svg: bytes
    width: float
    height: float
    digits: tuple[tuple[str, float, float, float], ...]


def barcode(isbn: str, price: Mapping[str, str], most: float) -> Barcode:
    """The barcode of an ISBN of 13 digits; at most `most` mm wide, never over full size."""
    five, number = add_on(price), re.sub(r"\D", "", isbn)
    wide = QUIET_BEFORE + 95 + (BETWEEN + 47 + QUIET_OF_ADD_ON if five else QUIET_AFTER)
    module = min(MODULE, most / wide)
    high, size = HEIGHT * module / MODULE, DIGIT * module
    width, height = wide * module, high + 0.85 * size
    left = QUIET_BEFORE * module
    parts = [f'<rect width="{width:.4f}" height="{height:.4f}" fill="{WHITE}"/>']
    parts += _bars(modules(number), left, 0.0, high, module, 0.5 * size)
    middles = (-5.0, *(6.5 + 7 * n for n in range(6)), *(53.5 + 7 * n for n in range(6)))
    digits = [(digit, left + at * module, high + 0.04 * size, size) for digit, at in zip(number, middles, strict=True)]
    if five:
        begin = left + (95 + BETWEEN) * module
        parts += _bars(add_on_modules(five), begin, size, high, module, 0.0)
        digits += [(digit, begin + (8.5 + 9 * n) * module, 0.0, size) for n, digit in enumerate(five)]
    head = f'width="{width:.4f}mm" height="{height:.4f}mm" viewBox="0 0 {width:.4f} {height:.4f}"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {head}>{"".join(parts)}</svg>'
    return Barcode(svg.encode(), width, height, tuple(digits))


def _bars(code: str, left: float, top: float, foot: float, module: float, longer: float) -> Iterator[str]:
    """A rectangle for each run of black modules; guards reach down by `longer`."""
    at = 0
    for black, run in groupby(code):
        count = len(list(run))
        if black == "1":
            down = foot + (longer if any(at in guard for guard in GUARDS) else 0.0)
            place = f'x="{left + at * module:.4f}" y="{top:.4f}"'
            size = f'width="{count * module:.4f}" height="{down - top:.4f}"'
            yield f'<rect {place} {size} fill="{K}"/>'
        at += count
