"""The boxes of pages → what of them a printer or a standard does not take: trim, bleed, nesting, number of pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from bookbuild.diagnostics import Code
from bookbuild.inspection.content_uses import PagePlace
from bookbuild.inspection.pdf_values import name_of, table
from bookbuild.inspection.preflight_rules import Breach, Rulebook

_MM = 25.4 / 72
_NEAR = 0.05
"""mm by which a box may stand outside another: boxes are rounded."""
_CLOSE = 0.2
"""mm by which a bleed or a trim may differ from what is asked for."""
_SIDES = ("left", "lower", "right", "upper")
_REMEDY = "set trim and bleed as the message says"


@dataclass(frozen=True, slots=True)
class PageBoxes:
    """The boxes of a page in pt of paper, None where it has none; what is inherited or usual is filled in for `media`.

    `turn`: by how many quarters the page is shown turned, clockwise.
    """

    number: int
    media: PagePlace
    crop: PagePlace | None
    bleed: PagePlace | None
    trim: PagePlace | None
    art: PagePlace | None
    turn: int

    @property
    def cut(self) -> PagePlace:
        """Where the page is cut: its trim, else what else there is."""
        return self.trim or self.art or self.crop or self.media

    @property
    def inked(self) -> PagePlace:
        """How far the page is printed: its bleed, else as far as it reaches."""
        return self.bleed or self.crop or self.media

    def size(self) -> tuple[float, float]:
        """The trim in mm, as it is seen."""
        left, bottom, right, top = self.cut
        size = (right - left) * _MM, (top - bottom) * _MM
        return (size[1], size[0]) if self.turn % 2 else size

    def seen(self, sides: tuple[float, ...]) -> tuple[float, ...]:
        """What belongs to left, lower, right and upper side, as the page is shown."""
        turn = self.turn % 4
        return sides[turn:] + sides[:turn] if turn else sides

    def beyond_trim(self, box: PagePlace) -> tuple[float, ...]:
        """How many mm a box reaches beyond the trim, on the left, lower, right and upper side as seen."""
        left, bottom, right, top = (part * _MM for part in self.cut)
        own = [part * _MM for part in box]
        return self.seen((left - own[0], bottom - own[1], own[2] - right, own[3] - top))


def page_boxes(pdf: pikepdf.Pdf) -> list[PageBoxes]:
    return [_boxes(page, number) for number, page in enumerate(pdf.pages, 1)]


def _boxes(page: pikepdf.Page, number: int) -> PageBoxes:
    unit = float(page.obj.get("/UserUnit", 1))
    inherited = {key: _inherited(page.obj, key) for key in ("/MediaBox", "/CropBox", "/Rotate")}
    turn = inherited["/Rotate"]
    bleed, trim, art = (_box(page.obj.get(key), unit) for key in ("/BleedBox", "/TrimBox", "/ArtBox"))
    return PageBoxes(
        number,
        _box(inherited["/MediaBox"], unit) or (0.0, 0.0, 612.0 * unit, 792.0 * unit),
        _box(inherited["/CropBox"], unit),
        bleed,
        trim,
        art,
        turn=int(turn) // 90 % 4 if isinstance(turn, int) else 0,
    )


def _inherited(node: Any, key: str) -> Any:
    """A key of a page, or of the nearest node above it that has it."""
    for _ in range(50):
        if key in node or "/Parent" not in node:
            return node.get(key)
        node = table(node, "/Parent")
    return None


def _box(value: Any, unit: float) -> PagePlace | None:
    if not isinstance(value, pikepdf.Array) or len(value) != 4:
        return None
    a, b, c, d = (float(part) * unit for part in value)
    return min(a, c), min(b, d), max(a, c), max(b, d)


def box_breaches(pdf: pikepdf.Pdf, boxes: list[PageBoxes], book: Rulebook) -> Iterator[Breach]:
    """What is wrong with the boxes of each page, and of all together."""
    common = _common(boxes)
    bleeds = _bleeds(boxes, book)
    for each in boxes:
        lacking = tuple(_present(each, boxes, book))
        yield from lacking
        yield from _nested(each, book)
        if each.trim or each.art or not lacking:
            yield from _as_others(each, common, book)
            yield from _bleed(each, book, bleeds, right_bound=is_right_bound(pdf))
    yield from _trim(common, boxes, book)
    yield from _number(len(boxes), book)


def is_right_bound(pdf: pikepdf.Pdf) -> bool:
    return name_of(table(pdf.Root, "/ViewerPreferences").get("/Direction")) == "R2L"


def spine_side(number: int, *, right_bound: bool) -> int:
    """The side of a page at the spine: 0 left, 2 right. The first page is a recto."""
    return 0 if (number % 2 == 1) != right_bound else 2


def _box_breach(message: str, page: int | None, remedy: str = _REMEDY) -> Breach:
    return Breach("boxes", Code.PREFLIGHT_BOX, message, remedy, page)


def _present(each: PageBoxes, boxes: list[PageBoxes], book: Rulebook) -> Iterator[Breach]:
    asked = book.standard is not None or any(other.trim for other in boxes)
    if each.trim is None and each.art is None and asked:
        yield _box_breach(f"the page has no TrimBox, which {book.who('boxes')} asks for", each.number)
    if each.trim and each.art and book.standard:
        message = f"the page has a TrimBox and an ArtBox, of which {book.standard.title} takes one alone"
        yield _box_breach(message, each.number, "take the ArtBox out")


def _nested(each: PageBoxes, book: Rulebook) -> Iterator[Breach]:
    crop = each.crop if book.standard or not book.expected.rules else None
    pairs = (
        ("TrimBox", each.trim, "BleedBox", each.bleed), ("TrimBox", each.trim, "MediaBox", each.media),
        ("BleedBox", each.bleed, "MediaBox", each.media), ("ArtBox", each.art, "MediaBox", each.media),
        ("TrimBox", each.trim, "CropBox", crop), ("CropBox", each.crop, "MediaBox", each.media),
    )  # fmt: skip
    for name, inner, around_name, around in pairs:
        if inner and around and not _within(inner, around):
            yield _box_breach(f"the {name} reaches beyond the {around_name}, against {book.who('boxes')}", each.number)
    left, bottom, right, top = each.cut
    if min(right - left, top - bottom) * _MM < 1:
        yield _box_breach(f"the trim has no size, against {book.who('boxes')}", each.number)


def _within(inner: PagePlace, around: PagePlace) -> bool:
    near = _NEAR / _MM
    return (
        inner[0] >= around[0] - near and inner[1] >= around[1] - near
        and inner[2] <= around[2] + near and inner[3] <= around[3] + near
    )  # fmt: skip


def _common(boxes: list[PageBoxes]) -> tuple[float, float]:
    """The trim that most pages have, in mm."""
    sizes = Counter((round(width, 1), round(height, 1)) for width, height in (each.size() for each in boxes))
    return sizes.most_common(1)[0][0] if sizes else (0.0, 0.0)


def _as_others(each: PageBoxes, common: tuple[float, float], book: Rulebook) -> Iterator[Breach]:
    size = each.size()
    if not _same(size, common):
        message = f"the trim is {_shown(size)} where other pages have {_shown(common)}, against {book.who('boxes')}"
        yield _box_breach(message, each.number, "give all pages one trim")


def _same(size: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(size[0] - other[0]) <= _CLOSE and abs(size[1] - other[1]) <= _CLOSE


def _shown(size: Iterable[float]) -> str:
    return " × ".join(f"{length:.1f}" for length in size) + " mm"


def _bleeds(boxes: list[PageBoxes], book: Rulebook) -> bool:
    """Whether any page has a bleed, or must have one."""
    if not book.expected.may_lack_bleed:
        return True
    return any(max(each.beyond_trim(each.inked)) > _CLOSE for each in boxes)


def _bleed(each: PageBoxes, book: Rulebook, bleeds: bool, *, right_bound: bool) -> Iterator[Breach]:
    asked, marks = book.expected.bleed, book.expected.marks
    beyond = each.beyond_trim(each.inked)
    outside = max(each.beyond_trim(each.media)[side] - beyond[side] for side in range(4))
    if not marks and outside > _CLOSE:
        message = f"the page reaches {outside:.1f} mm beyond its bleed, and {book.who('boxes')} takes no marks there"
        yield _box_breach(message, each.number, "make trim and bleed alone the size of the page")
    if asked is None or not bleeds:
        return
    spine = spine_side(each.number, right_bound=right_bound)
    for side, width in enumerate(beyond):
        at_spine = book.expected.bleed_sides == "outer" and side == spine
        least, most = (0.0, 0.0) if at_spine else (asked, asked if not marks else 1000.0)
        if not least - _CLOSE <= width <= most + _CLOSE:
            wanted = f"none at the spine, which is there, and {asked:g} mm elsewhere" if at_spine else f"{asked:g} mm"
            message = f"the bleed is {width:.2f} mm on the {_SIDES[side]} side: {book.who('boxes')} asks for {wanted}"
            yield _box_breach(message, each.number)


def _trim(size: tuple[float, float], boxes: list[PageBoxes], book: Rulebook) -> Iterator[Breach]:
    expected = book.expected
    if not boxes:
        return
    if expected.trim and not _same(size, expected.trim):
        yield _box_breach(f"the trim is {_shown(size)}, not {_shown(expected.trim)} as it was set", 1)
    rules = expected.rules
    if rules and not any(map(rules.makes, _sizes(size, boxes, book))):
        message = f"books of {_shown(size)} are not made by {book.who('trim')}"
        nearest = min(rules.trims, key=lambda trim: abs(trim[0] * 25.4 - size[0]) + abs(trim[1] * 25.4 - size[1]))
        remedy = f"choose a trim that it makes, such as {nearest[0]:g} × {nearest[1]:g} in, or another printer"
        yield Breach("trim", Code.TRIM_REFUSED, message, remedy, 1)


def _sizes(size: tuple[float, float], boxes: list[PageBoxes], book: Rulebook) -> list[tuple[float, float]]:
    """The trims that pages may have: without a TrimBox a page is as large as its trim, or has the bleed too."""
    asked = book.expected.bleed
    if asked is None or any(each.trim or each.art for each in boxes):
        return [size]
    sides = 1 if book.expected.bleed_sides == "outer" else 2
    return [size, (size[0] - sides * asked, size[1] - 2 * asked)]


def _number(pages: int, book: Rulebook) -> Iterator[Breach]:
    bounds, multiple = book.expected.pages, book.expected.multiple
    if bounds and not bounds[0] <= pages <= bounds[1]:
        message = f"{pages} pages: {book.who('number of pages')} binds from {bounds[0]} to {bounds[1]}"
        remedy = "add pages or take some away, or choose another binding, trim or printer"
        yield Breach("number of pages", Code.PAGE_COUNT, message, remedy)
    if pages % multiple:
        message = f"{pages} pages are no multiple of {multiple}"
        remedy = f"add {multiple - pages % multiple} blank pages at the end"
        yield Breach("number of pages", Code.PAGE_COUNT, message, remedy)
