"""How honorifics are spelled in manuscripts: the patterns, and what each says of kind, gender and number.

Patterns for Latin script are matched on `flattened` text, whose code points stand where those of the text stand;
those for Arabic on its `skeleton`, which has a table of places.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import product

from bookbuild.language.marks import HONORIFIC_MARKS, NOT_BASES
from bookbuild.model.inlines import Gender, HonorificKind, Number
from bookbuild.tradition.honorifics.additions import additions

Means = tuple[HonorificKind | None, Gender | None, Number | None]
Whom = dict[str, tuple[Gender | None, Number | None]]


@dataclass(frozen=True, slots=True)
class Spelling:
    """A pattern whose group `whom`, where it has one, says gender and number.

    `exact`: it has the words of its kind's formula; the group `more` has what a writer may add to them.
    """

    kind: HonorificKind | None
    pattern: re.Pattern[str]
    whom: Whom
    exact: bool = True

    @property
    def _of_whom(self) -> Whom:
        return {flattened(whom): said for whom, said in self.whom.items()}

    def says_formula(self, found: re.Match[str]) -> bool:
        """Whether the words found are those of the formula, and no others."""
        groups = found.groupdict()
        added = any(said for name, said in groups.items() if name != "whom")
        return self.exact and not added and " and " not in (groups.get("whom") or "")

    def means(self, found: re.Match[str]) -> Means:
        if not self.whom:
            return self.kind, None, None
        gender, number = self._of_whom[re.sub(r"\s+", " ", found["whom"])]
        # "Peace be upon him" is said of the Prophet and of other prophets alike; of others, it is theirs.
        return (self.kind or (None if gender != "f" and number in ("singular", None) else "prophet")), gender, number


_HIM: Whom = {
    "him and his father": (None, "dual"), "her and her father": (None, "dual"), "him and his parents": (None, "plural"),
    "him": ("m", "singular"), "whom": (None, None), "her": ("f", "singular"), "them both": (None, "dual"),
    "both of them": (None, "dual"), "them all": (None, "plural"), "all of them": (None, "plural"),
    "them": (None, "plural"),
}  # fmt: skip


def _english(kind: HonorificKind | None, pattern: str, *, exact: bool = True) -> Spelling:
    whom = "(?P<whom>" + "|".join(_HIM) + ")"
    spaced = pattern.replace("HIM", whom).replace("GOD", "(?:allah|god)").replace(" ", r"\s+")
    return Spelling(kind, re.compile(rf"(?<!\w){spaced}(?!\w)"), _HIM if "HIM" in pattern else {}, exact)


_KIN = "(?:family|household|progeny|descendants|companions|followers)"
_FAMILY = rf"(?P<more>(?:,? and (?:(?:up)?on |with )?(?:all )?(?:his|her|their) {_KIN}(?: and {_KIN})?)+)?"
_WISHES = "(?:peace|blessings|blessing|prayers|prayer|salutations|mercy)"
_BLESSINGS = "(?:peace and )?blessings"
_SALAH = rf"(?:may )?(?:the )?(?:GOD's )?{_WISHES} and (?:the )?{_WISHES}(?: of GOD)?"


@cache
def english() -> tuple[Spelling, ...]:
    return (
        _english("muhammad", rf"{_SALAH} be (?:up)?on him{_FAMILY}"),
        _english("muhammad", rf"(?:may )?GOD bless him{_FAMILY} and (?:grant|give) him peace"),
        _english("muhammad", rf"may GOD (?:send|bestow)(?: his)? {_BLESSINGS} (?:up)?on him{_FAMILY}", exact=False),
        _english(None, rf"(?:may )?peace be (?:up)?on HIM{_FAMILY}"),
        _english("muhammad", r"(?:up)?on him be (?:peace and blessings|blessings and peace)", exact=False),
        _english(None, r"(?:up)?on HIM be peace"),
        _english("companion", rf"(?:may )?GOD be (?:well )?pleased with HIM{_FAMILY}"),
        _english("scholar", r"(?:may )?GOD have mercy (?:up)?on HIM"),
        _english("scholar", r"(?:may )?the mercy of GOD be (?:up)?on HIM", exact=False),
        _english("allah", r"(?:may he be )?(?:glorified and exalted|exalted and glorified)(?: is he| be he)?"),
        _english("allah", r"(?:exalted is he|exalted be he|glory be to him)", exact=False),
    )


_HU: Whom = {
    "hu": ("m", "singular"), "hi": ("m", "singular"), "h": ("m", "singular"), "ho": ("m", "singular"),
    "hoo": ("m", "singular"), "he": ("m", "singular"), "ha": ("f", "singular"), "haa": ("f", "singular"),
    "huma": (None, "dual"), "hima": (None, "dual"), "humaa": (None, "dual"), "himaa": (None, "dual"),
    "hum": ("m", "plural"), "him": ("m", "plural"),
    "humu": ("m", "plural"), "himu": ("m", "plural"), "hou": ("m", "singular"), "houma": (None, "dual"),
    "houm": ("m", "plural"), "hounna": ("f", "plural"), "hunne": ("f", "plural"),
    "hunna": ("f", "plural"), "hinna": ("f", "plural"),
}  # fmt: skip


_TURKISH: Whom = {"hes": ("f", "singular"), "himes": (None, "dual"), "hinnes": ("f", "plural")}


def _transliterated(kind: HonorificKind, pattern: str, *, exact: bool = True) -> Spelling:
    whom = "(?P<whom>" + "|".join(sorted(_HU, key=len, reverse=True)) + ")"
    joined = pattern.replace("HU", whom).replace("LLAH", "'?(?:[ae]?l)?[-\\s]?l+a+h").replace("~", r"[\s-]*")
    return Spelling(kind, re.compile(rf"(?<![\w']){joined}(?!\w)"), _HU if "HU" in pattern else {}, exact)


MAJESTY = r"(?:j|c|dj)[ae]ll[ae]~(?:j|c|dj)[ae]la+l[uo]+h[ou]*"
"""What ﷻ says."""


@cache
def transliterations() -> tuple[Spelling, ...]:
    salam, taala = r"'?s+[ae]l+a+m[u]?", r"(?P<more>~ta'?a+la+)?"
    family = r"(?P<more>(?:wa~(?:'?al+a~)?a+lih[ie]*~)?(?:wa~sahbih[ie]*~)?)"
    after = r"(?P<after>~wa~'?al+a~a+lih[ie]*(?:~wa~sahbih[ie]*)?(?:~ajma'?[iy]+n)?)?"
    prayer = r"(?P<more>~(?:as~|us~|s~|'s)?s+[ao]l+a+t[uü]?~[vw]?[ae]?)?"
    joint = r"(?:'?(?:a[ls]|e[ls]|us|ul|i?s|sh?))?"
    return (
        _transliterated(
            "muhammad",
            rf"s+[hw]?al+a*~LLAH[ou]*~'?al[ae][iye]*h[ei]*~{family}[vw][ae]?~s+[ae]l+[ae]+m(?:a+)?{after}",
        ),
        _transliterated("allah", r"s[uo]+b+ha+n[ae](?:~h[ou]+|~LLAH[ou]+)~[vw][ae]~t[ae]'?a+la+"),
        _transliterated("allah", r"t[ae]ba+r[ae]k[ae]~[vw][ae]~t[ae]'?a+la+", exact=False),
        _transliterated("allah", r"(?<=allah )t[ae]'?a+la+", exact=False),
        _transliterated("allah", r"'?azz?[ae]~[vw][ae]~(?:j|c|dj)[ae]ll?[ae]?", exact=False),
        _transliterated("allah", MAJESTY),
        Spelling("prophet", re.compile(r"(?<![\w'])aley(?P<whom>hes|himes|hinnes)[\s-]*sel+a+m(?!\w)"), _TURKISH),
        Spelling(None, re.compile(r"(?<![\w'])aleyhissalat[uü][\s-]*ves+el+a+m(?!\w)"), {}),
        _transliterated("prophet", rf"'?al[ae][iye]*HU{prayer}~{joint}~{salam}"),
        _transliterated(
            "companion", rf"ra[dz]h?[iıy]*'?[ae]?~LLAH[ou]*{taala}~'?anHU(?P<after>~[vw]a~ar[dz]h?a+h\w*)?"
        ),
        _transliterated("scholar", rf"rahim[ae]HUu?~LLAH[ou]*{taala}"),
        _transliterated("scholar", r"rahm[ae]t[uo]?~LLAH[iu]*~'?al[ae][iye]*HU", exact=False),
    )


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


_LEFT_OUT = NOT_BASES - {"\u200c"}
"""The non-joiner, which Persian writes between the words of a phrase, stands for a space."""
_SKELETON: dict[int, str | None] = {ord(mark): None for mark in _LEFT_OUT} | str.maketrans(
    {
        "\u200c": " ",
        "ۃ": "ه",
        "ۂ": "ه",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ة": "ه",
        "ہ": "ه",
        "ک": "ك",
        "ﷲ": "الله",
    }
)


def skeleton(text: str) -> str:
    """Arabic without vowels, its letters in one form each."""
    return text.translate(_SKELETON)


def places(text: str) -> list[int]:
    """For each code point of `skeleton(text)`, where it stands in `text`; last, the length of `text`."""
    found = [i for i, char in enumerate(text) if char not in _LEFT_OUT for _ in range(4 if char == "ﷲ" else 1)]
    return [*found, len(text)]


def end_of_marks(text: str, end: int) -> int:
    """Where the marks end that stand after a letter."""
    while end < len(text) and text[end] in _LEFT_OUT and text[end] not in HONORIFIC_MARKS:
        end += 1
    return end


class _Flat(dict[int, str]):
    """Code point → its base letter, small; the many signs for ʿayn and hamza → an apostrophe."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        flat = "'" if char in "ʿʾʻʼ‘’`´" else unicodedata.normalize("NFD", char)[0].lower()[0]
        self[code] = flat
        return flat


_FLAT = _Flat()


def flattened(text: str) -> str:
    """Latin text without case and diacritics, as long as `text` (which is composed: NFC)."""
    return text.lower().replace("`", "'") if text.isascii() else text.translate(_FLAT)
