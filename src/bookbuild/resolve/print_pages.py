"""Pages of a printed book that a manuscript marks → what an e-book keeps of them; a PDF has pages of its own."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from bookbuild.model.blocks import PrintPages
from bookbuild.model.book import Section
from bookbuild.model.inlines import PrintPage
from bookbuild.model.walk import mapped, nodes


def without_print_pages(section: Section) -> Section:
    """The section as a PDF has it."""
    return replace(
        section,
        title=mapped(section.title, _without),
        subtitle=mapped(section.subtitle, _without),
        short_title=mapped(section.short_title, _without),
        blocks=mapped(section.blocks, _without),
    )


def _without(node: Any) -> Any:
    return () if isinstance(node, PrintPage | PrintPages) else node


def first_page(section: Section) -> str:
    """The number of the page that begins with a section: in its title, or at the head of its text; or nothing."""
    first = section.blocks[0] if section.blocks else None
    at_head = first.children if isinstance(first, PrintPages) else getattr(first, "children", ())[:1]
    return page_of((section.title, section.subtitle, at_head))


def page_of(tree: object) -> str:
    """The number of the last page that begins in `tree`; or nothing."""
    return next((node.number for node in reversed([*nodes(tree)]) if isinstance(node, PrintPage)), "")
