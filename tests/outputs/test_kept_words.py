"""Words of an e-book that are kept in one line, or whole: elements around them, and no other character."""

from __future__ import annotations

import re

import pytest

from bookbuild.outputs.epub.kept_words import in_elements

KEPT = [
    "Then [Abū Bakr] and [ʿAbd Allāh] ibn {ʿUmar}, see [p. 12] and {Muʿāwiyah’s} men",
    "قال [ابن إسحاق] [(ت ١٥٠ هـ)] في السيرة",
    "so [[at-Tawbah 9:40]] and {Allah}",
    "A &amp; B. [Umm Salamah] said that caravans came",
    "Ibn ",
]
MARKS = {"[": '<span class="bound">', "]": "</span>", "{": '<span class="undivided">', "}": "</span>"}


@pytest.mark.parametrize("kept", KEPT)
def test_what_is_bound_and_what_is_whole_is_marked(kept: str) -> None:
    doubled = kept.replace("[[", "[\x01").replace("]]", "\x02]")
    expected = "".join(MARKS.get(char, char) for char in doubled).replace("\x01", "[").replace("\x02", "]")
    text = re.sub("<[^<>]*>", "", expected)
    assert in_elements(text) == expected
    assert re.sub("<[^<>]*>", "", in_elements(text)) == text
