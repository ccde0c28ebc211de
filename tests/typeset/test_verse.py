"""Poems on the page: two columns of one measure, long bayts in two steps, numbers, breaks between bayts."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import pytest
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline

from bookbuild.typeset.book.design import HEMISTICHS_STRETCHED
from bookbuild.typeset.engine import engine
from bookbuild.typeset.lines.kashida import TATWEEL
from bookbuild.typeset.pagination import verse


def test_a_block_is_laid_out_when_its_width_is_known() -> None:
    source = inspect.getsource(block.block_box_layout)
    width, laid_out = (
        "    block_level_width(box, containing_block)",
        "    result = block_container_layout(\n        context, box,",
    )
    assert 0 < source.index(width) < source.index(laid_out)
    assert block.block_container_layout.func is verse.block_container_layout
    assert "    inline_block_width(box, context, containing_block)" in inspect.getsource(inline.inline_block_box_layout)


SHEET = (Path(__file__).parents[2] / "styles/plain/print.css").read_text(encoding="utf-8")
SHORT = [("سار الرفاق على الطريق", "والنجم يهدي في السماء"), ("والماء في الوادي", "والظل في وقت الهجير قليل")]
LONG = ("وهذا بيت طويل في شطريه جميعا لا يسعه نصف السطر", "فيوضع شطره الثاني تحت الأول إلى الجانب البعيد")


def poem(bayts: list[tuple[str, ...]], lang: str = "ar", number: int = 0) -> str:
    lines = []
    for at, hemistichs in enumerate(bayts, 1):
        digit = f'<span class="bayt-number">{at}</span> ' if number and at % number == 0 else ""
        halves = " ".join(f'<span class="hemistich">{half}</span>' for half in hemistichs)
        lines.append(f'<p class="bayt{" one" * (len(hemistichs) == 1)}">{digit}{halves}</p>')
    direction = "rtl" if lang == "ar" else "ltr"
    return f'<div class="verse" lang="{lang}" dir="{direction}"><div class="stanza">{"".join(lines)}</div></div>'


def pages(body: str, *, stretched: bool = True, height: int = 200) -> list[Any]:
    css = (
        ':root { --size: 12pt; --leading: 1.75; --latin: "EB Garamond 12"; --arabic: "Amiri"; --quran: "Amiri Quran";'
        " --line: 21pt; --text-width: 105mm; --inner: 10mm; --top: 10mm; --outer: 10mm; --bottom: 10mm;"
        f" --kashida: {'moderate' if stretched else 'off'} }} @page {{ size: 125mm {height}mm }} "
        f"{HEMISTICHS_STRETCHED[stretched]} {SHEET}"
    )
    html = (
        f'<html lang="ar" dir="rtl"><style>{css}</style><body><div class="matter body" lang="ar" dir="rtl">'
        f"<section>{body}</section></div></body></html>"
    )
    return [page._page_box for page in engine.HTML(string=html).render().pages]


def of_class(box: Any, name: str, kind: type) -> list[Any]:
    return [b for b in box.descendants() if isinstance(b, kind) and b.element is not None
            and name in b.element.get("class", "").split()]  # fmt: skip


def hemistichs(box: Any) -> list[Any]:
    return of_class(box, "hemistich", boxes.InlineBlockBox)


def text_width(hemistich: Any) -> float:
    (line,) = [box for box in hemistich.descendants() if isinstance(box, boxes.LineBox)]
    return float(line.width)


def text(box: Any) -> str:
    return "".join(part.text for part in box.descendants() if isinstance(part, boxes.TextBox))


def test_both_hemistichs_are_stretched_to_one_measure_in_two_columns() -> None:
    (page,) = pages(poem(SHORT))
    halves = hemistichs(page)
    assert len({round(half.width, 2) for half in halves}) == 1
    assert all(text_width(half) == pytest.approx(half.width, abs=0.2) for half in halves)
    assert len({round(half.position_x, 1) for half in halves[::2]}) == 1
    assert len({round(half.position_x, 1) for half in halves[1::2]}) == 1
    assert halves[0].position_x > halves[1].position_x + halves[1].width + 12
    assert TATWEEL in "".join(map(text, halves))
    assert [text(half).replace(TATWEEL, "") for half in halves] == [half for bayt in SHORT for half in bayt]


def test_the_poem_stands_in_the_middle() -> None:
    (page,) = pages(poem(SHORT))
    (stanza_box,) = of_class(page, "verse", boxes.BlockBox)[:1]
    first, second = hemistichs(page)[:2]
    left = second.position_x - stanza_box.position_x
    first_ink_edge = first.position_x + first.margin_width() - first.margin_right
    assert left == pytest.approx(stanza_box.position_x + stanza_box.width - first_ink_edge, abs=0.5)


def test_without_kashida_the_spaces_do_it() -> None:
    (page,) = pages(poem(SHORT), stretched=False)
    assert TATWEEL not in text(page)
    assert len(hemistichs(page)) == 2 * len(SHORT)
    assert all(text_width(half) == pytest.approx(half.width, abs=0.2) for half in hemistichs(page))


def test_a_long_bayt_goes_in_two_steps_to_the_far_side() -> None:
    (page,) = pages(poem([*SHORT, LONG]))
    first, second = hemistichs(page)[-2:]
    assert second.position_y > first.position_y
    right = [half.position_x + half.margin_width() - half.margin_left - half.margin_right for half in (first, second)]
    assert second.position_x < first.position_x
    assert right[1] < right[0]
    assert [text(half).replace(TATWEEL, "") for half in (first, second)] == list(LONG)


def test_where_most_bayts_are_long_all_go_in_steps() -> None:
    (page,) = pages(poem([LONG, LONG, SHORT[0]]))
    halves = hemistichs(page)
    assert len(halves) == 6
    assert all(second.position_y > first.position_y for first, second in zip(halves[::2], halves[1::2], strict=True))


def test_a_page_ends_between_bayts_only() -> None:
    found = pages(poem([*SHORT * 6, LONG, LONG, *SHORT * 6]), height=70)
    assert len(found) > 2
    assert all(len(hemistichs(page)) % 2 == 0 for page in found)
    assert sum(len(hemistichs(page)) for page in found) == 2 * 26


def test_numbers_stand_before_their_bayts_in_a_column_of_their_own() -> None:
    (page,) = pages(poem(SHORT * 5, number=5))
    numbers = of_class(page, "bayt-number", boxes.InlineBlockBox)
    assert [text(number) for number in numbers] == ["5", "10"]
    halves = hemistichs(page)
    assert len({round(half.position_x, 1) for half in halves[::2]}) == 1
    (fifth, tenth) = numbers
    assert fifth.position_x == pytest.approx(tenth.position_x)
    assert fifth.position_x + 0.5 > halves[8].position_x + halves[8].width


def test_lines_of_english_are_not_stretched() -> None:
    (page,) = pages(poem([("The road goes north, the riders south,",), ("and no one asks them why",)], "en"))
    first, second = hemistichs(page)
    assert first.width == second.width
    assert text_width(second) < second.width - 20
    assert first.position_x == second.position_x


def test_a_half_that_no_line_can_hold_is_broken() -> None:
    (page,) = pages(poem([(" ".join(["كلام"] * 40), " ".join(["طويل"] * 40))]))
    assert text(page).count("كلام") == 40
    assert [half.width <= 397 for half in hemistichs(page)] == [True, True]


def test_an_empty_hemistich_is_laid_out() -> None:
    assert len(hemistichs(pages(poem([("خرج الرجل", ""), ("", ""), ("من بيته", "قبل الفجر")]))[0])) == 6


def test_the_last_line_of_a_half_that_is_broken_is_as_short_as_it_is() -> None:
    (page,) = pages(poem([(" ".join(["كلام"] * 24), "قصير"), SHORT[0]]))
    broken = hemistichs(page)[0]
    lines = [box for box in broken.descendants() if isinstance(box, boxes.LineBox)]
    assert len(lines) > 1
    assert lines[-1].width < lines[0].width * 0.9


def test_a_bayt_that_a_fortieth_less_lets_stand_in_two_columns_does_not_go_in_steps() -> None:
    narrow = "والنجم يهدي في السماء المسافر"
    (page,) = pages(poem([(narrow, narrow)] * 3))
    natural = max(text_width(half) for half in hemistichs(page))
    room = (of_class(page, "verse", boxes.BlockBox)[0].width - 16) / 2
    assert natural < room
    size = 12 * room / natural * 1.015
    (page,) = pages(f'<div style="font-size: {size}pt">{poem([(narrow, narrow)] * 3)}</div>')
    halves = hemistichs(page)
    assert halves[0].position_y == halves[1].position_y
    assert all(len([box for box in half.descendants() if isinstance(box, boxes.LineBox)]) == 1 for half in halves)


def test_the_call_of_a_note_does_not_hang_into_the_other_half_of_its_bayt() -> None:
    call = '<span class="called"><a class="note-call" href="#n">(١٢٣)</a></span>'
    half = "والنجم يهدي في السماء المسافر"
    (page,) = pages(poem([(half, half)] * 3))
    room = (of_class(page, "verse", boxes.BlockBox)[0].width - 16) / 2
    size = 12 * room / max(text_width(each) for each in hemistichs(page)) * 0.97
    (page,) = pages(f'<div style="font-size: {size}pt">{poem([(half + call, half), (half, half)])}</div>')
    first, second = hemistichs(page)[:2]
    lowest = min(box.position_x for box in first.descendants() if isinstance(box, boxes.TextBox))
    beside = abs(first.position_y - second.position_y) < 1
    assert not beside or lowest > second.content_box_x() + second.width


def test_the_call_of_a_note_hangs_over_the_end_of_its_hemistich() -> None:
    call = '<span class="called"><a class="note-call" href="#n">١</a></span>'
    (plain,), (called,) = pages(poem(SHORT)), pages(poem([(SHORT[0][0], SHORT[0][1] + call), SHORT[1]]))

    def places(page: Any) -> list[tuple[float, float]]:
        return [(round(half.position_x, 1), round(half.width, 1)) for half in hemistichs(page)]

    assert places(plain) == places(called)
    last = [box for box in hemistichs(called)[1].descendants() if isinstance(box, boxes.TextBox)][-1]
    assert last.text == "١"
    assert last.position_x + last.width == pytest.approx(hemistichs(called)[1].content_box_x(), abs=0.6)
