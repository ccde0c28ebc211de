"""The capitals, digits and signs of a sheet's slug → a Type 3 font of strokes, which has its own letters in the file.

Every printer's check asks for embedded fonts, and a slug has to be legible, no more.
"""

from __future__ import annotations

import pikepdf

CAP_HEIGHT = 0.6
"""Of an em."""
_ADVANCE = 0.6
# Each stroke is a line through points of a grid of 4 × 6, `column row` from the lower left.
_STROKES = {
    "0": "01 05 16 36 45 41 30 10 01 45", "1": "15 26 20;10 30", "2": "05 16 36 45 44 00 40",
    "3": "06 46 23 33 42 41 30 10 01", "4": "40 46 02 42", "5": "46 06 03 33 42 41 30 10 01",
    "6": "36 16 05 01 10 30 41 42 33 03", "7": "06 46 10", "8": "13 04 05 16 36 45 44 33 13 02 01 10 30 41 42 33",
    "9": "10 30 41 45 36 16 05 04 13 43", "A": "00 26 40;12 32", "B": "00 06 36 45 44 33 03;33 42 41 30 00",
    "C": "45 36 16 05 01 10 30 41", "D": "00 06 26 44 42 20 00", "E": "46 06 00 40;03 33", "F": "46 06 00;03 33",
    "G": "45 36 16 05 01 10 30 41 43 23", "H": "00 06;40 46;03 43", "I": "20 26;10 30;16 36", "J": "01 10 30 41 46",
    "K": "00 06;46 03 40", "L": "06 00 40", "M": "00 06 23 46 40", "N": "00 06 40 46",
    "O": "01 05 16 36 45 41 30 10 01", "P": "00 06 36 45 44 33 03", "Q": "01 05 16 36 45 41 30 10 01;22 40",
    "R": "00 06 36 45 44 33 03;23 40", "S": "45 36 16 05 04 13 33 42 41 30 10 01", "T": "06 46;26 20",
    "U": "06 01 10 30 41 46", "V": "06 20 46", "W": "06 10 24 30 46", "X": "00 46;06 40", "Y": "06 23 46;23 20",
    "Z": "06 46 00 40", "-": "13 33", "/": "00 46", ".": "20 21", ",": "21 10", ":": "21 22;24 25", " ": "",
    "_": "00 40", "+": "13 33;22 24",
}  # fmt: skip
_UNIT = 100
_WEIGHT = 45


def slug_text(text: str) -> str:
    """`text` in the letters that the font has; others are left out."""
    return " ".join("".join(letter for letter in text.upper() if letter in _STROKES).split())


def width_of(text: str) -> float:
    """How wide a text is, in ems."""
    return len(text) * _ADVANCE


def slug_font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """The font (ISO 32000-1, 9.6.5), with all its letters."""
    codes = sorted(map(ord, _STROKES))
    names = {code: f"/u{code:02X}" for code in codes}
    drawn = {names[code]: pikepdf.Stream(pdf, _drawn(_STROKES[chr(code)])) for code in codes}
    widths = [600 if code in names else 0 for code in range(codes[0], codes[-1] + 1)]
    differences: list[pikepdf.Object | int] = []
    for code in codes:
        differences += [code, pikepdf.Name(names[code])]
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type3,
            Name=pikepdf.Name.Slug,
            FontBBox=[0, -_WEIGHT, 500, 600 + _WEIGHT],
            FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
            FirstChar=codes[0],
            LastChar=codes[-1],
            Widths=widths,
            CharProcs=pikepdf.Dictionary({name: pdf.make_indirect(glyph) for name, glyph in drawn.items()}),
            Encoding=pikepdf.Dictionary(Type=pikepdf.Name.Encoding, Differences=differences),
            Resources=pikepdf.Dictionary(),
            ToUnicode=pdf.make_indirect(pikepdf.Stream(pdf, _to_unicode(codes))),
        )
    )


def _drawn(strokes: str) -> bytes:
    paths = []
    for line in filter(None, strokes.split(";")):
        points = [f"{int(point[0]) * _UNIT + 50} {int(point[1]) * _UNIT}" for point in line.split()]
        paths.append(f"{points[0]} m " + " ".join(f"{point} l" for point in points[1:]))
    paint = f" {_WEIGHT} w 1 J 1 j {' '.join(paths)} S" if paths else ""
    return f"600 0 0 {-_WEIGHT} 600 {600 + _WEIGHT} d1{paint}".encode("ascii")


def _to_unicode(codes: list[int]) -> bytes:
    lines = "\n".join(f"<{code:02X}> <{code:04X}>" for code in codes)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Slug def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <FF> endcodespacerange\n{len(codes)} beginbfchar\n{lines}\nendbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode("ascii")
