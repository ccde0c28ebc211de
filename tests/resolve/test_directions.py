"""Paragraphs that are set against their language: what is in it says its direction alone, what is not, its language too."""

from __future__ import annotations

import pytest

from bookbuild.language.runs import marked
from bookbuild.model.blocks import Cell, Division, Paragraph, Table
from bookbuild.model.inlines import Emphasis, Run, Span, Text

ENGLISH, ARABIC = "Go (on), 12", "سر (هنا)"

CASES = {
    "English from the right": (
        "en", Paragraph((Text("Go (on)."),), direction="rtl"),
        ("rtl", None, [("ltr", None, "Go (on)"), (None, None, ".")]),
    ),
    "Arabic from the left": (
        "ar", Paragraph((Text("سر هنا."),), direction="ltr"),
        ("ltr", None, [("rtl", None, "سر هنا"), (None, None, ".")]),
    ),
    "Arabic from the left in an English book": (
        "en", Paragraph((Text("سر هنا."),), direction="ltr"),
        ("ltr", "ar", [("rtl", None, "سر هنا"), (None, None, ".")]),
    ),
    "Arabic in English from the right is of the paragraph's direction": (
        "en", Paragraph((Text("Go to البئر."),), direction="rtl"),
        ("rtl", None, [("ltr", None, "Go to"), (None, None, " البئر.")]),
    ),
    "as the language has it": ("en", Paragraph((Text("Go (on)."),), direction="ltr"), ("ltr", None, [(None, None, "Go (on).")])),
}  # fmt: skip


def shown(paragraph: Paragraph) -> tuple[object, ...]:
    pieces = [
        (
            getattr(node, "direction", None),
            getattr(node, "lang", None),
            node.children[0].text if isinstance(node, Span | Run) else node.text,
        )
        for node in paragraph.children
    ]
    return paragraph.direction, paragraph.lang, pieces


@pytest.mark.parametrize("name", CASES)
def test_a_paragraph(name: str) -> None:
    language, paragraph, expected = CASES[name]
    assert shown(marked(paragraph, language)) == expected


def test_a_div_turns_what_is_in_its_language() -> None:
    english, arabic = Paragraph((Text("Go."),)), Paragraph((Text("سر."),))
    division = marked(Division("div", (english, arabic), direction="rtl"), "en")
    assert [shown(block) for block in division.blocks] == [
        (None, None, [("ltr", None, "Go"), (None, None, ".")]),
        (None, "ar", [(None, None, "سر.")]),
    ]


def test_a_table_turns_its_columns_alone() -> None:
    row = (Cell((Text("Go (on)."),)),)
    table = Table((Text("Ways."),), row, (), (row,), direction="rtl")
    assert marked(table, "en") == table


def test_words_are_one_piece_and_their_inside_apart() -> None:
    inner = Span((Emphasis((Text("Exit"),)), Text(" (left)")), direction="rtl")
    paragraph = marked(Paragraph((Text("A "), inner, Text(" is there."))), "en")
    (span,) = (node for node in paragraph.children if isinstance(node, Span))
    assert [(type(node), getattr(node, "direction", None)) for node in span.children] == [(Span, "ltr")]
