"""How honorifics are spelled in Latin script: the patterns, and what each says of kind, gender and number.

Patterns are matched on `flattened` text, whose code points stand where those of the text stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from bookbuild.model.inlines import Gender, HonorificKind, Number
from bookbuild.tradition.honorifics.letters import flattened

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
