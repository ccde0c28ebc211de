"""Pages of one kind → one style of the page and of its margin boxes, computed once.

Seam: `weasyprint.layout.page.set_page_type_computed_styles`, which computes the style of each page and of its boxes
anew: a page's number is part of what names them, though few style sheets ask for it.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from bookbuild.typeset.seams.attached import Attached
from bookbuild.typeset.seams.seam import Function

Kinds = dict[Hashable, tuple[Any, tuple[Any, ...]]]
"""By kind: the page type that was computed first, and the names of the boxes that it has styles for."""

_kinds: Attached[Kinds] = Attached("kinds_of_pages")
_counted: Attached[bool] = Attached("counts_pages")
"""On a document's styles."""


def set_page_type_computed_styles(computed: Function, page_type: Any, html: Any, style_for: Any) -> None:
    """WeasyPrint's function, for the first page of each kind; the others share its styles."""
    kinds = _kinds.made_once(style_for, dict)
    kind = _kind(page_type, style_for)
    if kind not in kinds:
        computed(page_type, html, style_for)
        styled = (of_page for element, of_page in style_for.get_cascaded_styles() if element == page_type)
        kinds[kind] = page_type, (None, *(name for name in styled if name))
    first, names = kinds[kind]
    styles = style_for.get_computed_styles()
    for name in names:
        styles[page_type, name] = styles[first, name]


def _kind(page_type: Any, style_for: Any) -> Hashable:
    """All of a page's type that the sheets ask for; lengths may depend on the first page, which is one by itself."""
    asks_for_numbers = _counted.made_once(style_for, lambda: _counts(style_for))
    counted = (page_type.index, page_type.groups) if asks_for_numbers else ()
    return page_type.side, page_type.blank, page_type.name, page_type.index == 0, counted


def _counts(style_for: Any) -> bool:
    """Whether a sheet has rules for pages by their number."""
    return any(
        selector.index is not None
        for sheet, _, _ in style_for._sheets
        for _, selectors, _ in sheet.page_rules
        for *_, selector in selectors
    )
