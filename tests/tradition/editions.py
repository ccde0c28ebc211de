"""The text of record written as other editions write it: their encodings, and their spellings, by rule.

The texts themselves are not ours to bring. What is made here is what they were found to differ in.
"""

from __future__ import annotations

import re
import unicodedata

from bookbuild.tradition.scripture.riwayah import Range, Riwayah

HAFS = Riwayah.load("hafs")
AYAT = [Range(surah, ayah, ayah) for surah in range(1, 115) for ayah in range(1, HAFS.ayah_count(surah) + 1)]
_MARKS = "\u064b-\u065f\u0670\u06d6-\u06ed\u08f0-\u08f2"


def _without_marks(text: str) -> str:
    return "".join(char for char in text if unicodedata.category(char) != "Mn")


def plain(ayah: Range) -> str:
    return HAFS.quotation((ayah,)).plain


def with_signs(ayah: Range) -> str:
    """With waqf signs, the sign of a quarter before it and the number after it."""
    return f"۞ {HAFS.quotation((ayah,)).text(signs=True, ayah_numbers=True)} ۝{ayah.first}"


def older_kfgqpc(ayah: Range) -> str:
    """Open tanwīn as in the encoding before Unicode 6.1; tatweel under small alifs and hamzas; waqf signs."""
    text = with_signs(ayah).translate({0x8F0: 0x657, 0x8F1: 0x65E, 0x8F2: 0x656})
    return re.sub("([\u0628-\u062c\u0633-\u0647\u064a])([\u064e\u0651]*)\u0670", "\\1\\2ـ\u0670", text)


def tanzil(ayah: Range) -> str:
    """Tanzil's ʿUthmānī text: another sukūn, another sign on silent letters, no open tanwīn, yāʾ without dots, ءَا."""
    text = unicodedata.normalize("NFD", plain(ayah))
    text = re.sub(f"ا\u0654([{_MARKS}]*?)\u0653", r"ءَا\1", text)
    text = unicodedata.normalize("NFC", text).translate(
        {0x652: 0x6DF, 0x6E1: 0x652, 0x8F0: 0x64B, 0x8F1: 0x64C, 0x8F2: 0x64D}
    )
    return re.sub(f"ي(?=[{_MARKS}]*(?:ء[{_MARKS}]*)?(?: |$))", "ى", text)


def conventional(ayah: Range) -> str:
    """quran-text's own column; the words of record where it has none."""
    words = HAFS._mushaf.ayah(ayah.surah, ayah.first)
    return " ".join(one or other for one, other in zip(words.rasm_imlai, words.words, strict=True))


def divided(ayah: Range) -> str:
    """As print divides words: the vocative apart, and as more words what print so writes."""
    return re.sub(r"\bيا(?=\w\w)", "يا ", conventional(ayah))


def bare(ayah: Range) -> str:
    """The ʿUthmānī letters without any mark."""
    return _without_marks(plain(ayah))


def composed(ayah: Range) -> str:
    return unicodedata.normalize("NFC", plain(ayah))


def decomposed(ayah: Range) -> str:
    return unicodedata.normalize("NFD", with_signs(ayah))


def partly(ayah: Range) -> str:
    """Conventional, with the shaddahs of the text of record left off and every third vowel kept: none, in truth."""
    return "".join(char for index, char in enumerate(tanzil(ayah)) if index % 3 or not "\u064b" <= char <= "\u0652")


def without_hamzas(ayah: Range) -> str:
    """As it is typed in haste: no mark, and no hamza on an alif."""
    return _without_marks(conventional(ayah)).translate(str.maketrans("أإآ", "ااا"))


def egyptian(ayah: Range) -> str:
    """No mark, yāʾ without dots at the end, hāʾ for tāʾ marbūṭah."""
    return re.sub("ة(?= |$)", "ه", re.sub("ي(?=ء?(?: |$))", "ى", _without_marks(conventional(ayah))))


def persian_keyboard(ayah: Range) -> str:
    return conventional(ayah).translate(str.maketrans("يىك", "ییک"))


def shapes(ayah: Range) -> str:
    """Ready-made shapes, as extracted from a PDF: the isolated form of every letter that has one."""
    isolated = {}
    for point in range(0xFE80, 0xFEFD):
        decomposition = unicodedata.decomposition(chr(point)).split()
        if decomposition[:1] == ["<isolated>"] and len(decomposition) == 2:
            isolated[int(decomposition[1], 16)] = point
    return conventional(ayah).translate(isolated)


EDITIONS = {
    edition.__name__: edition
    for edition in (
        plain, with_signs, older_kfgqpc, tanzil, conventional, divided, bare, composed, decomposed, partly,
        without_hamzas, egyptian, persian_keyboard, shapes,
    )
}  # fmt: skip
