"""The resources of a content stream → its colours, states, fonts and pictures by name, each read once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from bookbuild.inspection.colour_spaces import ColourSpace, colour_space, named_space
from bookbuild.inspection.content_tokens import number
from bookbuild.inspection.content_uses import DrawnPicture, Paint
from bookbuild.inspection.pdf_values import name_of, table, tables

_KEYS = {
    "W": "/Width",
    "H": "/Height",
    "BPC": "/BitsPerComponent",
    "CS": "/ColorSpace",
    "F": "/Filter",
    "IM": "/ImageMask",
}
_FILTERS = {"A85": "ASCII85Decode", "AHx": "ASCIIHexDecode", "CCF": "CCITTFaxDecode", "DCT": "DCTDecode",
            "Fl": "FlateDecode", "LZW": "LZWDecode", "RL": "RunLengthDecode"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SetState:
    """What a dictionary of graphics state sets; None: it leaves it. `effects`: transparency, in words; `foreign`: what
    PDF/X does not take.
    """

    width: float | None
    fill: bool | None
    stroke: bool | None
    effects: tuple[str, ...]
    foreign: tuple[str, ...]
    font: Any


Paints = dict[tuple[ColourSpace, tuple[bytes, ...]], Paint]
"""The colours of a file, each once, by space and operands."""


@dataclass(slots=True)
class ContentResources:
    """`obj`: the dictionary; `paints` and `fonts`: those of the file. What is asked for again is not read again."""

    obj: Any
    paints: Paints
    fonts: dict[Any, Any]
    _spaces: dict[str, ColourSpace] = field(default_factory=dict)
    _states: dict[str, SetState] = field(default_factory=dict)
    _found: dict[tuple[str, str], Any] = field(default_factory=dict)

    def get(self, kind: str, name: str) -> Any:
        """The dictionary or stream of that name among `kind`; an empty one where there is none."""
        key = (kind, name)
        if key not in self._found:
            self._found[key] = table(self.obj, kind, f"/{name}")
        return self._found[key]

    def space(self, name: str) -> ColourSpace:
        if name not in self._spaces:
            self._spaces[name] = named_space(name, self.obj)
        return self._spaces[name]

    def space_of(self, value: Any) -> ColourSpace:
        return colour_space(value, self.obj)

    def paint(self, space: ColourSpace, words: tuple[bytes, ...]) -> Paint:
        key = (space, words)
        if key not in self.paints:
            values = tuple(map(number, words))
            self.paints[key] = Paint(space, values, space.ink(values))
        return self.paints[key]

    def font_key(self, font: Any) -> Any:
        """The key of a font among `fonts`, where it is kept from now on."""
        key = font.objgen if font.is_indirect else id(font)
        self.fonts.setdefault(key, font)
        return key

    def state(self, name: str) -> SetState:
        if name not in self._states:
            self._states[name] = _state(self.get("/ExtGState", name))
        return self._states[name]

    def shading(self, shading: Any) -> Iterator[Paint]:
        """The colours at the ends of a shading; one without values where they are not told so."""
        space = self.space_of(shading.get("/ColorSpace"))
        ends = list(_ends(shading.get("/Function")))
        yield from (Paint(space, values, space.ink(values)) for values in ends)
        if not ends:
            yield Paint(space, (), None)


def _ends(function: Any, depth: int = 0) -> Iterator[tuple[float, ...]]:
    """The values of exponential functions at their ends."""
    for each in [function] if isinstance(function, pikepdf.Dictionary) else []:
        if each.get("/FunctionType") == 2:
            for key, usual in (("/C0", [0]), ("/C1", [1])):
                yield tuple(float(value) for value in each.get(key, usual))
        elif depth < 4:
            for inner in tables(each.get("/Functions")):
                yield from _ends(inner, depth + 1)


def _state(given: Any) -> SetState:
    stroke = given.get("/OP")
    fill = given.get("/op", stroke)
    width = given.get("/LW")
    font = given.get("/Font")
    return SetState(
        None if width is None else float(width),
        None if fill is None else bool(fill),
        None if stroke is None else bool(stroke),
        tuple(_effects(given)),
        tuple(_foreign(given)),
        next(tables(font), None),
    )


def _foreign(given: Any) -> Iterator[str]:
    """ISO 15930: no transfer curves (`TR`; `TR2` is that of the device, or none), no phases of halftones."""
    if "/TR" in given and name_of(given.get("/TR")) != "Identity":
        yield "a transfer curve (`/TR`)"
    if "/TR2" in given and name_of(given.get("/TR2")) != "Default":
        yield "a transfer curve (`/TR2`)"
    if "/HTP" in given:
        yield "a phase of halftones (`/HTP`)"


def _effects(given: Any) -> Iterator[str]:
    for key, what in (("/ca", "fills"), ("/CA", "strokes")):
        opacity = float(given.get(key, 1))
        if opacity < 1:
            yield f"{what} of {100 * opacity:.3g} % opacity (`{key} {opacity:g}`)"
    if isinstance(given.get("/SMask"), pikepdf.Dictionary):
        yield "a soft mask (`/SMask`)"
    mode = given.get("/BM")
    names = [name_of(each) for each in mode] if isinstance(mode, pikepdf.Array) else [name_of(mode)]
    if names and names[0] not in ("", "Normal", "Compatible"):
        yield f"the blend mode `{names[0]}`"


def picture_of(stream: Any, name: str, resources: ContentResources) -> DrawnPicture:
    """What there is to know about an image XObject."""
    written = stream.get("/Filter")
    filters = [name_of(each) for each in written] if isinstance(written, pikepdf.Array) else [name_of(written)]
    mask = bool(stream.get("/ImageMask", False))
    space = stream.get("/ColorSpace")
    return DrawnPicture(
        name,
        int(stream.get("/Width", 0)),
        int(stream.get("/Height", 0)),
        1 if mask else int(stream.get("/BitsPerComponent", 8)),
        None if mask or space is None else resources.space_of(space),
        tuple(_FILTERS.get(each, each) for each in filters if each),
        mask,
        isinstance(stream.get("/SMask"), pikepdf.Stream) or int(stream.get("/SMaskInData", 0)) > 0,
        stream,
    )


def inline_picture(words: list[bytes], resources: ContentResources) -> DrawnPicture:
    """An inline image by the keys and values before its data; of an array of filters, and of a space, the names."""
    keys = [word for word in words if word not in (b"[", b"]")]
    given = {
        _KEYS.get(k[1:].decode("latin-1"), k.decode("latin-1")): v for k, v in zip(keys[::2], keys[1::2], strict=False)
    }
    mask = given.get("/ImageMask") == b"true"
    space = [part.decode("latin-1") for part in given.get("/ColorSpace", b"").strip(b"[] ").split(b"/") if part.strip()]
    names = [
        part.strip() for part in given.get("/Filter", b"").strip(b"[] ").decode("latin-1").split("/") if part.strip()
    ]
    # of `[/Indexed /DeviceRGB 1 <…>]` the colours are in the second
    named = (
        (space[1].split()[0] if space[0].strip() in ("I", "Indexed") and space[1:] else space[0].strip())
        if space
        else ""
    )
    return DrawnPicture(
        "an inline image",
        int(number(given.get("/Width", b"0"))),
        int(number(given.get("/Height", b"0"))),
        1 if mask else int(number(given.get("/BitsPerComponent", b"8"))),
        resources.space(named) if named and not mask else None,
        tuple(_FILTERS.get(name, name) for name in names),
        mask,
        False,
        None,
    )
