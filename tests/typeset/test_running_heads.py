"""A running head is one line: what is too long is cut at a word, by what it measures, and found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from book_command import command, working_in
from page_samples import PRESS, built, prose

from bookbuild.typeset.pagination.running_heads import first_words

LONG = "Of the caravan that came down from the north at the end of the summer, and of what the town had never seen before it"
ARABIC = "في القافلة التي نزلت من الشمال في آخر الصيف وما لم ير أهل القرية مثله من قبل حتى جاء الليل وناموا جميعا في بيوتهم آمنين"


def heads(pages: list[str]) -> list[str]:
    """The line before the folio of each page, which mupdf reads last."""
    return [page.rstrip().split("\n")[-2] for page in pages]


@pytest.mark.parametrize("theme", ["plain", "narrative", "leaflet"])
def test_a_long_head_is_one_line_with_an_ellipsis(theme: str, tmp_path: Path) -> None:
    book = built(tmp_path, f"# {LONG}\n\n{prose(1200)}\n", style=f'theme = "{theme}"', strict=False)
    [head] = {
        line for line in book.pages[2].split("\n") if line.strip("0123456789 \u2003").startswith("Of the caravan")
    }
    head = head.strip("0123456789 \u2003\u200e")
    assert head.endswith("…")
    assert LONG.startswith(head.removesuffix("…"))
    assert len(head) > 40
    assert book.told.count("head-shortened") == 1


def test_an_arabic_head_ends_at_its_left(tmp_path: Path) -> None:
    for binding in ("right", "left"):
        style = f'theme = "naskh"\nbinding = "{binding}"'
        book = built(
            tmp_path / binding, f"# {ARABIC}\n\n{prose(1200, 0, 'ar')}\n", language="ar", style=style, strict=False
        )
        [line] = [
            line
            for block in book.document[2].get_text("rawdict")["blocks"]
            for line in block.get("lines", ())
            if any(char["c"] == "…" for span in line["spans"] for char in span["chars"])
        ]
        places = [
            (char["bbox"][0], char["c"])
            for span in line["spans"]
            for char in span["chars"]
            if char["c"].strip(" \u200f")
        ]
        assert min(places)[1] == "…"


def test_the_place_and_the_remedy(tmp_path: Path) -> None:
    built(tmp_path, f"# {LONG}\n\n{prose(1200)}\n", strict=False)
    with working_in(tmp_path):
        said = json.loads(command("build", "book", "--json").stdout)["findings"]
    assert [(each["code"], each["severity"], each["path"], each["line"]) for each in said] == [
        ("head-shortened", "warning", "chapters/one.md", 1)
    ]
    assert "short-title" in said[0]["remedy"]


def test_a_short_title_is_no_finding(tmp_path: Path) -> None:
    book = built(tmp_path, f"---\ntitle: {LONG}\nshort-title: The caravan\n---\n\n{prose(1200)}\n")
    assert heads(book.pages)[2] == "The caravan"


def test_the_title_of_the_book(tmp_path: Path) -> None:
    long = PRESS + f'[editions.press.book]\ntitle = "{LONG}"\n'
    book = built(tmp_path / "a", f"# A\n\n{prose(1200)}\n", editions=long, strict=False)
    assert heads(book.pages)[1].startswith("Of the caravan")
    assert "…" in heads(book.pages)[1]
    assert "book.toml" in book.told
    book = built(tmp_path / "b", f"# A\n\n{prose(1200)}\n", editions=long + 'short-title = "The caravan"\n')
    assert heads(book.pages)[1] == "The caravan"


def test_one_go_has_the_same_heads(tmp_path: Path) -> None:
    pages = built(tmp_path / "a", f"# {LONG}\n\n{prose(900)}\n", strict=False).pages
    assert heads(
        built(tmp_path / "b", f"# {LONG}\n\n{prose(900)}\n", strict=False, options=("--one-go",)).pages
    ) == heads(pages)


@pytest.mark.parametrize(
    ("text", "count", "cut"),
    [
        ("The well, and the road", 2, "The well…\u200e"),
        ("The well “of the north” and the road", 4, "The well…\u200e"),
        ("The well (of the north) and the road", 5, "The well (of the north)…\u200e"),
        ("The guide’s well and the road", 3, "The guide’s well…\u200e"),
        ("قال ﴿لا تحزن إن الله معنا﴾ ثم مضى", 4, "قال…\u200f"),
        ("Two words", 2, "Two words"),
        ("Two words", 0, ""),
    ],
)
def test_where_a_head_is_cut(text: str, count: int, cut: str) -> None:
    assert first_words(text, count) == cut
