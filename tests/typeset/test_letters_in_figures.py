"""Letters of drawings are as large on a page as those of captions, whatever the trim, as far as they fit."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from page_samples import built, prose

from bookbuild.typeset.book.letters_in_figures import FigureSpace, readable

SPACE = FigureSpace(width=300, height=400, letters=12)


def drawing(*texts: str, across: int = 600) -> bytes:
    inner = "".join(texts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{across}" height="400" viewBox="0 0 {across} 400">{inner}</svg>'
    ).encode()


def label(x: float, y: float, text: str = "Thawr", size: float = 12, more: str = "") -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}"{more}>{text}</text>'


def sizes(found: bytes) -> list[float]:
    return [float(size) for size in re.findall(rb'font-size="([\d.]+)"', found)]


def test_letters_grow_to_what_is_wanted() -> None:
    assert sizes(readable(drawing(label(20, 100), label(20, 300)), SPACE)) == [24, 24]


def test_letters_that_are_large_enough_stay() -> None:
    found = drawing(label(20, 100, size=24), label(20, 200, size=40))
    assert readable(found, SPACE) is found


def test_a_drawing_that_is_narrower_than_the_text_is_not_scaled() -> None:
    found = drawing(label(20, 100), across=300)
    assert readable(found, SPACE) is found
    assert sizes(readable(found, SPACE, wide=150)) == [24]


def test_they_do_not_come_to_stand_over_one_another() -> None:
    found = sizes(readable(drawing(label(20, 100, "A long label"), label(100, 100, "Another")), SPACE))
    assert found[0] == found[1]
    assert 12 < found[0] < 16


def test_they_do_not_leave_the_drawing() -> None:
    [size] = sizes(readable(drawing(label(520, 100, "Madinah")), SPACE))
    assert 520 + 7 * 0.46 * size <= 600
    assert size > 12


def test_texts_of_one_size_stay_of_one_size() -> None:
    crowded = [label(20, 100, "A long label"), label(100, 100, "Another"), label(20, 300, "Free")]
    assert len(set(sizes(readable(drawing(*crowded), SPACE)))) == 1


@pytest.mark.parametrize(
    "more", [' transform="rotate(9)"', ' style="font-size: 12px"'], ids=["what is turned", "what has a style"]
)
def test_what_stays_as_it_is(more: str) -> None:
    found = drawing(label(20, 100, more=more))
    assert readable(found, SPACE) is found


@pytest.mark.parametrize("found", [b"<svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b""])
def test_what_is_no_drawing_stays(found: bytes) -> None:
    assert readable(found, SPACE) is found


@pytest.mark.parametrize("trim", ["A5", "pocket", "A4"])
def test_on_a_page_of_any_trim(trim: str, tmp_path: Path) -> None:
    editions = f'[editions.press]\nformat = "pdf"\ntrim = "{trim}"\n'
    picture = drawing(label(20, 100), label(300, 300, "Madinah"))
    text = f"# A\n\n{prose(20)}\n\n![The road](images/map.svg)\n\n{prose(20, 1)}\n"
    book = built(tmp_path, text, editions=editions, files={"images/map.svg": picture})
    spans = {
        span["text"].strip(): span["size"]
        for block in book.document[0].get_text("dict")["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
    }
    caption = next(size for text, size in spans.items() if "The road" in text)
    assert all(abs(spans[name] - caption) < 0.3 for name in ("Thawr", "Madinah"))
