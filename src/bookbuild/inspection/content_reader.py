"""The content of a page, with the forms, patterns and glyphs that it draws → what it uses (`content_uses.py`).

A form that is drawn again in the same place and state is not read again. Nothing is rendered.
"""

from __future__ import annotations

import math
from typing import Any

import pikepdf

from bookbuild.inspection.colour_spaces import PATTERN
from bookbuild.inspection.content_painting import HANDLERS, paint_mask, set_colour, shade
from bookbuild.inspection.content_resources import ContentResources, Paints, inline_picture, picture_of
from bookbuild.inspection.content_state import ContentStream, GraphicsState, matrix_of, named
from bookbuild.inspection.content_tokens import number, operations
from bookbuild.inspection.content_uses import (
    DrawnPicture,
    ForeignUse,
    Paint,
    PictureUse,
    SpaceUse,
    TransparencyUse,
    Use,
    around,
    times,
)
from bookbuild.inspection.pdf_values import name_of, table

PAGE_GROUP = "a transparency group of the page"
_DEEPEST = 12
_MOST_OPERATIONS = 4_000_000
_MOST_GLYPHS = 400


class ContentReader:
    """Reads the pages of one file; `fonts` and `pictures` are what their uses name.

    `ink_limit`: colours over it, in %, are told with their places. `whole`: False once there was too much to read.
    """

    def __init__(self, ink_limit: float | None = None) -> None:
        self.fonts: dict[Any, Any] = {}
        self.pictures: dict[Any, DrawnPicture] = {}
        self.whole = True
        self._limit = math.inf if ink_limit is None else ink_limit
        self._left = _MOST_OPERATIONS
        self._known: dict[Any, set[Use]] = {}
        self._resources: dict[tuple[int, int], ContentResources] = {}
        self._paints: Paints = {}

    def page(self, page: pikepdf.Page) -> set[Use]:
        """What the content of `page` uses; annotations left out."""
        unit = float(page.obj.get("/UserUnit", 1))
        base = (unit, 0.0, 0.0, unit, 0.0, 0.0)
        stream = ContentStream(self._of(page.resources), GraphicsState(base), base, self._limit)
        self._group(stream, table(page.obj, "/Group"), PAGE_GROUP)
        self._read(stream, _content(page.obj.get("/Contents")))
        return stream.uses

    def _of(self, obj: Any) -> ContentResources:
        if not obj.is_indirect:
            return ContentResources(obj, self._paints, self.fonts)
        return self._resources.setdefault(obj.objgen, ContentResources(obj, self._paints, self.fonts))

    def _read(self, stream: ContentStream, content: bytes) -> None:
        for operator, words in operations(content):
            self._left -= 1
            if self._left < 0:
                self.whole = False
                return
            if handler := HANDLERS.get(operator):
                handler(stream, words, operator)
            elif operator == b"Do":
                self._object(stream, named(words))
            elif operator == b"Tf":
                self._font(stream, words)
            elif operator == b"BI":
                key = ("inline", tuple(words))
                if key not in self.pictures:
                    self.pictures[key] = inline_picture(words, stream.resources)
                self._picture(stream, key)
            elif operator in (b"sc", b"SC", b"scn", b"SCN"):
                self._component(stream, words, operator)

    def _component(self, stream: ContentStream, words: list[bytes], operator: bytes) -> None:
        old = stream.state.stroke if operator.isupper() else stream.state.fill
        if words and words[-1].startswith(b"/"):
            self._pattern(stream, named(words), old, tuple(words[:-1]))
        else:
            set_colour(stream, old.space, words, operator)

    def _pattern(self, stream: ContentStream, name: str, old: Paint, words: tuple[bytes, ...]) -> None:
        pattern = stream.resources.get("/Pattern", name)
        if not isinstance(pattern, pikepdf.Stream):
            shade(stream, table(pattern, "/Shading"))
            return
        state = GraphicsState(times(matrix_of(pattern), stream.base))
        if pattern.get("/PaintType") == 2 and old.space.family == PATTERN.family and old.space.base:
            state.fill = state.stroke = stream.resources.paint(old.space.base, words)
        self._inner(stream, pattern, state)

    def _font(self, stream: ContentStream, words: list[bytes]) -> None:
        if len(words) < 2:
            return
        font = stream.state.font = stream.resources.get("/Font", named(words[:-1]))
        if name_of(font.get("/Subtype")) == "Type3":
            size = number(words[-1])
            scaled = times(matrix_of(font, "/FontMatrix"), times((size, 0, 0, size, 0, 0), stream.state.ctm))
            for glyph in list(table(font, "/CharProcs").values())[:_MOST_GLYPHS]:
                if isinstance(glyph, pikepdf.Stream):
                    self._inner(stream, glyph, stream.state.at(scaled), font)

    def _object(self, stream: ContentStream, name: str) -> None:
        obj = stream.resources.get("/XObject", name)
        kind = name_of(obj.get("/Subtype"))
        if kind == "PS" or "/PS" in obj:
            stream.uses.add(ForeignUse("a program in PostScript"))
        if "/OPI" in obj:
            stream.uses.add(ForeignUse("a picture that stands elsewhere (`/OPI`)"))
        if "/Alternates" in obj:
            stream.uses.add(ForeignUse("a picture with alternates"))
        if kind == "Form" and isinstance(obj, pikepdf.Stream):
            self._group(stream, table(obj, "/Group"), "a transparency group")
            self._inner(stream, obj, stream.state.at(times(matrix_of(obj), stream.state.ctm)))
        elif kind == "Image":
            if obj.objgen not in self.pictures:
                self.pictures[obj.objgen] = picture_of(obj, name, stream.resources)
            self._picture(stream, obj.objgen)

    def _picture(self, stream: ContentStream, key: Any) -> None:
        picture, ctm = self.pictures[key], stream.state.ctm
        place = around(ctm, [(0, 0), (1, 0), (0, 1), (1, 1)])
        sides = ((picture.width, math.hypot(*ctm[:2])), (picture.height, math.hypot(*ctm[2:4])))
        resolution = min(pixels * 72 / side if side else math.inf for pixels, side in sides)
        stream.uses.add(PictureUse(key, round(resolution, 1), place))
        if picture.mask:
            paint_mask(stream, place)
        if picture.soft:
            stream.uses.add(TransparencyUse(f"the soft mask of the picture `{picture.name}`"))

    def _group(self, stream: ContentStream, group: Any, what: str) -> None:
        if name_of(group.get("/S")) != "Transparency":
            return
        stream.uses.add(TransparencyUse(what))
        space = group.get("/CS")
        if space is not None:
            stream.uses.add(SpaceUse(stream.resources.space_of(space)))

    def _inner(self, stream: ContentStream, obj: Any, state: GraphicsState, font: Any = None) -> None:
        """What a form, a pattern or a glyph draws, as part of `stream`."""
        own = obj.get("/Resources", font.get("/Resources") if font is not None else None)
        key = (
            obj.objgen, tuple(round(part, 3) for part in state.ctm), state.fill, state.stroke,
            state.fill_overprints, state.stroke_overprints, state.width,
        )  # fmt: skip
        if key not in self._known and stream.depth < _DEEPEST:
            self._known[key] = set()  # what draws itself adds nothing
            resources = self._of(own) if isinstance(own, pikepdf.Dictionary) else stream.resources
            inner = ContentStream(resources, state, stream.base, self._limit, stream.depth + 1)
            self._read(inner, obj.read_bytes())
            self._known[key] = inner.uses
        stream.uses |= self._known.get(key, set())


def _content(value: Any) -> bytes:
    """The content of a page; of several streams, with white space between them."""
    if isinstance(value, pikepdf.Stream):
        data: bytes = value.read_bytes()
        return data
    if isinstance(value, pikepdf.Array):
        return b"\n".join(part.read_bytes() for part in value if isinstance(part, pikepdf.Stream))
    return b""
