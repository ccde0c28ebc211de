"""What an edition for the press asks for, besides its trim: the printer's rules with the edition's own over them."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Press(Struct, frozen=True):
    """How an edition is printed.

    `printer`: its name; empty where none is named. `profile`: a named condition, the path of a profile, or `none`.
    `ink_limit`: % of total ink; None where there is no limit. `bleed_sides`: `outer` is none at the spine.
    `caliper`: the thickness of a leaf in mm, where the paper is given by it; else `paper` is its name. `least_inner`:
    the inner margin that the printer asks for, in mm; it depends on the number of pages.
    """

    printer: str = ""
    standard: Literal["none", "x1a", "x3", "x4"] = "none"
    profile: str = "none"
    ink: Literal["black", "colour"] = "black"
    ink_limit: int | None = None
    pages_multiple: int = 1
    bleed_sides: Literal["all", "outer"] = "all"
    paper: str = ""
    caliper: float | None = None
    binding_style: Literal["paperback", "hardcover", "saddle"] = "paperback"
    annotations: bool = True
    outline: bool = True
    transparency: bool = True
    least_inner: float = 0.0
