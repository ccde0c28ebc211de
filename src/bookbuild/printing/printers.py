"""The printers that an edition may name, and what each asks for: `printers.toml` as types."""

from __future__ import annotations

import datetime
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import msgspec
from msgspec import Struct

INCH = 25.4
NEAR = 0.35
"""mm by which a trim may differ from a listed one: printers round inches, and ISO's sizes."""

Size = tuple[float, float]


class Printer(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A printer's rules. None is: as the edition has it. Lengths are in mm, but for `trims` and `custom`, in inches.

    `inner` is the least inner margin to a number of pages, `outer` the least of the other margins; `safety` is how far
    from the trim a cover's text stands; `spine` is the thickness of a page in inches by paper, where it is the
    printer's own, `spine_cover` what a paperback's cover adds to it; `case_spine` the spine of a hardcover to a number
    of pages; `spine_text_from` the least number of pages for text on the spine, which stays `spine_clear` from its
    edges. `barcode`: whether the printer prints one of its own where the cover has none.
    """

    title: str
    sources: tuple[str, ...]
    checked: datetime.date
    standard: str | None = None
    profile: str | None = None
    ink_limit: int | None = None
    bleed: float | None = None
    bleed_sides: Literal["all", "outer"] = "all"
    marks: bool | None = None
    pages_multiple: int = 1
    annotations: bool = True
    outline: bool = True
    transparency: bool = True
    trims: tuple[Size, ...] = ()
    custom: tuple[Size, Size] | None = None
    pages: dict[str, tuple[int, int]] = {}
    inner: tuple[tuple[int, float], ...] = ()
    outer: float = 0.0
    safety: float = 0.0
    megabytes: int | None = None
    spine: dict[str, float] = {}
    spine_cover: float = 0.0
    case_spine: tuple[tuple[int, float], ...] = ()
    spine_clear: float = 0.0
    spine_text_from: int = 0
    barcode: bool = False
    languages: tuple[str, ...] | None = None

    def least_inner(self, pages: int) -> float:
        """The least inner margin of a book of `pages`, in mm; 0 where the printer asks for none."""
        return least_inner(self.inner, pages)

    def makes(self, trim: Size) -> bool:
        """Whether the printer makes books of `trim`, in mm."""
        if not self.trims:
            return True
        listed = any(
            abs(width * INCH - trim[0]) <= NEAR and abs(height * INCH - trim[1]) <= NEAR for width, height in self.trims
        )
        return listed or (self.custom is not None and _between(self.custom, trim))

    def takes(self, language: str) -> bool:
        """Whether the printer prints books in a language, a BCP 47 tag; where it names none, whether or not."""
        if self.languages is None:
            return True
        parts = language.split("-")
        return any("-".join(parts[:length]) in self.languages for length in range(1, len(parts) + 1))

    def refused_count(self, pages: int, binding: str) -> str | None:
        """Why the printer does not bind so many pages in that way, such as `20 pages, and …`; None where it does."""
        least, most = self.pages.get(binding, (1, pages))
        if least <= pages <= most:
            return None
        return f"{pages} pages, and {self.title} binds from {least} to {most} as `{binding}`"


def least_inner(steps: tuple[tuple[int, float], ...], pages: int) -> float:
    """The margin of the first step that reaches so many `pages`, else of the last; 0 where there are none."""
    return next((margin for most, margin in steps if pages <= most), steps[-1][1] if steps else 0.0)


def _between(bounds: tuple[Size, Size], trim: Size) -> bool:
    (least_width, least_height), (most_width, most_height) = bounds
    width, height = trim[0] / INCH, trim[1] / INCH
    return least_width <= width <= most_width and least_height <= height <= most_height


@lru_cache(maxsize=1)
def printers() -> dict[str, Printer]:
    """All printers, by the names that `printer` may have."""
    written = files(__package__).joinpath("printers.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(written), dict[str, Printer])
