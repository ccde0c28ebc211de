"""A press sheet as written → its width and height in mm."""

from __future__ import annotations

import re

SHEETS: dict[str, tuple[float, float]] = {
    "A2": (420, 594),
    "A3": (297, 420),
    "A4": (210, 297),
    "A5": (148, 210),
    "SRA1": (640, 900),
    "SRA2": (450, 640),
    "SRA3": (320, 450),
    "B1": (707, 1000),
    "B2": (500, 707),
    "letter": (215.9, 279.4),
    "tabloid": (279.4, 431.8),
}
"""ISO 216 and its untrimmed sheets (ISO 217), and the sheets of North American office printers."""

_NAMED = {name.casefold(): size for name, size in SHEETS.items()}
_UNITS = {"mm": 1.0, "cm": 10.0, "in": 25.4}
_SIZE = re.compile(
    r"(\d{1,5}(?:\.\d{1,4})?)\s*(mm|cm|in)?\s*[x×]\s*(\d{1,5}(?:\.\d{1,4})?)\s*(mm|cm|in)", re.IGNORECASE
)
SMALLEST, LARGEST = 50.0, 3000.0


def sheet_of(written: str) -> tuple[float, float] | None:
    """Width and height in mm of such as `640x900mm` or `SRA3`; None if it is no sheet, of 50 mm to 3 m."""
    if named := _NAMED.get(written.strip().casefold()):
        return named
    match = _SIZE.fullmatch(written.strip())
    if match is None:
        return None
    unit = _UNITS[match[4].lower()]
    size = float(match[1]) * (_UNITS[match[2].lower()] if match[2] else unit), float(match[3]) * unit
    return size if all(SMALLEST <= side <= LARGEST for side in size) else None
