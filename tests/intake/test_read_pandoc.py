"""Pandoc's JSON read for import: every kind of block and inline, and JSON that is no document."""

from __future__ import annotations

from typing import Any

import pytest
from foreign_samples import ast, headings, para, read, words

from bookbuild.diagnostics import BookError
from bookbuild.intake.conservation import blocks_text, runs_text
from bookbuild.intake.document import (
    IntakeCode,
    IntakeDefinition,
    IntakeItem,
    IntakeOrnament,
    IntakeQuotation,
    IntakeTable,
    IntakeVerse,
)
from bookbuild.intake.runs import CommentHere, HardBreak, RunMark, TextRun
from bookbuild.intake.walking import runs_of

EMPTY = ["", [], []]


def inline(kind: str, content: Any = None) -> Any:
    return {"t": kind} if content is None else {"t": kind, "c": content}


def test_marks_quotes_code_and_breaks() -> None:
    kinds = {
        "Emph": RunMark.ITALIC, "Strong": RunMark.BOLD, "Underline": RunMark.UNDERLINE, "SmallCaps": RunMark.SMALL_CAPITALS,
        "Strikeout": RunMark.STRIKEOUT, "Superscript": RunMark.SUPERSCRIPT, "Subscript": RunMark.SUBSCRIPT,
    }  # fmt: skip
    for kind, mark in kinds.items():
        (run,) = runs_of(read("a.json", ast({"t": "Para", "c": [inline(kind, words("x"))]})).document.blocks)
        assert isinstance(run, TextRun)
        assert run.marks == {mark}
    quoted = inline("Quoted", [{"t": "SingleQuote"}, words("so")])
    many = [quoted, inline("LineBreak"), inline("Code", [EMPTY, "a b"]), inline("Math", [{"t": "InlineMath"}, "x^2"])]
    many += [inline("Cite", [[], words("Key")]), inline("SoftBreak"), inline("RawInline", ["tex", "\\x"])]
    found = read("a.json", ast({"t": "Para", "c": many}))
    assert blocks_text(found.document.blocks).startswith("‘so’")
    assert sum(isinstance(run, HardBreak) for run in runs_of(found.document.blocks)) == 1
    assert [piece.text for piece in found.dropped] == ["\\x"]


def test_blocks_of_every_kind() -> None:
    blocks = [
        {"t": "Header", "c": [1, ["h", [], []], words("Head")]},
        {
            "t": "BulletList",
            "c": [[{"t": "Plain", "c": words("a")}], [para("b"), {"t": "CodeBlock", "c": [EMPTY, "c"]}]],
        },
        {"t": "OrderedList", "c": [[4, {"t": "Decimal"}, {"t": "Period"}], [[para("d")]]]},
        {"t": "DefinitionList", "c": [[words("term"), [[para("said")]]]]},
        {"t": "BlockQuote", "c": [para("quoted")]},
        {"t": "LineBlock", "c": [words("one"), [], words("two")]},
        {"t": "CodeBlock", "c": [EMPTY, "code"]},
        {"t": "HorizontalRule"},
        {"t": "Div", "c": [["", ["hadith"], [["source", "Bukhari 1"]]], [para("told")]]},
        {"t": "RawBlock", "c": ["html", "<br>"]},
        {"t": "Null"},
    ]
    found = read("a.json", ast(*blocks)).document.blocks
    kinds = [type(block) for block in found[1:]]
    assert headings(found) == [(1, "Head")]
    assert kinds == [
        IntakeItem, IntakeItem, IntakeItem, IntakeDefinition, IntakeQuotation, IntakeVerse, IntakeCode, IntakeOrnament,
        IntakeQuotation,
    ]  # fmt: skip
    assert isinstance(found[3], IntakeItem)
    assert (found[3].marker, found[3].number) == ("4.", 4)
    assert isinstance(found[-1], IntakeQuotation)
    assert (found[-1].kind, found[-1].attributes) == ("hadith", (("source", "Bukhari 1"),))


def test_a_table_of_each_form() -> None:
    def cell(text: str, rows: int = 1, columns: int = 1) -> Any:
        return [EMPTY, {"t": "AlignDefault"}, rows, columns, [para(text)]]

    new = {
        "t": "Table",
        "c": [
            EMPTY, [words("short"), [para("Caption")]], [], [EMPTY, [[EMPTY, [cell("A", 1, 2)]]]],
            [[EMPTY, 1, [], [[EMPTY, [cell("b"), cell("c")]]]]], [EMPTY, []],
        ],
    }  # fmt: skip
    old = {"t": "Table", "c": [words("Caption"), [], [], [[para("A")]], [[[para("b")]]]]}
    for source in (new, old):
        found = read("a.json", ast(source))
        (table,) = found.document.blocks
        assert isinstance(table, IntakeTable)
        assert (runs_text(table.caption), table.head_rows, table.rows[0][0].head) == ("Caption", 1, True)


def test_notes_links_changes_comments_and_metadata() -> None:
    comment = inline("Span", [["1", ["comment-start"], [["author", "Ed"]]], words("Really?")])
    inserted = inline("Span", [["", ["insertion"], []], words("new")])
    text = [
        *words("See"),
        inline("Link", [EMPTY, words("there"), ["#h", ""]]),
        comment,
        inserted,
        inline("Note", [para("N")]),
    ]
    found = read(
        "a.json",
        ast(
            {"t": "Header", "c": [1, ["h", [], []], words("Head")]}, {"t": "Para", "c": text},
            title={"t": "MetaInlines", "c": words("The Well")}, lang={"t": "MetaString", "c": "en"},
            author={"t": "MetaList", "c": [{"t": "MetaInlines", "c": words("H. Rifai")}]},
            colour={"t": "MetaString", "c": "red"},
        ),
    )  # fmt: skip
    runs = list(runs_of(found.document.blocks))
    assert [blocks_text(note.blocks) for note in found.document.notes] == ["N"]
    assert [run.link for run in runs if isinstance(run, TextRun) and run.link] == ["#h"]
    assert [(run.text, run.author) for run in runs if isinstance(run, CommentHere)] == [("Really?", "Ed")]
    assert [run.text for run in runs if isinstance(run, TextRun) and RunMark.INSERTED in run.marks] == ["new"]
    assert (found.document.metadata.title, found.document.language) == ("The Well", "en")
    assert [piece.text for piece in found.dropped] == ["red"]


MALFORMED = {
    "no JSON": b'{"blocks":',
    "deep": b'{"blocks":' + b"[" * 50_000,
    "no blocks": b'{"meta":{}}',
    "unknown block": ast({"t": "Picture", "c": []}),
    "unknown inline": ast({"t": "Para", "c": [{"t": "Blink", "c": []}]}),
    "no list": ast({"t": "Para", "c": "x"}),
    "short heading": ast({"t": "Header", "c": [1]}),
    "attributes": ast({"t": "Header", "c": [1, ["a"], []]}),
    "cells": ast({"t": "Table", "c": [EMPTY, [None, []], [], [EMPTY, []], [[EMPTY, 0, [], [[EMPTY, [[1]]]]]], []]}),
}


@pytest.mark.parametrize("data", MALFORMED.values(), ids=MALFORMED)
def test_json_that_is_no_document_is_refused(data: bytes) -> None:
    with pytest.raises(BookError, match="import-format"):
        read("a.json", data, "pandoc-json")


def test_halves_of_pairs_and_control_characters_are_no_letters() -> None:
    found = read("a.json", b'{"blocks":[{"t":"Para","c":[{"t":"Str","c":"a\\ud800\\u0000b\\ufffe"}]}]}', "pandoc-json")
    assert blocks_text(found.document.blocks) == "ab"
