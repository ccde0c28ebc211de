"""Faces → the measures by which a page is planned: how wide a letter is, how large two scripts stand side by side."""

from __future__ import annotations

from math import sqrt
from typing import Any

import uharfbuzz as hb

from bookbuild.cache.file_memo import remembered
from bookbuild.fonts.catalogue import Face, characters, file_of

SAMPLES = {
    "latin": "They left the town by night and took the southern road to the mountain, though their home lay the other "
    "way. The guide was hired beforehand; he knew the wells and the hours at which a man is not seen.",
    "arabic": "خرجا من المدينة ليلا وسلكا طريق الجنوب وطريقهما إلى الشمال. وكان الدليل قد استؤجر قبل ذلك، وهو يعرف "
    "الآبار والشعاب والساعات التي لا يرى فيها راكب.",
}
"""Plain prose, to measure the width of an average letter by."""

USUAL_WIDTH = {"latin": 0.4, "arabic": 0.36}
"""In em, where a face lacks the letters of the sample."""


@remembered(file_of)
def average_width(face: Face, script: str) -> float:
    """The width of an average character of prose, its spaces counted, in em."""
    sample = SAMPLES[script]
    if not characters(face) >= set(map(ord, sample)):
        return USUAL_WIDTH[script]
    font = face_of(face)
    buffer = hb.Buffer()
    buffer.add_str(sample)
    buffer.guess_segment_properties()
    hb.shape(hb.Font(font), buffer)
    advance = sum(place.x_advance for place in buffer.glyph_positions)
    return float(advance / font.upem / len(sample))


HANGING = "پس بے شک یہ مثال ہے نستعلیق مستنصر خط بہت خوبصورت جگہ مجھے صحیح پیغمبر تمنا سطح"
"""Words whose letters in a nastaliq come down from far above the line."""


@remembered(file_of)
def extent_of_arabic(face: Face) -> float:
    """How far it is from the highest to the lowest point of words without vowels, in em."""
    known = characters(face)
    font, buffer = hb.Font(face_of(face)), hb.Buffer()
    buffer.add_str("".join(char for char in HANGING if ord(char) in known))
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    points = [0.0]
    for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        if (ink := font.get_glyph_extents(glyph.codepoint)) and ink.height:
            top = place.y_offset + ink.y_bearing
            points += (top, top + ink.height)
    return float((max(points) - min(points)) / font.face.upem)


@remembered(lambda latin, arabic: (latin.path, arabic.path))
def arabic_beside(latin: Face, arabic: Face) -> float:
    """The size of Arabic in a line of Latin, as a share of the Latin's.

    The loop of a heh at the height of an x would make alif and lam taller than b and d; stems of one height would leave
    the loops small. The mean of the two ratios stands between.
    """
    heights = [height(latin, "x"), height(arabic, "ه"), height(latin, "d"), height(arabic, "ا")]
    if not all(heights):
        return 1.0
    x, loop, ascender, alif = heights
    return float(sqrt(x / loop * ascender / alif))


def height(face: Face, char: str) -> float:
    """How far `char` reaches above the baseline, in em; 0 where the face lacks it."""
    from fontTools.pens.boundsPen import BoundsPen

    font, pen = hb.Font(face_of(face)), BoundsPen(None)
    glyph = font.get_nominal_glyph(ord(char))
    if glyph:
        font.draw_glyph_with_pen(glyph, pen)
    return float(pen.bounds[3] / font.face.upem) if pen.bounds else 0.0


@remembered(file_of)
def has_superiors(face: Face) -> bool:
    """Whether a face has figures drawn for note calls (OpenType's `sups`)."""
    with _opened(face) as font:
        table = font["GSUB"].table if "GSUB" in font else None
        records = table.FeatureList.FeatureRecord if table and table.FeatureList else ()
        return any(record.FeatureTag == "sups" for record in records)


def face_of(face: Face) -> hb.Face:
    return hb.Face(hb.Blob.from_file_path(str(face.path)), face.index)


def _opened(face: Face) -> Any:
    from fontTools.ttLib import TTFont

    return TTFont(face.path, fontNumber=face.index, lazy=True)
