"""An honorific as written and an edition's style → what stands on the page.

A style dresses the words that are written, and puts no others in their place: a sign is set only where its own words,
or an abbreviation of the kind, are written. The table stands in docs/honorifics.md.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Literal

from bookbuild.language.marks import HONORIFIC_MARKS, MARKS
from bookbuild.language.scripts import has_arabic, script_of_language
from bookbuild.model.inlines import Honorific
from bookbuild.tradition.honorifics import wording
from bookbuild.tradition.honorifics.formulas import FORMULAS, MAJESTY, Formula, formula
from bookbuild.tradition.honorifics.letters import flattened, skeleton
from bookbuild.tradition.honorifics.sign_words import SIGN_WORDS
from bookbuild.tradition.honorifics.spellings import MAJESTY as MAJESTY_SPELLED
from bookbuild.tradition.honorifics.spellings import english, transliterations
from bookbuild.tradition.honorifics.translations import set_words
from bookbuild.tradition.honorifics.wording import HonorificSetting
from bookbuild.tradition.honorifics.words import translation

_AROUND = "()[]{}-–— \n\u00a0"
_VOWELLED = (MARKS - HONORIFIC_MARKS) | {"\u0671"}


def dressed(node: Honorific, style: str, lang: str, has_glyph: Callable[[str], bool]) -> HonorificSetting:
    """What an edition sets for `node`, whose kind, gender and number are known, in text of language `lang`."""
    if node.form in ("sign", "abbreviation"):
        return _short(node, style, lang, has_glyph)
    says = said(node)
    sign = says.own_sign if says else ""
    if style == "glyph" and says and sign and _is_bare(node) and has_glyph(sign):
        return HonorificSetting(sign, says.phrase, "arabic")
    if style == "phrase" and sign and _is_bare(node):
        bare = node.written.strip(_AROUND)
        return HonorificSetting(bare, bare, "arabic")
    if style in ("as-written", "glyph", "phrase") or says is None:
        return as_written(node, lang)
    if script_of_language(lang) != "arabic":
        return wording.of_formula(says, style, lang)
    shortened = style == "none" or (style == "abbreviation" and says.kind != "allah")
    if node.form != "phrase" or not sign or not shortened:
        return as_written(node, lang)
    return wording.of_formula(says, style, "ar")


def as_written(node: Honorific, lang: str) -> HonorificSetting:
    """`node` as the author wrote it, with the words that a sign or an abbreviation stands for."""
    script: Literal["arabic", "latin"] = "arabic" if has_arabic(node.written) else "latin"
    if node.form == "sign":
        return HonorificSetting(node.written, _phrase(node), "arabic")
    if node.form == "abbreviation":
        known = _of_kind(node)
        return HonorificSetting(node.written, known.phrase if script == "arabic" else translation(known, lang), script)
    return HonorificSetting(node.written, node.written, script)


def said(node: Honorific) -> Formula | None:
    """The formula whose words a spelling in words says, no more and no fewer."""
    bare = node.written.strip(_AROUND)
    if node.form == "phrase":
        return _by_phrase().get(" ".join(skeleton(bare).split()).replace(" و ", " و"))
    flat = flattened(unicodedata.normalize("NFC", bare))
    for spelling in (*english(), *transliterations()):
        found = spelling.pattern.fullmatch(flat)
        if found and spelling.says_formula(found):
            if MAJESTY_SPELLED.split("~")[0] in flat:
                return MAJESTY
            return formula(spelling.kind or "prophet", node.gender, node.number)
    known = set_words().get(" ".join(flat.split()))
    if known is None or known is MAJESTY:
        return known
    return formula(known.kind, node.gender or known.gender, node.number or known.number, known.wish)


def _is_bare(node: Honorific) -> bool:
    """Whether it is a phrase in Arabic without vowels."""
    return node.form == "phrase" and not _VOWELLED.intersection(unicodedata.normalize("NFC", node.written))


@cache
def _by_phrase() -> dict[str, Formula]:
    return {skeleton(known.phrase): known for known in reversed((*FORMULAS, MAJESTY))}


def _of_kind(node: Honorific) -> Formula:
    return formula(node.kind or "muhammad", node.gender, node.number, node.wish)


def _sign(node: Honorific) -> str:
    """The sign itself, the short ones left out: they are marks, and nothing that can stand alone."""
    return next((char for char in node.written if char in SIGN_WORDS), "")


def _phrase(node: Honorific) -> str:
    return SIGN_WORDS.get(_sign(node)) or _of_kind(node).phrase


def _short(node: Honorific, style: str, lang: str, has_glyph: Callable[[str], bool]) -> HonorificSetting:
    """What is set for a sign or an abbreviation; Arabic has none for the words that are said of Allah."""
    phrase, sign = _phrase(node), _sign(node)
    if style == "as-written":
        combining = HONORIFIC_MARKS.intersection(node.written)
        return HonorificSetting(phrase, phrase, "arabic") if combining else as_written(node, lang)
    known = _by_phrase().get(skeleton(phrase))
    if style == "glyph":
        sign = sign or (known.sign if known else "")
        text = sign if sign and has_glyph(sign) else phrase
        return HonorificSetting(text, SIGN_WORDS.get(text, phrase), "arabic")
    in_arabic = script_of_language(lang) == "arabic"
    unshortened = in_arabic and (known is None or known.kind == "allah")
    if style == "none" or (known and style != "phrase" and not unshortened):
        return wording.of_formula(known or _of_kind(node), style, "ar" if in_arabic else lang)
    return HonorificSetting(phrase, phrase, "arabic")
