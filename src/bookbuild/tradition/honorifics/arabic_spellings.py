"""How honorifics are spelled in Arabic: phrases as skeletons, and what each says of kind, gender and number."""

from __future__ import annotations

import re
from functools import cache
from itertools import product

from bookbuild.model.inlines import Gender, HonorificKind, Number
from bookbuild.tradition.honorifics.additions import additions
from bookbuild.tradition.honorifics.spellings import Means


def _phrases(kind: HonorificKind, text: str, *endings: tuple[str, Gender, Number]) -> dict[str, Means]:
    """`text` with each ending in the place of `*`."""
    return {text.replace("*", ending): (kind, gender, number) for ending, gender, number in endings}


_HIS: tuple[tuple[str, Gender, Number], ...] = (
    ("ه", "m", "singular"), ("ها", "f", "singular"), ("هما", "m", "dual"), ("هم", "m", "plural"),
    ("هن", "f", "plural"),
)  # fmt: skip
_PROPHET: Means = ("muhammad", "m", "singular")
_GOD: Means = ("allah", None, None)
SHORT = "صلعم"


def _prayers() -> dict[str, Means]:
    """The prayer for the Prophet, with all that writers add to it."""
    kin = ("", "واله", "وعلي اله", "وال بيته", "واهل بيته")
    companions = ("", "وصحبه", "وعلي صحبه", "واصحابه", "وازواجه")
    ends = ("وسلم", "وسلم تسليما", "وسلم تسليما كثيرا", "وسلم وبارك", "وبارك وسلم", "اجمعين", "")
    parts = product(("صلي الله عليه", "صلي الله تعالي عليه"), kin, companions, ends)
    return {" ".join(filter(None, said)): _PROPHET for said in parts if any(said[1:])}


ARABIC: dict[str, Means] = {
    **_prayers(),
    "صلوات الله وسلامه عليه": _PROPHET,
    "صلي الله وسلم عليه": _PROPHET,
    "صلي الله وسلم وبارك عليه": _PROPHET,
    "عليه افضل الصلاه والسلام": _PROPHET,
    "عليه افضل الصلاه واتم التسليم": _PROPHET,
    "عليه افضل الصلاه وازكي التسليم": _PROPHET,
    "عليه الصلاه والتسليم": _PROPHET,
    "صلوات ربي وسلامه عليه": _PROPHET,
    SHORT: _PROPHET,
    "عليه الصلاه والسلام": (None, "m", "singular"),
    **_phrases("prophet", "علي* السلام", *_HIS),
    "سبحانه وتعالي": _GOD,
    "جل ثناؤه": _GOD,
    "جل شانه": _GOD,
    "جل جلاله وعم نواله": _GOD,
    "عز شانه": _GOD,
    "تبارك وتعالي": _GOD,
    "عز وجل": _GOD,
    "عزوجل": _GOD,
    **_phrases("prophet", "سلام الله علي*", *_HIS),
    "جل وعلا": _GOD,
    "جل جلاله": _GOD,
    **_phrases("companion", "رضي الله عن*", *_HIS),
    **_phrases("companion", "رضي الله تعالي عن*", *_HIS),
    **_phrases("companion", "رضي الله عن* وارضا*", *_HIS),
    **_phrases("companion", "رضي الله تعالي عن* وارضا*", *_HIS),
    **_phrases("companion", "رضي الله عن* وعن ابي*", *_HIS),
    **_phrases("companion", "رضوان الله علي*", *_HIS),
    **_phrases("scholar", "رحم* الله", *_HIS),
    **_phrases("scholar", "رحم* الله تعالي", *_HIS),
    **_phrases("scholar", "رحمه الله علي*", *_HIS),
    **_phrases("scholar", "رحمه الله تعالي علي*", *_HIS),
    **_phrases("scholar", "علي* رحمه الله", *_HIS),
    **_phrases("prophet", "علي* الصلاه والسلام", *_HIS[1:]),
    **_phrases("prophet", "صلوات الله علي*", *_HIS[1:]),
    "صلوات الله عليه": (None, "m", "singular"),
    **_phrases("prophet", "صلوات الله وسلامه علي*", *_HIS[1:]),
    **_phrases("prophet", "علي* وعلي نبينا الصلاه والسلام", *_HIS),
    **_phrases("scholar", "حفظ* الله", *_HIS),
    **_phrases("scholar", "حفظ* الله تعالي", *_HIS),
    "كرم الله وجهه": ("companion", "m", "singular"),
    "قدس سره": ("scholar", "m", "singular"),
    "قدس الله سره": ("scholar", "m", "singular"),
    "قدس سرهما": ("scholar", None, "dual"),
    "قدس سرهم": ("scholar", "m", "plural"),
    "عجل الله تعالي فرجه الشريف": ("prophet", "m", "singular"),
    "عجل الله فرجه الشريف": ("prophet", "m", "singular"),
    "عجل الله فرجه": ("prophet", "m", "singular"),
    "نور الله مرقده": ("scholar", "m", "singular"),
    "دامت بركاتهم": ("scholar", "m", "plural"),
}
"""Phrases as skeletons → kind, gender, number; تعالى alone is looked for after الله only."""

_WISHED = {"حفظ": "keep", "كرم": "countenance", "قدس": "secret", "نور": "light", "دامت": "blessings", "عجل": "relief"}
ARABIC_WISHES = {phrase: wish for phrase in ARABIC for begin, wish in _WISHED.items() if phrase.startswith(begin)}
"""Phrases that wish something else than their kind usually is said with; see `formulas`."""

EXALTED = "تعالي"


@cache
def arabic_phrase() -> re.Pattern[str]:
    """Any phrase of `ARABIC` in a skeleton."""
    # some part the particle from its word: و سلم
    spaced = (phrase.replace(" و", r"\s+و\s?").replace(" ", r"\s+") for phrase in sorted(ARABIC, key=len, reverse=True))
    phrases = "|".join(spaced)
    return re.compile(
        rf"(?<!\w)(?P<phrase>{phrases})(?!\w)(?P<more>{additions().pattern})"
        rf"|(?:(?<=لله\s)|(?<=لله\s[-–—])){EXALTED}(?!\w)"
    )


@cache
def arabic_hint() -> re.Pattern[str]:
    """What stands in every phrase of `ARABIC`."""
    return re.compile(r"الله|والسلام|السلام|التسليم|تعالي|وجل\b|جل\s|شانه|صلعم|سره|بركاتهم|وسلامه")
