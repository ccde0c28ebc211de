"""The bytes of a picture under the name of its source → a `Picture` of a format that a book can have."""

from __future__ import annotations

import io
import re
import warnings
from pathlib import PurePosixPath

from bookbuild.intake.runs import NO_PLACE, Picture, Place

_SIGNS = (
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF8", ".gif"),
)
_SVG = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE\s+svg[^>]*>\s*)*<(?:\w+:)?svg\b", re.DOTALL
)
_CONVERTED = ("BMP", "TIFF", "PPM", "TGA", "PCX", "ICO")
_MOST_PIXELS = 40_000_000


def suffix_of(data: bytes) -> str:
    """The suffix that says what bytes are; empty where they are no picture that a book can have."""
    for sign, suffix in _SIGNS:
        if data.startswith(sign):
            return suffix
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ".webp"
    return ".svg" if _SVG.match(data[:4096]) else ""


def picture_of(name: str, data: bytes, alt: str | None, place: Place = NO_PLACE) -> Picture | None:
    """The picture, named after what it is. Others that Pillow reads become PNG; None: it is damaged, or no picture."""
    suffix = suffix_of(data)
    stem = PurePosixPath(name.replace("\\", "/")).with_suffix("") if name.strip("/.") else PurePosixPath("picture")
    if suffix in ("", ".png", ".jpg", ".gif", ".webp"):
        whole = _whole(data, suffix)
        if whole is None:
            return None
        data, suffix = whole
    return Picture(f"{stem}{suffix}", data, alt, place)


def _whole(data: bytes, suffix: str) -> tuple[bytes, str] | None:
    """The bytes where all pixels of them can be read, and their suffix."""
    from PIL import Image

    known = {".png": ["PNG"], ".jpg": ["JPEG", "MPO"], ".gif": ["GIF"], ".webp": ["WEBP"]}.get(suffix, list(_CONVERTED))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=known) as picture:
                if picture.width * picture.height > _MOST_PIXELS:
                    return None
                picture.load()
                if suffix and picture.format != "MPO":
                    return data, suffix
                buffer = io.BytesIO()
                first = picture if picture.mode in ("1", "L", "RGB", "RGBA") else picture.convert("RGBA")
                first.save(buffer, "JPEG" if suffix else "PNG", **({"quality": 95} if suffix else {}))
                return buffer.getvalue(), suffix or ".png"
    except _damage():
        return None


def _damage() -> tuple[type[BaseException], ...]:
    """What Pillow raises for bytes that are no picture, or one that is broken off."""
    import struct
    import zlib

    from PIL import Image, UnidentifiedImageError

    return (
        OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, OverflowError, MemoryError,
        struct.error, zlib.error, UnidentifiedImageError, Image.DecompressionBombError, AssertionError,
        AttributeError, NotImplementedError,
    )  # fmt: skip
