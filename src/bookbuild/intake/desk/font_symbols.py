"""Signs of fonts that Arabic books are typed with → what each says.

Only signs that two independent uses of a font agree in stand here; every other one is a finding (`import-symbol`).
"""

from __future__ import annotations

_AGA_ARABESQUE = {
    "r": "ﷺ",
    "t": "رضي الله عنه",
    "u": "عليه السلام",
    "U": "عز وجل",
}
_KFGQPC_SYMBOLS = {
    "b": "عز وجل",
    "c": "سبحانه وتعالى",
    "d": "ﷻ",
    "e": "جل وعلا",
    "f": "تبارك وتعالى",
    "g": "ﷺ",
    "h": "رضي الله عنه",
    "i": "رضي الله عنها",
    "j": "رضي الله عنهم",
    "k": "رضي الله عنهما",
    "l": "رضي الله عنهن",
    "m": "عليه الصلاة والسلام",
    "n": "عليه السلام",
    "o": "عليها السلام",
    "p": "عليهم السلام",
    "q": "عليهما السلام",
    "r": "رحمه الله",
    "s": "رحمهم الله",
    "t": "رحمهما الله",
    "u": "رحمها الله",
}
_C_TRADITIONAL_ARABIC = {
    "ج": "ﷺ",
    "س": "رضي الله عنه",
    "ل": "رضي الله عنها",
    "ب": "رضي الله عنهما",
    "ش": "رضي الله عنهم",
    "÷": "عليه السلام",
    "/": "رحمه الله",
}
_GREEK = dict(
    zip(
        "ABGDEZHQIKLMNXOPRSTUFCYWabgdezhqiklmnxoprstufcywV",
        "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρστυφχψως",
        strict=True,
    )
)
_FONTS = {
    "agaarabesque": _AGA_ARABESQUE,
    "kfgqpcarabicsymbols01": _KFGQPC_SYMBOLS,
    "kfgqpcarabicsymbols": _KFGQPC_SYMBOLS,
    "ctraditionalarabic": _C_TRADITIONAL_ARABIC,
    "symbol": _GREEK,
}
LETTERS = frozenset(_GREEK.values())
"""Signs that are letters of another script, and no honorifics."""
SYMBOLS = {(font, sign): said for font, signs in _FONTS.items() for sign, said in signs.items()}
"""(font, character of that font) → what it says. Fonts by their names in lower case, without spaces; characters by
their lower byte, as Word puts those of such a font at U+F000 and up."""
