"""Pictures in CMYK → how much ink stands in them, where that is more than a printer takes.

They are decoded smaller than they are: what counts is an area of a square millimetre or so, not a pixel.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf
from PIL import Image, ImageChops

from bookbuild.diagnostics import Code
from bookbuild.inspection.colour_spaces import ColourSpace
from bookbuild.inspection.content_uses import DrawnPicture
from bookbuild.inspection.preflight_rules import Breach, Rulebook

_MOST_PIXELS = 40_000_000
_SIDE = 400
"""Pixels to which the longer side of a picture is made smaller."""
_LEAST_AREA = 0.0002
"""The part of a picture that must be over the limit: of a page's width, about a square millimetre."""
_UNREADABLE = (
    Image.DecompressionBombError,
    OSError,
    ValueError,
    RuntimeError,
    TypeError,
    NotImplementedError,
    pikepdf.PdfError,
)


def picture_breaches(
    pictures: dict[Any, DrawnPicture], pages: dict[Any, list[int]], book: Rulebook
) -> Iterator[Breach]:
    """A breach for each page of `pages`, by the keys of pictures, on which one with too much ink stands."""
    limit, left = book.expected.ink_limit, _MOST_PIXELS
    if limit is None:
        return
    for key, picture in pictures.items():
        left -= picture.width * picture.height
        if picture.stream is None or not _in_cmyk(picture.space) or left < 0:
            continue
        ink = most_ink(picture)
        if ink > limit + 1:
            message = f"the picture `{picture.name}` has {ink:.0f} % of ink: {book.who('ink')} takes {limit} %"
            remedy = "convert it with the condition's profile, and lower its limit"
            yield from (Breach("ink", Code.PREFLIGHT_INK, message, remedy, page) for page in pages.get(key, ()))


def _in_cmyk(space: ColourSpace | None) -> bool:
    return space is not None and space.channels == 4 and space.family in ("DeviceCMYK", "ICCBased")


def most_ink(picture: DrawnPicture) -> float:
    """The ink of a picture in CMYK at its darkest area, in % of all plates; 0 where it cannot be read."""
    try:
        image = _decoded(picture)
    except _UNREADABLE:
        return 0.0
    if image is None:
        return 0.0
    if max(image.size) > _SIDE:
        scale = _SIDE / max(image.size)
        smaller = max(round(image.width * scale), 1), max(round(image.height * scale), 1)
        image = image.resize(smaller, Image.Resampling.BOX)
    width, height = image.size
    return ink_of_area(image.tobytes(), max(int(width * height * _LEAST_AREA), 1))


def ink_of_area(data: bytes, pixels: int) -> float:
    """The ink, in % of all plates, that at least so many pixels in CMYK have; 0 where there are not so many."""
    colours = Counter(memoryview(data).cast("I"))
    amounts: Counter[int] = Counter()
    for colour, count in colours.items():
        amounts[ink_of(colour)] += count
    for amount in sorted(amounts, reverse=True):
        pixels -= amounts[amount]
        if pixels <= 0:
            return amount / 2.55
    return 0.0


def ink_of(colour: int) -> int:
    """The four plates of a pixel together, where 255 is 100 %."""
    return (colour & 255) + (colour >> 8 & 255) + (colour >> 16 & 255) + (colour >> 24)


def _decoded(picture: DrawnPicture) -> Image.Image | None:
    stream = picture.stream
    if picture.filters[-1:] == ("DCTDecode",):
        data = stream.read_raw_bytes() if len(picture.filters) == 1 else None
        found = Image.open(io.BytesIO(data)) if data else None
        if found is None or found.mode != "CMYK":
            return None
        found.draft("CMYK", (_SIDE * 2, _SIDE * 2))
        found.load()
        # what Adobe's programs write is inverted, and Pillow turns it; PDF takes the samples as they are
        image: Image.Image = ImageChops.invert(found) if "adobe" in found.info else found
    else:
        data = stream.read_bytes()
        if picture.bits != 8 or len(data) < 4 * picture.width * picture.height:
            return None
        image = Image.frombytes("CMYK", (picture.width, picture.height), data[: 4 * picture.width * picture.height])
    decode = stream.get("/Decode")
    inverted = isinstance(decode, pikepdf.Array) and len(decode) == 8 and float(decode[0]) > float(decode[1])
    return ImageChops.invert(image) if inverted else image
