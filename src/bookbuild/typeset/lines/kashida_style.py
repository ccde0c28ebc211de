"""The computed values of a box → how far its words may be stretched, as the style sheet says."""

from __future__ import annotations

from typing import Any

from bookbuild.typeset.lines.kashida import AMOUNTS, Amount
from bookbuild.typeset.seams.attached import Attached
from bookbuild.typeset.seams.custom_properties import values

PROPERTY = "__kashida"
"""How WeasyPrint keeps `--kashida` among a box's computed values: as a list of tokens."""

FONT_PROPERTIES = ("__quran", "__arabic")

_in_quran_font: Attached[bool] = Attached("in_quran_font")
"""On a style."""


def amount_of(style: Any) -> Amount | None:
    """What `--kashida` says; None for `off`, and where it is not set."""
    return next((AMOUNTS[word] for word in values(style, PROPERTY, "ident") if word in AMOUNTS), None)


def in_quran_font(style: Any) -> bool:
    """Whether a box is set in the Qur'an's font, by whatever rule of a theme, where that is a font of its own."""
    return _in_quran_font.made_once(style, lambda: _is_quran(style))


def _is_quran(style: Any) -> bool:
    quran, arabic = (values(style, name, "string") for name in FONT_PROPERTIES)
    return quran != arabic and quran == list(style["font_family"][:1])
