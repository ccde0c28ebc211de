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
from bookbuild.sources.files.formats import RASTERS
from bookbuild.sources.files.svg import Problem

DAMAGE = (
    OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, OverflowError, MemoryError,
    struct.error, zlib.error, UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning,
)  # fmt: skip
"""What Pillow raises for a file that is not the picture it says it is."""


@contextmanager
def _strict() -> Iterator[None]:
    """Pillow as it comes: WeasyPrint tells it to accept files that are cut off."""
    lenient = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def raster_problems(path: str, data: bytes, kind: str) -> Iterator[Problem]:
    """What is wrong with an image that its name says is of `kind`, one of those in RASTERS."""
    try:
        with _strict(), Image.open(io.BytesIO(data), formats=[*RASTERS.values()]) as picture:
            found = str(picture.format)
            picture.load()
    except DAMAGE:
        yield Code.IMAGE_INVALID, f"`{path}` is damaged, or too large", "save it again from its original"
        return
    if found != kind:
        yield Code.IMAGE_INVALID, f"`{path}` is a {found} file", f"name it after what it is: `.{found.lower()}`"
