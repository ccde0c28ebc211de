"""A book is bound at the side that `binding` says, whatever the direction of its text."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from bookbuild import pipeline
from bookbuild.workshop import workshop

TEXT = {
    "ar": "هذا كلام متصل يملأ السطر كله ثم يمضي إلى السطر الذي بعده. ",
    "en": "These are words that fill a line of text. ",
}
BOUND = [("ar", "auto", "R2L"), ("ar", "left", "L2R"), ("en", "auto", "L2R"), ("en", "right", "R2L")]


class Unwatched:
    def step(self, book: str, edition: str | None, name: str) -> None: ...

    def section(self, book: str, edition: str, title: str) -> None: ...


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    folder = tmp_path_factory.mktemp("binding")
    made = {}
    with workshop(1, folder / "cache") as shop:
        for language, binding, _ in BOUND:
            name = f"{language}-{binding}"
            (folder / name / "chapters").mkdir(parents=True)
            (folder / name / "book.toml").write_text(
                f'[book]\ntitle = "A"\nlanguage = "{language}"\n[matter]\nfront = []\n[style]\nbinding = "{binding}"\n'
                '[editions.press]\nformat = "pdf"\npurpose = "press"\n',
                encoding="utf-8",
            )
            (folder / name / "chapters/1.md").write_text(f"# A\n\n{TEXT[language] * 130}\n", encoding="utf-8")
            result = pipeline.build(
                folder / name, editions=(), out=folder / "dist", strict=False, one_go=False, workshop=shop,
                progress=Unwatched(),
            )  # fmt: skip
            assert result.editions, result.findings
            made[language, binding] = folder / f"dist/{name}/{name}-press.pdf"
    return made


def edges(page: pypdfium2.PdfPage) -> tuple[float, float]:
    """White at the left and at the right of the text, in pt."""
    text = page.get_textpage()
    boxes = [text.get_charbox(index) for index in range(text.count_chars())]
    return min(box[0] for box in boxes if box[2] > box[0]), page.get_width() - max(box[2] for box in boxes)


@pytest.mark.parametrize(("language", "binding", "direction"), BOUND)
def test_facing_pages_turn_the_way_the_book_is_bound(
    books: dict[tuple[str, str], Path], language: str, binding: str, direction: str
) -> None:
    with pikepdf.open(books[language, binding]) as pdf:
        assert pdf.Root.ViewerPreferences.Direction == f"/{direction}"
        assert pdf.Root.PageLayout == "/TwoPageRight"


@pytest.mark.parametrize(("language", "binding", "direction"), BOUND)
def test_pages_are_mirrored_and_the_recto_is_on_the_side_of_the_binding(
    books: dict[tuple[str, str], Path], language: str, binding: str, direction: str
) -> None:
    """The inner margin is the narrower one: a recto's is at its right where the book is bound on the right."""
    document = pypdfium2.PdfDocument(books[language, binding])
    assert len(document) >= 3
    for number in (1, 2):
        left, right = edges(document[number])
        is_recto = number % 2 == 0
        inner, outer = (right, left) if (direction == "R2L") == is_recto else (left, right)
        assert inner < outer - 8


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_text_keeps_its_direction_whatever_the_binding(books: dict[tuple[str, str], Path], language: str) -> None:
    other = {"ar": "left", "en": "right"}[language]
    lengths = [len(pypdfium2.PdfDocument(books[language, binding])) for binding in ("auto", other)]
    assert lengths[0] == lengths[1]
    last = [edges(pypdfium2.PdfDocument(books[language, binding])[lengths[0] - 1]) for binding in ("auto", other)]
    assert sum(last[0]) == pytest.approx(sum(last[1]), abs=3)
