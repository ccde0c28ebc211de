"""A trim as written → mm; a length → mm."""

from __future__ import annotations

import re

INCH = 25.4
UNITS = {"mm": 1.0, "cm": 10.0, "in": INCH, "pt": INCH / 72, "pc": INCH / 6, "q": 0.25}

TRIMS: dict[str, tuple[float, float]] = {
    "A4": (210, 297),
    "A5": (148, 210),
    "A6": (105, 148),
    "B5": (176, 250),
    "B6": (125, 176),
    "C5": (162, 229),
    "crown": (123, 186),
    "large crown": (129, 198),
    "demy": (138, 216),
    "royal": (156, 234),
    "crown quarto": (189, 246),
    "demy quarto": (219, 276),
    "royal quarto": (237, 312),
    "pocket": (4.25 * INCH, 6.87 * INCH),
    "digest": (5.5 * INCH, 8.5 * INCH),
    "us trade": (6 * INCH, 9 * INCH),
    "letter": (8.5 * INCH, 11 * INCH),
    "5x8in": (5 * INCH, 8 * INCH),
    "5.5x8.5in": (5.5 * INCH, 8.5 * INCH),
    "6x9in": (6 * INCH, 9 * INCH),
    "7x10in": (7 * INCH, 10 * INCH),
}
"""Listed trims: ISO 216, the British trade's (octavo, unless quarto), and the North American trade's. Width, height."""

_FOLDED = {name.casefold(): trim for name, trim in TRIMS.items()}
SIZE = re.compile(
    r"(\d+(?:\.\d+)?)\s*(?:(mm|cm|in|pt|pc|q)\s*)?[x×]\s*(\d+(?:\.\d+)?)\s*(mm|cm|in|pt|pc|q)",
    re.IGNORECASE,
)
LENGTH = re.compile(r"(\d+(?:\.\d+)?)(mm|cm|in|pt|pc|q)", re.IGNORECASE)
SMALLEST, LARGEST = 50.0, 1000.0


def trim_of(written: str) -> tuple[float, float] | None:
    """Width and height in mm; None if it is no trim, or none that a book can have (50 mm to 1 m)."""
    name = " ".join(written.casefold().replace("-", " ").split())
    if name in _FOLDED:
        width, height = _FOLDED[name]
        return round(float(width), 3), round(float(height), 3)
    match = SIZE.fullmatch(name) if len(name) <= 40 else None
    if match is None:
        return None
    unit = UNITS[match[4]]
    size = float(match[1]) * UNITS[match[2] or match[4]], float(match[3]) * unit
    if not all(SMALLEST <= side <= LARGEST for side in size):
        return None
    return round(size[0], 3), round(size[1], 3)


def length_of(written: str) -> float:
    """A length in mm; the pattern of the settings' `Length` holds."""
    match = LENGTH.fullmatch(written)
    return round(float(match[1]) * UNITS[match[2].lower()], 3) if match else 0.0
