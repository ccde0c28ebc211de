"""The cuts chosen for an edition → custom properties of CSS that make Arabic, Latin and bold look alike in size."""

from __future__ import annotations

from bookbuild.fonts.catalogue import Cut, Face
from bookbuild.fonts.metrics import arabic_beside, has_superiors

APART = 1.1
"""How much larger Arabic is where it stands in paragraphs of its own, vocalised, than in a line of Latin."""


PHRASE, INLINE_QURAN = 0.9, 0.9
"""The size of an honorific phrase, and of the Qur'an, in a line of Latin, over that of other Arabic there: three words
with tall letters are no heavier than the name before them, and the Qur'an is no smaller."""


def beside(chosen: tuple[Cut, ...]) -> dict[str, str]:
    """Custom properties of CSS and their values: the size in em of Arabic in a line of Latin, of Latin in one of
    Arabic, and of a bold of another family; how calls of notes are raised."""
    latin, arabic = regular(chosen, "book-latin"), regular(chosen, "book-arabic")
    ratio = arabic_beside(latin, arabic) if latin and arabic else 1.0
    bold = bold_cut(chosen)
    drawn = latin is not None and has_superiors(latin)
    return {
        "--arabic-in-latin": f"{ratio:.3f}em",
        "--phrase-in-latin": f"{ratio * PHRASE:.3f}em",
        "--quran-in-latin": f"{ratio * INLINE_QURAN:.3f}em",
        "--arabic-apart": f"{ratio * APART:.3f}em",
        "--latin-in-arabic": f"{1 / ratio:.3f}em",
        "--bold-size": f"{bold.scale if bold else 1:g}em",
        "--call-position": "super" if drawn else "normal",
        "--call-size": "1em" if drawn else "0.68em",
        "--call-rise": "0em" if drawn else "0.38em",
    }


def bold_cut(chosen: tuple[Cut, ...]) -> Cut | None:
    return next((cut for cut in chosen if cut.name == "book-latin" and cut.face.weight >= 700), None)


def regular(chosen: tuple[Cut, ...], name: str) -> Face | None:
    faces = (cut.face for cut in chosen if cut.name == name)
    return next((face for face in faces if face.weight == 400 and not face.italic), None)
