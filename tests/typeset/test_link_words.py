"""A link's element → what a screen reader is told of it."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest

from bookbuild.typeset.link_words import MOST, link_words

BOOK = fromstring(
    "<body><p>The well<a id='call' href='#note'>1</a> by the road</p>"
    "<aside id='note'><a href='#call'>1</a> Dug in a dry year.</aside>"
    f"<aside id='long'><p>{'A note that goes on. ' * 20}</p></aside></body>"
)


@pytest.mark.parametrize(
    ("kind", "target", "link", "words"),
    [
        pytest.param("internal", "well", "<a>The <em>well</em></a>", "The well", id="its text"),
        pytest.param("internal", "note", "<a>1</a>", "1 Dug in a dry year.", id="the text of its note"),
        pytest.param("internal", "note", "<a>the first note</a>", "the first note", id="its text, not that of its note"),
        pytest.param("internal", "call", "<a>12, </a>", "12", id="a number, without what parts it from the next"),
        pytest.param("internal", "well", "<a>Well<span class='leader'/><span>7</span></a>", "Well 7", id="a line of contents"),
        pytest.param("external", "https://b.example", "<a aria-label='a bell'>*</a>", "a bell", id="what its sign means"),
    ],
)  # fmt: skip
def test_words_of_a_link(kind: str, target: str, link: str, words: str) -> None:
    assert list(link_words(BOOK, [(kind, target, fromstring(link))])) == [words]


def test_a_long_note_is_shortened() -> None:
    (words,) = link_words(BOOK, [("internal", "long", fromstring("<a>2</a>"))])
    assert words.startswith("A note that goes on.")
    assert len(words) <= MOST
