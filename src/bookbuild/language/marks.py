"""The characters of Arabic writing → the classes that modules ask for, each with one name, by Unicode's properties.

A class is a frozenset of characters; `ranges` makes the inside of a pattern's brackets of classes. No other module
spells a class of Arabic marks: two that mean the same would soon differ.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise

_BLOCKS = (
    (0x0600, 0x06FF), (0x0750, 0x077F), (0x0870, 0x089F), (0x08A0, 0x08FF), (0xFB50, 0xFDCF), (0xFDF0, 0xFDFF),
    (0xFE70, 0xFEFC),
)  # fmt: skip
_COMBINING_BLOCKS = ((0x0300, 0x036F), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F))
_FORMAT_BLOCKS = ((0x0080, 0x00FF), (0x0600, 0x06FF), (0x2000, 0x206F), (0xFEFF, 0xFEFF))
_FIRST_FORM = "\ufb50"


def _within(blocks: tuple[tuple[int, int], ...]) -> frozenset[str]:
    return frozenset(chr(code) for first, last in blocks for code in range(first, last + 1))


def _of_category(characters: frozenset[str], *categories: str) -> frozenset[str]:
    return frozenset(char for char in characters if unicodedata.category(char) in categories)


def ranges(*classes: frozenset[str] | str) -> str:
    """The characters of all `classes`, as they stand between the brackets of a pattern."""
    codes = sorted({ord(char) for each in classes for char in each})
    starts = [codes[0], *(code for before, code in pairwise(codes) if code != before + 1)]
    ends = [*(before for before, code in pairwise(codes) if code != before + 1), codes[-1]]
    return "".join(
        _escaped(first) if first == last else f"{_escaped(first)}-{_escaped(last)}"
        for first, last in zip(starts, ends, strict=True)
    )


def _escaped(code: int) -> str:
    return f"\\U{code:08x}"


ARABIC = _within(_BLOCKS)
"""All of Unicode's blocks of Arabic that books have: letters, marks, digits, punctuation, signs. Left out: the byte
order mark and the noncharacters that stand in two of them."""

NONCHARACTERS = _within(((0xFDD0, 0xFDEF),))
"""Those that stand among the blocks of Arabic: no character has their code points."""

RIGHT_TO_LEFT_BLOCKS = _within((
    (0x0590, 0x08FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFC), (0x10D00, 0x10EFF), (0x1EE00, 0x1EEFF),
))  # fmt: skip
"""The blocks of scripts from right to left, Hebrew to Arabic, that Word dresses as complex script."""

LETTERS = frozenset(char for char in _of_category(ARABIC, "Lo") if char < _FIRST_FORM)
"""Letters of every language that is written in Arabic script; not tatweel, small letters or ready-made shapes."""

ALPHABET = frozenset("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي")
"""The letters that the Arabic language is written with."""

LETTERS_OF_OTHERS = LETTERS - frozenset("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويىٱ")
"""Letters that Arabic is not written with: of Persian, Urdu and others; ی, ک, ہ and ھ stand in typed Arabic too."""

KEYS_FOR_ARABIC = frozenset("یکہھۃۀە")
"""Those of them that other languages' keyboards give for letters of Arabic."""

SMALL_LETTERS = _of_category(ARABIC, "Lm") - {"\u0640"}
"""Small waw and yeh: letters by Unicode, yet of a muṣḥaf's marks, as they stand on no line of their own."""

WORD_SIGNS = frozenset("\ufdfa\ufdfb\u06fd\u06fe") | frozenset(
    char for char in _of_category(ARABIC, "So", "Cn") if _FIRST_FORM <= char <= "\ufdff"
)
"""Words and phrases as one character: honorifics (ﷺ, ﵁), the basmalah, Sindhi's two. Those that Unicode has added since
this Python was made are among them, as fonts have them."""

PRESENTATION_FORMS = frozenset(
    char for char in _of_category(ARABIC, "Lo") if char >= _FIRST_FORM and char not in WORD_SIGNS
)
"""Letters and ligatures as ready-made shapes: NFKC makes letters of them."""

TATWEEL = "\u0640"

MARKS = _of_category(ARABIC, "Mn")
"""Whatever stands over or under a letter: vowel signs, hamza and madda, signs of the muṣḥaf, honorific marks."""

VOWEL_SIGNS = frozenset(char for char in MARKS if 27 <= unicodedata.combining(char) <= 34)
"""Tashkīl: the short vowels, tanwīn (open too), shaddah and sukūn. Unicode gives each a combining class, 27 to 34."""

TANWIN = frozenset("\u064b\u064c\u064d")
"""The three signs of a vowel and nūn, at a word's end."""

SIGNS_OF_YEH = frozenset("\u0650\u064d\u0651")
"""Kasra, its tanwīn, and shaddah: signs that a ي bears at a word's end, and an alif maqṣūrah does not."""

SUKUN = "\u0652"
ARABIC_DIGITS, PERSIAN_DIGITS = frozenset("٠١٢٣٤٥٦٧٨٩"), frozenset("۰۱۲۳۴۵۶۷۸۹")

DAGGER_ALIF = "\u0670"
SHADDA = "\u0651"
MADDA = "\u0653"
HAMZA_MARKS = frozenset("\u0654\u0655")
"""A hamza over and under its seat: a letter that is encoded as a mark."""

KEYBOARD_LETTERS = str.maketrans("ٱٲٳکڪگہھۀەۂۃۆ", "اأإكككهههههةو")
"""Letters as the keyboards of other languages have them → those of Arabic that they stand for in a verse."""

SMALL_MIM = frozenset("\u06e2\u06ed")
"""Over and under: with a vowel sign a tanwīn before bāʾ."""

UNLIKE_VOWELS = frozenset("\u065c\u06ea\u06eb\u06ec")
"""Signs of imālah, ishmām and tashīl: read otherwise than any vowel sign says."""

SUPPLIED_LETTERS = frozenset((DAGGER_ALIF, "\u06e5", "\u06e6", "\u06e7", "\u06e8"))
"""Small alif, waw, yāʾ and nūn: what is read and the rasm leaves out."""

MUSHAF_SIGNS = frozenset("\u0657\u065e\u06df\u06e0\u06e1\u06e2\u06e5\u06e6\u06e7\u06e8\u06ed\u08f0\u08f1\u08f2")
"""Signs that none but the ʿUthmānī spelling has: its sukūn, silent and small letters, open tanwīn in either encoding.
Pause signs and the small alif are typed in other spellings too."""

HONORIFIC_MARKS = frozenset("\u0610\u0611\u0612\u0613")
"""Honorifics that stand over the last letter of a name."""

INVISIBLE = frozenset(
    char for char in _of_category(_within(_FORMAT_BLOCKS), "Cf") if unicodedata.bidirectional(char) != "AN"
) | {"\u034f"}
"""Format characters, which are never shown: they order, join or divide. (The signs over numbers, AN, are shown.)"""

BIDI_CONTROLS = frozenset(char for char in INVISIBLE - {"\u034f"} if unicodedata.bidirectional(char) != "BN")
"""Unicode's Bidi_Control: marks of direction, embeddings, isolates."""

JOIN_CONTROLS = frozenset("\u200c\u200d")
"""Zero-width non-joiner and joiner: as written they are part of a word's spelling."""

NOT_BASES = MARKS | SMALL_LETTERS | INVISIBLE | {TATWEEL}
"""What is left out where Arabic words are compared by their letters."""

RIGHT_TO_LEFT = frozenset(
    char
    for char in ARABIC
    if unicodedata.bidirectional(char) == "AL" or (unicodedata.category(char) == "Cn" and char not in WORD_SIGNS)
)
"""Unicode's Bidi_Class AL, which is also that of what is not assigned in these blocks."""

COMBINING_DIACRITICS = _within(_COMBINING_BLOCKS)
"""The marks of other scripts, by Unicode's blocks of that name: `ṣ` as two characters."""

DIGITS = frozenset("0123456789") | _of_category(ARABIC, "Nd")
"""European, Arabic-Indic (٤) and Persian (۴)."""

EUROPEAN_DIGITS = {ord(digit): str(unicodedata.decimal(digit)) for digit in DIGITS}
"""For `str.translate`: each digit as a European one."""

NON_JOINING = frozenset("\u0621\u0674\u0887\u08ad")
"""Letters of Unicode's Joining_Type U, which join no other (ArabicShaping.txt, which Python does not have)."""

RIGHT_JOINING = _within((
    (0x0622, 0x0625), (0x0627, 0x0627), (0x0629, 0x0629), (0x062F, 0x0632), (0x0648, 0x0648), (0x0671, 0x0673),
    (0x0675, 0x0677), (0x0688, 0x0699), (0x06C0, 0x06C0), (0x06C3, 0x06CB), (0x06CD, 0x06CD), (0x06CF, 0x06CF),
    (0x06D2, 0x06D3), (0x06D5, 0x06D5), (0x06EE, 0x06EF), (0x0759, 0x075B), (0x076B, 0x076C), (0x0771, 0x0771),
    (0x0773, 0x0774), (0x0778, 0x0779), (0x0870, 0x0882), (0x088E, 0x088E), (0x08AA, 0x08AC), (0x08AE, 0x08AE),
    (0x08B1, 0x08B2), (0x08B9, 0x08B9),
))  # fmt: skip
"""Letters of Joining_Type R: they join the letter before them, and never the one after."""
