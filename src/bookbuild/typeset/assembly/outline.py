"""The bookmarks of all pages → the document's outline."""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf

from bookbuild.typeset.assembly.placed_page import PT, PlacedPage, point
from bookbuild.typeset.fragments import Bookmark, FragmentPage


def add_outline(document: pikepdf.Pdf, pages: Sequence[PlacedPage]) -> None:
    """The bookmarks of all pages as a tree by their levels."""
    with document.open_outline() as outline:
        leaves = [page.obj for page in document.pages]
        open_items: list[tuple[int, pikepdf.OutlineItem]] = []
        for number, placed in enumerate(pages):
            for bookmark in placed.facts.bookmarks:
                item = _outline_item(leaves[number], bookmark, placed.facts)
                while open_items and open_items[-1][0] >= bookmark.level:
                    open_items.pop()
                siblings = open_items[-1][1].children if open_items else outline.root
                siblings.append(item)
                open_items.append((bookmark.level, item))


def _outline_item(leaf: pikepdf.Object, bookmark: Bookmark, page: FragmentPage) -> pikepdf.OutlineItem:
    place = point(leaf, bookmark.x * PT, (page.height - bookmark.y) * PT)
    item = pikepdf.OutlineItem(bookmark.label, place)
    item.is_closed = bookmark.closed
    return item
