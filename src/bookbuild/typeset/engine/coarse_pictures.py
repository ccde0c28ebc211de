"""A page that is laid out → the pictures on it that are too coarse for print."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from PIL import Image
from weasyprint.formatting_structure import boxes
from weasyprint.images import RasterImage

from bookbuild.typeset.fragments import Fault

PIXELS_AN_INCH = 96
"""px of CSS in an inch."""
FINE, FINE_LINES = 300.0, 800.0
"""Pixels an inch that a picture in print needs, and one of two tones."""
LEAST, LEAST_LINES = 150.0, 300.0
"""Pixels an inch below which its pixels are seen."""
ROUNDING = 0.5
SIGN = 48.0
"""px, half an inch: what is no larger is a sign in the text, of which the eye sees no pixels."""


def coarse_pictures(page_box: Any) -> Iterator[Fault]:
    """A fault for each picture that has fewer pixels an inch than print needs."""
    for box in page_box.descendants():
        if isinstance(box, boxes.ReplacedBox) and isinstance(box.replacement, RasterImage):
            yield from _of_picture(box, box.replacement)


def _of_picture(box: Any, image: Any) -> Iterator[Fault]:
    if not box.width or not box.height or max(box.width, box.height) <= SIGN:
        return
    density = min(image.width / box.width, image.height / box.height) * PIXELS_AN_INCH
    if density >= FINE_LINES - ROUNDING:
        return
    fine, least = (FINE_LINES, LEAST_LINES) if _is_of_two_tones(image) else (FINE, LEAST)
    if density < fine - ROUNDING:
        code = "image-too-coarse" if density < least - ROUNDING else "image-resolution"
        yield Fault(code, _name(box), round(density), f"{fine:g}")  # type: ignore[arg-type]


def _is_of_two_tones(image: Any) -> bool:
    """Whether a picture is line art: no picture of JPEG is."""
    if image.format == "JPEG":
        return False
    return Image.open(io.BytesIO(image.image_data.data)).getcolors(2) is not None


def _name(box: Any) -> str:
    """What a picture is called: its text, else its file."""
    element = box.element
    if element is None:
        return ""
    return element.get("alt") or str(element.get("src", "")).rpartition("/")[2]
