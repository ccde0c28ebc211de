"""The honorific formulas: kind, gender and number → how each is written, in Arabic and in English.

The signs are Unicode's (Arabic Presentation Forms-A, to Unicode 17). Where no sign stands for a formula, it is empty.
"""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.model.inlines import Gender, HonorificKind, Number


@dataclass(frozen=True, slots=True)
class Formula:
    """One formula. `sign_reading` is what the sign says where that is not `phrase` (ﷻ is jalla jalāluhu).

    `wish`: what is wished, where that is not what the kind usually is said with. ḥafiẓahu Llāh is for the living, and
    is never set as raḥimahu Llāh.
    """

    kind: HonorificKind
    gender: Gender
    number: Number
    sign: str
    phrase: str
    transliteration: str
    translation: str
    sign_reading: str = ""
    wish: str = ""

    @property
    def own_sign(self) -> str:
        """The sign that says the phrase, where there is one."""
        return "" if self.sign_reading else self.sign


FORMULAS = (
    Formula(
        "allah", "m", "singular", "ﷻ", "سبحانه وتعالى", "subḥānahu wa-taʿālā",
        "glorified and exalted is He", sign_reading="جل جلاله",
    ),
    Formula(
        "muhammad", "m", "singular", "ﷺ", "صلى الله عليه وسلم", "ṣallā Llāhu ʿalayhi wa-sallam",
        "blessings and peace of Allah be upon him",
    ),
    Formula("prophet", "m", "singular", "\uFD47", "عليه السلام", "ʿalayhi s-salām", "peace be upon him"),
    Formula("prophet", "f", "singular", "\uFD4D", "عليها السلام", "ʿalayhā s-salām", "peace be upon her"),
    Formula("prophet", "m", "dual", "\uFD49", "عليهما السلام", "ʿalayhimā s-salām", "peace be upon them both"),
    Formula("prophet", "m", "plural", "\uFD48", "عليهم السلام", "ʿalayhimu s-salām", "peace be upon them"),
    Formula("prophet", "f", "plural", "", "عليهن السلام", "ʿalayhinna s-salām", "peace be upon them"),
    Formula(
        "companion", "m", "singular", "\uFD41", "رضي الله عنه", "raḍiya Llāhu ʿanhu",
        "may Allah be pleased with him",
    ),
    Formula(
        "companion", "f", "singular", "\uFD42", "رضي الله عنها", "raḍiya Llāhu ʿanhā",
        "may Allah be pleased with her",
    ),
    Formula(
        "companion", "m", "dual", "\uFD44", "رضي الله عنهما", "raḍiya Llāhu ʿanhumā",
        "may Allah be pleased with them both",
    ),
    Formula(
        "companion", "m", "plural", "\uFD43", "رضي الله عنهم", "raḍiya Llāhu ʿanhum",
        "may Allah be pleased with them",
    ),
    Formula(
        "companion", "f", "plural", "\uFD45", "رضي الله عنهن", "raḍiya Llāhu ʿanhunna",
        "may Allah be pleased with them",
    ),
    Formula("scholar", "m", "singular", "\uFD40", "رحمه الله", "raḥimahu Llāh", "may Allah have mercy on him"),
    Formula("scholar", "f", "singular", "", "رحمها الله", "raḥimahā Llāh", "may Allah have mercy on her"),
    Formula("scholar", "m", "dual", "\uFBC9", "رحمهما الله", "raḥimahumā Llāh", "may Allah have mercy on them both"),
    Formula("scholar", "m", "plural", "\uFD4F", "رحمهم الله", "raḥimahumu Llāh", "may Allah have mercy on them"),
    Formula("scholar", "f", "plural", "", "رحمهن الله", "raḥimahunna Llāh", "may Allah have mercy on them"),
    Formula("scholar", "m", "singular", "\uFBCC", "حفظه الله", "ḥafiẓahu Llāh", "may Allah preserve him", wish="keep"),
    Formula("scholar", "f", "singular", "", "حفظها الله", "ḥafiẓahā Llāh", "may Allah preserve her", wish="keep"),
    Formula(
        "scholar", "m", "dual", "", "حفظهما الله", "ḥafiẓahumā Llāh", "may Allah preserve them both", wish="keep",
    ),
    Formula("scholar", "m", "plural", "", "حفظهم الله", "ḥafiẓahumu Llāh", "may Allah preserve them", wish="keep"),
    Formula(
        "scholar", "m", "plural", "\uFBC4", "دامت بركاتهم", "dāmat barakātuhum", "may their blessings endure",
        wish="blessings",
    ),
    Formula(
        "scholar", "m", "singular", "\uFD4B", "قدس سره", "quddisa sirruhu", "may his secret be sanctified",
        wish="secret",
    ),
    Formula(
        "scholar", "m", "dual", "\U00010ED6", "قدس سرهما", "quddisa sirruhumā", "may the secret of both be sanctified",
        wish="secret",
    ),
    Formula(
        "scholar", "m", "plural", "\U00010ED5", "قدس سرهم", "quddisa sirruhum", "may their secret be sanctified",
        wish="secret",
    ),
    Formula(
        "scholar", "m", "singular", "\U00010ED8", "نور الله مرقده", "nawwara Llāhu marqadahu",
        "may Allah illumine his resting-place", wish="light",
    ),
    Formula(
        "companion", "m", "singular", "\uFDCE", "كرم الله وجهه", "karrama Llāhu wajhahu",
        "may Allah honour his countenance", wish="countenance",
    ),
    Formula(
        "prophet", "m", "singular", "\uFDCD", "عجل الله تعالى فرجه الشريف", "ʿajjala Llāhu taʿālā farajahu sh-sharīf",
        "may Allah hasten his noble relief", wish="relief",
    ),
)  # fmt: skip

MAJESTY = Formula("allah", "m", "singular", "ﷻ", "جل جلاله", "jalla jalāluhu", "exalted is His majesty")
"""What ﷻ says; no spelling but its own words is set as it."""

ABBREVIATIONS: dict[str, tuple[HonorificKind, str, str]] = {
    "swt": ("allah", "(swt)", "تعالى"),
    "saw": ("muhammad", "(saw)", "(ص)"),
    "as": ("prophet", "(as)", "(ع)"),
    "ra": ("companion", "(ra)", "(رض)"),
    "rh": ("scholar", "(rh)", "(رح)"),
}
"""Short name (as between colons) → kind, English abbreviation, Arabic abbreviation.

There is no usual short form of the words for Allah in Arabic print: تعالى, the shortest of them, stands there.
"""

SIGNS: dict[str, tuple[HonorificKind, Gender | None, Number | None]] = {
    "\u0610": ("muhammad", None, None),
    "\u0611": ("prophet", None, None),
    "\u0612": ("scholar", None, None),
    "\u0613": ("companion", None, None),
    "\ufbc3": ("allah", None, None),
    "\ufbc4": ("scholar", "m", "plural"),
    "\ufbc5": ("scholar", "m", "singular"),
    "\ufbc6": ("scholar", "m", "plural"),
    "\ufbc7": ("scholar", None, "dual"),
    "\ufbc8": ("scholar", "m", "plural"),
    "\ufbc9": ("scholar", None, "dual"),
    "\ufbca": ("scholar", None, "dual"),
    "\ufbcb": ("companion", "m", "plural"),
    "\ufbcc": ("scholar", "m", "singular"),
    "\ufbcd": ("scholar", "m", "singular"),
    "\ufbce": ("scholar", "m", "plural"),
    "\ufbcf": ("scholar", None, "dual"),
    "\ufbd0": ("muhammad", None, None),
    "\ufbd1": ("prophet", "m", "singular"),
    "\ufbd2": ("scholar", "m", "singular"),
    "\ufd40": ("scholar", "m", "singular"),
    "\ufd41": ("companion", "m", "singular"),
    "\ufd42": ("companion", "f", "singular"),
    "\ufd43": ("companion", "m", "plural"),
    "\ufd44": ("companion", None, "dual"),
    "\ufd45": ("companion", "f", "plural"),
    "\ufd46": ("muhammad", "m", "singular"),
    "\ufd47": ("prophet", "m", "singular"),
    "\ufd48": ("prophet", "m", "plural"),
    "\ufd49": ("prophet", None, "dual"),
    "\ufd4a": ("prophet", "m", "singular"),
    "\ufd4b": ("scholar", "m", "singular"),
    "\ufd4c": ("muhammad", "m", "singular"),
    "\ufd4d": ("prophet", "f", "singular"),
    "\ufd4e": ("allah", None, None),
    "\ufd4f": ("scholar", "m", "plural"),
    "\ufd90": ("scholar", "m", "singular"),
    "\ufd91": ("scholar", "f", "singular"),
    "\ufdc8": ("scholar", "m", "singular"),
    "\ufdc9": ("companion", "m", "singular"),
    "\ufdca": ("companion", "f", "singular"),
    "\ufdcb": ("companion", None, "dual"),
    "\ufdcc": ("muhammad", "m", "singular"),
    "\ufdcd": ("prophet", "m", "singular"),
    "\ufdce": ("companion", "m", "singular"),
    "\ufdcf": ("prophet", "m", "singular"),
    "\ufdfa": ("muhammad", None, None),
    "\ufdfb": ("allah", None, None),
    "\ufdfe": ("allah", None, None),
    "\ufdff": ("allah", None, None),
    "\U00010ed1": ("prophet", "f", "singular"),
    "\U00010ed2": ("prophet", "m", "plural"),
    "\U00010ed3": ("prophet", None, "dual"),
    "\U00010ed4": ("scholar", "m", "singular"),
    "\U00010ed5": ("scholar", "m", "plural"),
    "\U00010ed6": ("scholar", None, "dual"),
    "\U00010ed7": ("scholar", "m", "plural"),
    "\U00010ed8": ("scholar", "m", "singular"),
}
"""Signs → kind, gender, number. Unicode names the dual for no gender; the short signs carry neither."""

WISHES = {
    "\ufbc4": "blessings", "\ufbcc": "keep", "\ufbcd": "keep", "\ufbce": "keep", "\ufbcf": "keep", "\ufbd1": "relief",
    "\ufd4b": "secret", "\ufdcd": "relief", "\ufdce": "countenance", "\U00010ed4": "secret", "\U00010ed5": "secret",
    "\U00010ed6": "secret", "\U00010ed7": "secret", "\U00010ed8": "light",
}  # fmt: skip
"""Signs that wish something else than their kind usually is said with."""


def formula(kind: HonorificKind, gender: Gender | None = None, number: Number | None = None, wish: str = "") -> Formula:
    """The formula of `kind`; what is not known is masculine and singular; the dual is common to both genders."""
    of_kind = [f for f in FORMULAS if (f.wish == wish if wish else f.kind == kind and not f.wish)]
    wanted = [f for f in of_kind if f.number == (number or "singular")] or of_kind
    return next((f for f in wanted if f.gender == (gender or "m")), wanted[0])
