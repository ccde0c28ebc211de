"""A colour space of a PDF → what it is, and what inks a colour in it takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from bookbuild.inspection.pdf_values import name_of, table

GREY, RGB, CMYK = "DeviceGray", "DeviceRGB", "DeviceCMYK"
_CHANNELS = {GREY: 1, RGB: 3, CMYK: 4, "CalGray": 1, "CalRGB": 3, "Lab": 3}
_SHORT = {"G": GREY, "RGB": RGB, "CMYK": CMYK, "I": "Indexed", "CalCMYK": CMYK}
_DEFAULTS = {GREY: "/DefaultGray", RGB: "/DefaultRGB", CMYK: "/DefaultCMYK"}
_DEEPEST = 8
REGISTRATION = "All"
"""The name of the colour that prints on every plate."""


@dataclass(frozen=True, slots=True, eq=False)
class ColourSpace:
    """`family` as the file names it. `base`: of an Indexed space, the alternate of Separation and DeviceN, what is
    under a Pattern. `inks`: the names of Separation and DeviceN. `palette`: the colours of an Indexed space.
    """

    family: str
    channels: int
    base: ColourSpace | None = None
    inks: tuple[str, ...] = ()
    palette: bytes = b""

    def leaves(self) -> Iterator[ColourSpace]:
        """The spaces that its colours are in at last: of Separation and DeviceN itself, then those of its alternate."""
        if self.family not in ("Indexed", "Pattern"):
            yield self
        if self.base:
            yield from self.base.leaves()

    def in_words(self) -> str:
        match self.family:
            case "ICCBased":
                return f"ICCBased with {self.channels} channels"
            case "Separation" | "DeviceN":
                return f"{self.family} {', '.join(f'`{ink}`' for ink in self.inks)}"
        return self.family

    def ink(self, values: tuple[float, ...]) -> float | None:
        """The inks of a colour together, in %; None where they depend on a conversion."""
        match self.family:
            case "DeviceGray" | "CalGray" if len(values) == 1:
                return 100 * (1 - _within(values[0]))
            case "DeviceCMYK" if len(values) == 4:
                return 100 * sum(map(_within, values))
            case "ICCBased" if len(values) == self.channels == 4:
                return 100 * sum(map(_within, values))
            case "ICCBased" if len(values) == self.channels == 1:
                return 100 * (1 - _within(values[0]))
            case "Separation" | "DeviceN" if len(values) == len(self.inks):
                plates = zip(self.inks, values, strict=True)
                return 100 * sum(_within(tint) * {REGISTRATION: 4, "None": 0}.get(ink, 1) for ink, tint in plates)
            case "Indexed" if self.base and len(values) == 1:
                size, at = self.base.channels, max(int(values[0]), 0)
                entry = self.palette[at * size : (at + 1) * size]
                return self.base.ink(tuple(byte / 255 for byte in entry)) if len(entry) == size else None
        return None


def _within(value: float) -> float:
    return min(max(value, 0.0), 1.0)


DEVICES = {family: ColourSpace(family, _CHANNELS[family]) for family in (GREY, RGB, CMYK)}
PATTERN = ColourSpace("Pattern", 0)
UNKNOWN_SPACE = ColourSpace("unknown", 0)


def colour_space(value: Any, resources: Any, depth: int = 0) -> ColourSpace:
    """The space that `value`, a name or an array, stands for where `resources` hold."""
    if isinstance(value, pikepdf.Array) and len(value) == 1:
        value = value[0]
    if isinstance(value, pikepdf.Array) and value:
        return _composed(name_of(value[0]), value, resources, depth)
    return named_space(name_of(value), resources, depth)


def named_space(name: str, resources: Any, depth: int = 0) -> ColourSpace:
    """A device's space, or what `resources` have under that name, or instead of that device."""
    family = _SHORT.get(name, name)
    spaces = table(resources, "/ColorSpace")
    instead = spaces.get(_DEFAULTS.get(family, f"/{name}"))
    if instead is not None and depth < _DEEPEST:
        return colour_space(instead, pikepdf.Dictionary(), depth + 1)
    if family == "Pattern":
        return PATTERN
    return DEVICES.get(family, UNKNOWN_SPACE)


def _composed(written: str, value: Any, resources: Any, depth: int) -> ColourSpace:
    family = _SHORT.get(written, written)
    if depth >= _DEEPEST:
        return UNKNOWN_SPACE

    def inner(at: int) -> ColourSpace:
        return colour_space(value[at], resources, depth + 1) if len(value) > at else UNKNOWN_SPACE

    match family:
        case "ICCBased":
            return ColourSpace(family, _channels(table(value[1]) if len(value) > 1 else None))
        case "CalGray" | "CalRGB" | "Lab":
            return ColourSpace(family, _CHANNELS[family])
        case "Indexed":
            return ColourSpace(family, 1, inner(1), palette=_bytes(value[3]) if len(value) > 3 else b"")
        case "Separation":
            return ColourSpace(family, 1, inner(2), (name_of(value[1]),) if len(value) > 1 else ())
        case "DeviceN":
            names = value[1] if len(value) > 1 and isinstance(value[1], pikepdf.Array) else []
            inks = tuple(name_of(name) for name in names)
            return ColourSpace(family, len(inks), inner(2), inks)
        case "Pattern":
            return ColourSpace(family, 0, inner(1) if len(value) > 1 else None)
    return named_space(written, resources, depth)


def _channels(profile: Any) -> int:
    found = profile.get("/N") if isinstance(profile, pikepdf.Stream) else None
    return found if isinstance(found, int) else 0


def _bytes(value: Any) -> bytes:
    if isinstance(value, pikepdf.Stream):
        data: bytes = value.read_bytes()
        return data
    return bytes(value) if isinstance(value, pikepdf.String) else b""
