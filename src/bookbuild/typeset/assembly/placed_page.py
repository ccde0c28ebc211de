"""A page of the book, made of the pages of fragments: `PlacedPage`; places in its px → places in pt from below."""

from __future__ import annotations

from dataclasses import dataclass

import pikepdf

from bookbuild.typeset.fragments import Fragment, FragmentPage, Rectangle

PT = 0.75
"""pt in a px at 96 dpi."""


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """A page of the book: a page of a fragment's content, and the page of another's margins that goes around it."""

    content: tuple[Fragment, int]
    margins: tuple[Fragment, int] | None = None

    @property
    def facts(self) -> FragmentPage:
        fragment, number = self.content
        return fragment.pages[number]


def point(leaf: pikepdf.Object, x: float, y: float) -> pikepdf.Array:
    return pikepdf.Array([leaf, pikepdf.Name.XYZ, round(x, 3), round(y, 3), 0])


def flipped(rectangle: Rectangle, page: FragmentPage) -> Rectangle:
    """A rectangle of a page's px from its top left, in pt from its bottom left: left, bottom, right, top."""
    x1, y1, x2, y2 = rectangle
    return x1 * PT, (page.height - y2) * PT, x2 * PT, (page.height - y1) * PT
