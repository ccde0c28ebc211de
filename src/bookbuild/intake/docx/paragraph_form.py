"""`w:pPr` and the style of a paragraph → what it is: a heading, an item of a list, a quotation; its direction."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from bookbuild.intake.docx.docx_context import DocxContext
from bookbuild.intake.docx.names import child, number, value
from bookbuild.intake.docx.numbering import ListMarker
from bookbuild.intake.docx.style_map import StyleMeaning
from bookbuild.intake.docx.styles import outline_level
from bookbuild.model.inlines import Direction

_CONTINUED = ("list continue", "list paragraph")


@dataclass(frozen=True, slots=True)
class ParagraphForm:
    """`style`: its id; `shown`: its name. `marker`: of an item, or the number of a heading.

    `mark_deleted`: the end of the paragraph is deleted, it goes on in the next. `continues`: it may belong to an item.
    """

    style: str
    shown: str
    meaning: StyleMeaning
    level: int | None = None
    marker: ListMarker | None = None
    direction: Direction | None = None
    opens_page: bool = False
    ends_section: bool = False
    mark_deleted: bool = False
    continues: bool = False
    ruled: bool = False


def paragraph_form(element: etree._Element, context: DocxContext) -> ParagraphForm:
    """What a `w:p` is. Its marker is counted here, so each paragraph is asked once and in order."""
    direct = child(element, "w:pPr")
    style = value(child(direct, "w:pStyle")) or context.styles.normal
    known = context.styles.style("paragraph", style)
    meaning = context.map.of_paragraph(context.styles.chain("paragraph", style))
    level = meaning.level or outline_level(context.styles, style, direct)
    if meaning.told and meaning.deed != "heading":
        level = None
    if meaning.deed in ("title", "subtitle", "author", "contents"):
        level = None
    marked = child(direct, "w:rPr")
    return ParagraphForm(
        style=style,
        shown=known.shown if known else style,
        meaning=meaning,
        level=level,
        marker=_marker(style, direct, context),
        direction=_direction(style, direct, context),
        opens_page=bool(context.styles.paragraph_switch(style, direct, "w:pageBreakBefore")),
        ends_section=_new_page(child(direct, "w:sectPr")),
        mark_deleted=child(marked, "w:del") is not None or child(marked, "w:moveFrom") is not None,
        continues=bool(known and known.name.startswith(_CONTINUED)),
        ruled=_ruled(direct),
    )


def _new_page(section: etree._Element | None) -> bool:
    """Whether a section ends here whose kind begins a page: the next section's kind is not asked, pages are a hint."""
    return section is not None and (value(child(section, "w:type")) or "nextPage") in (
        "nextPage",
        "oddPage",
        "evenPage",
    )


def _ruled(direct: etree._Element | None) -> bool:
    border = child(child(direct, "w:pBdr"), "w:bottom")
    return border is not None and value(border) not in ("none", "nil")


def _direction(style: str, direct: etree._Element | None, context: DocxContext) -> Direction | None:
    """By `w:bidi`: None where neither the paragraph nor a style says it: the language's own is meant."""
    on = context.styles.paragraph_switch(style, direct, "w:bidi")
    return None if on is None else "rtl" if on else "ltr"


def _marker(style: str, direct: etree._Element | None, context: DocxContext) -> ListMarker | None:
    own = child(direct, "w:numPr")
    said = context.styles.paragraph_property(style, direct, "w:numPr")
    if said is None:
        return None
    list_id = value(child(own, "w:numId")) or _inherited_list(style, context)
    if not list_id or list_id == "0":
        return None
    at = number(child(own, "w:ilvl"))
    if at is None:
        at = number(child(said, "w:ilvl"))
    if at is None or own is None:
        at = max(at or 0, context.numbering.level_of_style(list_id, style))
    if _deleted(direct):
        return None
    return context.numbering.next(list_id, min(max(at, 0), 8))


def _inherited_list(style: str, context: DocxContext) -> str:
    for each in context.styles.chain("paragraph", style):
        if found := value(child(child(each.paragraph, "w:numPr"), "w:numId")):
            return found
    return ""


def _deleted(direct: etree._Element | None) -> bool:
    """A paragraph whose mark is deleted is counted with the one that it goes on in."""
    return child(child(direct, "w:rPr"), "w:del") is not None
