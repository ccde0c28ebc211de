"""What holds while a content stream is read: graphics state, path, text position, and what was used so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pikepdf

from bookbuild.inspection.colour_spaces import DEVICES, GREY
from bookbuild.inspection.content_resources import ContentResources
from bookbuild.inspection.content_tokens import numbers
from bookbuild.inspection.content_uses import Matrix, PagePlace, Paint, Use, around

_BLACK = Paint(DEVICES[GREY], (0.0,), 100.0)


@dataclass(slots=True)
class GraphicsState:
    """Of a colour: the paint, and the operator that set it. `width`: of lines, before `ctm`; `mode`: of text."""

    ctm: Matrix
    fill: Paint = _BLACK
    stroke: Paint = _BLACK
    fill_by: str = "g"
    stroke_by: str = "G"
    fill_overprints: bool = False
    stroke_overprints: bool = False
    width: float = 1.0
    font: Any = None
    mode: int = 0

    def at(self, ctm: Matrix) -> GraphicsState:
        """This state under another matrix."""
        return GraphicsState(
            ctm, self.fill, self.stroke, self.fill_by, self.stroke_by, self.fill_overprints, self.stroke_overprints,
            self.width, self.font, self.mode,
        )  # fmt: skip


@dataclass(slots=True)
class ContentStream:
    """What is read of one content stream. `base`: the matrix of the page; `path`: its operators with their operands;
    `ink_limit`: colours over it, in %, are told with their places.
    """

    resources: ContentResources
    state: GraphicsState
    base: Matrix
    ink_limit: float
    depth: int = 0
    uses: set[Use] = field(default_factory=set)
    kept: list[GraphicsState] = field(default_factory=list)
    path: list[tuple[bytes, list[bytes]]] = field(default_factory=list)
    text: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

    def around_path(self) -> PagePlace | None:
        """The box of the path on the page; control points count as points."""
        points: list[tuple[float, float]] = []
        for operator, words in self.path:
            values = numbers(words)
            if operator == b"re" and len(values) == 4:
                x, y, width, height = values
                points += [(x, y), (x + width, y + height), (x + width, y), (x, y + height)]
            else:
                points += zip(values[::2], values[1::2], strict=False)
        return around(self.state.ctm, points) if points else None


def named(words: list[bytes]) -> str:
    """The name among operands, without its `/`; `#20` and the like as the characters that they stand for."""
    word = words[-1] if words else b""
    if b"#" in word:
        word = _unescaped(word)
    return word.removeprefix(b"/").decode("utf-8", "surrogateescape")


def _unescaped(word: bytes) -> bytes:
    first, *rest = word.split(b"#")
    return first + b"".join(bytes([_hex(part[:2])]) + part[2:] for part in rest)


def _hex(digits: bytes) -> int:
    try:
        return int(digits, 16)
    except ValueError:
        return 35


def matrix_of(obj: Any, key: str = "/Matrix") -> Matrix:
    """The matrix of a form, a pattern or a font; one that changes nothing where there is none."""
    value = obj.get(key)
    if isinstance(value, pikepdf.Array) and len(value) == 6:
        return tuple(float(part) for part in value)  # type: ignore[return-value]
    return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
