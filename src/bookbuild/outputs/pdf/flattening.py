"""Transparency → colours as they look on white paper, for printers and standards that take none.

What is half transparent is mixed with the paper, as it looks where nothing lies beneath it: text stays text, and lines
stay lines. A content is what WeasyPrint made, an operator on each line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import pikepdf

_STATE = re.compile(rb"(?m)^/(\S+) gs$")
_COLOUR = {b"rg": False, b"RG": True, b"g": False, b"G": True}
_LINE = re.compile(rb"(?m)^.*$")
UNFILLED = {b"f": b"n", b"F": b"n", b"f*": b"n", b"B": b"S", b"B*": b"S", b"b": b"s", b"b*": b"s"}
UNSTROKED = {b"S": b"n", b"s": b"n", b"B": b"f", b"B*": b"f*", b"b": b"f", b"b*": b"f*"}
"""What paints a path → what does without its fill, and without its stroke."""
TEXT = (b"Tj", b"TJ", b"'", b'"')


@dataclass(frozen=True, slots=True)
class PaintState:
    """How paint falls on the page: how much of a fill's and of a stroke's shows, and their colours as written."""

    fill: float = 1.0
    stroke: float = 1.0
    fill_colour: tuple[float, ...] = (0.0,)
    stroke_colour: tuple[float, ...] = (0.0,)


FlatForms: TypeAlias = dict[tuple[object, ...], Any]
"""Forms by (number of the form that they are made of, how much of it shows)."""


def flatten(document: pikepdf.Pdf) -> None:
    """Mix all that is half transparent with white, and leave no group. Masks and blending are left: they are found."""
    made: FlatForms = {}
    for page in document.pages:
        page.obj.Resources = _flattened(document, page.obj, page.obj.Resources, 1.0, made)
        if "/Group" in page.obj:
            del page.obj.Group
    for entry in document.objects:
        is_form = isinstance(entry, pikepdf.Stream) and entry.get("/Subtype") == "/Form"
        if is_form and entry.get("/Group", {}).get("/S") == "/Transparency":
            del entry.Group


def _flattened(document: pikepdf.Pdf, holder: Any, resources: Any, shown: float, made: FlatForms) -> Any:
    """The content of a page or a form without half-transparent paint; its resources, with the forms that this makes.

    `shown`: how much of the whole shows, of a group.
    """
    states = {name.encode()[1:]: _alphas(state) for name, state in resources.get("/ExtGState", {}).items()}
    forms = resources.get("/XObject", {})
    stream = holder.Contents if "/Contents" in holder else holder
    content = stream.read_bytes()
    used = {name for name in _STATE.findall(content) if states.get(name)}
    inner = [name for name, form in forms.items() if form.get("/Subtype") == "/Form"]
    see_through = shown < 1 or any(value not in (None, 1.0) for name in used for value in states[name] or ())
    if not see_through and not inner:
        return resources
    flat = _Flattener(states, shown)
    out: list[bytes] = []
    own = pikepdf.Dictionary(resources)
    own.XObject = pikepdf.Dictionary(forms) if len(forms) else pikepdf.Dictionary()
    for match in _LINE.finditer(content):
        line = match[0]
        words = line.split()
        if len(words) == 2 and words[1] == b"Do" and words[0].decode() in inner:
            name, share = words[0].decode(), round(flat.drawn.fill * shown, 4)
            form = forms[name]
            key = (form.objgen, share)
            if key not in made:
                made[key] = None  # a form that draws itself
                made[key] = _form(document, form, resources, share, made)
            if made[key] is not None and share != 1.0:
                name = f"{name}-{round(share * 1000)}"
                own.XObject[name] = made[key]
            out.append(f"{name} Do".encode())
        else:
            out += flat.line(line, words)
    if see_through:
        written = b"\n".join(out)
        if "/Contents" in holder:
            holder.Contents = document.make_indirect(pikepdf.Stream(document, written))
        else:
            holder.write(written)
    return own


def _form(document: pikepdf.Pdf, form: Any, resources: Any, share: float, made: FlatForms) -> Any:
    """A form of which `share` shows; a copy where that is not all of it."""
    own = form if share == 1.0 else document.make_indirect(form.__copy__())
    own.Resources = _flattened(document, own, own.get("/Resources", resources), share, made)
    return own


def _alphas(state: Any) -> tuple[float | None, float | None]:
    """How much of fills and of strokes a graphics state lets show; None where it does not say."""
    fill, stroke = state.get("/ca"), state.get("/CA")
    return None if fill is None else float(fill), None if stroke is None else float(stroke)


class _Flattener:
    """Reads a content line by line, and gives the lines that stand for it."""

    def __init__(self, states: dict[bytes, tuple[float | None, float | None]], shown: float) -> None:
        self.states, self.shown = states, shown
        self.drawn = PaintState()
        self.stack: list[PaintState] = []

    def line(self, line: bytes, words: list[bytes]) -> list[bytes]:
        operator = words[-1] if words else b""
        if operator == b"q":
            self.stack.append(self.drawn)
        elif operator == b"Q" and self.stack:
            self.drawn = self.stack.pop()
        elif operator == b"gs" and len(words) == 2:
            return self._state(line, words[0][1:])
        elif operator in _COLOUR:
            return self._colour(tuple(map(float, words[:-1])), stroke=_COLOUR[operator])
        elif len(words) == 1 and (operator in UNFILLED or operator in UNSTROKED):
            return [self._painted(operator)]
        elif operator in TEXT and not self.drawn.fill:
            return [b"3 Tr", line, b"0 Tr"]
        return [line]

    def _state(self, line: bytes, name: bytes) -> list[bytes]:
        fill, stroke = self.states.get(name, (None, None))
        if fill is None and stroke is None:
            return [line]
        before = self.drawn
        self.drawn = replace(
            before,
            fill=before.fill if fill is None else fill,
            stroke=before.stroke if stroke is None else stroke,
        )
        out = []
        if self.drawn.fill != before.fill:
            out += self._colour(before.fill_colour, stroke=False)
        if self.drawn.stroke != before.stroke:
            out += self._colour(before.stroke_colour, stroke=True)
        return out

    def _colour(self, parts: tuple[float, ...], *, stroke: bool) -> list[bytes]:
        share = (self.drawn.stroke if stroke else self.drawn.fill) * self.shown
        self.drawn = replace(self.drawn, stroke_colour=parts) if stroke else replace(self.drawn, fill_colour=parts)
        mixed = b" ".join(b"%g" % round(1 - share * (1 - part), 4) for part in parts)
        operator = {(1, False): b"g", (1, True): b"G", (3, False): b"rg", (3, True): b"RG"}[len(parts), stroke]
        return [b"%s %s" % (mixed, operator)]

    def _painted(self, operator: bytes) -> bytes:
        """What paints a path, without what does not show."""
        if not self.drawn.fill:
            operator = UNFILLED.get(operator, operator)
        if not self.drawn.stroke:
            operator = UNSTROKED.get(operator, operator)
        return operator
