"""Blocks of a PDF → the same with the pictures of its pages as figures, each where it stands on its page."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from bookbuild.intake.document import IntakeBlock, IntakeFigure
from bookbuild.intake.pdf.heads import place_of
from bookbuild.intake.pdf.pages import PageLine, PagePicture, PdfPage
from bookbuild.intake.pictures import picture_of

_REPEATED = 3
"""A picture that so many pages have is no figure."""


def with_figures(
    blocks: Sequence[IntakeBlock], pages: Sequence[PdfPage], lines: Mapping[int, PageLine]
) -> tuple[tuple[IntakeBlock, ...], int]:
    """The blocks with figures between them, and how many pictures cannot be read."""
    seen = Counter(hashlib.sha256(picture.data).digest() for page in pages for picture in page.pictures)
    waiting: list[tuple[tuple[int, float], IntakeFigure]] = []
    missing = 0
    for page in pages:
        for number, each in enumerate(sorted(page.pictures, key=lambda picture: picture.y), 1):
            if seen[hashlib.sha256(each.data).digest()] >= _REPEATED:
                continue
            figure = _figure(each, page.number, number)
            missing += figure is None
            waiting += [((page.number, each.y), figure)] if figure else []
    kept: list[IntakeBlock] = []
    for block in blocks:
        first = lines.get(block.place.line or 0)
        while first and waiting and waiting[0][0] < (first.page, first.y):
            kept.append(waiting.pop(0)[1])
        kept.append(block)
    return (*kept, *(figure for _, figure in waiting)), missing


def _figure(each: PagePicture, page: int, number: int) -> IntakeFigure | None:
    picture = picture_of(f"page-{page + 1}-{number}", each.data, None, place_of(page))
    return IntakeFigure(picture, place=place_of(page)) if picture else None
