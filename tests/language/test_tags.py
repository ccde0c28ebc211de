"""Language tags: those that name a language, and what was meant by the others."""

from __future__ import annotations

import pytest

from bookbuild.language.tags import is_language, meant

TAGS = [
    "en",
    "ar",
    "ur",
    "fa",
    "tr",
    "fr",
    "id",
    "ms",
    "bn",
    "de",
    "es",
    "sw",
    "en-GB",
    "ar-EG",
    "uz-Cyrl",
    "az-Arab",
    "ug",
    "ckb",
    "acw",
    "ary",
    "prs",
    "pes",
    "pnb",
    "sd",
    "ps",
    "ha",
    "ku-Arab",
    "und",
    "mul",
    "qaa",
    "zh-Hant-TW",
    "sr-Latn",
    "es-419",
    "de-1996",
    "ar-u-nu-latn",
    "yue",
    "EN",
    "fa-AF",
]
NO_TAGS = {
    "eng": "en", "urd": "ur", "ara": "ar", "per": "fa", "ar_EG": "ar-EG", "English": "en", "arabic": "ar", "Urdu": "ur",
    "اردو": "ur", "العربية": "ar", "Türkçe": "tr", "turkish": "tr", "german": "de", "english!": "en", "en-XQ": "en",
    "fra-FR": "fr-FR", "zz": None, "xx": None, "q": None, "日本": None, "en-ZZ": "en",
}  # fmt: skip


@pytest.mark.parametrize("tag", TAGS)
def test_a_tag(tag: str) -> None:
    assert is_language(tag)


@pytest.mark.parametrize("tag", NO_TAGS)
def test_what_is_none_and_what_was_meant(tag: str) -> None:
    assert not is_language(tag)
    assert meant(tag) == NO_TAGS[tag]
