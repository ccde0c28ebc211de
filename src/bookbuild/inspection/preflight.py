"""A press file, and what it is held to → findings, each with its page and the rule that it breaks; a verdict a rule.

Read are operators, pictures and what the file says of itself; nothing is rendered (`press_ink.py` does).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

from bookbuild.diagnostics import Finding
from bookbuild.inspection.colour_spaces import CMYK, GREY
from bookbuild.inspection.content_reader import PAGE_GROUP, ContentReader
from bookbuild.inspection.content_uses import DrawnPicture, Paint, PaintUse, PictureUse, TextUse, TransparencyUse, Use
from bookbuild.inspection.preflight_rules import Breach, Rulebook, findings_of
from bookbuild.inspection.press_annotations import annotation_breaches
from bookbuild.inspection.press_boxes import PageBoxes, box_breaches, is_right_bound, page_boxes
from bookbuild.inspection.press_claims import (
    claim_breaches,
    identity_breaches,
    language_breaches,
    size_breaches,
    version_of,
)
from bookbuild.inspection.press_content import PageContent, content_breaches
from bookbuild.inspection.press_fonts import font_breaches
from bookbuild.inspection.press_intents import intent_breaches, intent_channels
from bookbuild.inspection.telling import Telling, silent
from bookbuild.printing.expectations import Expectations


@dataclass(frozen=True, slots=True)
class PreflightReport:
    """`rules`: of each its name, source and verdict. `coloured`: pages that may have more than 100 % of ink.

    `whole`: whether all content was read.
    """

    findings: tuple[Finding, ...]
    rules: tuple[dict[str, Any], ...]
    coloured: tuple[int, ...]
    whole: bool

    def fact(self, expected: Expectations) -> dict[str, Any]:
        """JSON's types. `coloured` is for who renders the ink, who takes it out."""
        return {
            "printer": expected.printer or None,
            "profile": expected.standard or None,
            "read": "all" if self.whole else "in part",
            "rules": list(self.rules),
            "ink": {"limit": expected.ink_limit, "by": "operators and pictures", "pages": {}},
            "coloured": list(self.coloured),
        }


def preflight(pdf: pikepdf.Pdf, expected: Expectations) -> tuple[Finding, ...]:
    """What of an open PDF is not as `expected`, by its operators and pictures: for a build, which knows its margins.

    The margins, size and `/ID` of the file are left out. Its version is that of its header, or of its catalogue.
    """
    from bookbuild.inspection.press_pictures import picture_breaches

    book = Rulebook(expected)
    reading = _PressReading(pdf, book)
    breaches = list(reading.breaches())
    return tuple(findings_of([*breaches, *picture_breaches(reading.reader.pictures, reading.drawn, book)]))


def preflight_report(path: Path, pdf: pikepdf.Pdf, expected: Expectations, at: Telling = silent) -> PreflightReport:
    """All that can be found without rendering in the PDF at `path`, which is open as `pdf`.

    Raises what pikepdf and pypdfium2 raise of a damaged file.
    """
    from bookbuild.inspection.press_margins import margin_breaches
    from bookbuild.inspection.press_pictures import picture_breaches

    book = Rulebook(expected)
    reading = _PressReading(pdf, book, at)
    breaches = list(reading.breaches())
    at("the ink of its pictures")
    breaches += picture_breaches(reading.reader.pictures, reading.drawn, book)
    breaches += identity_breaches(pdf, book)
    breaches += size_breaches(path.stat().st_size, book)
    if book.applies("margins"):
        breaches += margin_breaches(path, reading.boxes, book, right_bound=is_right_bound(pdf), at=at)
    return PreflightReport(
        tuple(findings_of(breaches)), tuple(book.verdicts(breaches)), tuple(reading.coloured), reading.reader.whole
    )


class _PressReading:
    """The pages of a file as they are read. `drawn`: the pages of each picture; `coloured`: see PreflightReport."""

    def __init__(self, pdf: pikepdf.Pdf, book: Rulebook, at: Telling = silent) -> None:
        self.pdf, self.book, self.at = pdf, book, at
        self.reader = ContentReader(book.expected.ink_limit)
        self.boxes: list[PageBoxes] = page_boxes(pdf)
        self.drawn: dict[Any, list[int]] = {}
        self.coloured: list[int] = []
        self._set: dict[Any, list[int]] = {}

    def breaches(self) -> Iterator[Breach]:
        yield from claim_breaches(self.pdf, self.book)
        yield from intent_breaches(self.pdf, self.book)
        yield from box_breaches(self.pdf, self.boxes, self.book)
        yield from annotation_breaches(self.pdf, self.boxes, self.book)
        yield from language_breaches(self.pdf, self.book)
        yield from self._pages()
        version = version_of(self.pdf)
        for font, pages in self._set.items():
            yield from font_breaches(self.reader.fonts[font], pages, version, self.book)

    def _pages(self) -> Iterator[Breach]:
        intent = intent_channels(self.pdf)
        for page, box in zip(self.pdf.pages, self.boxes, strict=True):
            self.at(f"what page {box.number} uses")
            uses = self.reader.page(page)
            self._note(uses, box.number)
            content = PageContent(box.number, uses, self.reader.pictures, box.cut)
            yield from content_breaches(content, self.book, intent)

    def _note(self, uses: Iterable[Use], number: int) -> None:
        more = mixed = colour = False
        for use in uses:
            if isinstance(use, TextUse):
                self._set.setdefault(use.font, []).append(number)
            elif isinstance(use, PictureUse):
                self.drawn.setdefault(use.picture, []).append(number)
                more = more or _is_coloured(self.reader.pictures[use.picture])
            elif isinstance(use, TransparencyUse):
                mixed = mixed or use.what != PAGE_GROUP
            elif isinstance(use, PaintUse):
                mixed = mixed or use.overprints
                more = more or use.paint.ink is None or use.paint.ink > 100
                colour = colour or not _is_black(use.paint)
        # what is black alone is of one plate, whatever prints over it
        if more or (mixed and colour):
            self.coloured.append(number)


def _is_black(paint: Paint) -> bool:
    return paint.space.family in (GREY, "CalGray") or (paint.space.family == CMYK and not any(paint.values[:3]))


def _is_coloured(picture: DrawnPicture) -> bool:
    return picture.space is not None and any(leaf.family not in (GREY, "CalGray") for leaf in picture.space.leaves())
