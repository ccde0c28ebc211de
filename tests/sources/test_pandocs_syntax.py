"""Lists, tables, lines and formulas as Pandoc writes them → the model; and prose that looks like them, left as it is."""

from __future__ import annotations

import pytest

from bookbuild.model.blocks import BulletList, Cell, CodeBlock, Division, OrderedList, Paragraph, Table
from bookbuild.model.inlines import LineBreak, MathFormula
from bookbuild.model.walk import nodes, plain
from bookbuild.sources.chapter.chapters import read_chapter, split_lines
from bookbuild.sources.chapter.list_markers import roman_value
from bookbuild.sources.chapter.parse_context import ParseContext


def read(text: str) -> tuple[tuple[object, ...], list[str]]:
    reading = ParseContext("a.md", split_lines(text))
    chapter = read_chapter(reading)
    return chapter.blocks, [f"{found.code} {found.location.line}:{found.location.column}" for found in reading.findings]


LISTS = {
    "a)  x\nb)  y": ("a)", "b)"),
    "a.  x\nb.  y": ("a.", "b."),
    "(a) x\n(b) y": ("(a)", "(b)"),
    "A)  x\nB)  y": ("A)", "B)"),
    "A.  x\nB.  y": ("A.", "B."),
    "i.  x\nii. y\niii. z": ("i.", "ii.", "iii."),
    "I)  x\nII) y": ("I)", "II)"),
    "3)  x\n4)  y": ("3)", "4)"),
    "(3) x\n(9) y": ("(3)", "(4)"),
    "1.  x\n2.  y": (),
    "#.  x\n#.  y": (),
    "(@) x\n(@b) y": ("(1)", "(2)"),
    "أ.  س\nب.  ص\nج.  ع": ("أ.", "ب.", "ج."),
    "أ-  س\nب-  ص": ("أ-", "ب-"),
    "(أ) س\n(ب) ص": ("(أ)", "(ب)"),
    "أ)  س\nب)  ص": ("أ)", "ب)"),
    "١.  س\n٢.  ص": ("١.", "٢."),
    "١-  س\n٢-  ص": ("١-", "٢-"),
    "(١) س\n(٢) ص": ("(١)", "(٢)"),
    "۱)  س\n۲)  ص": ("۱)", "۲)"),
}
PROSE = [
    "A. Smith came.", "a. Smith came.", "أ. محمد جاء.", "د. علي جاء.", "I. went", "i.e. this", "mix. it", "c. 622 he came.",
    "x\na) y", "س\n(أ) ص", "1-2 is a range", "12- x", "e) last", "(see there) x", "(@nowhere", "- - -", "p. 12",
]  # fmt: skip


@pytest.mark.parametrize("text", LISTS)
def test_a_list_has_its_markers(text: str) -> None:
    (block,), findings = read(text)
    assert isinstance(block, OrderedList)
    assert (block.markers, len(block.items), findings) == (LISTS[text], text.count("\n") + 1, [])


@pytest.mark.parametrize("text", PROSE)
def test_what_is_no_list(text: str) -> None:
    blocks, findings = read(text)
    assert not any(isinstance(block, OrderedList) for block in blocks)
    assert findings == []


def test_lists_of_two_kinds_are_two_and_nest() -> None:
    blocks, _ = read("a) x\nb) y\n\n(1) z\n    i.  in\n    ii. in\n(2) u")
    assert [block.markers for block in nodes(blocks) if isinstance(block, OrderedList)] == [
        ("a)", "b)"), ("(1)", "(2)"), ("i.", "ii."),
    ]  # fmt: skip


def test_examples_are_numbered_through_and_named() -> None:
    blocks, _ = read("See (@b), (@none).\n\n(@) x\n\nText.\n\n(@b) y\n")
    first, _, _, last = blocks
    assert isinstance(first, Paragraph)
    assert isinstance(last, OrderedList)
    assert (plain(first.children), last.markers) == ("See (2), (@none).", ("(2)",))


def test_tasks() -> None:
    (block,), _ = read("- [x] a\n- [ ] b\n- c")
    assert isinstance(block, BulletList)
    assert block.tasks == (True, False, None)


@pytest.mark.parametrize(("written", "value"), [("iv", 4), ("mcmxcix", 1999), ("iiii", 0), ("", 0), ("ill", 0)])
def test_roman_numbers(written: str, value: int) -> None:
    assert roman_value(written) == value


def test_lines_end_where_they_end() -> None:
    (block,), findings = read("| one\n|   two\n|\n| three\n  goes on")
    assert isinstance(block, Division)
    (paragraph,) = block.blocks
    assert isinstance(paragraph, Paragraph)
    text = "".join("/" if isinstance(node, LineBreak) else plain((node,)) for node in paragraph.children)
    assert (text, block.classes, findings) == ("one/\u00a0\u00a0two//three goes on", ("line-block",), [])


GRID = "+---+-----+\n| a | b   |\n+===+====:+\n| c | d e |\n|   | f   |\n+---+-----+\n"
MULTI = "-----------\n a   b\n--- -------\n c  d e\n    f\n\n g  h\n-----------\n"
SIMPLE = "a     b\n---  ----\nc       d\n"
BARE = "---  ----\nc       d\n---  ----\n"
TABLES = {
    GRID: (["a", "b"], [["c", "d e f"]]),
    MULTI: (["a", "b"], [["c", "d e f"], ["g", "h"]]),
    SIMPLE: (["a", "b"], [["c", "d"]]),
    BARE: ([], [["c", "d"]]),
    "+-----+-----+\n| اسم | قَلَمٌ |\n+-----+-----+\n": ([], [["اسم", "قَلَمٌ"]]),
}


@pytest.mark.parametrize("text", TABLES)
@pytest.mark.parametrize("prefix", ["", "> "])
def test_tables_whose_columns_stand_under_each_other(text: str, prefix: str) -> None:
    blocks, findings = read("".join(prefix + line for line in (text + "\n: A caption\n").splitlines(keepends=True)))
    (table,) = [node for node in nodes(blocks) if isinstance(node, Table)]
    rows = [[plain(cell.children) for cell in row] for row in table.rows]
    assert ([plain(cell.children) for cell in table.header], rows, findings) == (*TABLES[text], [])
    assert plain(table.caption) == "A caption"
    place = table.rows[0][0].location
    assert text.splitlines()[(place.line or 0) - 1][(place.column or 0) - 1 - len(prefix)] == rows[0][0][0]


@pytest.mark.parametrize(
    "text",
    [
        "+---+---+\n| a |   |\n+---+   |\n| b  | c |\n+---+---+",
        "+---+\n| - a |\n+---+",
        "+---+---+\n| a | b | c |\n+---+---+",
        "+---+---+\n| a | b |\n+---+   |\n|   |   |\n+   +---+\n| c | d |\n+-------+",
    ],
)
def test_grids_that_cannot_be_read_are_found(text: str) -> None:
    _, findings = read(text)
    assert findings[0].startswith("construct-unknown ")


SPANS = {
    "+---+---+\n| a |   |\n+---+ b |\n| c |   |\n+---+---+": ([], [["a", "b 1x2"], ["c"]]),
    "+---+---+\n| a     |\n+---+---+\n| b | c |\n+---+---+": ([], [["a 2x1"], ["b", "c"]]),
    "+---+-------+\n| a | b     |\n|   +---+---+\n|   | c | d |\n+===+==:+===+\n| e | f | g |\n+---+---+---+": (
        [["a 1x2", "b 2x1"], ["c right", "d"]], [["e", "f right", "g"]],
    ),
    "+-----+-----+\n| قَلَمٌ | b   |\n|     +-----+\n|     | c   |\n+-----+-----+": ([], [["قَلَمٌ 1x2", "b"], ["c"]]),
    "+---+---+---+\n| a     | b |\n| x+y   |   |\n+---+---+   |\n| c | d |   |\n|   +---+---+\n|   | e     |\n+---+-------+": (
        [], [["a x+y 2x1", "b 1x2"], ["c 1x2", "d"], ["e 2x1"]],
    ),
}  # fmt: skip


def _described(cell: Cell) -> str:
    spans = f"{cell.columns}x{cell.rows}" if (cell.columns, cell.rows) != (1, 1) else ""
    return " ".join(filter(None, (plain(cell.children), spans, cell.alignment or "")))


@pytest.mark.parametrize("text", SPANS)
def test_cells_of_a_grid_may_span_rows_and_columns(text: str) -> None:
    (table,), findings = read(text)
    assert isinstance(table, Table)
    heads = [row for row in (table.header, *table.subheads) if row]
    described = [[[_described(cell) for cell in row] for row in rows] for rows in (heads, table.rows)]
    assert (*described, findings) == (*SPANS[text], [])


@pytest.mark.parametrize("text", ["---", "- - -", "* * *", "Head\n----", "a -- b\n-- c", "+ a\n+ b", "--- a ---"])
def test_what_is_no_table(text: str) -> None:
    blocks, findings = read(text)
    assert not any(isinstance(block, (Table, CodeBlock)) for block in blocks)
    assert [found for found in findings if not found.startswith("construct-unknown 1:1")] == []


def test_formulas() -> None:
    blocks, findings = read("So $x^2$, $5 and $10, and\n$$\n\\frac{1}{2}\n$$\n")
    found = [node for node in nodes(blocks) if isinstance(node, MathFormula)]
    assert [(node.tex, node.display) for node in found] == [("x^2", False), ("\\frac{1}{2}", True)]
    assert 'alttext="x^2"' in found[0].mathml
    assert findings == []


UNREAD = {
    "\\newpage": "1:1", "So \\emph{x}": "1:4", "\\begin{center}": "1:1", "`x`{=html}": "1:4", "[The well][]": "1:1",
    "```{=latex}\nx\n```": "1:1", "So $\\frac{1}$": "1:4", "So $\\nosuch{x}$": "1:4", "a $\\left( x$": "1:3",
}  # fmt: skip


@pytest.mark.parametrize("text", UNREAD)
def test_what_is_not_read_is_found_once(text: str) -> None:
    assert read(text)[1] == [f"construct-unknown {UNREAD[text]}"]


@pytest.mark.parametrize("text", ["C:\\Users\\x", "12\\ mm", "a \\* b", "`\\newpage`", "[sic] [x]", "{a = b}"])
def test_what_only_looks_like_it(text: str) -> None:
    assert read(text)[1] == []
