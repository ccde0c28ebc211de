"""Attributes, commands and heads of files that cannot be read → one finding each with its place; and braces that are text."""

from __future__ import annotations

import pytest

from bookbuild.model.walk import plain
from bookbuild.sources.chapter.chapters import read_chapter, split_lines
from bookbuild.sources.chapter.parse_context import ParseContext

UNREAD = {
    "attributes that no brace closes": ("[Abu]{.person is here.", "construct-unknown 1:6"),
    "attributes behind a space that no brace closes": ("[word]{ .x", "construct-unknown 1:7"),
    "those of a heading": ("## Head {.x", "construct-unknown 1:9"),
    "a colon for the sign =": ("![x](a.svg){width: 50%}", "construct-unknown 1:12"),
    "those of a picture in a line": ("x ![x](a.svg){width=50%", "construct-unknown 1:14"),
    "a class without its point": ("[](#one){page} x", "construct-unknown 1:9"),
    "an entry's class without its point": ("[w]{person}", "construct-unknown 1:4"),
    "a heading's class without its point": ("## Head {unnumbered}", "construct-unknown 1:9"),
    "an id without a name": ("[word]{#}", "construct-unknown 1:7"),
    "a class without a name": ("[word]{.}", "construct-unknown 1:7"),
    "an id of two words": ("## Head {#a b}", "construct-unknown 1:9"),
    "a key without a value": ("[w]{.person key=}", "construct-unknown 1:4"),
    "a quotation mark that is not closed": ('[w]{.person key="a}', "construct-unknown 1:4"),
    "a size behind a space": ("x ![c](a.svg) {width=50%}", "construct-unknown 1:15"),
    "a language of nothing": ("word {lang=ar}", "construct-unknown 1:6"),
    "a command of TeX": (r"\foo", "construct-unknown 1:1"),
    "a command with an argument": (r"a \textbf{x}", "construct-unknown 1:3"),
    "a command in the midst of Arabic": (r"قال \alpha", "construct-unknown 1:5"),
    "an environment of TeX": ("\\begin{center}\nx\n\\end{center}", "construct-unknown 1:1"),
    "a grid whose last line is missing": ("+---+---+\n| a | b |\n| c | d |", "construct-unknown 1:1"),
    "a grid with a cell too few": ("+---+---+\n| a | b |\n| e | f\n+---+---+", "construct-unknown 1:1"),
    "a grid whose line ends within a cell": (
        "+---+---+\n| a     |\n+---+   +\n| b |   |\n+---+---+",
        "construct-unknown 1:1",
    ),
    "a pipe table with a line of dashes too short": ("| a | b |\n|---|\n| c | d |", "construct-unknown 1:1"),
    "rows that are wider than the head": ("|a|b|\n|-|-|\n|c|d|e|\n|f|g|h|", "construct-unknown 3:6"),
    "a reference that says nothing": ('[A]{.place see=""}', "construct-unknown 1:12"),
    "a subentry that says nothing": ('[A]{.place sub=" "}', "construct-unknown 1:12"),
    "an index that has no name": ('[A]{.index of=""}', "construct-unknown 1:1"),
    "a key that says nothing": ('[A]{.place key=""}', "construct-unknown 1:12"),
    "an entry without a name": ("[]{.place} x", "construct-unknown 1:1"),
    "a key that stands twice": ('[A]{.place sub="x" sub="y"}', "construct-unknown 1:20"),
    "a link that leads nowhere": ("[x]()", "construct-unknown 1:1"),
    "a link to no id": ("[x](#)", "construct-unknown 1:1"),
    "a block of code that is not closed": ("x\n\n```\ncode", "construct-unknown 3:1"),
    "one in a quotation": ("> ~~~\n> code\n\nx", "construct-unknown 1:3"),
    "strong words that are not closed": ("**Note: so", "construct-unknown 1:1"),
    "struck words that are not opened": ("so~~ it", "construct-unknown 1:3"),
    "a formula that is not closed": ("$$x", "construct-unknown 1:1"),
    "a link in a link": ("[a [b](https://example.org) c](https://example.org)", "construct-unknown 1:31"),
    "a div's class with a point": ("::: .letter\nx\n:::", "construct-unknown 1:5"),
    "a source that says nothing": ('::: {.hadith source=""}\nx\n:::', "construct-unknown 1:14"),
    "an example that is not there": ("(@a) one\n\nSee (@b).", "construct-unknown 3:6"),
    "an example where there is none": ("As (@bar) shows.", "citation-unknown 1:5"),
    "a citation in the text": ("As @jones says, it was so.", "citation-unknown 1:4"),
    "a citation without its author": ("Jones says so (see -@jones98).", "citation-unknown 1:20"),
    "a citation at the start": ("@ibn_hisham tells it.", "citation-unknown 1:1"),
    "a citation with a year beside a network": ("On Twitter, as @jones1998 says.", "citation-unknown 1:16"),
    "an example that stands twice": ("(@a) one\n(@a) two", "id-duplicate 2:1"),
    "an address with a space": ("[a](https://example.org/a b)", "construct-unknown 1:4"),
    "a picture's path with a space": ("![a](images/a b.png)", "construct-unknown 1:5"),
    "an id with a space": ("[](#a b)", "construct-unknown 1:3"),
    "a link that is defined nowhere": ("[a][house]", "construct-unknown 1:4"),
    "a heading without its space": ("##Head", "construct-unknown 1:1"),
    "a heading of a seventh level": ("x\n####### Head", "construct-unknown 2:1"),
    "a title block": ("% Title\n% Author\n\nx", "construct-unknown 1:1"),
    "front matter that is not closed": ("---\ntitle: One\n\nx", "setting-invalid 1:1"),
    "front matter behind an empty line": ("\n---\ntitle: One\n---\n\nx", "setting-invalid 2:1"),
    "a title whose quotation mark is not closed": ('---\ntitle: "One\n---\n\nx', "setting-invalid 2:1"),
}
TEXT = [
    "Set {x} in prose, {1, 2, 3} too, and {name} and {a: b}.",
    "f(x) = {1, 2} and {a=b}",
    "`{.x` and `[a]{.b` and $x_{1}$ and `\\foo`",
    r"C:\Users\me and a\b, \_ \* \\foo x",
    "He said [1] {note}",
    "قال {كذا} ثم [كذا]{كذا}",
    r"mail (\@home), me@example.org",
    r"Write to the.house@example.org, or <me@example.org>; \@jones and `@jones` and 3 @ 5, @ home, a@b.",
    "Follow us on Instagram: @harbour_press, and @house@example.org. `@key`",
    "تابعونا على تويتر @marfa",
    "100% sure\n% of it",
    "[x](https://example.org) {a}",
    "+---+ is a border",
    "[1][2] and [sic](as it stands)",
    "[a](<https://example.org/a b>) and [b] (https://example.org/a b)",
    "#tag and a ## b",
    "2 ** 3, *kataba, a * b, \\*\\*x\\*\\*, ~5 km, a~~~ b, *** and $5, $$",
    "```\ncode\n```\n\n- ~~~~ python\n  code\n  ~~~~\n\n> ```\n> a\n> ```\n\n    code",
    r"\[esc\](https://example.org) and [b](https://example.org/(c))",
    "a | b\nc | d",
    "| a | b |\n| c | d |",
]


def findings(text: str) -> tuple[str, list[str]]:
    """The title of a chapter, and what is wrong with it."""
    reading = ParseContext("a.md", split_lines(text))
    chapter = read_chapter(reading)
    found = [f"{each.code} {each.location.line}:{each.location.column}" for each in reading.findings]
    assert all(each.remedy for each in reading.findings)
    return "".join(getattr(node, "text", "") for node in chapter.title), found


@pytest.mark.parametrize("case", UNREAD)
def test_one_fault_is_one_finding(case: str) -> None:
    text, finding = UNREAD[case]
    assert findings(text)[1] == [finding]


@pytest.mark.parametrize("text", TEXT)
def test_what_is_text_is_no_finding(text: str) -> None:
    assert findings(text)[1] == []


@pytest.mark.parametrize("text", ["% Title\n\nx", "---\ntitle: Title\n\nx", "\n---\ntitle: Title\n---\n\nx"])
def test_a_title_that_is_written_wrong_is_not_missing_besides(text: str) -> None:
    assert findings(text)[0] == "Title"


def test_the_signs_that_close_a_heading_stand_before_its_attributes() -> None:
    reading = ParseContext("a.md", split_lines("## Head ## {#h}\n"))
    (block,) = read_chapter(reading).blocks
    assert (plain(getattr(block, "children", ())), reading.findings) == ("Head", [])


def test_a_line_separator_is_found_once() -> None:
    found = findings("Text \u2028 here \u0085 there\u2029.")[1]
    assert found == ["encoding-invalid 1:6", "encoding-invalid 1:13", "encoding-invalid 1:20"]
