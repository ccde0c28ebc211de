"""`.full-page` and `.spread`: pictures on whole pages, to the edges and over them by the bleed, without head and folio."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from page_samples import BuiltBook, built, prose

RED, BLUE = (204, 0, 0), (0, 0, 204)
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="210"><rect width="150" height="210" fill="#c00"/>'
    '<rect x="150" width="150" height="210" fill="#00c"/></svg>'
)
BLEEDS = '[editions.press]\nformat = "pdf"\npurpose = "press"\nbleed = "3mm"\n[editions.ebook]\nformat = "epub"\n'
BARE = '[editions.press]\nformat = "pdf"\npurpose = "screen"\n'


def pictured(place: Path, text: str, **more: Any) -> BuiltBook:
    return built(place, f"# A\n\n{text}\n", files={"p.svg": PICTURE}, **{"editions": BLEEDS, **more})


def corners(book: BuiltBook, page: int) -> list[tuple[int, ...]]:
    """The colours at the four corners of the medium, and in the middle of its upper half."""
    pixels = book.document[page].get_pixmap(dpi=36)
    right, low = pixels.width - 2, pixels.height - 2
    places = [(1, 1), (right, 1), (1, low), (right, low), (pixels.width // 2 - 9, low // 4)]
    return [tuple(pixels.pixel(*place)[:3]) for place in places]


@pytest.mark.parametrize("editions", [BLEEDS, BARE])
def test_a_full_page_is_filled_to_its_edges(editions: str, tmp_path: Path) -> None:
    book = pictured(tmp_path, f"{prose(60)}\n\n![](p.svg){{.full-page alt=x}}\n\n{prose(60, 1)}", editions=editions)
    assert corners(book, 1) == [RED, BLUE, RED, BLUE, RED]
    assert [bool(page.split()) for page in book.pages] == [True, False, True]
    assert book.pages[2].split()[-1] == "3"


@pytest.mark.parametrize(("style", "first"), [("", RED), ('binding = "right"', BLUE)])
def test_a_spread_begins_on_the_first_of_two_facing_pages(
    style: str, first: tuple[int, int, int], tmp_path: Path
) -> None:
    second = BLUE if first == RED else RED
    book = pictured(tmp_path, f"{prose(60)}\n\n![](p.svg){{.spread alt=x}}\n\n{prose(60, 1)}", style=style)
    outer = slice(None, None, 2) if first == RED else slice(1, 5, 2)
    assert set(corners(book, 1)[outer]) == {first}
    assert corners(book, 2)[4] == second
    assert [bool(page.split()) for page in book.pages] == [True, False, False, True]
    later = pictured(tmp_path / "b", f"{prose(500)}\n\n![](p.svg){{.spread alt=x}}\n\n{prose(60, 1)}", style=style)
    assert [page for page in range(len(later.pages)) if corners(later, page)[4] in (RED, BLUE)] == [3, 4]


def test_a_caption_stands_below_and_the_list_and_references_know_the_page(tmp_path: Path) -> None:
    text = f"{prose(60)} See [](#p){{.page}}.\n\n![The two halves](p.svg){{.full-page #p}}\n\n{prose(60, 1)}"
    book = pictured(tmp_path, text)
    assert book.pages[1].split("\n")[0].endswith("The two halves")
    assert "page 2" in " ".join(book.pages[0].split())
    blue, white = corners(book, 1)[1], corners(book, 1)[3]
    assert (blue, white) == (BLUE, (255, 255, 255))


def test_one_go_has_the_same_pages(tmp_path: Path) -> None:
    text = f"{prose(60)}\n\n![](p.svg){{.spread alt=x}}\n\n{prose(60, 1)}\n\n![](p.svg){{.full-page alt=x}}"
    assert pictured(tmp_path / "a", text).pages == pictured(tmp_path / "b", text, options=("--one-go",)).pages


def test_a_picture_is_kept_once_and_read_once(tmp_path: Path) -> None:
    import pikepdf

    text = f"{prose(60)}\n\n![](p.svg){{.spread alt=x}}\n\n{prose(60, 1)}"
    pictured(tmp_path, text, editions=BARE)
    with pikepdf.open(tmp_path / "dist/book/book-press.pdf") as pdf:
        figures = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"]
    assert [str(figure.Alt) for figure in figures] == ["x"]


def test_an_ebook_has_it_on_a_screen_of_its_own(tmp_path: Path) -> None:
    book = pictured(tmp_path, f"{prose(60)}\n\n![](p.svg){{.full-page alt=x}}")
    with zipfile.ZipFile(book.folder / "book-ebook.epub") as archive:
        assert b'<figure class="full-page">' in archive.read("EPUB/one.xhtml")
        assert b"100vh" in archive.read("EPUB/styles/book.css")
