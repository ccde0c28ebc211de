"""A language tag → whether it is one (BCP 47: RFC 5646, with the subtags that CLDR knows); the tag that was meant."""

from __future__ import annotations

import re
from functools import cache

from bookbuild.nearest import nearest

TAG = re.compile(
    r"(?P<primary>[a-z]{2,3})(?:-[a-z]{3}){0,3}(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?",
    re.IGNORECASE,
)
"""The shape of a tag (RFC 5646, section 2.1)."""

_USUAL = frozenset(("en", "ar", "ur", "fa", "tr", "fr", "id", "ms", "bn", "de", "es", "sw"))
"""Known without reading CLDR."""
_OF_NO_LANGUAGE = frozenset(("mis", "mul", "und", "zxx"))
_UNKNOWN_REGION = "ZZ"
_SHORTEST_NAME = 4
_PRIVATE = re.compile("q[a-t][a-z]")


def is_language(tag: str) -> bool:
    """Whether `tag` names a language, by the shortest code that it has."""
    match = TAG.fullmatch(tag)
    return match is not None and _is_known(match["primary"], match["script"], match["region"])


def meant(tag: str) -> str | None:
    """The tag that is most like what was written in its place: `ar-EG` for `ar_EG`, `en` for `eng` or `English`."""
    written = re.sub(r"[\s_]+", "-", tag.strip())
    if is_language(written):
        return written
    primary, _, rest = written.partition("-")
    if (current := _renamed(primary.lower())) and (not rest or is_language(f"{current}-{rest}")):
        return f"{current}-{rest}" if rest else current
    if is_language(primary):
        return primary
    found = nearest(tag, _codes_by_name()) if len(tag) >= _SHORTEST_NAME else None
    return _codes_by_name()[found] if found else None


def remedy(tag: str) -> str:
    """What to write instead of a tag that is none."""
    found = meant(tag)
    return f'write `"{found}"`' if found else "write a tag of BCP 47, such as `en`, `ar` or `ur`"


@cache
def _is_known(primary: str, script: str | None, region: str | None) -> bool:
    if primary.lower() in _USUAL and not script and not region:
        return True
    from babel import Locale

    english = Locale("en")
    return (
        _is_language_code(primary.lower())
        and (script is None or script.title() in english.scripts)
        and (region is None or (region.upper() in english.territories and region.upper() != _UNKNOWN_REGION))
    )


def _is_language_code(code: str) -> bool:
    if code in _USUAL | _OF_NO_LANGUAGE | _OF_ONE_OF_SEVERAL or _PRIVATE.fullmatch(code):
        return True
    if len(code) == 3 and len(_renamed(code) or "") == 2:  # RFC 5646, 2.2.1: the shortest code
        return False
    from babel import Locale
    from babel.core import get_global

    return code in Locale("en").languages or code in get_global("likely_subtags") or _renamed(code) is not None


_OF_ONE_OF_SEVERAL = frozenset(("ajp", "arb", "cmn", "pes", "pnb", "prs", "swh", "zsm"))
"""Codes of single languages that CLDR has under the code of their macrolanguage: right, and often written."""


@cache
def _renamed(code: str) -> str | None:
    """The code that a language has now: `en` for `eng`, `id` for `in`."""
    from babel.core import get_global

    found = get_global("language_aliases").get(code)
    return re.split("[-_]", found)[0] if found else None


@cache
def _codes_by_name() -> dict[str, str]:
    """Languages by their English names, and by their own those that most books are in."""
    from babel import Locale

    names = {name: code for code, name in Locale("en").languages.items() if "_" not in code}
    return names | {str(Locale(code).languages[code]): code for code in sorted(_USUAL)}
