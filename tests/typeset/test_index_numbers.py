"""In an index of verses or hadiths, what is numbered stands apart from its pages."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest

from bookbuild.typeset.book.print_transforms import verses_apart

LINE = '<section class="index index-{name}"><li>Bukhari 1 <span class="locators"><a>9</a></span></li></section>'


@pytest.mark.parametrize(("name", "leaders"), [("hadith", 1), ("quran", 1), ("persons", 0)])
def test_a_leader_stands_between_two_numbers(name: str, leaders: int) -> None:
    section = fromstring(LINE.format(name=name))
    verses_apart(section)
    assert len(section.findall(".//span[@class='leader']")) == leaders
