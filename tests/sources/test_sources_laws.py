"""Laws over generated sources: places are exact, no text is lost, nothing raises."""

from __future__ import annotations

import re
from collections import Counter
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from source_samples import chapter_of

from bookbuild.diagnostics import Finding
from bookbuild.model.inlines import CodeSpan, Honorific, Text, Verse
from bookbuild.model.walk import nodes
from bookbuild.sources import read_book

MARKER = re.compile(r"q\d+z")
STARTS = ("", "كلمة", "é", "𝔘", "ب\u064e", "“")
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
Lines = list[str]


class Writer:
    """Writes Markdown of which every word is a marker of its own."""

    def __init__(self, draw: Any) -> None:
        self.draw, self.numbers, self.notes = draw, count(1), []

    def word(self) -> str:
        return f"{self.draw(st.sampled_from(STARTS))}q{next(self.numbers)}z"

    def inline(self) -> str:
        w = self.word
        forms = (
            lambda: f"{w()} {w()}",
            lambda: f"*{w()}*",
            lambda: f"**{w()} *{w()}***",
            lambda: f"~~{w()}~~",
            lambda: f"[{w()}]{{.person}} (ra)",
            lambda: f"[{w()} *{w()}*]{{.x-a lang=ur}}",
            lambda: f"[{w()}](https://example.org 'title')",
            lambda: f"a~{w()}~ b^{w()}^",
            lambda: f"`` {w()} ``",
            lambda: f"﴿{w()}﴾ [9:40]",
            lambda: f'[﴿{w()}﴾ {w()}]{{.term key="k k"}}',
            lambda: f"&amp; {w()} \\* {w()}",
            lambda: f"{w()} ﷺ {w()} ﷺ.",
        )
        return self.draw(st.sampled_from(forms))()

    def paragraph(self) -> Lines:
        lines = []
        for _ in range(self.draw(st.integers(1, 3))):
            lines.append(" ".join(self.inline() for _ in range(self.draw(st.integers(1, 3)))))
        return lines

    def note(self) -> Lines:
        label = f"n{next(self.numbers)}"
        self.notes.append([f"[^{label}]: {self.word()}", "", f"    {self.word()}"])
        return [f"{self.word()}[^{label}] {self.word()}^[{self.word()}]"]

    def table(self) -> Lines:
        w = self.word
        return [f"| {w()} \\| {w()} | *{w()}* |", "|---|:-:|", f"|{w()}|  {w()}\t|", f"| {w()} | |", "", f": {w()}"]

    def block(self, depth: int) -> Lines:
        w = self.word
        forms = [self.paragraph, self.paragraph, self.note]
        forms += [lambda: [f"## {w()} *{w()}* {{#i{next(self.numbers)} .x-b}}"], lambda: [f"{w()} {w()}", "---"]]
        forms += [lambda: ["::: {.verse}", f"{w()} // {w()}", f"  {w()} // {w()}", "", w(), ":::"]]
        forms += [lambda: ["```", w(), "```"], self.table]
        if depth < 3:
            forms += [lambda: self.container(depth)] * 4
        return self.draw(st.sampled_from(forms))()

    def container(self, depth: int) -> Lines:
        inner = self.blocks(depth + 1)
        first, rest = self.draw(st.sampled_from([
            ("> ", "> "), (">", ">"), ("- ", "  "), ("12. ", "    "), ("-\t", "\t"), ("", ""),
        ]))  # fmt: skip
        if not first:
            return ["::: {.answer}", *inner, "::::"]
        if not inner[0].startswith(("q", *STARTS[1:])):
            inner = [self.word(), "", *inner]
        return [(first if not number else rest) + line for number, line in enumerate(inner)]

    def blocks(self, depth: int) -> Lines:
        lines: Lines = []
        for _ in range(self.draw(st.integers(1, 3))):
            lines += [*self.block(depth), "", "***", ""]
        return lines


@st.composite
def documents(draw: Any) -> str:
    writer = Writer(draw)
    lines = ["---", f'title: "{writer.word()} *{writer.word()}*"', "---", *writer.blocks(0)]
    for note in writer.notes:
        lines += ["", *note]
    return draw(st.sampled_from(["\n", "\r\n", "\r"])).join([*lines, ""])


def markers(chapter: Any) -> Counter[str]:
    """The markers in all texts of a chapter, titles too."""
    tree = (chapter.title, chapter.blocks)
    texts = [getattr(node, "text", "") for node in nodes(tree) if isinstance(node, Text) or hasattr(node, "language")]
    texts += [node.text for node in nodes(tree) if isinstance(node, CodeSpan)]
    texts += [node.typed for node in nodes(tree) if isinstance(node, Verse)]
    return Counter(MARKER.findall(" ".join(texts)))


@QUICK
@given(documents())
def test_no_text_is_lost_and_none_is_made(text: str) -> None:
    chapter, findings = chapter_of(text)
    assert markers(chapter) == Counter(MARKER.findall(text)), findings


@QUICK
@given(documents())
def test_every_text_stands_where_it_says(text: str) -> None:
    chapter, _ = chapter_of(text)
    lines = re.split(r"\r\n?|\n", text)
    for node in nodes((chapter.title, chapter.blocks)):
        place = node.location
        assert place.path == "chapter.md"
        source = lines[place.line - 1][place.column - 1 :]
        if isinstance(node, Text):
            escaped = node.text.rstrip("&*|")
            assert source.startswith(escaped or ("&", "\\", "*")), (node, source)
        if isinstance(node, Honorific):
            assert source.startswith(node.written)
        if isinstance(node, Verse):
            assert source.startswith(f"﴿{node.typed}﴾")
        if isinstance(node, CodeSpan):
            assert source.startswith("`")


def assert_sound(findings: tuple[Finding, ...], lines: dict[str, tuple[str, ...]]) -> None:
    for finding in findings:
        place = finding.location
        assert finding.message
        assert finding.remedy
        if place.line is not None and place.path in lines:
            assert 1 <= place.line <= len(lines[place.path]), finding
            assert place.column is None or place.column <= len(lines[place.path][place.line - 1]) + 1, finding


SNIPPETS = (
    "::: {.quran", "}", ":::", "::: verse\n", "﴿", "﴾", "[^1]", "[^1]: ", "^[", "![", "](", "[",
    "]", "{.person}", "{#a}",
    "\n\n", "\n", "> ", "- ", "1. ", "    ", "\t", "| a | b |\n|---|---|\n", ": ", "Table: ", "# ",
    "## ", "#", "***", "`",
    "```\n", "<b>", "<!--", "&amp;", "\\", "*", "**", "_", "~", "~~", "^", "---\n", "title: ",
    "---\ntitle: x\n---\n", "ﷺ",
    "(ra)", "رضي الله عنه", "[9:40]", "{.quran ref=\"9:40\"}", "http://a", "<http://a>",
    "[a]: b\n", "//", "ا", "a", " ",
    "\0", "\f", "\v", "\u2028", "\ufeff", "\x85", "{lang=", "key=\"", "'", "=", "===\n", "~ ", "+ ",
)  # fmt: skip
scraps = st.lists(st.one_of(st.sampled_from(SNIPPETS), st.text(max_size=3)), max_size=40).map("".join)


@settings(max_examples=400, deadline=None)
@given(scraps)
def test_no_text_makes_a_chapter_raise(text: str) -> None:
    chapter, findings = chapter_of(text)
    assert_sound(tuple(findings), {"chapter.md": tuple(re.split(r"\r\n?|\n", text))})
    assert chapter.title or chapter.blocks or findings


TOML = (
    "[book]\n", 'title = "x"\n', "title = 1\n", "[matter]\n", 'body = ["chapters/*.md"]\n', "body = 3\n", "[[allow]]\n",
    'code = "x"\n', "[editions.a]\n", 'format = "pdf"\n', 'trim = "1x1mm"\n', "[editions.a.book]\n", "[style.fonts]\n",
    "latin = 2\n", "[", "]", "{", "}", "=", ",", '"', "'", '"""', "\n", "#", "a", ".", "1", "inf\n", "1979-05-27\n",
    "language = \"\\u0000\"\n", "front = [[1]]\n", "leading = nan\n", 'parts = [{ title = "a" }, 1]\n', "isbn = 978\n",
    'isbn = "9780306406157"\n', "editions = 1\n", "[editions]\n", "contributors = [{}]\n",
    "a.b.c = {d.e = [1, {f=2}]}\n",
    'cataloguing = "../x.md"\n', 'riwayah = "/etc/passwd"\n', 'back = ["a\\u0000.md", "**a/*.md", "[.md"]\n', "\r\n",
    "contents-depth = 99999999999999999999999999\n", "published = 07:32:00\n", "[scripture]\n", "series = {}\n",
)  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=60),
        st.lists(st.one_of(st.sampled_from(TOML), st.text(max_size=3)), max_size=25).map(lambda p: "".join(p).encode()),
    ),
    st.binary(max_size=60),
)
def test_no_bytes_make_a_book_raise(toml: bytes, chapter: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder)
        (path / "book.toml").write_bytes(toml)
        (path / "persons.toml").write_bytes(toml)
        (path / "chapters").mkdir()
        (path / "chapters" / "01.md").write_bytes(chapter)
        manuscript, findings = read_book(path)
        assert_sound(findings, dict(manuscript.sources) if manuscript else {})
