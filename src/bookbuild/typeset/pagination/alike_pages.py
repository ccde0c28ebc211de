"""Pages of one kind → one style of the page and of its margin boxes, computed once.

Seam: `weasyprint.layout.page.set_page_type_computed_styles`, which computes the style of each page and of its boxes
anew: a page's number is part of what names them, though few style sheets ask for it.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from weasyprint.layout import page

_computed = page.set_page_type_computed_styles


def install() -> None:
    """Put the changed function in its place; raises AttributeError where WeasyPrint's has moved."""
    page.set_page_type_computed_styles = set_page_type_computed_styles


def set_page_type_computed_styles(page_type: Any, html: Any, style_for: Any) -> None:
    """WeasyPrint's function, for the first page of each kind; the others share its styles."""
    kinds: dict[Hashable, tuple[Any, tuple[Any, ...]]] = style_for.__dict__.setdefault("kinds_of_pages", {})
    kind = _kind(page_type, style_for)
    if kind not in kinds:
        _computed(page_type, html, style_for)
        styled = (of_page for element, of_page in style_for.get_cascaded_styles() if element == page_type)
        kinds[kind] = page_type, (None, *(name for name in styled if name))
    first, names = kinds[kind]
    styles = style_for.get_computed_styles()
    for name in names:
        styles[page_type, name] = styles[first, name]


def _kind(page_type: Any, style_for: Any) -> Hashable:
    """All of a page's type that the sheets ask for; lengths may depend on the first page, which is one by itself."""
    if "counts_pages" not in style_for.__dict__:
        style_for.counts_pages = any(
            selector.index is not None
            for sheet, _, _ in style_for._sheets
            for _, selectors, _ in sheet.page_rules
            for *_, selector in selectors
        )
    counted = (page_type.index, page_type.groups) if style_for.counts_pages else ()
    return page_type.side, page_type.blank, page_type.name, page_type.index == 0, counted
