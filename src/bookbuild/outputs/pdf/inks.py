"""Colours of pages as WeasyPrint draws them → the inks of a press: black alone, or those of its printing condition.

Greys are black in some share; black itself prints over what lies beneath. What is drawn is what WeasyPrint made:
each operator stands on a line of its own, with its operands.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Literal, TypeAlias

import pikepdf
from PIL import Image, ImageCms, ImageFilter

Rgb: TypeAlias = tuple[float, float, float]
Convert: TypeAlias = Callable[[Rgb], tuple[float, ...]]
"""A colour of sRGB, each part from 0 to 1 → the parts of an ink: one of grey, three of RGB, or four of CMYK."""

GREY_SHARES = (0.299, 0.587, 0.114)
"""How light red, green and blue are to the eye (ITU-R BT.601, which Pillow takes too)."""
NEUTRAL = 0.004
"""By how much the parts of a grey may differ: one of 255 steps."""
GRID = 33
"""Steps of each part for which the inks of a profile are computed; what lies between is interpolated."""
SPACES = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}
OPERATORS = {1: (b"g", b"G"), 3: (b"rg", b"RG"), 4: (b"k", b"K")}

_NUMBER = rb"-?\d*\.?\d+"
_RGB = re.compile(rb"(?m)^(%s) (%s) (%s) (rg|RG)$" % ((_NUMBER,) * 3))
_CMYK = re.compile(rb"(?m)^/DeviceCMYK (?:cs|CS)\n(%s) (%s) (%s) (%s) (scn|SCN)$" % ((_NUMBER,) * 4))
_COLOURS_AND_STATES = re.compile(rb"(?m)^[qQ]$|%s|%s" % (_RGB.pattern[4:], _CMYK.pattern[4:]))
Overprint: TypeAlias = tuple[bool, bool]
STATES: dict[Overprint, str] = {
    (False, False): "/Over", (True, False): "/OverF", (False, True): "/OverS", (True, True): "/OverFS",
}  # fmt: skip
"""The names of graphics states by whether what is filled, and what is stroked, prints over what is beneath."""


def grey(colour: Rgb) -> float:
    """How light a colour is: 0 black, 1 white."""
    return sum(share * part for share, part in zip(GREY_SHARES, colour, strict=True))


def is_neutral(colour: Rgb) -> bool:
    return max(colour) - min(colour) <= NEUTRAL


class Inks:
    """How the colours of an edition become inks: those of pages, of shadings and of pictures.

    `profile`: the content of the printing condition's; None leaves colours that are not grey as they are. `limit`: % of
    ink on one place.
    """

    def __init__(self, ink: Literal["black", "colour"], profile: bytes | None, limit: int | None) -> None:
        self.ink = ink
        self.table = _table(profile, limit) if profile and ink == "colour" else None

    def of(self, colour: Rgb) -> tuple[float, ...]:
        if self.ink == "black" or is_neutral(colour):
            return (round(grey(colour), 4),)
        if self.table is None:
            return colour
        pixel = Image.new("RGB", (1, 1), tuple(round(part * 255) for part in colour))
        return tuple(round(part / 255, 4) for part in pixel.filter(self.table).getpixel((0, 0)))  # type: ignore[union-attr]

    def of_cmyk(self, inks: Sequence[float]) -> tuple[float, ...]:
        """A colour that a theme gives in inks of its own."""
        if self.ink == "colour":
            return tuple(inks)
        cyan, magenta, yellow, black = inks
        shares = zip(GREY_SHARES, (cyan, magenta, yellow), strict=True)
        return (round(max(0.0, 1 - black - sum(share * part for share, part in shares)), 4),)

    def picture(self, image: Image.Image) -> Image.Image:
        """A picture of grey or RGB in these inks; pictures in CMYK stay, but for black."""
        if self.ink == "black" or image.mode in ("1", "L", "I;16", "I"):
            return image if image.mode == "1" else image.convert("L")
        if image.mode == "CMYK" or self.table is None:
            return image if image.mode in ("CMYK", "RGB") else image.convert("RGB")
        return image.convert("RGB").filter(self.table)

    def space_of_groups(self) -> pikepdf.Object:
        """In what space transparent groups are mixed."""
        return pikepdf.Name("/DeviceCMYK" if self.table or self.ink == "black" else "/DeviceRGB")


@lru_cache(maxsize=4)
def _table(profile: bytes, limit: int | None) -> ImageFilter.Color3DLUT:
    """From sRGB to the inks of a profile, with no more than `limit` of them on one place.

    What is over the limit is taken off cyan, magenta and yellow alike: black keeps the drawing.
    """
    steps = [round(step * 255 / (GRID - 1)) for step in range(GRID)]
    pixels = bytes(part for blue in steps for green in steps for red in steps for part in (red, green, blue))
    transform = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"),
        ImageCms.ImageCmsProfile(io.BytesIO(profile)),
        "RGB",
        "CMYK",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION | ImageCms.Flags.NOOPTIMIZE,
    )
    converted = ImageCms.applyTransform(Image.frombytes("RGB", (GRID * GRID, GRID), pixels), transform)
    assert converted is not None
    inks = converted.tobytes()
    table: list[float] = []
    for at in range(0, len(inks), 4):
        cyan, magenta, yellow, black = (part / 255 for part in inks[at : at + 4])
        colours = cyan + magenta + yellow
        most = max(0.0, (limit or 400) / 100 - MARGIN - black)
        share = min(1.0, most / colours) if colours else 1.0
        table += [cyan * share, magenta * share, yellow * share, black]
    return ImageFilter.Color3DLUT(GRID, table, channels=4, target_mode="CMYK")


MARGIN = 0.02
"""Share of ink by which a limit is kept from below: parts are rounded, and lossy pictures swing."""


def in_inks(document: pikepdf.Pdf, inks: Inks) -> None:
    """Every colour of pages, forms, patterns and shadings in `inks`."""
    for page in document.pages:
        _convert(page.obj.Contents, page.obj.Resources, inks, is_page=True)
    for entry in document.objects:
        if isinstance(entry, pikepdf.Stream) and (entry.get("/Subtype") == "/Form" or entry.get("/PatternType") == 1):
            _convert(entry, entry.get("/Resources"), inks, is_page=False)
            if "/Group" in entry and "/CS" in entry.Group:
                entry.Group.CS = inks.space_of_groups()
        elif isinstance(entry, (pikepdf.Dictionary, pikepdf.Stream)) and "/ShadingType" in entry:
            _convert_shading(entry, inks)
    for page in document.pages:
        for shading in page.obj.Resources.get("/Shading", {}).values():
            _convert_shading(shading, inks)


def _convert(stream: pikepdf.Object, resources: pikepdf.Object | None, inks: Inks, *, is_page: bool) -> None:
    """A content's colours in inks; black prints over what is beneath, and nothing else does."""
    content = stream.read_bytes()
    if not _RGB.search(content) and not _CMYK.search(content):
        return
    content = _COLOURS_AND_STATES.sub(_InkedOperators(inks, (False, False) if is_page else None), content)
    stream.write(content)
    if resources is not None:
        _give_states(resources, content)


class _InkedOperators:
    """What an operator of a content becomes, in their order.

    `over`: whether what is filled, and what is stroked, prints over; None where that is not known, as in a form.
    """

    def __init__(self, inks: Inks, over: Overprint | None) -> None:
        self.inks, self.over = inks, over
        self.stack: list[Overprint | None] = []
        self.known: dict[bytes, tuple[bytes, bool]] = {}

    def __call__(self, match: re.Match[bytes]) -> bytes:
        written = match[0]
        if written == b"q":
            self.stack.append(self.over)
            return written
        if written == b"Q":
            self.over = self.stack.pop() if self.stack else self.over
            return written
        if written not in self.known:
            self.known[written] = self._operator(written)
        operator, black = self.known[written]
        stroke = operator[-1:].isupper()
        fills, strokes = self.over or (False, False)
        over = (fills, black) if stroke else (black, strokes)
        state = b"" if over == self.over else b"%s gs\n" % STATES[over].encode()
        self.over = over
        return state + operator

    def _operator(self, written: bytes) -> tuple[bytes, bool]:
        """The operator that sets a colour in inks, and whether it is black."""
        words = written.split()
        if words[-1] in (b"rg", b"RG"):
            parts = self.inks.of((float(words[0]), float(words[1]), float(words[2])))
        else:
            parts = self.inks.of_cmyk([float(word) for word in words[2:6]])
        numbers = b" ".join(b"%g" % part for part in parts)
        return b"%s %s" % (numbers, OPERATORS[len(parts)][words[-1].isupper()]), parts == (0.0,)


def _give_states(resources: pikepdf.Object, content: bytes) -> None:
    """The graphics states that a content names, where its resources have them not."""
    if "/ExtGState" not in resources:
        resources.ExtGState = pikepdf.Dictionary()
    for (fills, strokes), name in STATES.items():
        if name.encode() + b" gs" in content and name not in resources.ExtGState:
            state = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, OP=strokes, op=fills, OPM=1)
            resources.ExtGState[name] = state


def _convert_shading(shading: Any, inks: Inks) -> None:
    """A shading of RGB, its functions with it: what is between two colours is between their inks."""
    if shading.get("/ColorSpace") != "/DeviceRGB":
        return
    functions = list(_simple_functions(shading.Function))
    colours = [tuple(float(part) for part in function[key]) for function in functions for key in ("/C0", "/C1")]
    made = [inks.of((c[0], c[1], c[2])) for c in colours]
    widest = max((len(parts) for parts in made), default=3)
    made = [_in_parts(parts, widest) for parts in made]
    for function, first, last in zip(functions, made[::2], made[1::2], strict=True):
        function.C0, function.C1 = pikepdf.Array(list(first)), pikepdf.Array(list(last))
    shading.ColorSpace = pikepdf.Name(SPACES[widest])


def _in_parts(parts: tuple[float, ...], count: int) -> tuple[float, ...]:
    """A grey in the parts of another space."""
    if len(parts) == count:
        return parts
    return (0.0, 0.0, 0.0, round(1 - parts[0], 4)) if count == 4 else parts * 3


def _simple_functions(function: Any) -> list[Any]:
    """The exponential functions that a shading's is made of."""
    if function.FunctionType == 3:
        return [inner for each in function.Functions for inner in _simple_functions(each)]
    return [function] if function.FunctionType == 2 else []
