"""What stands in brackets after a verse: a reference to the Qurʾān, or to a page, a chapter, a hadith."""

from __future__ import annotations

import pytest

from bookbuild.sources.chapter.brackets import SPELLED

OF_THE_QURAN = [
    "(ص: ١٢)",
    "(الشرح ٥)",
    "[ص: 12]",
    "(ق ١٦)",
    "(Sad 38:12)",
    "[At-Tawbah 9:40]",
    "(الشرح، الآية ٥)",
    "(38:12)",
]
OF_OTHER_THINGS = [
    "(ص ١٢)",
    "(انظر ص ١٢)",
    "(ج ٣)",
    "(حديث ١٢)",
    "(الفصل ٣)",
    "(p 12)",
    "(see chapter 3)",
    "(رقم ٥)",
    "(S 12)",
]


@pytest.mark.parametrize("written", OF_THE_QURAN)
def test_a_reference_to_the_quran(written: str) -> None:
    assert SPELLED.match(f" {written}") is not None


@pytest.mark.parametrize("written", OF_OTHER_THINGS)
def test_a_page_a_chapter_and_a_hadith_are_no_reference_to_the_quran(written: str) -> None:
    assert SPELLED.match(f" {written}") is None
