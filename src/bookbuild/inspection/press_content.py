"""What pages use → what of it a printer or a standard does not take: colours, ink, fonts, pictures, lines, effects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bookbuild.diagnostics import Code
from bookbuild.inspection.colour_spaces import CMYK, GREY, RGB, ColourSpace
from bookbuild.inspection.content_painting import HAIRLINE
from bookbuild.inspection.content_reader import PAGE_GROUP
from bookbuild.inspection.content_uses import (
    DrawnPicture,
    ForeignUse,
    LineUse,
    PagePlace,
    PaintUse,
    PictureUse,
    SpaceUse,
    TransparencyUse,
    Use,
)
from bookbuild.inspection.preflight_rules import Breach, Rulebook

COARSE, FINE = 150, 300
"""Pixels an inch: under the first a picture is not printed, under the second it is seen."""
COARSE_LINES, FINE_LINES = 300, 800
_LEAST_PIXELS = 3
"""A picture of fewer pixels across is a flat colour."""
_SPOTS = ("Separation", "DeviceN")
_DEVICES = {CMYK: 4, RGB: 3, GREY: 1}
_NAMES = {"fill": "an area", "stroke": "a line", "text": "text", "shading": "a shading", "picture": "a picture",
          "group": "a transparency group"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageContent:
    """What a page uses, and where it is cut; `pictures` are those that its uses name."""

    number: int
    uses: frozenset[Use] | set[Use]
    pictures: dict[object, DrawnPicture]
    cut: PagePlace


def content_breaches(page: PageContent, book: Rulebook, intent: int | None) -> Iterator[Breach]:
    """What is wrong with a page. `intent`: the channels of the condition that the file is made for, where known."""
    told = sorted((_colour(name, space, page, book, intent) for name, space in _spaces(page)), key=str)
    yield from (breach for breach in told if breach)
    for use in sorted(page.uses, key=str):
        match use:
            case PaintUse():
                yield from _painted(use, page, book)
            case PictureUse():
                yield from _resolution(page.pictures[use.picture], use, page, book)
                yield from _encoding(page.pictures[use.picture], page, book)
            case LineUse():
                yield from _line(use, page, book)
            case ForeignUse(what) if book.standard:
                message = f"{what} is used, which {book.who('version')} does not take"
                yield Breach("version", Code.PREFLIGHT_VERSION, message, "take it out", page.number)
            case TransparencyUse() if not book.transparent and (use.what != PAGE_GROUP or book.standard):
                message = f"{use.what}: {book.who('transparency')} has everything flattened"
                remedy = "flatten it, or take the transparency out"
                yield Breach("transparency", Code.PREFLIGHT_TRANSPARENCY, message, remedy, page.number)


def _spaces(page: PageContent) -> set[tuple[str, ColourSpace]]:
    """Each colour space that is used, with what it is used for, in words."""
    found: set[tuple[str, ColourSpace]] = set()
    for use in page.uses:
        match use:
            case PaintUse(paint, kind, operator):
                if kind != "text" or not _is_black(use) or paint.space.family != RGB:
                    found.add((f"{_NAMES[kind]} (`{operator}`)", paint.space))
                else:
                    found.add((f"black text (`{operator}`)", paint.space))
            case PictureUse(key):
                picture = page.pictures[key]
                if picture.space:
                    found.add(
                        (f"the picture `{picture.name}`" if picture.stream is not None else picture.name, picture.space)
                    )
            case SpaceUse(space):
                found.add((_NAMES["group"], space))
    return found


def _is_black(use: PaintUse) -> bool:
    values = use.paint.values
    return len(values) == 3 and max(values) - min(values) < 0.02 and max(values) < 0.5


def _colour(name: str, space: ColourSpace, page: PageContent, book: Rulebook, intent: int | None) -> Breach | None:
    """Why a space cannot stand in the file, where it cannot."""
    for leaf in space.leaves():
        reason = _refused(leaf, name, book, intent)
        if reason:
            within = "" if leaf is space else f", over which {space.in_words()} stands,"
            message = f"{name} is in {leaf.in_words()}{within}: {book.who('colour')} {reason}"
            remedy = "convert it to the printing condition, or to black alone"
            return Breach("colour", Code.PREFLIGHT_COLOUR, message, remedy, page.number)
    return None


def _refused(leaf: ColourSpace, name: str, book: Rulebook, intent: int | None) -> str:
    match book.expected.colours:
        case "print" if leaf.family not in (GREY, CMYK, *_SPOTS):
            return "takes grey, CMYK and spot colours alone"
        case "managed" if leaf.family in (RGB, CMYK) and _DEVICES[leaf.family] != (intent or 4):
            return "takes colours of a device only where the output intent is of that device"
        case "screen" if leaf.family in (CMYK, *_SPOTS) or (leaf.family == "ICCBased" and leaf.channels == 4):
            return "prints from sRGB and grey alone"
        case "screen" if leaf.family == RGB and name.startswith("black text"):
            return "takes black text in grey"
    return ""


def _painted(use: PaintUse, page: PageContent, book: Rulebook) -> Iterator[Breach]:
    paint, limit = use.paint, book.expected.ink_limit
    what = _NAMES[use.kind]
    if use.overprints and paint.white:
        message = f"white ({what}, `{use.operator}`) is set to overprint, and will vanish: {book.who('overprint')}"
        remedy = "set it to knock out (`/op false /OP false`)"
        yield Breach("overprint", Code.PREFLIGHT_OVERPRINT, message, remedy, page.number)
    if limit is not None and paint.ink is not None and paint.ink > limit + 0.5 and _on_page(use.place, page.cut):
        message = f"{what} has {paint.ink:.0f} % of ink (`{use.operator}`): {book.who('ink')} takes {limit} %"
        yield Breach("ink", Code.PREFLIGHT_INK, message, "use a colour with less ink", page.number)


def _on_page(place: PagePlace | None, cut: PagePlace) -> bool:
    """Whether something stands within the trim, at least in part; where its place is not known, it does."""
    if place is None:
        return True
    return place[0] < cut[2] and place[2] > cut[0] and place[1] < cut[3] and place[3] > cut[1]


def _resolution(picture: DrawnPicture, use: PictureUse, page: PageContent, book: Rulebook) -> Iterator[Breach]:
    if min(picture.width, picture.height) < _LEAST_PIXELS or not _on_page(use.place, page.cut):
        return
    coarse, fine = (COARSE_LINES, FINE_LINES) if picture.line_art else (COARSE, FINE)
    kind = "line drawing" if picture.line_art else "picture"
    has = f"the {kind} `{picture.name}` has {use.resolution:.0f} pixels an inch as printed"
    remedy = "use a larger one, or print it smaller"
    if use.resolution < coarse - 0.5:
        message = f"{has}: {book.who('images')} asks for {coarse} at least"
        yield Breach("images", Code.PREFLIGHT_IMAGE, message, remedy, page.number)
    elif use.resolution < fine - 1:
        message = f"{has}: {fine} are what {book.who('images')} asks for"
        yield Breach("images", Code.IMAGE_RESOLUTION, message, remedy, page.number)


def _encoding(picture: DrawnPicture, page: PageContent, book: Rulebook) -> Iterator[Breach]:
    """Of PDF 1.3, which X-1a and X-3 keep: no JPEG 2000, no JBIG2, no 16 bits; LZW neither."""
    standard = book.standard
    if standard is None or standard.transparent:
        return
    refused = [
        f"{name.removesuffix('Decode')}"
        for name in picture.filters
        if name in ("JPXDecode", "JBIG2Decode", "LZWDecode")
    ]
    refused += ["16 bits a channel"] if picture.bits == 16 else []
    for how in refused:
        message = f"the picture `{picture.name}` is encoded in {how}, which {book.who('version')} does not know"
        yield Breach("images", Code.PREFLIGHT_IMAGE, message, "encode it as JPEG, or with Flate in 8 bits", page.number)


def _line(use: LineUse, page: PageContent, book: Rulebook) -> Iterator[Breach]:
    if _on_page(use.place, page.cut):
        message = (
            f"a line is {use.width:.3g} pt thick, and may vanish: {HAIRLINE} pt are the least of {book.who('lines')}"
        )
        yield Breach("lines", Code.LINE_THIN, message, f"make it {HAIRLINE} pt thick, or thicker", page.number)
