"""Content and page margins set apart: running heads and folios do not decide a fragment.

Seam: `weasyprint.layout.make_margin_boxes`, which gives a page its margin boxes once its content is laid out.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint import layout

_made = layout.make_margin_boxes


def _none(*_: Any) -> Iterator[Any]:
    return iter(())


@contextmanager
def without_margins() -> Iterator[None]:
    """Pages are laid out without heads and folios while this lasts."""
    layout.make_margin_boxes = _none
    try:
        yield
    finally:
        layout.make_margin_boxes = _made
