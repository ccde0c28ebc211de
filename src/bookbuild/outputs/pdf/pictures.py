"""Pictures of a typeset book → pictures as a press takes them: in its inks, without transparency where that is asked
for, and no finer than it can print.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from PIL import Image

from bookbuild.outputs.pdf.inks import SPACES, Inks

FINEST, FINE = 450.0, 300.0
"""Pixels an inch above which a picture is made coarser, and how fine it is then; printers say 300 to 600."""
FINEST_LINES, FINE_LINES = 1800.0, 1200.0
"""The same for pictures of two tones."""
QUALITY = 92
"""Of JPEG, where a picture came as such and has to be encoded again."""


@dataclass(frozen=True, slots=True)
class PrintedSize:
    """How large a picture stands on a page at most: pt."""

    width: float
    height: float


def printable(document: pikepdf.Pdf, inks: Inks, *, transparent: bool) -> None:
    """Every picture of `document` in `inks`. `transparent`: whether pictures may have soft masks."""
    masks = {entry.SMask.objgen for entry in _pictures(document) if "/SMask" in entry}
    shown = sizes(document)
    for entry in list(_pictures(document)):
        if entry.objgen in masks or entry.get("/ImageMask", False):
            continue
        _convert(entry, inks, shown.get(entry.objgen), transparent=transparent)


def _pictures(document: pikepdf.Pdf) -> Iterator[Any]:
    for entry in document.objects:
        if isinstance(entry, pikepdf.Stream) and entry.get("/Subtype") == "/Image":
            yield entry


def _convert(entry: Any, inks: Inks, shown: PrintedSize | None, *, transparent: bool) -> None:
    """A picture in its inks, in its place; untouched where it is as it should be."""
    picture = pikepdf.PdfImage(entry)
    image = picture.as_pil_image()
    masked = "/SMask" in entry
    flat = masked and not transparent
    size = _coarser(image, shown)
    made = inks.picture(_on_paper(image, entry) if flat else image)
    if made.mode == image.mode and size is None and not flat:
        return
    if size is not None:
        made = made.resize(size, Image.Resampling.LANCZOS)
        if masked and not flat:
            _encode(entry.SMask, pikepdf.PdfImage(entry.SMask).as_pil_image().resize(size), lossy=False)
    if flat:
        del entry.SMask
    _encode(entry, made, lossy="/DCTDecode" in str(picture.filters))


def _coarser(image: Image.Image, shown: PrintedSize | None) -> tuple[int, int] | None:
    """The pixels that a picture has use for, where it has far more of them."""
    if shown is None or not shown.width or not shown.height:
        return None
    finest, fine = (FINEST_LINES, FINE_LINES) if image.mode == "1" else (FINEST, FINE)
    density = min(image.width * 72 / shown.width, image.height * 72 / shown.height)
    if density <= finest:
        return None
    return max(1, round(image.width * fine / density)), max(1, round(image.height * fine / density))


def _on_paper(image: Image.Image, entry: Any) -> Image.Image:
    """A picture with its soft mask, as it stands on white paper."""
    mask = pikepdf.PdfImage(entry.SMask).as_pil_image().convert("L")
    if mask.size != image.size:
        mask = mask.resize(image.size)
    base = image if image.mode in ("L", "CMYK") else image.convert("RGB")
    white = (0, 0, 0, 0) if base.mode == "CMYK" else 255 if base.mode == "L" else (255, 255, 255)
    return Image.composite(base, Image.new(base.mode, base.size, white), mask)


def _encode(entry: Any, image: Image.Image, *, lossy: bool) -> None:
    """Put `image` into the stream of a picture."""
    for key in ("/DecodeParms", "/Decode", "/ColorSpace", "/Filter", "/Intent"):
        if key in entry:
            del entry[key]
    entry.Width, entry.Height = image.size
    entry.BitsPerComponent = 1 if image.mode == "1" else 8
    entry.ColorSpace = pikepdf.Name(SPACES[len(image.getbands())])
    if lossy and image.mode != "1":
        made = io.BytesIO()
        image.save(made, "JPEG", quality=QUALITY, subsampling=0)
        entry.write(made.getvalue(), filter=pikepdf.Name.DCTDecode)
        if image.mode == "CMYK":  # Pillow writes inks as Adobe does, the other way round
            entry.Decode = pikepdf.Array([1, 0] * 4)
        return
    entry.write(zlib.compress(image.tobytes(), 9), filter=pikepdf.Name.FlateDecode)


def sizes(document: pikepdf.Pdf) -> dict[tuple[int, int], PrintedSize]:
    """How large each picture stands on pages at most, by the number of its object."""
    found: dict[tuple[int, int], PrintedSize] = {}
    for page in document.pages:
        if _has_picture(page.obj.Resources, set()):
            _measure(page.obj, page.obj.Resources, pikepdf.Matrix(), found, 0)
    return found


def _has_picture(resources: Any, seen: set[tuple[int, int]]) -> bool:
    for entry in resources.get("/XObject", {}).values():
        if entry.get("/Subtype") == "/Image":
            return True
        if entry.objgen not in seen and "/Resources" in entry:
            seen.add(entry.objgen)
            if _has_picture(entry.Resources, seen):
                return True
    return any(
        _has_picture(pattern.Resources, seen)
        for pattern in resources.get("/Pattern", {}).values()
        if "/Resources" in pattern
    )


DEEPEST = 12
"""Forms within each other that are looked into."""


def matrix_of(entry: Any) -> pikepdf.Matrix:
    """The matrix of a form or of a pattern."""
    return pikepdf.Matrix(*(float(number) for number in entry.get("/Matrix", (1, 0, 0, 1, 0, 0))))


def _measure(
    content: Any, resources: Any, matrix: pikepdf.Matrix, found: dict[tuple[int, int], PrintedSize], depth: int
) -> None:
    """Note the pictures that a content draws, and those of the forms that it draws."""
    stack: list[pikepdf.Matrix] = []
    for operands, operator in pikepdf.parse_content_stream(content, "q Q cm Do"):
        match str(operator):
            case "q":
                stack.append(matrix)
            case "Q":
                matrix = stack.pop() if stack else matrix
            case "cm":
                matrix = pikepdf.Matrix(*(float(number) for number in operands)) @ matrix
            case "Do" if (entry := resources.get("/XObject", {}).get(str(operands[0]))) is not None:
                if entry.get("/Subtype") == "/Image":
                    _note(entry, matrix, found)
                elif depth < DEEPEST:
                    own = matrix_of(entry) @ matrix
                    _measure(entry, entry.get("/Resources", resources), own, found, depth + 1)
            case _:
                pass


def _note(entry: Any, matrix: pikepdf.Matrix, found: dict[tuple[int, int], PrintedSize]) -> None:
    width, height = (matrix.a**2 + matrix.b**2) ** 0.5, (matrix.c**2 + matrix.d**2) ** 0.5
    before = found.get(entry.objgen, PrintedSize(0.0, 0.0))
    found[entry.objgen] = PrintedSize(max(width, before.width), max(height, before.height))
