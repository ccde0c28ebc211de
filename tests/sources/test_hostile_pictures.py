"""Pictures of pixels that are too large, or lack pixels, whatever their heads say."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from random import Random

import pytest
from PIL import Image

from bookbuild.sources.files.rasters import MOST_SCANS, raster_problems
from bookbuild.sources.files.svg import svg_problems


def png(width: int, height: int, rows: int, *, colour: int = 0, depth: int = 8, interlaced: int = 0) -> bytes:
    """A PNG whose head says so many rows, and whose data ends, as it should, after `rows`."""
    line = bytes(1 + (width * depth + 7) // 8)
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced)),
        (b"IDAT", zlib.compress(line * rows)),
        (b"IEND", b""),
    ]
    parts = (struct.pack(">I", len(d)) + kind + d + struct.pack(">I", zlib.crc32(kind + d)) for kind, d in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def saved(kind: str, size: tuple[int, int] = (40, 30), **how: object) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, "red").save(written, kind, **how)
    return written.getvalue()


def cut_jpeg(**how: object) -> bytes:
    """A JPEG whose last third is not there, with a mark of its end."""
    whole = io.BytesIO()
    Image.effect_noise((120, 90), 60).save(whole, "JPEG", **how)
    return whole.getvalue()[: len(whole.getvalue()) * 2 // 3] + b"\xff\xd9"


def head_of_jpeg(width: int, height: int) -> bytes:
    whole = saved("JPEG")
    place = whole.index(b"\xff\xc0")
    return whole[: place + 5] + struct.pack(">HH", height, width) + whole[place + 9 :]


CASES = {
    "whole": (png(3, 5, 5), "PNG", []),
    "most rows missing": (png(30, 3000, 10), "PNG", ["image-invalid"]),
    "the last row missing": (png(30, 300, 299), "PNG", ["image-invalid"]),
    "a row of bits": (png(13, 9, 9, depth=1), "PNG", []),
    "one column of very many rows": (png(1, 80_000_000, 1), "PNG", ["too-large"]),
    "one row of very many columns": (png(1, 1, 1)[:16] + struct.pack(">I", 70_000) + png(1, 1, 1)[20:], "PNG", ["image-invalid"]),
    "very many pixels": (png(60_000, 60_000, 1), "PNG", ["too-large"]),
    "more pixels than there are": (png(2**31 - 1, 2**31 - 1, 0), "PNG", ["too-large"]),
    "a JPEG of very many pixels": (head_of_jpeg(65_535, 65_535), "JPEG", ["too-large"]),
    "a JPEG of very many scans": (
        saved("JPEG", progressive=True)[:-2] + b"\xff\xda" * (MOST_SCANS + 1), "JPEG", ["image-invalid"],
    ),
    "a JPEG": (saved("JPEG", progressive=True), "JPEG", []),
    "a JPEG with something behind it": (saved("JPEG") + b"more", "JPEG", []),
    "a JPEG that is cut off, and ends": (cut_jpeg(), "JPEG", ["image-invalid"]),
    "a progressive one": (cut_jpeg(progressive=True), "JPEG", ["image-invalid"]),
    "one that begins anew": (cut_jpeg(restart_marker_blocks=4), "JPEG", ["image-invalid"]),
    "a JPEG of one pixel": (saved("JPEG", (1, 1), quality=5), "JPEG", []),
    "a GIF": (saved("GIF"), "GIF", []),
    "a GIF that is cut off": (saved("GIF", (400, 300))[:-200], "GIF", ["image-invalid"]),
    "a WebP": (saved("WEBP"), "WEBP", []),
    "a WebP that is cut off": (saved("WEBP", (400, 300))[:-40], "WEBP", ["image-invalid"]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_picture(name: str) -> None:
    data, kind, expected = CASES[name]
    assert [str(code) for code, _, _ in raster_problems("a", data, kind)] == expected


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
@pytest.mark.parametrize("size", [(1, 1), (7, 5), (8, 8), (33, 17)])
def test_a_sound_png_lacks_nothing(mode: str, size: tuple[int, int]) -> None:
    written = io.BytesIO()
    Image.new(mode, size).save(written, "PNG")
    assert list(raster_problems("a", written.getvalue(), "PNG")) == []


def test_an_interlaced_png_has_the_rows_of_its_passes() -> None:
    """3 × 3 pixels in Adam7: passes of 1 × 1, 1 × 1, 2 × 1, 1 × 2 and 3 × 1, each row with a byte before it."""
    lines = b"\0" * (2 + 2 + 3 + 4 + 4)

    def interlaced(content: bytes) -> bytes:
        whole = png(3, 3, 0, interlaced=1)
        data = zlib.compress(content)
        chunk = struct.pack(">I", len(data)) + b"IDAT" + data + struct.pack(">I", zlib.crc32(b"IDAT" + data))
        return whole[:33] + chunk + whole[-12:]

    assert list(raster_problems("a", interlaced(lines), "PNG")) == []
    assert [str(code) for code, _, _ in raster_problems("a", interlaced(lines[:-4]), "PNG")] == ["image-invalid"]


def test_a_picture_within_a_drawing_is_looked_into() -> None:
    inner = base64.b64encode(png(1, 80_000_000, 1)).decode()
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="data:image/png;base64,{inner}"/></svg>'
    assert [str(code) for code, _, _ in svg_problems("a.svg", svg.encode())] == ["too-large"]


def noise(size: tuple[int, int], seed: int) -> Image.Image:
    """Pillow's own has no seed."""
    return Image.frombytes("L", size, Random(seed).randbytes(size[0] * size[1]))


def progressive_jpeg(size: tuple[int, int], quality: int, seed: int = 0, **how: object) -> bytes:
    written = io.BytesIO()
    picture = noise((size[0] // 8 + 1, size[1] // 8 + 1), seed).resize(size)
    fine = noise(size, seed + 1).point(lambda value: 122 + value // 21)
    Image.merge("RGB", (picture, fine, picture)).save(written, "JPEG", progressive=True, quality=quality, **how)
    return written.getvalue()


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("end", [b"", b"\xff\xd9"], ids=["cut off", "ending"])
@pytest.mark.parametrize("how", [{}, {"subsampling": 0}, {"optimize": True}, {"restart_marker_rows": 2}])
@pytest.mark.parametrize(("size", "quality"), [((90, 60), 20), ((61, 140), 75), ((200, 33), 95)])
def test_a_progressive_jpeg_that_is_cut_anywhere(
    size: tuple[int, int], quality: int, how: dict[str, object], end: bytes, seed: int
) -> None:
    whole = progressive_jpeg(size, quality, seed, **how)
    begin = whole.index(b"\xff\xda") + 14
    cuts = {*range(begin, len(whole) - 12, (len(whole) - begin) // 40), *places_of(whole, b"\xff\xda")[1:]}
    assert list(raster_problems("a", whole, "JPEG")) == []
    passed = [cut for cut in cuts if not list(raster_problems("a", whole[:cut] + end, "JPEG"))]
    assert passed == []


def places_of(data: bytes, part: bytes) -> list[int]:
    return [at for at in range(len(data)) if data.startswith(part, at)]


@pytest.mark.parametrize("how", [{}, {"progressive": True}])
def test_what_stands_in_front_of_or_behind_a_sound_jpeg_is_no_fault(how: dict[str, object]) -> None:
    picture, small = Image.effect_noise((120, 90), 60).convert("RGB"), saved("JPEG", (16, 12))
    of_camera, with_thumbnail = io.BytesIO(), io.BytesIO()
    picture.save(of_camera, "MPO", save_all=True, append_images=[picture.resize((60, 40))], **how)
    picture.save(with_thumbnail, "JPEG", exif=b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0" + small, **how)
    whole = with_thumbnail.getvalue()
    for data in (of_camera.getvalue(), whole, whole + b"\0" * 40, whole + whole[:300]):
        assert list(raster_problems("a", data, "JPEG")) == []
    assert [str(code) for code, _, _ in raster_problems("a", whole[:-60] + b"\xff\xd9", "JPEG")] == ["image-invalid"]
