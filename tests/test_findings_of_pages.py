"""What is found on a page → the line of the source that it is about."""

from __future__ import annotations

import pytest

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.findings import with_book_and_source

LINES = (
    "The caravan left at noon and went down into the valley.",
    "*The caravan* of ʿĀʾishah (ra) rested [at the well]{.place key=Hudaybiyyah} until evening, and then",
    "went on. قَالَ الرَّجُلُ لِصَاحِبِهِ",
    "The caravan left at noon.",
)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("went down into the valley", 1),
        ("The caravan of ʿĀʾishah رضي الله عنها rested at the well until", 2),
        ("قال الرجل لصاحبه", 3),
        ("words that stand nowhere", None),
        ("The caravan left", None),
    ],
)
def test_a_line_of_a_page_is_found_in_the_source(text: str, line: int | None) -> None:
    finding = Finding(Code.LINE_LOOSE, "m", "r", Location("a.md"), page=3, source=text)
    (found,) = with_book_and_source([finding], "book", {"a.md": LINES})
    assert found.location.line == line
    assert found.source == (LINES[line - 1] if line else text)
