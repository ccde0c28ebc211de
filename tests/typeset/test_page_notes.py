"""Notes numbered by the page begin anew on each, in their calls as in themselves, with the book's digits."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from weasyprint.formatting_structure import boxes

from bookbuild.typeset.engine.engine import Fetcher, TreeHTML
from bookbuild.typeset.pagination.page_notes import numbered_by_page


def tree(count: int, number: str, *, by_page: bool) -> Any:
    kind = "footnote by-page" if by_page else "footnote"
    paragraphs = "".join(
        f'<p>Some words.<span class="{kind}" data-number="{number.format(at)}"><p><a class="note-number" href="#">{number.format(at)}</a> A note.</p>'
        "</span></p>"
        for at in range(1, count + 1)
    )
    style = "<style>@page { size: 90mm 60mm; margin: 8mm } .footnote { float: footnote; footnote-policy: line } .footnote::footnote-call { content: attr(data-number) } p { margin: 0 }</style>"
    return fromstring(f"<html>{style}<body>{paragraphs}</body></html>")


def numbers(root: Any, name: str) -> list[list[str]]:
    """What calls or notes say, a list a page."""
    document = numbered_by_page(root, TreeHTML(root, Fetcher(frozenset())).render)
    return [
        [
            "".join(part.text for part in box.descendants() if isinstance(part, boxes.TextBox))
            for box in page._page_box.descendants()
            if isinstance(box, boxes.InlineBox)
            and box.element is not None
            and name in (box.element.get("class"), box.element_tag.partition("::")[2])
        ]
        for page in document.pages
    ]


@pytest.mark.parametrize("name", ["footnote-call", "note-number"])
def test_numbers_begin_anew_on_each_page(name: str) -> None:
    found = numbers(tree(12, "{}", by_page=True), name)
    assert len(found) > 2
    assert sum(map(len, found)) == 12
    assert all(page == [str(at) for at in range(1, len(page) + 1)] for page in found)


def test_brackets_and_digits_stay() -> None:
    found = numbers(tree(11, "(\u0661\u0662)", by_page=True), "footnote-call")
    assert found[0][:2] == ["(\u0661)", "(\u0662)"]
    assert found[1][0] == "(\u0661)"


def test_other_notes_keep_their_numbers() -> None:
    found = numbers(tree(12, "{}", by_page=False), "footnote-call")
    assert [number for page in found for number in page] == [str(at) for at in range(1, 13)]
