"""`::: {.break}`: the page before ends there, as it is; what follows begins the next, or the next right-hand one."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from page_samples import BuiltBook, built, prose

BREAK, RECTO = "::: {.break}\n:::", "::: {.break .recto}\n:::"


def lines(book: BuiltBook, page: int) -> list[float]:
    """Where the lines of a page begin, from its top, in pt: heads and folios left out."""
    height = book.document[page].rect.height
    blocks = book.document[page].get_text("dict")["blocks"]
    tops = {round(line["bbox"][1], 1) for block in blocks for line in block.get("lines", ())}
    return sorted(top for top in tops if 0.1 * height < top < 0.8 * height)


@pytest.mark.parametrize(("language", "style"), [("en", ""), ("ar", ""), ("en", 'binding = "right"')])
def test_what_follows_begins_a_page(language: str, style: str, tmp_path: Path) -> None:
    parts = [prose(40, seed, language) for seed in range(3)]
    text = f"# A\n\n{parts[0]}\n\n{BREAK}\n\n{parts[1]}\n\n{RECTO}\n\n{parts[2]}\n"
    pages = built(tmp_path, text, language=language, style=style).pages
    assert [len(page.split()) > 20 for page in pages] == [True, True, True]


def test_a_page_before_a_right_hand_one_stays_empty_without_head_and_folio(tmp_path: Path) -> None:
    pages = built(tmp_path, f"# A\n\n{prose(40)}\n\n{RECTO}\n\n{prose(30, 1)}\n").pages
    assert [bool(page.split()) for page in pages] == [True, False, True]
    assert pages[2].split()[-1] == "3"


def test_one_go_gives_the_same_pages(tmp_path: Path) -> None:
    text = f"# A\n\n{prose(40)}\n\n{RECTO}\n\n{prose(30, 1)}\n\n{BREAK}\n\n{prose(900, 2)}\n"
    apart = built(tmp_path / "a", text).pages
    assert built(tmp_path / "b", text, options=("--one-go",)).pages == apart


def test_the_page_before_is_short_and_not_stretched(tmp_path: Path) -> None:
    quoted = "\n\n".join(f"{prose(30, seed)}\n\n> {prose(20, seed)}" for seed in range(3))
    book = built(tmp_path, f"# A\n\n{BREAK}\n\n{quoted}\n\n{BREAK}\n\n{quoted}\n\n{prose(900)}\n")
    last = built(tmp_path / "last", f"# A\n\n{BREAK}\n\n{quoted}\n")
    assert lines(book, 1) == lines(last, 1)
    steps = [round(after - before, 1) for before, after in pairwise(lines(book, 1))]
    assert max(steps) <= 2.1 * min(steps)


def test_breaks_in_a_row_are_one_and_the_last_holds(tmp_path: Path) -> None:
    pages = built(tmp_path, f"# A\n\n{prose(40)}\n\n{RECTO}\n\n{BREAK}\n\n{prose(30, 1)}\n\n{BREAK}\n").pages
    assert len(pages) == 2


def test_a_break_within_a_letter_a_list_and_a_note(tmp_path: Path) -> None:
    text = (
        f"# A\n\n::: letter\n{prose(20)}\n\n{BREAK}\n\n{prose(20, 1)}\n:::\n\n- {prose(9)}\n\n  ::: break\n  :::\n\n"
        f"  {prose(9, 1)}\n\nA note.[^a]\n\n[^a]: {prose(9, 2)}\n\n    ::: break\n    :::\n\n    {prose(9, 3)}\n"
    )
    assert len(built(tmp_path, text).pages) == 3
