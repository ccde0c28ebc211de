"""References by page: where they stand in the back matter, which is set last."""

from __future__ import annotations

import re
from pathlib import Path

import pymupdf
from book_command import command, working_in

BOOK = """[book]
title = "A Small Book"
[matter]
front = ["title-page", "contents"]
body = ["chapter.md"]
back = ["house.md", "works.md", "list:figures", "index:persons"]
[editions.press]
format = "pdf"
"""
WORDS = "Patience is a garden whose gate is narrow. " * 250
LAMP = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>'
SECTIONS = {
    "chapter": f"# Chapter\n\n{WORDS}\n\nThe works: [](#works){{.page}}. [Asma]{{.person}} came.\n",
    "house": f"# The house\n\nThe lamp: [](#lamp){{.page}}. The end: [](#end){{.page}}.\n\n{WORDS}\n\n![A lamp](lamp.svg){{#lamp}}\n",
    "works": f"# The works\n\nThe house: [](#house){{.page}}.\n\n{WORDS}\n\n## The end {{#end}}\n",
}


def test_back_matter_names_pages_of_itself_and_of_what_names_its_own(tmp_path: Path) -> None:
    book = tmp_path / "small"
    book.mkdir()
    (book / "book.toml").write_text(BOOK, encoding="utf-8")
    (book / "lamp.svg").write_text(LAMP, encoding="utf-8")
    for name, text in SECTIONS.items():
        (book / f"{name}.md").write_text(text, encoding="utf-8")
    with working_in(tmp_path):
        result = command("build", book, "--strict")
    assert result.exit_code == 0, result.output
    document = pymupdf.open(tmp_path / "dist" / "small" / "small-press.pdf")
    texts = {page.get_label(): page.get_text() for page in document}
    text = " ".join(texts.values())
    places = {"The works:": "The house:", "The lamp:": "A lamp", "The end:": "The end\n", "The house:": "The lamp:"}
    for reference, place in places.items():
        named = re.search(rf"{reference} *page (\d+)", text)
        assert named is not None, reference
        assert place in texts[named[1]], reference
