"""Tables of a section's tree → what a page needs otherwise: captions as wide as their words, tables over pages."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import Literal
from xml.etree.ElementTree import Element

from bookbuild.typeset.book.column_widths import LETTER, table_form

LONG = 0.6
"""The share of a page from which on a table begins where it stands, and a row may go over."""

LINE, PADDING = 0.9, 0.28
"""Of a row, in lines of the text: from one line to the next, and above and below."""

SIZE = 0.94
"""The size of a table's type beside the text's."""

CLOSENESS = ("", " close", " close small")
"""The classes of tables that have less room than they want."""


def tables_on_pages(section: Element, width: float, lines: float) -> None:
    """`width` of the text in em, `lines` of it on a page; both are estimates, as no line is set yet."""
    for holder in section.iter("div"):
        if holder.get("class") == "table" and (table := holder.find("table")) is not None:
            _caption_apart(holder, table)
            rows = list(table.iter("tr"))
            _columns_by_content(holder, table, rows, width / SIZE)
            heights = [_height(row, width) for row in rows]
            for row, height in zip(rows, heights, strict=True):
                if height > LONG * lines:
                    row.set("class", f"{row.get('class', '')} long".lstrip())
            if sum(heights) > LONG * lines:
                holder.set("class", f"{holder.get('class')} long")


def floats_marked(section: Element, figures: Literal["float", "here"]) -> None:
    """Give figures and tables with captions that may stand elsewhere than in the text their classes."""
    for each in section.iter():
        names = each.get("class", "").split()
        of_figure = each.tag == "figure" and "full-page" not in names and "spread" not in names
        if not of_figure and "table" not in names:
            continue
        place = each.attrib.pop("data-place", "")
        may_leave = place in ("top", "bottom", "page")
        by_itself = not place and figures == "float" and each.find("figcaption") is not None and "long" not in names
        if may_leave or by_itself:
            each.set("class", " ".join([*names, "floats", *([f"at-{place}"] if place else [])]))


def _columns_by_content(holder: Element, table: Element, rows: list[Element], width: float) -> None:
    """Columns of a table that is as wide as the text get their shares of it by what is in them."""
    form = table_form(_texts_by_column(rows), width)
    holder.set("class", f"table{CLOSENESS[form.closeness]}")
    if form.shares:
        group = Element("colgroup")
        group.extend(Element("col", {"style": f"width: {share:.1%}"}) for share in form.shares)
        table.insert(0, group)


def _texts_by_column(rows: list[Element]) -> list[list[str]]:
    """The texts of each row by columns; what spans columns wants none of them wide. Rows of which a cell goes on below
    get a class, `goes-on`.
    """
    taken: dict[int, int] = {}  # column → rows below that a cell above spans
    found = []
    for row in rows:
        texts: list[str] = []
        for cell in row:
            _skip_spanned(texts, taken)
            columns, down = int(cell.get("colspan", 1)), int(cell.get("rowspan", 1))
            taken |= {len(texts) + at: down - 1 for at in range(columns)}
            texts += ["".join(_words(cell))] if columns == 1 else [""] * columns
        _skip_spanned(texts, taken)
        found.append(texts)
        if any(taken.values()):
            row.set("class", "goes-on")
    return found


def _skip_spanned(texts: list[str], taken: dict[int, int]) -> None:
    while taken.get(len(texts), 0):
        taken[len(texts)] -= 1
        texts.append("")


def _caption_apart(holder: Element, table: Element) -> None:
    """A caption within its table is no wider than that."""
    if (caption := table.find("caption")) is not None:
        table.remove(caption)
        caption.tag, caption.tail = "figcaption", None
        caption.set("class", "of-table")
        holder.insert(0, caption)


def _height(row: Element, width: float) -> float:
    """About how high a row is, in lines of the text: its cells share the width as their words need it."""
    lengths = [len("".join(_words(cell))) for cell in row] or [0]
    letters, total = width / LETTER, sum(lengths)
    most = max((ceil(length / max(letters * length / total, 1)) for length in lengths if length), default=1)
    return most * LINE + PADDING


def _words(element: Element) -> Iterator[str]:
    """The text of a cell in pieces; its notes stand at the foot of the page."""
    yield element.text or ""
    for child in element:
        if child.get("class", "").split(" ")[0] != "footnote":
            yield from _words(child)
        yield child.tail or ""
