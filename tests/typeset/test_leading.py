"""Marks that touch the line above: found by the ink of what is set, and given room where leading may grow."""

from __future__ import annotations

import inspect
import io
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline

from bookbuild.typeset.engine import engine
from bookbuild.typeset.engine.proofreading import faults_of
from bookbuild.typeset.lines import leading
from bookbuild.typeset.lines.collisions import is_marked, missing, words
from bookbuild.typeset.lines.ink import STRIP, ink_of
from bookbuild.typeset.lines.shaping import face_of

LOW, TALL = "بِجٍ بِجٍ بِجٍ بِجٍ بِجٍ بِجٍ بِجٍ بِجٍ بِجٍ بِجٍ بِجٍ بِجٍ", "أُلَّا أُلَّا أُلَّا أُلَّا أُلَّا أُلَّا أُلَّا أُلَّا أُلَّا أُلَّا أُلَّا"
PLAIN = "قصد الصاحبان جنوب مكة والمدينة في شمالها ليكون الطلب في جهة وهما في جهة وصعدا في ظلمة الليل إلى غار في جبل"


def page(body: str, *, line_height: float, grows: bool, css: str = "") -> Any:
    style = (
        f":root {{ --leading-grows: {'yes' if grows else 'no'} }} @page {{ size: 120mm 160mm; margin: 10mm }}"
        f"body {{ font: 14pt/{line_height} Amiri; text-align: justify }} p {{ margin: 0 }} {css}"
    )
    return engine.HTML(string=f'<html lang="ar" dir="rtl"><style>{style}</style><body>{body}').render()


def lines(document: Any) -> list[Any]:
    found = (box for page in document.pages for box in page._page_box.descendants() if isinstance(box, boxes.LineBox))
    return [line for line in found if list(words(line))]


def faults(document: Any) -> list[Any]:
    return [fault for page in document.pages for fault in faults_of(page) if fault.code == "marks-collide"]


def distances(document: Any) -> list[float]:
    tops = [line.position_y + line.baseline for line in lines(document)]
    return [round(below - above, 2) for above, below in itertools.pairwise(tops)]


# ---- ink


def test_ink_is_where_the_outline_is() -> None:
    (line,) = lines(page("<p>جٍ", line_height=2, grows=False))
    (word,) = words(line)
    ink = ink_of(word.face, word.text)
    low, high = min(low for low, _ in ink.values()), max(high for _, high in ink.values())
    assert (low, high) == pytest.approx((-word.low / word.size, word.high / word.size), abs=0.02)
    assert low < -0.8
    assert 0 <= min(ink) * STRIP < 0.2
    assert max(ink) * STRIP == pytest.approx(word.width / word.size, abs=0.1)


def test_words_stand_where_they_are_drawn() -> None:
    document = page(f"<p>{PLAIN} {LOW}", line_height=2, grows=False)
    pdf = pypdfium2.PdfDocument(io.BytesIO(document.write_pdf()))
    image = pdf[0].render(scale=4).to_pil().convert("L")
    scale = image.width / document.pages[0].width
    for line in lines(document):
        for word in words(line):
            ink = ink_of(word.face, word.text)
            left = (word.x + min(ink) * STRIP * word.size) * scale
            right = (word.x + (max(ink) + 1) * STRIP * word.size) * scale
            top, bottom = ((word.baseline + at) * scale for at in (-word.high, word.low))
            assert min(image.crop((int(left), int(top), int(right) + 1, int(bottom) + 1)).getextrema()) < 100
            outside = image.crop((int(left) - 3, int(top) + 3, int(left) - 1, int(bottom) - 3))
            assert outside.getextrema()[0] > 150, word.text


# ---- what is found


def drawn(body: str, line_height: float, number: int) -> dict[int, list[int]]:
    """The heights at which the paragraph of that number is black when it is drawn alone, by columns of pixels."""
    css = f"p {{ color: #fff }} p:nth-child({number}) {{ color: #000 }}"
    only = page(body, line_height=line_height, grows=False, css=css)
    image = pypdfium2.PdfDocument(io.BytesIO(only.write_pdf()))[0].render(scale=6).to_pil().convert("L")
    columns: dict[int, list[int]] = {}
    for place, value in enumerate(image.tobytes()):
        if value < 128:
            columns.setdefault(place % image.width, []).append(place // image.width)
    return columns


@pytest.mark.parametrize("line_height", [1.3, 1.5, 1.7, 1.8, 1.9, 2.0, 2.1, 2.2, 2.4])
def test_found_to_touch_is_what_is_drawn_touching(line_height: float) -> None:
    body = f"<p>{' '.join(LOW.split()[:6])}</p><p>{' '.join(TALL.split()[:6])}</p>"
    upper, lower = (drawn(body, line_height, number) for number in (1, 2))
    touching = any(max(upper[x]) > min(lower[x]) for x in upper.keys() & lower.keys())
    assert bool(faults(page(body, line_height=line_height, grows=False))) == touching


def test_what_is_missing_is_said_in_points() -> None:
    tight, less = (faults(page(f"<p>{LOW}<br>{TALL}", line_height=height, grows=False)) for height in (1.2, 1.4))
    assert tight[0].text.startswith("أُلَّا")
    assert tight[0].amount - less[0].amount == pytest.approx(0.2 * 14, abs=0.15)


def test_letters_without_marks_are_not_asked_about() -> None:
    assert faults(page(f"<p>{PLAIN * 3}", line_height=0.7, grows=False)) == []


# ---- what is given


def test_marks_get_what_they_need_and_the_paragraph_alike() -> None:
    document = page(f"<p>{LOW}<br>{TALL}<br>{LOW}<br>{PLAIN}", line_height=1.4, grows=True)
    assert faults(document) == []
    assert len(set(distances(document))) == 1
    assert distances(document)[0] > 1.4 * 14 / 0.75


def test_what_has_no_marks_keeps_its_leading() -> None:
    quotation = f"<p>{LOW}<br>{TALL}"
    document = page(f"<p>{PLAIN * 2}</p>{quotation}<p>{PLAIN * 2}", line_height=1.5, grows=True)
    found = distances(document)
    assert faults(document) == []
    assert found[0] == found[-1] == pytest.approx(1.5 * 14 / 0.75, abs=0.02)
    assert max(found) > found[0]


def test_what_does_not_touch_keeps_its_leading() -> None:
    assert distances(page(f"<p>{LOW} {LOW} {TALL}", line_height=2.6, grows=True)) == pytest.approx(
        distances(page(f"<p>{LOW} {LOW} {TALL}", line_height=2.6, grows=False))
    )


def test_the_first_line_of_a_paragraph_clears_the_one_before() -> None:
    apart = f"<p>{' '.join(LOW.split()[:6])}</p><p>{' '.join(TALL.split()[:6])}</p>"
    assert faults(page(apart, line_height=1.4, grows=False))
    assert faults(page(apart, line_height=1.4, grows=True)) == []


def test_over_pages_too() -> None:
    document = page(f"<p>{(LOW + ' ' + TALL + ' ') * 20}", line_height=1.4, grows=True)
    assert len(document.pages) > 1
    assert faults(document) == []
    text = "".join(word.text for line in lines(document) for word in words(line))
    assert text.replace("\u0640", "") == ((LOW + TALL) * 20).replace(" ", "")


def test_runs_in_a_line_of_latin() -> None:
    run = '<span lang="ar" dir="rtl" style="font-family: Amiri; font-size: 1.3em; line-height: 0">أُلَّا بِجٍ أُلَّا بِجٍ</span>'
    body = (
        f'<p lang="en" dir="ltr" style="font: 11pt/1.3 \'EB Garamond 12\'">{("Quietly they going gypsy " + run) * 12}'
    )
    assert faults(page(body, line_height=1.3, grows=False))
    assert faults(page(body, line_height=1.3, grows=True)) == []


# ---- the seam


def test_lines_are_given_where_they_are_spread() -> None:
    assert block.iter_line_boxes.func is leading.iter_line_boxes
    parameters = (
        "context box position_y bottom_space skip_stack containing_block absolute_boxes fixed_boxes first_letter_style "
        "first_line_style"
    )
    assert " ".join(inspect.signature(inline.iter_line_boxes).parameters) == parameters
    source = Path(block.__file__).read_text(encoding="utf-8")
    assert "lines_iterator = iter_line_boxes(" in source
    assert "new_position_y = line.position_y + line.height" in source


def test_faces_are_measured_at_one_size() -> None:
    def reach(size: int) -> Iterator[float]:
        (line,) = lines(page(f'<p style="font-size: {size}px">أُلَّا', line_height=2, grows=False))
        for box in line.descendants():
            if isinstance(box, boxes.TextBox):
                yield from face_of(box.style).reach("أُلَّا")

    assert list(reach(9)) == list(reach(31))
    assert is_marked(lines(page("<p>أُلَّا", line_height=2, grows=False))[0])
    assert missing(*lines(page("<p>أُلَّا<br>أُلَّا", line_height=9, grows=False)), 0.05) == 0


def test_a_few_words_of_arabic_move_their_own_lines_alone() -> None:
    latin = "some words that are set in Latin letters and need no more room than they have, over a line and more of it"
    style = 'p { font-family: "EB Garamond 12", Amiri } span { line-height: 0 }'
    body = f'<p lang="en" dir="ltr">{latin} {latin} <span dir="rtl" lang="ar">{LOW[:20]}</span> {latin} {latin}</p>'
    moved = distances(page(body.replace(LOW[:20], TALL[:24]), line_height=1.0, grows=True, css=style))
    assert min(moved) == pytest.approx(14 * 96 / 72, abs=0.02)
    assert sum(distance > min(moved) + 0.1 for distance in moved) in (1, 2)
