"""What an edition sets for an honorific."""

from __future__ import annotations

import pytest

from bookbuild.tradition.honorifics.formulas import FORMULAS
from bookbuild.tradition.honorifics.wording import setting

ALL_GLYPHS = {"has_glyph": lambda sign: True}
SETTINGS = [
    ("muhammad", None, None, "glyph", "en", "ﷺ", "صلى الله عليه وسلم", "arabic"),
    ("allah", None, None, "glyph", "en", "ﷻ", "جل جلاله", "arabic"),
    ("companion", "f", "singular", "glyph", "en", "رضي الله عنها", "رضي الله عنها", "arabic"),
    ("muhammad", None, None, "phrase", "en", "صلى الله عليه وسلم", "صلى الله عليه وسلم", "arabic"),
    ("prophet", "m", "dual", "phrase", "ar", "عليهما السلام", "عليهما السلام", "arabic"),
    ("prophet", "f", "dual", "phrase", "ar", "عليهما السلام", "عليهما السلام", "arabic"),
    ("scholar", "m", "plural", "phrase", "ar", "رحمهم الله", "رحمهم الله", "arabic"),
    ("companion", "f", "plural", "phrase", "en-GB", "رضي الله عنهن", "رضي الله عنهن", "arabic"),
    ("muhammad", None, None, "transliteration", "en", "(ṣallā Llāhu ʿalayhi wa-sallam)",
     "blessings and peace of Allah be upon him", "latin"),
    ("prophet", None, None, "translation", "en", "(peace be upon him)", "peace be upon him", "latin"),
    ("companion", "m", "dual", "translation", "fr", "(may Allah be pleased with them both)",
     "may Allah be pleased with them both", "latin"),
    ("companion", "f", None, "abbreviation", "en", "(ra)", "may Allah be pleased with her", "latin"),
    ("muhammad", None, None, "abbreviation", "ar", "(ص)", "صلى الله عليه وسلم", "arabic"),
    ("companion", None, None, "abbreviation", "ar", "(رض)", "رضي الله عنه", "arabic"),
    ("prophet", None, None, "abbreviation", "ar-EG", "(ع)", "عليه السلام", "arabic"),
    ("scholar", None, None, "abbreviation", "ar", "(رح)", "رحمه الله", "arabic"),
    ("muhammad", None, None, "translation", "ar", "صلى الله عليه وسلم", "صلى الله عليه وسلم", "arabic"),
    ("muhammad", None, None, "none", "en", "", "", "arabic"),
    (None, None, None, "glyph", "en", "ﷺ", "صلى الله عليه وسلم", "arabic"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "gender", "number", "style", "lang", "text", "reading", "script"), SETTINGS)
def test_setting(kind, gender, number, style, lang, text, reading, script):
    made = setting(kind, gender, number, style, lang)
    assert (made.text, made.reading, made.script) == (text, reading, script)


def test_a_ligature_stands_where_the_font_has_it():
    assert setting("companion", "f", "singular", "glyph", "en", **ALL_GLYPHS).text == "\ufd42"
    assert setting("scholar", "f", "singular", "glyph", "en", **ALL_GLYPHS).text == "رحمها الله"
    assert setting("muhammad", None, None, "glyph", "en", has_glyph=lambda sign: False).text == "صلى الله عليه وسلم"


@pytest.mark.parametrize("known", FORMULAS, ids=lambda f: f"{f.kind} {f.gender} {f.number}")
@pytest.mark.parametrize("style", ["glyph", "phrase", "transliteration", "translation", "abbreviation", "none"])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_no_combining_sign_is_ever_set(known, style, lang):
    made = setting(known.kind, known.gender, known.number, style, lang, **ALL_GLYPHS)
    assert not set(made.text) & set("\u0610\u0611\u0612\u0613")
