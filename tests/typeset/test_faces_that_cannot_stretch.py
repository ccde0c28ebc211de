"""A face whose tatweel has no width, as a nastaliq's → nothing is stretched, all is set."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from set_texts import BARE, file_of, letters, mupdf, set_text

from bookbuild.fonts.catalogue import Face, faces_of
from bookbuild.fonts.metrics import extent_of_arabic

AMIRI = faces_of("Amiri")[0]


@pytest.fixture
def stiff(tmp_path: Path) -> str:
    """A sheet that names a font of the family Stiff: Amiri with a tatweel of no width."""
    path = tmp_path / "stiff.ttf"
    with TTFont(AMIRI.path) as font:
        glyph = font.getBestCmap()[0x640]
        font["hmtx"][glyph] = (0, 0)
        font.save(path)
    return (
        f'@font-face {{ font-family: "Stiff"; src: url("{path.as_uri()}") }} html {{ font-family: "Stiff" !important }}'
    )


@pytest.mark.parametrize("kashida", ["moderate", "generous"])
def test_lines_are_set(kashida: str, stiff: str, tmp_path: Path) -> None:
    css = f":root {{ --kashida: {kashida} !important }}" + stiff
    assert letters(mupdf(file_of(set_text(f"<p>{BARE}</p>", css=css), tmp_path / "a.pdf"))) == letters(BARE)


def test_naskh_needs_no_more_than_its_leading() -> None:
    assert extent_of_arabic(AMIRI) < 1.65


def test_a_face_that_hangs_from_above_is_measured_by_its_ink(tmp_path: Path) -> None:
    path = tmp_path / "high.ttf"
    with TTFont(AMIRI.path) as font:
        font["head"].unitsPerEm //= 2
        font.save(path)
    high = Face(AMIRI.family, path, AMIRI.index, AMIRI.weight, AMIRI.italic)
    assert extent_of_arabic(high) == pytest.approx(2 * extent_of_arabic(AMIRI), rel=0.01)
