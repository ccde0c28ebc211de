"""The bytes of an image as they were saved → as readers of books and WeasyPrint take them: what is drawn is the same.

A camera's MPO becomes its first picture, grey of 16 bits becomes grey of 8, the document type of an SVG is left out.
A JPEG in CMYK, which few readers show, becomes RGB in an e-book; on paper it stays. What cannot be read stays as it is:
it has its finding already.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

PNG = b"\x89PNG\r\n\x1a\n"
DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*>", re.IGNORECASE)
QUALITY = 92
"""Of a JPEG that is written again."""


def prepared(content: bytes, suffix: str, *, ebook: bool) -> bytes:
    """An image whose name ends in `suffix`."""
    with suppress(OSError, ValueError, SyntaxError, LookupError):
        if suffix == ".svg":
            return DOCTYPE.sub(b"", content, count=1)
        if suffix in (".jpg", ".jpeg"):
            content = first_picture(content)
            return in_rgb(content) if ebook and _components(content) == 4 else content
        if suffix == ".png" and not ebook and content.startswith(PNG) and content[24:26] == b"\x10\x00":
            return in_eight_bits(content)
    return content


def _segments(content: bytes) -> Iterator[tuple[int, int, int]]:
    """The segments before the scan of a JPEG: marker, begin, end."""
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] != 0xDA:
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        yield content[at + 1], at, end
        at = end


def _components(content: bytes) -> int:
    """How many colours a JPEG has; 0 where that is not found."""
    frames = (begin for marker, begin, _ in _segments(content) if marker in (0xC0, 0xC1, 0xC2))
    return next((content[begin + 9] for begin in frames), 0)


def first_picture(content: bytes) -> bytes:
    """Of several pictures in one JPEG (CIPA DC-007, "Multi-Picture Format") the first; a JPEG of one as it is."""
    spans = [(begin, end) for marker, begin, end in _segments(content) if marker == 0xE2]
    listed = next((span for span in spans if content[span[0] + 4 : span[0] + 8] == b"MPF\0"), None)
    if listed is None:
        return content
    from PIL import Image

    with Image.open(io.BytesIO(content), formats=["JPEG"]) as picture:
        entries: Any = getattr(picture, "mpinfo", {}).get(0xB002) or ({},)
    size = int(entries[0].get("Size") or len(content))
    return content[: listed[0]] + content[listed[1] : max(size, listed[1])]


def in_rgb(content: bytes) -> bytes:
    """A JPEG in CMYK as one in sRGB, by its own profile where it has one."""
    from PIL import Image, ImageCms

    with Image.open(io.BytesIO(content), formats=["JPEG"]) as picture:
        profile = picture.info.get("icc_profile")
        converted = None
        if profile:
            with suppress(ImageCms.PyCMSError):
                made = ImageCms.ImageCmsProfile(io.BytesIO(profile))
                converted = ImageCms.profileToProfile(picture, made, ImageCms.createProfile("sRGB"), outputMode="RGB")
        return _saved(converted or picture.convert("RGB"), "JPEG", quality=QUALITY, subsampling=0)


def in_eight_bits(content: bytes) -> bytes:
    """A PNG in grey of 16 bits as one of 8: Pillow clips such where it converts them."""
    from PIL import Image

    with Image.open(io.BytesIO(content), formats=["PNG"]) as picture:
        return _saved(picture.convert("I").point(lambda grey: grey / 257).convert("L"), "PNG")


def _saved(picture: Any, kind: str, **options: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()
