"""A printer, a standard, and what an edition sets over them → what its press file is held to."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from bookbuild.printing.printers import Printer, Size, least_inner, printers
from bookbuild.printing.standards import STANDARDS

PRINTERS = ("offset", "kdp", "ingramspark", "lulu")
"""The printers whose rules are known."""

ISO = {"x1a": "ISO 15930-1", "x3": "ISO 15930-3", "x4": "ISO 15930-7"}
"""Where each standard is written down."""

Colours = Literal["print", "managed", "screen", "any"]
_COLOURS: dict[str, Colours] = {"x1a": "print", "x3": "managed", "x4": "managed"}


class Expectations(Struct, frozen=True):
    """What a press file is held to. Lengths are in mm, `ink_limit` in % of total ink.

    `colours`: `print` has grey, CMYK and spot colours; `managed` these, ICC-based ones, and the devices of the intent;
    `screen` grey and RGB; `any` all. `bleed`: None where none is asked for; with `may_lack_bleed` a book without any
    will do. `marks`: whether anything may stand outside the bleed. `pages`: the least and the most number, None where
    no bounds are known; `multiple`: what the number is a multiple of. `inner`: the least inner margin to a number of
    pages. `trim`: the trim that the file is to have, None where any will do that `printer` makes.
    """

    printer: str = ""
    standard: str = ""
    colours: Colours = "any"
    ink_limit: int | None = None
    bleed: float | None = None
    bleed_sides: Literal["all", "outer"] = "all"
    may_lack_bleed: bool = True
    marks: bool = True
    trim: Size | None = None
    pages: tuple[int, int] | None = None
    multiple: int = 1
    annotations: bool = True
    outline: bool = True
    transparency: bool = True
    inner: tuple[tuple[int, float], ...] = ()
    outer: float = 0.0
    megabytes: int | None = None
    languages: tuple[str, ...] | None = None

    @property
    def title(self) -> str:
        """The printer, or the standard, as a message names it."""
        return self.rules.title if self.rules else STANDARDS[self.standard].title if self.standard else "print"

    @property
    def rules(self) -> Printer | None:
        """All rules of the printer; None where none is named."""
        return printers().get(self.printer)

    def least_inner(self, pages: int) -> float:
        """The least inner margin of a book of `pages`; 0 where none is asked for."""
        return least_inner(self.inner, pages)


def expectations(printer: str | None = None, standard: str | None = None) -> Expectations:
    """What a file for a printer is held to, or one of a standard (`x1a`, `x3`, `x4`), or of both.

    Of a standard alone the ink is held to offset's limit. Raises KeyError for a name that there is not.
    """
    if printer is None:
        limit = printers()["offset"].ink_limit
        return Expectations(standard=standard or "", colours=_COLOURS[standard or ""], ink_limit=limit)
    rules = printers()[printer]
    kept = standard or rules.standard or ""
    bounds = tuple(rules.pages.values())
    return Expectations(
        printer=printer,
        standard=kept,
        colours=_COLOURS.get(kept) or ("screen" if rules.profile == "srgb" else "any"),
        ink_limit=rules.ink_limit,
        bleed=rules.bleed,
        bleed_sides=rules.bleed_sides,
        may_lack_bleed=not rules.marks,
        marks=rules.marks is not False,
        pages=(min(least for least, _ in bounds), max(most for _, most in bounds)) if bounds else None,
        annotations=rules.annotations,
        outline=rules.outline,
        transparency=rules.transparency,
        inner=rules.inner,
        outer=rules.outer or rules.safety,
        megabytes=rules.megabytes,
        languages=rules.languages,
    )


def expectations_of_edition(
    printer: str,
    standard: str,
    *,
    profile: str,
    ink_limit: int | None,
    bleed: float,
    bleed_sides: Literal["all", "outer"],
    trim: Size,
    binding: str,
    multiple: int,
    marks: bool,
    annotations: bool,
    outline: bool,
    transparency: bool,
) -> Expectations:
    """What a build holds its own press file to: the edition's settings, over its printer's rules.

    `printer` may be empty, `standard` and `profile` may be `none`; `bleed` 0 is none.
    """
    rules = printers().get(printer)
    kept = "" if standard == "none" else standard
    unkept: Colours = "screen" if profile == "srgb" else "any" if profile == "none" else "managed"
    return Expectations(
        printer=printer,
        standard=kept,
        colours=_COLOURS.get(kept, unkept),
        ink_limit=ink_limit,
        bleed=bleed or None,
        bleed_sides=bleed_sides,
        may_lack_bleed=False,
        marks=marks,
        trim=trim,
        pages=rules.pages.get(binding) if rules else None,
        multiple=multiple,
        annotations=annotations,
        outline=outline,
        transparency=transparency,
        inner=rules.inner if rules else (),
        outer=(rules.outer or rules.safety) if rules else 0.0,
        megabytes=rules.megabytes if rules else None,
        languages=rules.languages if rules else None,
    )
