"""A PDF, and the documents that it was made from → how much of what was written comes back out of it.

Judged by the programs that readers use, where they are at hand: pdfium (Chrome), poppler (Linux desktops), MuPDF.
"""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bookbuild.inspection.archive import parse_xml
from bookbuild.inspection.judges import pdf_text_poppler
from bookbuild.inspection.pdf import pdf_text
from bookbuild.inspection.text import document_text

SHOWN = 12
"""So many are named of the words that are lost."""

_TATWEEL = "\u0640"
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_DIVIDED = re.compile("\u00ad\n(?!\n)|\u00ad(?=\\w)|[-\u2010]\n(?!\n)")
"""Where a line divides a word, as programs tell it."""

_ARABIC = re.compile("[\u0620-\u063f\u0641-\u065f\u066e-\u06d3\u06d5-\u06ed\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1effʿʾ\u0300-\u036f]+")


def text_layer(path: Path, documents: Sequence[bytes]) -> dict[str, dict[str, Any]]:
    """For each program at hand the shares of the words of `documents` (XHTML) that it reads in the PDF at `path`.

    `letters`: of the Arabic words, by their letters; `marked`: with their marks; `latin`: of those in Latin letters;
    `lost`: some that do not come back. A share of nothing is None. Raises BookError where the file cannot be read.
    """
    written = "\n".join(document_text(parse_xml(content, "document")) for content in documents)
    read = ((name, reader(path)) for name, reader in _readers())
    return {name: score(written, found) for name, found in read if found is not None}


def _readers() -> Iterator[tuple[str, Callable[[Path], str | None]]]:
    yield "pdfium", pdf_text
    if shutil.which("pdftotext"):
        yield "poppler", pdf_text_poppler
    if find_spec("pymupdf"):
        yield "mupdf", _mupdf


def _mupdf(path: Path) -> str | None:
    """None where MuPDF cannot read the file: then it is pdfium that says why."""
    mupdf: Any = import_module("pymupdf")
    mupdf.TOOLS.mupdf_display_errors(False)
    mupdf.TOOLS.mupdf_display_warnings(False)
    try:
        with mupdf.open(path) as pages:
            return "\n".join(page.get_text() for page in pages)
    except (RuntimeError, ValueError, mupdf.mupdf.FzErrorBase):
        return None


def score(written: str, found: str) -> dict[str, Any]:
    """How much of one text is in another, its words in whatever order."""
    arabic, theirs = list(_words(written, _ARABIC)), list(_words(found, _ARABIC))
    latin = list(_words(written, _LATIN))
    lost, lost_marked = _lost(map(_letters, arabic), map(_letters, theirs)), _lost(arabic, theirs)
    lost_latin = _lost_latin(latin, list(_words(found, _LATIN)))
    return {
        "letters": _share(arabic, lost),
        "marked": _share(arabic, lost_marked),
        "latin": _share(latin, lost_latin),
        "lost": list((lost + lost_latin or lost_marked).elements())[:SHOWN],
    }


def _words(text: str, form: re.Pattern[str]) -> Iterator[str]:
    """The words of a script in NFC, presentation forms as letters, without stretches and what orders text."""
    plain = _UNSEEN.sub("", _DIVIDED.sub("", unicodedata.normalize("NFKC", text))).replace(_TATWEEL, "")
    for found in form.findall(plain):
        word = unicodedata.normalize("NFC", found)
        if any(unicodedata.category(character).startswith("L") for character in word):
            yield word


def _letters(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if unicodedata.category(c).startswith("L"))


def _lost(written: Iterable[str], found: Iterable[str]) -> Counter[str]:
    return Counter(written) - Counter(found)


def _lost_latin(written: Sequence[str], found: Sequence[str]) -> Counter[str]:
    """The same, but for words that a hyphen at a line's end has joined, `alAws`, or left in two, `wis` and `dom`."""
    lost, more = _lost(written, found), _lost(found, written)
    for word in list(more.elements()) if lost else ():
        for first, second in _halves(word):
            if (lost[first] or lost[second]) and first in written and second in written:
                lost -= Counter((first, second))
                break
    for word in list(lost):
        if any(more[first] and more[second] for first, second in _halves(word)):
            del lost[word]
    return lost


def _halves(word: str) -> Iterator[tuple[str, str]]:
    yield from ((word[:at], word[at:]) for at in range(1, len(word)))


def _share(written: Sequence[str], lost: Counter[str]) -> float | None:
    return round(1 - lost.total() / len(written), 4) if written else None
