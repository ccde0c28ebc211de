"""The spaces that part what is read as one: `_` stands for what binds firmly, `~` for what binds weakly."""

from __future__ import annotations

import pytest

from bookbuild.language.bindings import Binding, bindings, bound_slashes

SHOWN = {Binding.FIRM: "_", Binding.WEAK: "~"}


def shown(text: str) -> str:
    found = bindings(text)
    return "".join(SHOWN[found[at]] if at in found else char for at, char in enumerate(text))


@pytest.mark.parametrize(
    "bound",
    [
        "he met Abū_Bakr ibn~Abī_Quḥāfah and ʿAbd_Allāh",
        "Ibn_Isḥāq says that Asmāʾ bint~Abī_Bakr went with Umm_Salamah",
        "'Abd_al-Raḥmān and Abu_Hurayrah",
        "see p._12, vol._2, pp._3–4, no. one",
        "it was so [al-Māʾidah_5:105] and so",
        "he died (d._13_AH) in Madinah, 7_km away",
        "[Al-Khulafa, p._56; Bukhari_5895]",
        "in the ninth year (March~631_CE), (early_Rajab~9_AH) and (d._13_AH)",
        "He had 12 men. 13 came. The man. 14 went.",
        "(he had 3 sons when he came to the town of his mother)",
        "قال أَبُو_بَكْرٍ بن~أبي_شيبة وعبد_الله بن~عمر",
        "انظر ص_٢٣٦ ج_٢ ورقم_٥",
        "إن الله [الأحزاب:_٧٠] وقال [آل_عمران:_١٠٢]",
        "فلان (ت_١٣هـ) وفلان (ت_١٣_هـ) سنة ١٣_هـ",
        "في السنة التاسعة (رجب~٩_هـ) وفي (سنة~٦٣١م)",
        "ٱلۡأَتۡقَى_\u06dd١٧ ٱلَّذِي",
        "نعم أم~لا",
    ],
)
def test_what_is_read_as_one_is_bound(bound: str) -> None:
    assert shown(bound.replace("_", " ").replace("~", " ")) == bound


def test_a_text_without_bound_words_has_none() -> None:
    assert bindings("The people of the town went out every day to the lava field.") == {}


@pytest.mark.parametrize(
    ("text", "bound"),
    [("ج ٢/ص ٨٩", ["ص ٨٩"]), ("(ج ٣/ ص ٤٥)", []), ("ج٢/ص٨٩", ["ص٨٩"]), ("vol. 2/p. 89", ["p. 89"]), ("١٤٤٦هـ/٢٠٢٤م و/أو ١/٢", [])],
)  # fmt: skip
def test_a_volume_is_not_parted_from_its_page_behind_a_slash(text: str, bound: list[str]) -> None:
    assert [text[at:].rstrip(")") for at in bound_slashes(text)] == bound
