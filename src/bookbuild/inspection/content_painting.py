"""Operators that set colours, draw paths and show text → what they use, in the stream that they stand in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf

from bookbuild.inspection.colour_spaces import CMYK, GREY, PATTERN, RGB, ColourSpace
from bookbuild.inspection.content_state import ContentStream, named
from bookbuild.inspection.content_tokens import number, numbers
from bookbuild.inspection.content_uses import (
    ForeignUse,
    LineUse,
    PagePlace,
    Painted,
    PaintUse,
    TextUse,
    TransparencyUse,
    around,
    smallest_scale,
    times,
)

HAIRLINE = 0.25
"""pt; what is thinner may vanish in print."""
_NEAR = 0.005
_MOST_KEPT = 1000
_STARTS = {"DeviceCMYK": [b"0", b"0", b"0", b"1"], "Separation": [b"1"], "Pattern": []}

Operands = list[bytes]
Handler = Callable[[ContentStream, Operands, bytes], None]


def _keep(stream: ContentStream, _: Operands, __: bytes) -> None:
    if len(stream.kept) < _MOST_KEPT:
        stream.kept.append(stream.state.at(stream.state.ctm))


def _restore(stream: ContentStream, _: Operands, __: bytes) -> None:
    if stream.kept:
        stream.state = stream.kept.pop()


def _transform(stream: ContentStream, words: Operands, _: bytes) -> None:
    if len(words) >= 6:
        stream.state.ctm = times(numbers(words[-6:]), stream.state.ctm)  # type: ignore[arg-type]


def _width(stream: ContentStream, words: Operands, _: bytes) -> None:
    if words:
        stream.state.width = number(words[-1])


def _set_state(stream: ContentStream, words: Operands, _: bytes) -> None:
    given, state = stream.resources.state(named(words)), stream.state
    state.width = state.width if given.width is None else given.width
    state.fill_overprints = state.fill_overprints if given.fill is None else given.fill
    state.stroke_overprints = state.stroke_overprints if given.stroke is None else given.stroke
    state.font = state.font if given.font is None else given.font
    stream.uses.update(map(TransparencyUse, given.effects))
    stream.uses.update(map(ForeignUse, given.foreign))


def _device(stream: ContentStream, words: Operands, operator: bytes) -> None:
    family = {b"g": GREY, b"rg": RGB, b"k": CMYK}[operator.lower()]
    set_colour(stream, stream.resources.space(family), words, operator)


def _space(stream: ContentStream, words: Operands, operator: bytes) -> None:
    space = stream.resources.space(named(words))
    start = _STARTS.get(space.family, [b"1" if space.family == "DeviceN" else b"0"] * space.channels)
    set_colour(stream, space, start, operator)


def set_colour(stream: ContentStream, space: ColourSpace, words: Operands, operator: bytes) -> None:
    paint = stream.resources.paint(space, tuple(words))
    if operator.isupper():
        stream.state.stroke, stream.state.stroke_by = paint, operator.decode("latin-1")
    else:
        stream.state.fill, stream.state.fill_by = paint, operator.decode("latin-1")


def _paint(
    stream: ContentStream, fill: Painted | None, stroke: Painted | None, place: Callable[[], PagePlace | None]
) -> None:
    state = stream.state
    for kind, paint, by, overprints in (
        (fill, state.fill, state.fill_by, state.fill_overprints),
        (stroke, state.stroke, state.stroke_by, state.stroke_overprints),
    ):
        if kind and paint.space.family != PATTERN.family:
            over = paint.ink is not None and paint.ink > stream.ink_limit
            stream.uses.add(PaintUse(paint, kind, by, overprints, place() if over else None))
    if stroke:
        width = state.width * smallest_scale(state.ctm)
        if width < HAIRLINE - _NEAR:
            stream.uses.add(LineUse(round(width, 3), place()))


def _draw(stream: ContentStream, words: Operands, operator: bytes) -> None:
    stream.path.append((operator, words))


def _paint_path(stream: ContentStream, _: Operands, operator: bytes) -> None:
    fills, strokes = operator[:1] in b"fFbB", operator[:1] in b"sSbB"
    if stream.path:
        if not strokes:
            _find_thin_rectangles(stream)
        _paint(stream, "fill" if fills else None, "stroke" if strokes else None, stream.around_path)
    stream.path = []


def _find_thin_rectangles(stream: ContentStream) -> None:
    """Rules are drawn as filled rectangles too."""
    if any(operator != b"re" or len(words) != 4 for operator, words in stream.path):
        return
    scale = smallest_scale(stream.state.ctm)
    for _, words in stream.path:
        thickness = min(abs(number(words[2])), abs(number(words[3]))) * scale
        if 0 < thickness < HAIRLINE - _NEAR and not stream.state.fill.white:
            stream.uses.add(LineUse(round(thickness, 3), stream.around_path()))


def _end_path(stream: ContentStream, _: Operands, __: bytes) -> None:
    stream.path = []


def _shading(stream: ContentStream, words: Operands, _: bytes) -> None:
    shade(stream, stream.resources.get("/Shading", named(words)))


def shade(stream: ContentStream, shading: Any) -> None:
    if isinstance(shading, (pikepdf.Dictionary, pikepdf.Stream)) and "/ColorSpace" in shading:
        overprints = stream.state.fill_overprints
        for paint in stream.resources.shading(shading):
            stream.uses.add(PaintUse(paint, "shading", "sh", overprints, None))


def paint_mask(stream: ContentStream, place: PagePlace) -> None:
    """A picture of one bit, in the colour of fills."""
    _paint(stream, "fill", None, lambda: place)


def _mode(stream: ContentStream, words: Operands, _: bytes) -> None:
    stream.state.mode = int(number(words[-1])) if words else 0


def _begin_text(stream: ContentStream, _: Operands, __: bytes) -> None:
    stream.text = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _text_matrix(stream: ContentStream, words: Operands, _: bytes) -> None:
    if len(words) >= 6:
        stream.text = numbers(words[-6:])  # type: ignore[assignment]


def _text_move(stream: ContentStream, words: Operands, _: bytes) -> None:
    if len(words) >= 2:
        stream.text = times((1.0, 0.0, 0.0, 1.0, number(words[-2]), number(words[-1])), stream.text)


def _show(stream: ContentStream, _: Operands, __: bytes) -> None:
    state = stream.state
    if state.font is not None:
        stream.uses.add(TextUse(stream.resources.font_key(state.font)))
    fills, strokes = state.mode in (0, 2, 4, 6), state.mode in (1, 2, 5, 6)
    matrix = times(stream.text, state.ctm)
    _paint(stream, "text" if fills else None, "stroke" if strokes else None, lambda: around(matrix, [(0, 0)]))


HANDLERS: dict[bytes, Handler] = {
    b"q": _keep, b"Q": _restore, b"cm": _transform, b"w": _width, b"gs": _set_state,
    **dict.fromkeys((b"g", b"G", b"rg", b"RG", b"k", b"K"), _device),
    b"cs": _space, b"CS": _space, b"sh": _shading,
    **dict.fromkeys((b"m", b"l", b"c", b"v", b"y", b"re"), _draw),
    **dict.fromkeys((b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s"), _paint_path),
    b"n": _end_path, b"BT": _begin_text, b"Tr": _mode, b"Tm": _text_matrix, b"Td": _text_move, b"TD": _text_move,
    **dict.fromkeys((b"Tj", b"TJ", b"'", b'"'), _show),
}  # fmt: skip
"""What needs nothing but the stream."""
