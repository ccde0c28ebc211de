"""Where sections begin: of some the count of pages need not be known for others to be set."""

from __future__ import annotations

from functools import partial
from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest

from bookbuild.typeset.book.page_map import decide_no_side, starts

FRONT = ("title-page", "imprint", "contents", "chapter")


def book_of(opening: str) -> Any:
    return SimpleNamespace(edition=SimpleNamespace(style=SimpleNamespace(opening=opening)))


def documents_of(kinds: tuple[str, ...]) -> list[Any]:
    front = [SimpleNamespace(id=f"f{n}", kind=kind, matter="front") for n, kind in enumerate(kinds)]
    return [*front, *(SimpleNamespace(id=f"b{n}", kind="chapter", matter="body") for n in range(2))]


def pages_of(long: str, count: int, section: str) -> int:
    return count if section == long else 1


@pytest.mark.parametrize("opening", ["recto", "any"])
def test_the_side_of_a_section_does_not_depend_on_those_that_decide_none(opening: str) -> None:
    book, last = book_of(opening), set()
    for kinds in product(FRONT, repeat=3):
        documents = documents_of(kinds)
        deferred = decide_no_side(book, documents)
        last.add("f2" in deferred)
        for section in sorted(deferred):
            sides = {
                tuple((start.recto, start.series) for document, start in starts(book, documents, count_of))
                for count_of in (partial(pages_of, section, count) for count in (1, 2, 3, 4))
            }
            assert len(sides) == 1, (kinds, section)
    assert last == {True}


def test_contents_before_a_foreword_decide_its_side_only_where_sections_begin_on_any() -> None:
    documents = documents_of(("title-page", "contents", "chapter"))
    assert "f1" in decide_no_side(book_of("recto"), documents)
    assert "f1" not in decide_no_side(book_of("any"), documents)
