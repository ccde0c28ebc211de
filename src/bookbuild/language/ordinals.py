"""A number, and a language → the ordinal word that a chapter or a part is headed with: One, الأول, پہلا, birinci."""

from __future__ import annotations

from typing import Literal

from bookbuild.language import numerals
from bookbuild.language.scripts import primary
from bookbuild.language.terms import ordinals, speaks
from bookbuild.model.inlines import Gender

MOST = 100
"""From here on there are no words."""

_UPPER_BY_LANGUAGE = {"tr": {"i": "İ"}, "az": {"i": "İ"}}


def ordinal_word(n: int, kind: Literal["chapter", "part"], language: str, gender: Gender = "m") -> str | None:
    """The word for `n`; None where the language's file has none. Arabic's is of the `gender` of what is counted."""
    if not 1 <= n < MOST or not speaks(language):
        return None
    rules = ordinals(kind, language)
    if isinstance(rules, str):
        return _by_rules_of_icu(n, rules, language)
    if rules:
        return rules[n - 1] if n <= len(rules) else None
    return numerals.in_style(n, "ordinal", language, gender)


def _by_rules_of_icu(n: int, rules: str, language: str) -> str:
    import icu

    spelled = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, icu.Locale.forLanguageTag(language))
    return str(spelled.format(n, rules)).replace("\u00ad", "")


def capitalized(words: str, language: str) -> str:
    """Each word with a capital, by the language's own rule: ikinci is İkinci in Turkish."""
    upper = _UPPER_BY_LANGUAGE.get(primary(language), {})
    return " ".join(upper.get(word[0], word[0].upper()) + word[1:] for word in words.split())
