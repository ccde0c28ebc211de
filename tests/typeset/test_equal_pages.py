"""What sections apart come to equals what WeasyPrint sets of them in one go: breaks, text and places, links, outline."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest

from bookbuild.pipeline import build
from bookbuild.workshop import workshop

BOOKS = Path(__file__).parents[2] / "manuscript"
HUNDREDTHS = 0.011
"""pt: 0.01, and what rounding adds."""


class Quiet:
    def step(self, book: str, edition: str | None, name: str) -> None: ...

    def section(self, book: str, edition: str, title: str) -> None: ...


def built(book: Path, out: Path, *, one_go: bool) -> pymupdf.Document:
    with workshop(1, out / "cache") as shop:
        result = build(
            book, editions=("screen",), out=out, strict=False, one_go=one_go, workshop=shop, progress=Quiet()
        )
    return pymupdf.open(result.editions[0].path)


def characters(page: pymupdf.Page) -> list[tuple[str, float, float]]:
    spans = (
        span
        for block in page.get_text("rawdict")["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
    )
    return sorted((char["c"], *char["origin"]) for span in spans for char in span["chars"])


def links(page: pymupdf.Page) -> Iterator[tuple[object, ...]]:
    for link in page.get_links():
        yield (*(round(edge, 1) for edge in link["from"]), link.get("page"), link.get("uri"))


@pytest.mark.parametrize("name", ["hijrah", pytest.param("nusrah", marks=pytest.mark.slow)])
def test_pages_are_those_of_one_go(name: str, tmp_path: Path) -> None:
    are_equal(BOOKS / name, tmp_path)


def test_pages_with_long_notes_are_those_of_one_go(tmp_path: Path) -> None:
    folder = tmp_path / "long"
    folder.mkdir()
    series = '[notes.series.ed]\ntitle = "Editor"\nmarks = "letters"\nnumbering = "page"\n'
    (folder / "book.toml").write_text(f'[book]\ntitle = "Long"\n[matter]\nbody = ["*.md"]\n{series}')
    sentence = "They went out by night along the road to the south, and the others went north. "
    for chapter in range(3):
        text = "".join(f"{sentence * 4}[^{n}] {sentence}[^ed:{n}]\n\n" for n in range(6))
        notes = "".join(
            f"[^{n}]: {sentence * (1 + 40 * (n == 5))}\n\n[^ed:{n}]: {sentence * (90 * (n == 2) + 1)}\n\n"
            for n in range(6)
        )
        (folder / f"{chapter}.md").write_text(f"# Chapter {chapter}\n\n{text}{notes}")
    are_equal(folder, tmp_path)


def are_equal(book: Path, tmp_path: Path) -> None:
    """The pages of a book set in sections and in one go."""
    apart = built(book, tmp_path / "apart", one_go=False)
    together = built(book, tmp_path / "together", one_go=True)
    assert len(apart) == len(together)
    assert apart.get_toc() == together.get_toc() != []
    assert sum(len(characters(page)) for page in apart) > 1000
    assert sum(len(list(links(page))) for page in apart) > 10
    assert apart.get_page_labels() == together.get_page_labels()
    for ours, theirs in zip(apart, together, strict=True):
        place = f"page {ours.number + 1}"
        assert sorted(links(ours), key=repr) == sorted(links(theirs), key=repr), place
        pairs = list(zip(characters(ours), characters(theirs), strict=True))
        assert all(one[0] == other[0] for one, other in pairs), place
        moved = max((max(abs(a[1] - b[1]), abs(a[2] - b[2])) for a, b in pairs), default=0)
        assert moved <= HUNDREDTHS, place
