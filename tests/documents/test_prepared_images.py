"""Images as they are saved → images as readers and WeasyPrint take them."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from bookbuild.documents.prepared_images import prepared

RED, BLUE = Image.new("RGB", (8, 8), "red"), Image.new("RGB", (4, 4), "blue")


def saved(picture: Any, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def opened(content: bytes) -> Any:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("ebook", [True, False])
def test_of_several_pictures_the_first_is_taken_as_it_is(ebook: bool) -> None:
    content = prepared(saved(RED, "MPO", save_all=True, append_images=[BLUE]), ".jpg", ebook=ebook)
    picture = opened(content)
    assert (picture.format, picture.size, picture.getpixel((2, 2))) == ("JPEG", (8, 8), (254, 0, 0))
    assert content.count(b"\xff\xd8\xff") == 1


def test_cmyk_is_rgb_in_an_ebook_and_stays_on_paper() -> None:
    content = saved(Image.new("CMYK", (8, 8), (0, 255, 255, 0)), "JPEG", quality=100)
    assert prepared(content, ".jpg", ebook=False) == content
    picture = opened(prepared(content, ".jpg", ebook=True))
    red, green, blue = picture.getpixel((2, 2))
    assert picture.mode == "RGB"
    assert red > 220
    assert max(green, blue) < 60


def test_grey_of_16_bits_is_as_dark_in_8() -> None:
    content = saved(Image.new("I;16", (8, 8), 257 * 100), "PNG")
    picture = opened(prepared(content, ".png", ebook=False))
    assert (picture.mode, picture.getpixel((2, 2))) == ("L", 100)
    assert prepared(content, ".png", ebook=True) == content


def test_the_document_type_of_a_drawing_is_left_out() -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
    declared = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    assert prepared(declared + drawing, ".svg", ebook=True) == drawing


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xd8\xff\xe2\x00\x10MPF\0cut", b"\x89PNG\r\n\x1a\n" + bytes(16) + b"\x10\x00"]
)
@pytest.mark.parametrize("suffix", [".jpg", ".png", ".svg", ".gif"])
def test_what_is_damaged_stays_as_it_is(content: bytes, suffix: str) -> None:
    assert prepared(content, suffix, ebook=False) == content
