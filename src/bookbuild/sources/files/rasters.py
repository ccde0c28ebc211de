"""An image of pixels → whether it is the picture that its name says. Pillow is imported for books that have one."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageFile, UnidentifiedImageError

from bookbuild.diagnostics import Code
from bookbuild.sources.files.formats import RASTERS, Problem
from bookbuild.sources.files.jpeg_scans import scans_of
from bookbuild.sources.files.png_rows import lacks_rows

DAMAGE = (
    OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, ArithmeticError, AttributeError, AssertionError,
    RuntimeError, MemoryError, struct.error, zlib.error, UnidentifiedImageError,
)  # fmt: skip
"""What Pillow raises for a file that is not the picture it says it is."""

MOST_PIXELS = 89_478_485
"""Pillow's own limit: a quarter of a GiB in RGB."""
LONGEST_SIDE = 65_535
MOST_SCANS = 100
"""Of a progressive JPEG: each scan goes over all pixels again, and takes a few bytes."""
MOST_PIXELS_TWICE = 24_000_000
"""Of a progressive JPEG that is looked at twice in full."""

MORE = bytes(range(1, 255)) * 2
"""Bits of many kinds, and no marker."""

BEGINNINGS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"RIFF")


def begins_as_picture(data: bytes) -> bool:
    """Whether the first bytes are those of a format that books can have."""
    return data.startswith(BEGINNINGS)


@contextmanager
def _strict() -> Iterator[None]:
    """Pillow as it comes: WeasyPrint tells it to accept files that are cut off."""
    lenient = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def raster_problems(path: str, data: bytes, kind: str | None) -> Iterator[Problem]:
    """What is wrong with an image that its name says is of `kind`, one of those in RASTERS; None: of any."""
    damaged = Code.IMAGE_INVALID, f"`{path}` is damaged", "save it again from its original"
    try:
        with _strict(), Image.open(io.BytesIO(data), formats=[*RASTERS.values()]) as picture:
            found, mode, (width, height) = str(picture.format), picture.mode, picture.size
            if too_large := _too_large(path, width, height):
                yield too_large
                return
            if found == "JPEG" and data.count(b"\xff\xda") > MOST_SCANS:
                yield damaged
                return
            picture.load()
        if (found == "PNG" and lacks_rows(data)) or (found == "JPEG" and _lacks_blocks(data)):
            yield Code.IMAGE_INVALID, f"`{path}` ends before its last row", "save it again from its original"
            return
    except Image.DecompressionBombError:
        yield Code.TOO_LARGE, f"`{path}` has more than {2 * MOST_PIXELS} pixels", "make it smaller"
        return
    except DAMAGE:
        yield damaged
        return
    if kind is None and mode.startswith("I"):
        yield Code.IMAGE_INVALID, f"`{path}` is grey of 16 bits, within a drawing", "save it in 8 bits, and embed that"
    if kind is not None and found != kind and (found, kind) != ("MPO", "JPEG"):
        yield Code.IMAGE_INVALID, f"`{path}` is a {found} file", f"name it after what it is: `.{found.lower()}`"


def _lacks_blocks(data: bytes) -> bool:
    """Whether scans of a JPEG are missing, or its pixels change with bytes put before its end: there they are read as
    what is missing."""
    scans = scans_of(data)
    if scans.lack_some:
        return True
    end = len(data) if scans.end is None else scans.end
    with _strict():
        return _pixels(data) != _pixels(data[:end] + MORE + data[end:])


def _pixels(data: bytes) -> bytes:
    """The pixels of a JPEG, made small; of a progressive one, whose last scans are no part of an eighth, all of them;
    of a large one half of them."""
    with Image.open(io.BytesIO(data), formats=["JPEG"]) as picture:
        small = picture.width * picture.height <= MOST_PIXELS_TWICE
        part = (1 if small else 2) if "progressive" in picture.info else 8
        picture.draft(None, (max(picture.width // part, 1), max(picture.height // part, 1)))
        return picture.tobytes()


def _too_large(path: str, width: int, height: int) -> Problem | None:
    if width * height <= MOST_PIXELS and max(width, height) <= LONGEST_SIDE:
        return None
    return Code.TOO_LARGE, f"`{path}` has {width} × {height} pixels", "make it smaller"
