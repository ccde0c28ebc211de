"""Pages of one kind that share their styles, and leaders that are one text: what is set is what WeasyPrint sets."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from weasyprint.layout import inline, page

from bookbuild.typeset.engine import engine, patches
from bookbuild.typeset.pagination import alike_pages, leaders

COUNTED = "@page :nth(2) { margin-top: 20mm } @page part:nth(2 of part) { margin-left: 30mm }"
SIDES = """
    @page { size: A6; margin: 10mm; @bottom-center { content: counter(page) } @top-left { content: string(head) } }
    @page :left { margin-left: 20mm } @page :first { @bottom-center { content: none } } @page part { margin-top: 30mm }
    @page part { counter-reset: page 7 }
    h1 { string-set: head content() } .part { page: part } p { break-after: page }
"""
BOOK = "<h1>One</h1>{0}<div class=part>{0}</div><h1>Two</h1>{0}".format("<p>A page with a word.</p>" * 4)


def drawn(html: str) -> bytes:
    return bytes(engine.HTML(string=html).write_pdf(uncompressed_pdf=True))


@pytest.mark.parametrize("css", [SIDES, SIDES + COUNTED], ids=["by side and name", "by number"])
def test_pages_that_share_styles_are_as_those_that_do_not(css: str) -> None:
    assert page.set_page_type_computed_styles.func is alike_pages.set_page_type_computed_styles
    ours = drawn(f"<style>{css}</style>{BOOK}")
    with patches.left_out("alike_pages.set_page_type_computed_styles"):
        assert drawn(f"<style>{css}</style>{BOOK}") == ours


def test_styles_of_a_kind_of_page_are_computed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []

    def computed(page_type: Any, *rest: Any) -> None:
        seen.append(page_type)
        own(page_type, *rest)

    own = patches.original("weasyprint.layout.page", "set_page_type_computed_styles")
    ours = partial(alike_pages.set_page_type_computed_styles, computed)
    monkeypatch.setattr(page, "set_page_type_computed_styles", ours)
    drawn(f"<style>{SIDES}</style>{BOOK}")
    assert len(seen) == 5  # the first; left and right, of the part and not


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_leaders_stand_where_they_stood(direction: str) -> None:
    assert inline.handle_leader.func is leaders.handle_leader
    html = f"""
        <style>@page {{ size: A6 }} p {{ font: 11pt EB Garamond 12, Amiri; direction: {direction} }}
        b::before {{ content: leader("  .") }}</style><p>A chapter<b></b>7<p>فصل<b></b>12
    """
    edges = set()
    for names in ((), ("leaders.handle_leader",)):
        with patches.left_out(*names):
            boxes = engine.HTML(string=html).render().pages[0]._page_box.descendants()
        rows = [box.children for box in boxes if getattr(box, "is_leader", False)]
        assert [len(row) == 1 for row in rows] == [not names] * 2
        edges.add(
            tuple(
                (
                    round(row[-1].position_x, 2),
                    round(sum(box.width for box in row), 2),
                    "".join(box.text for box in row),
                )
                for row in rows
            )
        )
    assert len(edges) == 1
