"""A line as Pango shaped it → signs in the page's content, each of which stands for its own text.

Seam: `weasyprint.draw.text.draw_first_line`, which gives each glyph the text that it was first seen with, and a mark's
glyph that of its whole cluster: what is drawn comes out of the file as other words. Here a letter and its marks are
drawn as one sign (`signs.py`, `shown_runs.py`). What is drawn in colours or as bitmaps, and lines with an ellipsis, are
left to WeasyPrint.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.text.ffi import ffi, pango

from bookbuild.typeset.drawing.drawn_text_box import DrawnTextBox, SetRun, width_of
from bookbuild.typeset.drawing.font_signs import DrawnSigns
from bookbuild.typeset.lines.letter_fit import scale_of
from bookbuild.typeset.lines.punctuation_script import LETTER_MARK
from bookbuild.typeset.seams.seam import Function

_drawing: DrawnSigns | None = None
"""What is counted of the fragment that is drawn; None where none is."""


@contextmanager
def signs_numbered() -> Iterator[DrawnSigns]:
    """Lines are drawn as signs while this lasts; what is counted of them."""
    global _drawing
    drawn = _drawing = DrawnSigns()
    try:
        yield drawn
    finally:
        _drawing = None


def draw_first_line(
    drawn: Function, stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any
) -> Any:
    """WeasyPrint's function, with signs."""
    layout = textbox.pango_layout
    if _drawing is None or text_overflow == "ellipsis" or block_ellipsis != "none":
        return drawn(stream, textbox, text_overflow, block_ellipsis, matrix)
    if not textbox.text.strip() or textbox.style["font_size"] < 1e-6:
        return []
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    first_line, _ = layout.get_first_line()
    runs = list(_runs(stream, first_line, textbox.style["font_size"]))
    if any(font.bitmap or font.png or font.svg or font.colr for _, font, _ in runs):
        return drawn(stream, textbox, text_overflow, block_ellipsis, matrix)
    across, *turned, x, y = matrix.values
    if layout.text.endswith(LETTER_MARK):  # wider than where it was measured: its right edge stands
        x += min(textbox.width - sum(width_of(run) for run, *_ in runs) * scale_of(textbox), 0.0)
    stream.set_text_matrix(across * scale_of(textbox), *turned, x, y)
    DrawnTextBox(stream, textbox, _drawing).show(runs)
    return []


def _runs(stream: Any, line: Any, css_size: float) -> Iterator[SetRun]:
    """Pango's runs from left to right, with font and size in px."""
    node, previous, font, size = line.runs[0], None, None, css_size
    while node != ffi.NULL:
        run, node = node.data, node.next
        if run.item.analysis.font != previous:
            previous = run.item.analysis.font
            font, size = stream.add_font(previous)
        yield run, font, size
