"""Notes at the foot of a page are set alike, whatever stands around their calls."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from page_samples import built

CALLED = {
    "a translation": '::: {.quran ref="94:5"}\nSo with the hardship there is ease.[^1]\n:::',
    "a heading": "## Who kept watch[^1]\n\nHis companion did.",
    "a quotation": "> He said so.[^1]",
    "a question": "::: {.question}\nWho kept watch?[^1]\n:::",
    "an epigraph": "::: {.epigraph}\nThe road is known.[^1]\n:::",
    "a cell": "| a | b |\n|---|---|\n| one[^1] | two |",
    "a head of a column": "| a[^1] | b |\n|---|---|\n| one | two |",
    "a poem": "::: {.verse}\nA line without halves[^1]\n:::",
}


@pytest.mark.parametrize("theme", ["plain", "narrative"])
def test_notes_of_all_places(theme: str, tmp_path: Path) -> None:
    """The first line of each has the same face and size, begins at one edge and ends at the other; its last ends freely."""
    words = "notewords and some more of them until the line is full and another has begun " * 2
    found = {}
    for number, (name, block) in enumerate(CALLED.items()):
        text = f"# A\n\nThey went.\n\n{block}\n\nThey stayed.\n\n[^1]: {words}\n"
        book = built(tmp_path / str(number), text, style=f'theme = "{theme}"', strict=False)
        found[name] = edges(book.document)
    assert found == dict.fromkeys(CALLED, found["a quotation"])


def edges(document: Any) -> tuple[str, int, int, int, int]:
    """The face, the size in pt, both edges in pt of a note's first line, and the end of its last."""
    lines = [line for page in document for block in page.get_text("dict")["blocks"] for line in block.get("lines", ())]
    line = next(line for line in lines if any("notewords" in span["text"] for span in line["spans"]))
    last = next(line for line in reversed(lines) if any("begun" in span["text"] for span in line["spans"]))
    span = max(line["spans"], key=lambda span: len(span["text"]))
    return (
        span["font"].rpartition("+")[2],
        round(span["size"]),
        round(line["bbox"][0]),
        round(line["bbox"][2]),
        round(last["bbox"][2]),
    )
