"""Law: what programs read out of a book's pages is what was written, word by word; `inspect --book` says how far."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from law_samples import CONSTRUCTS, SAMPLES

from bookbuild.inspection import inspect
from bookbuild.pipeline import documents

LEAST = {
    "poppler": {"letters": 1.0, "marked": 0.99, "latin": 0.99},
    "mupdf": {"letters": 1.0, "marked": 0.99, "latin": 0.99},
    "pdfium": {"letters": 0.995, "latin": 0.99},
}
"""Shares. pdfium is given no marks in Latin lines, and reads those before a comma behind it (docs/arabic.md)."""

JOINED = {"و"}
"""Stands in one word with what comes behind it: on a page that may be a title that was made."""


LONG = {"companion", "nusrah"}
BOOKS = [
    pytest.param(folder, id=folder.name, marks=[pytest.mark.slow] if folder.name in LONG else [])
    for folder in (*SAMPLES, *CONSTRUCTS)
]


@pytest.mark.parametrize("folder", BOOKS)
def test_words_come_back(folder: Path, built) -> None:
    files = [file for file in sorted(built(folder).glob("*.pdf")) if not file.stem.endswith("-cover")]
    assert files
    for file in files:
        found = inspect(file, documents=partial(documents, folder, file)).facts["text_layer"]
        assert "pdfium" in found
        for program, shares in found.items():
            if shares["lost"] and not set(shares["lost"]) <= JOINED:
                for name, least in LEAST[program].items():
                    assert shares[name] is None or shares[name] >= least, (file.name, program, shares)
