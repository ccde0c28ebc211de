"""Signs become glyphs of the font: drawn as their parts are, as wide as they say, and nothing else changes."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz as hb
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from bookbuild.fonts.catalogue import faces_of
from bookbuild.typeset.assembly.composites import count_of_glyphs, with_signs
from bookbuild.typeset.assembly.embedding import UsedFont, subset_of, united
from bookbuild.typeset.fragments import ComposedGlyph, FontPart


def part(*signs: ComposedGlyph, name: str = "F", texts: dict[int, str] | None = None) -> FontPart:
    widths = tuple((glyph, 500.0) for glyph in texts or {})
    return FontPart(
        name, "digest", 0, "Amiri", "Amiri", 4, 900, -300, (), widths, tuple((texts or {}).items()), (),
        tuple(enumerate(signs, 1)),
    )  # fmt: skip


@pytest.fixture(params=["Amiri", "EB Garamond 12"])
def file(request: pytest.FixtureRequest) -> Path:
    """A TrueType font, and one in CFF."""
    return faces_of(request.param)[0].path


def glyphs_of(file: Path, *letters: str) -> list[int]:
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(file))))
    return [font.get_nominal_glyph(ord(letter)) for letter in letters]


def outline(font: TTFont, glyph: int) -> tuple[Any, Any]:
    glyphs, name = font.getGlyphSet(), font.getGlyphName(glyph)
    bounds, recorded = BoundsPen(glyphs), DecomposingRecordingPen(glyphs)
    glyphs[name].draw(bounds)
    glyphs[name].draw(recorded)
    return bounds.bounds, recorded.value


def test_a_sign_is_drawn_as_its_parts(file: Path) -> None:
    first, second = glyphs_of(file, "a", "e")
    face = hb.Face(hb.Blob.from_file_path(str(file)))
    subset = subset_of(face, {first, second})
    count = count_of_glyphs(subset)
    signs = [
        ComposedGlyph(((first, 0, 0), (second, 200, -310)), 640, "x"),
        ComposedGlyph((), 17, "\u064e"),
        ComposedGlyph(((first, 0, 0),), 1, "y"),
    ]
    before, after = TTFont(io.BytesIO(subset)), TTFont(io.BytesIO(with_signs(subset, signs)))
    assert after["maxp"].numGlyphs == count + 3
    box, drawn = outline(after, count)
    boxes = [
        outline(before, first)[0],
        [edge + move for edge, move in zip(outline(before, second)[0], (200, -310) * 2, strict=True)],
    ]
    assert box == (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )
    assert len(drawn) == len(outline(before, first)[1]) + len(outline(before, second)[1])
    assert outline(after, count + 1) == (None, [])
    assert [after["hmtx"][after.getGlyphName(count + n)][0] for n in range(3)] == [640, 17, 1]
    for glyph in (first, second):
        assert outline(after, glyph) == outline(before, glyph)
        assert after["hmtx"][after.getGlyphName(glyph)][0] == before["hmtx"][before.getGlyphName(glyph)][0]


def test_many_signs_need_long_places() -> None:
    file = faces_of("Amiri")[0].path
    (glyph,) = glyphs_of(file, "ب")
    subset = subset_of(hb.Face(hb.Blob.from_file_path(str(file))), {glyph})
    signs = [ComposedGlyph(((glyph, x, 0), (glyph, 0, x)), 500, "ب") for x in range(6000)]
    font = TTFont(io.BytesIO(with_signs(subset, signs)))
    assert font["head"].indexToLocFormat == 1
    assert outline(font, count_of_glyphs(subset) + 5999)[0] is not None


def test_the_same_glyph_with_two_texts_is_two_glyphs() -> None:
    file = faces_of("Amiri")[0].path
    (beh,) = glyphs_of(file, "ب")
    advance = hb.Font(hb.Face(hb.Blob.from_file_path(str(file)))).get_glyph_h_advance(beh)
    one, other = ComposedGlyph(((beh, 0, 0),), advance, "ب"), ComposedGlyph(((beh, 0, 0),), advance, "پ")
    fonts = united([part(one, name="F"), part(other, one, name="G")])
    assert fonts["F"] is fonts["G"]
    fonts["F"].close(file.read_bytes())
    assert fonts["F"].signs[one] == beh
    assert fonts["F"].texts == {beh: "ب", fonts["F"].signs[other]: "پ"}
    assert fonts["F"].codes(part(other, one)) == {b"{1}": b"%04x" % fonts["F"].signs[other], b"{2}": b"%04x" % beh}


def test_signs_are_numbered_as_the_book_has_them() -> None:
    file = faces_of("Amiri")[0].path
    glyphs = glyphs_of(file, "ب", "ت", "ث")
    signs = [ComposedGlyph(((glyph, 5, 0),), 500, "x") for glyph in glyphs]
    numbers = []
    for order in ([signs[0], signs[1]], [signs[2], signs[0]]):
        fonts = united([part(*order), part(*signs)])
        fonts["F"].close(file.read_bytes())
        numbers.append(sorted(signs, key=fonts["F"].signs.__getitem__))
    assert numbers == [signs, [signs[2], signs[0], signs[1]]]


def test_a_used_font_unites_what_fragments_use() -> None:
    font = UsedFont(part())
    font.add(part(texts={5: "a"}))
    font.add(part(texts={6: "b"}))
    assert font.texts == {5: "a", 6: "b"}
