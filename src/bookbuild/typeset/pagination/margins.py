"""Content and page margins set apart: running heads and folios do not decide a fragment.

Seam: `weasyprint.layout.make_margin_boxes`, which gives a page its margin boxes once its content is laid out.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bookbuild.typeset.pagination.running_heads import within_a_line
from bookbuild.typeset.seams.seam import Function

_without = False


@contextmanager
def without_margins() -> Iterator[None]:
    """Pages are laid out without heads and folios while this lasts."""
    global _without
    outer, _without = _without, True
    try:
        yield
    finally:
        _without = outer


def make_margin_boxes(made: Function, context: Any, page: Any, state: Any) -> Iterator[Any]:
    """WeasyPrint's function, with heads in one line; no boxes where pages are laid out without them."""
    return iter(()) if _without else iter(within_a_line(made, context, page, state))
