"""An index of an e-book: its places are named by their sections, more of one section by numbers in the book's digits."""

from __future__ import annotations

import pytest
from rendered_samples import edition

from bookbuild.documents import _locators
from bookbuild.model.book import IndexLine
from bookbuild.model.settings import BookTable


@pytest.mark.parametrize(("lang", "second", "third"), [("en", "2", "3"), ("ar", "٢", "٣"), ("ur", "۲", "۳")])
def test_more_places_of_a_section_are_numbered(lang: str, second: str, third: str) -> None:
    anchors = (("a", "cave"), ("b", "road"), ("c", "cave"), ("d", "cave"))
    line = IndexLine(heading=(), anchors=anchors)
    assert [label for _, _, label in _locators(line, {"cave": "The cave", "road": "The road"}, edition(BookTable("", language=lang)))] == [
        "The cave", "The road", second, third,
    ]  # fmt: skip
