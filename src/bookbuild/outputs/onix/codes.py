"""What a book's settings say → codes of ONIX. Source: EDItEUR, ONIX Code Lists, <https://ns.editeur.org/onix/>."""

from __future__ import annotations

from functools import cache

from bookbuild.model.relators import relator

ROLES = {
    "aut": "A01", "cre": "A09", "ill": "A12", "pht": "A13", "wpr": "A15", "wfw": "A23", "win": "A24", "aui": "A24",
    "aft": "A19", "waw": "A19", "ann": "A20", "cmm": "A21", "wac": "A21", "cwt": "A21", "ctb": "A32", "ctg": "A39",
    "cov": "A36", "bjd": "A36", "res": "A51", "ive": "A44", "ivr": "A43", "art": "A07", "cmp": "A06", "lyr": "A05",
    "edt": "B01", "rev": "B02", "abr": "B04", "adp": "B05", "trl": "B06", "trc": "B33", "edc": "C01", "com": "C01",
    "nrt": "E03", "dte": "Z02",
}  # fmt: skip
"""MARC relators → List 17, contributor roles."""
OTHER_ROLE = "Z99"

# List 74 has ISO 639-2/B; where CLDR knows several codes of a language, the one of that list.
_BIBLIOGRAPHIC = {
    "ar": "ara", "bo": "tib", "cs": "cze", "cy": "wel", "de": "ger", "el": "gre", "es": "spa", "et": "est", "eu": "baq",
    "fa": "per", "fr": "fre", "hr": "hrv", "hy": "arm", "is": "ice", "ka": "geo", "ku": "kur", "lv": "lav", "mi": "mao",
    "mk": "mac", "mn": "mon", "ms": "may", "my": "bur", "ne": "nep", "nl": "dut", "om": "orm", "or": "ori", "ps": "pus",
    "qu": "que", "ro": "rum", "sa": "san", "sk": "slo", "sq": "alb", "sr": "srp", "sw": "swa", "uz": "uzb", "yi": "yid",
    "zh": "chi", "az": "aze", "ak": "aka", "ff": "ful", "mg": "mlg", "gn": "grn", "ay": "aym", "cr": "cre", "dz": "dzo",
    "gu": "guj", "ik": "ipk", "iu": "iku", "kg": "kon", "kr": "kau", "kv": "kom", "oj": "oji", "sc": "srd", "za": "zha",
}  # fmt: skip

FEATURES = {
    "tableOfContents": "11", "index": "12", "readingOrder": "13", "alternativeText": "14", "longDescription": "15",
    "MathML": "17", "pageBreakMarkers": "19", "structuralNavigation": "29", "ARIA": "30",
    "displayTransformability": "36", "pageNavigation": "41",
}  # fmt: skip
"""Features of schema.org, as an e-book says them → List 196, accessibility."""

AUDIENCES = {"general": "01", "children": "02", "young-adult": "03", "academic": "05", "professional": "06"}
"""List 28."""

_QUALIFIERS = {"1": "94", "2": "95", "3": "96", "4": "97", "5": "98", "6": "99"}


def role_of(role: str) -> str:
    return ROLES.get(relator(role) or "", OTHER_ROLE)


def thema_scheme(code: str) -> str:
    """List 27: the scheme of a Thema code, by its first character: a subject, or what qualifies one."""
    return _QUALIFIERS.get(code[:1], "93")


@cache
def language_code(tag: str) -> str:
    """The code of ISO 639-2/B of a BCP 47 tag; `und` where it has none."""
    from babel.core import get_global

    primary = tag.split("-")[0].lower()
    aliases: dict[str, str] = get_global("language_aliases")  # three letters → two
    if len(primary) == 3:
        primary = aliases.get(primary, primary).split("_")[0]  # `prs` is `fa_AF`
    if len(primary) == 3:
        return primary
    if primary in _BIBLIOGRAPHIC:
        return _BIBLIOGRAPHIC[primary]
    return next((code for code, short in sorted(aliases.items()) if short == primary and len(code) == 3), "und")
