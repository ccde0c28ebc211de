"""Texts set and assembled as a book's sections are, and what programs read out of the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

import pymupdf
import pypdfium2

from bookbuild.fonts.catalogue import faces_of
from bookbuild.inspection.judges import pdf_text_poppler
from bookbuild.typeset.assembly.assembly import assembled
from bookbuild.typeset.assembly.placed_page import PlacedPage
from bookbuild.typeset.fragments import Fragment, Job
from bookbuild.typeset.work.render_task import decoded, encoded

VOCALISED = (
    "خَرَجَ الرَّجُلُ مِنْ بَيْتِهِ قَبْلَ الْفَجْرِ، وَمَعَهُ ابْنُهُ الصَّغِيرُ وَكِتَابٌ قَدِيمٌ. فَلَمَّا بَلَغَا النَّهَرَ قَالَ الْوَلَدُ: "
    "لَا أَرَى جِسْرًا وَلَا سَفِينَةً! فَقَالَ الْأَبُ: انْظُرْ إِلَى الْيَمِينِ؛ هُنَالِكَ شَجَرَةٌ سَقَطَتْ عَلَى الْمَاءِ، وَبِهَا نَعْبُرُ إِنْ "
    "شَاءَ اللَّهُ. فَتَعَجَّبَ الْغُلَامُ وَتَقَدَّمَ فَحَمَلَ الْكِتَابَ، ثُمَّ اتَّخَذَ عَصًا يَتَّكِئُ عَلَيْهَا حَتَّى بَلَغَ الضِّفَّةَ الْأُخْرَى سَالِمًا. "
)
BARE = re.sub("[\u064b-\u0652]", "", VOCALISED)

CSS = (
    ':root {{ --kashida: generous; --arabic: "{font}"; --quran: "None" }}'
    "@page {{ size: {width}mm 200mm; margin: 8mm }} html {{ text-align: justify; font: 13pt/1.8 '{font}' }}"
    "p {{ margin: 0 }} [lang=en] {{ font-family: '{latin}', '{font}'; hyphens: auto; hyphenate-limit-chars: 6 3 3 }}"
)


def set_text(
    *bodies: str,
    lang: str = "ar",
    font: str = "Amiri",
    width: int = 95,
    css: str = "",
    files: tuple[str, ...] = (),
    tagged: bool = False,
) -> Sequence[Fragment]:
    """A fragment of each body, as it is read again."""
    from bookbuild.typeset.engine.engine import set_fragment

    sheet = CSS.format(font=font, width=width, latin="EB Garamond 12") + css
    direction = "rtl" if lang == "ar" else "ltr"
    fragments = []
    for body in bodies:
        tree = f'<html lang="{lang}" dir="{direction}"><body>{body}</body></html>'.encode()
        job = Job("s", "s", tree, sheet, "", "content", fonts=files, tagged=tagged)
        fragment = decoded(encoded(set_fragment(job, FILES.__setitem__)))
        assert fragment is not None
        fragments.append(fragment)
    return fragments


FILES: dict[str, bytes] = {}
"""The font files that fragments use."""


def file_of(fragments: Sequence[Fragment], path: Path) -> Path:
    """The fragments as one PDF."""
    pages = [PlacedPage((fragment, number)) for fragment in fragments for number in range(len(fragment.pages))]
    assembled(pages, FILES.__getitem__, "ar").save(path)
    return path


def pdfium(path: Path) -> str:
    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path))


def mupdf(path: Path) -> str:
    return "\n".join(page.get_text() for page in pymupdf.open(path))


READERS: dict[str, Callable[[Path], str]] = {"poppler": pdf_text_poppler, "mupdf": mupdf, "pdfium": pdfium}

_ORDERS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_WORD = re.compile("[\u0620-\u065f\u066e-\u06d3]+")


def words(text: str) -> list[str]:
    """The Arabic words of a text in their order, without what orders it."""
    return [unicodedata.normalize("NFC", word) for word in _WORD.findall(_ORDERS.sub("", text))]


def letters(text: str) -> list[str]:
    """Its words without marks."""
    bare = (
        "".join(c for c in unicodedata.normalize("NFD", word) if unicodedata.category(c) == "Lo")
        for word in words(text)
    )
    return [word for word in bare if word]


FONTS = [font for font in ("Amiri", "Amiri Quran", "Noto Naskh Arabic", "Scheherazade New") if faces_of(font)]
