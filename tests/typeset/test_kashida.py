"""Kashida: where words are stretched, by how much lines are, and what stays as it is."""

from __future__ import annotations

import inspect
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pytest
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text import line_break
from weasyprint.text.ffi import ffi

from bookbuild.typeset.book.design import NEVER_STRETCHED
from bookbuild.typeset.engine import engine, patches
from bookbuild.typeset.lines import justification
from bookbuild.typeset.lines.collisions import words
from bookbuild.typeset.lines.justification import natural_spaces
from bookbuild.typeset.lines.kashida import TATWEEL, Candidate, KashidaPlace, chosen, places
from bookbuild.typeset.lines.line_runs import Runs
from bookbuild.typeset.lines.shaping import face_of

BEST = [
    "رس|ول",
    "الص|باح",
    "ش|هر",
    "المدين|ة",
    "أحم|د",
    "فرس|ه",
    "الكت|اب",
    "بعي|د",
    "الْمَدِينَ|ةُ",
    "عَبَّ|ا",
]


@pytest.mark.parametrize("word", BEST)
def test_the_best_place_of_a_word(word: str) -> None:
    assert places(word.replace("|", ""))[0].offset == word.index("|")


NEVER = {
    "two letters": "من",
    "two letters with marks": "قَدْ",
    "two letters behind their و": "ومن",
    "letters that do not join": "دار",
    "lam-alif": "ولا",
    "the name of God": "بالله",
    "a word that has a tatweel": "هـجري",
}


@pytest.mark.parametrize("word", NEVER.values(), ids=NEVER.keys())
def test_words_that_are_never_stretched(word: str) -> None:
    assert places(word) == ()


def test_a_lone_hamza_joins_nothing() -> None:
    found = ["شيءشيء"[place.offset] for place in places("شيءشيء")]
    assert found
    assert "ء" not in found


@pytest.mark.parametrize("word", ["الأمان", "السلام", "الإسلام", "والأموال", "بالآخرة"])
def test_never_in_lam_alif_nor_behind_the_article(word: str) -> None:
    found = [word[place.offset - 1] for place in places(word)]
    assert found
    assert "ل" not in found


def test_a_stretch_stands_behind_the_marks_of_its_letter() -> None:
    word = "مَدِّهِنَّتُهُ"
    assert places(word)
    assert not any("\u064b" <= word[place.offset] <= "\u0652" for place in places(word))


def candidate(number: int, worth: float, x: float) -> Candidate:
    return Candidate(number, f"w{number}", number * 10, KashidaPlace(1, worth, 0.5), x)


def test_at_most_one_place_a_word_and_words_apart() -> None:
    line = [candidate(0, 5, 1), candidate(0, 6, 2), candidate(1, 5, 4), candidate(2, 4, 7)]
    assert [place.number for place in chosen(line, 2, lambda place: True)] == [0, 2]
    assert chosen(line, 9, lambda place: True)[0] is line[1]
    assert len(chosen(line, 9, lambda place: True)) == 3


def test_not_where_a_ligature_breaks() -> None:
    line = [candidate(0, 6, 2.0), candidate(2, 5, 9.0)]
    assert chosen(line, 1, lambda place: place.number != 0) == [line[1]]


def test_below_a_stretch_is_right_below_it() -> None:
    assert candidate(0, 6, 2.0).stands_under([9.0, 2.5])
    assert not candidate(0, 6, 2.0).stands_under([9.0, 3.5])


PREFERRED = [("سمع", "علم"), ("كتبة", "كتبت"), ("كتاب", "مكتب"), ("خير", "مكتب"), ("خبيث", "مكتب")]


@pytest.mark.parametrize(("better", "worse"), PREFERRED)
def test_words_with_better_places_are_stretched_before_others(better: str, worse: str) -> None:
    assert places(better)[0].worth > places(worse)[0].worth


# ---- the seam


def test_lines_are_justified_where_they_are_stretched() -> None:
    assert inline.justify_line.func is justification.justify_line
    text_align, justify_line = (patches.original(patches.INLINE, name) for name in ("text_align", "justify_line"))
    assert "            justify_line(context, line, offset)" in inspect.getsource(text_align)
    assert "if (nb_spaces := count_expandable_spaces(line)):" in inspect.getsource(justify_line)


def test_boxes_are_widened_as_weasyprint_widens_them() -> None:
    source = inspect.getsource(inline.add_word_spacing)
    assert "box.text, box.style, context, max_width=None," in source
    assert "for child in children:\n            if child.is_in_normal_flow():" in source
    assert source.count("x_advance") == 12
    assert "self.set_text(self.text, justify=True)" in inspect.getsource(line_break.Layout.reactivate)


TEXT = (
    "قصد الصاحبان جنوب مكة والمدينة في شمالها ليكون الطلب في جهة وهما في جهة وصعدا في ظلمة الليل إلى غار في جبل ثور "
    "فأقاما فيه ثلاث ليال والحمد لله رب العالمين ولم يهاجر أبو بكر وحده بل جند للهجرة أهل بيته ومواليه كل في موضعه "
)


def test_stretches_stand_where_they_are_reckoned_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of lines above each other it is known which words would stand one above the other. No stretch moves them here."""
    monkeypatch.setattr(Runs, "share", lambda *_: {})
    compared = 0
    for line in lines(rendered(f"<p>{TEXT * 2}", "generous"))[:-1]:
        spaces = [more for _, more in natural_spaces(line)]
        start = line.position_x + line.width
        found = {word.text: word for word in words(line)}
        once = Counter(word.text for word in words(line))
        for place in Runs(line).places(spaces[0], line.style["font_size"]):
            if once[place.word] == 1:
                word = found[place.word]
                x = (start - place.x * word.size - word.x) / word.size
                assert -0.3 < x < word.width / word.size + 0.3
                compared += 1
    assert compared > 20


def test_a_line_below_another_is_stretched_elsewhere_where_it_can_be() -> None:
    stretched, stacked, above = 0, 0, []
    for line in lines(rendered(f"<p>{TEXT * 12}", "generous")):
        here = [word.x + word.width / 2 for word in words(line) if TATWEEL in word.text]
        stretched += len(here)
        stacked += sum(any(abs(x - other) < 6 for other in above) for x in here)
        above = here
    assert stretched > 20
    assert stacked <= stretched / 20


def rendered(body: str, kashida: str, lang: str = "ar") -> Any:
    direction = "ltr" if lang == "en" else "rtl"
    css = (
        f':root {{ --kashida: {kashida}; --arabic: "Amiri"; --quran: "Amiri Quran" }} {NEVER_STRETCHED}'
        "@page { size: 90mm 200mm; margin: 8mm } p { font: 13pt/1.7 Amiri; text-align: justify }"
        ".mushaf { font-family: 'Amiri Quran' }"
    )
    html = f'<html lang="{lang}" dir="{direction}"><style>{css}</style><body>{body}</body></html>'
    return engine.HTML(string=html).render()


def lines(document: Any) -> list[Any]:
    found = (box for page in document.pages for box in page._page_box.descendants() if isinstance(box, boxes.LineBox))
    return [line for line in found if text_of(line)]


def text_of(line: Any) -> str:
    return "".join(box.text for box in line.descendants() if isinstance(box, boxes.TextBox))


def set_text(body: str, kashida: str, lang: str = "ar") -> list[str]:
    return [text_of(line) for line in lines(rendered(body, kashida, lang))]


def texts(document: Any) -> Iterator[Any]:
    for line in lines(document):
        yield from (box for box in line.descendants() if isinstance(box, boxes.TextBox))


@pytest.mark.parametrize("kashida", ["moderate", "generous"])
def test_lines_are_stretched_and_no_word_twice(kashida: str) -> None:
    plain, found = set_text(f"<p>{TEXT * 2}", "off"), set_text(f"<p>{TEXT * 2}", kashida)
    assert "".join(found).replace(TATWEEL, "").replace(" ", "") == "".join(plain).replace(" ", "")
    assert sum(TATWEEL in line for line in found) > len(found) / 3
    assert TATWEEL not in found[-1]
    for word in " ".join(found).split():
        assert len([part for part in word.split(TATWEEL) if part]) <= 2
    most = 1.2 / 0.185
    assert all(line.count(TATWEEL) <= most for line in found)


def test_spaces_are_evener_by_it() -> None:
    def widest(kashida: str) -> float:
        return max(box.justification_spacing for box in texts(rendered(f"<p>{TEXT * 2}", kashida)))

    assert widest("generous") <= widest("moderate") < widest("off")


def test_stretched_boxes_are_as_wide_as_what_is_drawn() -> None:
    document = rendered(f"<p>{TEXT} <em>المسلمين والمسافرين في الطريق</em> {TEXT}", "generous")
    edges = {round(line.position_x + line.width, 2) for line in lines(document)[:-1]}
    assert edges == {round(lines(document)[0].position_x + lines(document)[0].width, 2)}
    stretched = [box for box in texts(document) if TATWEEL in box.text]
    assert stretched
    for box in stretched:
        layout = line_break.Layout(box.style, box.justification_spacing)
        layout.set_text(box.text, justify=True)
        width, _ = line_break.line_size(layout.get_first_line()[0], box.style)
        assert box.width == pytest.approx(width, abs=0.05)
        assert box.pango_layout.text == box.text


def test_a_ligature_is_not_broken() -> None:
    style = next(texts(rendered("<p>الحمد", "generous"))).style
    face = face_of(style)
    assert not face.joins("الحمد", 3)
    assert face.joins("رسول", 2)
    assert face.gain("رسول", 2, 2) == pytest.approx(2 * face.width(TATWEEL), abs=0.01)


def test_a_word_is_as_wide_whatever_size_it_was_first_measured_at() -> None:
    """Otherwise pages depend on what their process has set before."""

    def measured(size: int) -> float:
        style = next(texts(rendered(f'<p style="font-size: {size}px">رسول', "generous"))).style
        return face_of(style).width("رســول")

    assert measured(7) == measured(23)


KEPT = {
    "a quotation of the Qur'an": ('<p class="quran">{}', "ar"),
    "the Qur'an within a line": ('<p><span class="quran"><span>{}</span></span>', "ar"),
    "code": ("<p><code>{}</code>", "ar"),
    "what is set in the Qur'an's font": ('<p class="mushaf">{}', "ar"),
    "an English paragraph": ("<p>{}", "en"),
    "what a theme leaves out": ('<p style="--kashida: off">{}', "ar"),
    "letters set apart": ('<p style="letter-spacing: 1pt">{}', "ar"),
}


@pytest.mark.parametrize(("body", "lang"), KEPT.values(), ids=KEPT.keys())
def test_what_is_never_stretched(body: str, lang: str) -> None:
    assert TATWEEL not in "".join(set_text(body.format(TEXT * 2), "generous", lang))


def test_the_same_line_is_stretched_the_same_way_each_time() -> None:
    body = f"<p>{TEXT * 40}"
    assert set_text(body, "moderate") == set_text(body, "moderate")


# ---- how it looks

STRETCHED = ["رس|ول", "الص|باح", "المدين|ة", "كت|اب", "الْمَدِينَ|ةُ", "بَعِ|يدٌ", "رَسُ|ولِ", "يَحْتَسِ|بُونَهُ", "عَبَّ|اسٍ", "مُصَ|حَّحٌ"]


def drawn(word: str, family: str) -> Any:
    """The word at 14 pt and 1,200 dpi: black and white."""
    css = f"@page {{ size: 40mm 20mm; margin: 4mm }} p {{ margin: 0; font: 14pt '{family}' }}"
    document = engine.HTML(string=f'<html lang="ar" dir="rtl"><style>{css}</style><p>{word}').render()
    page = pypdfium2.PdfDocument(io.BytesIO(document.write_pdf()))[0]
    return page.render(scale=1200 / 72).to_pil().convert("L").point(lambda value: 255 * (value < 128))


def pieces(image: Any) -> int:
    """How many pieces of ink there are that do not touch: runs of each row, joined to those that they touch above."""
    parents: dict[int, int] = {}

    def root(run: int) -> int:
        while parents[run] != run:
            run = parents[run]
        return run

    above: list[tuple[int, int, int]] = []
    for y in range(image.height):
        row, here = image.crop((0, y, image.width, y + 1)).tobytes(), []
        for found in re.finditer(b"\xff+", row):
            run = len(parents)
            parents[run] = run
            here.append((found.start(), found.end(), run))
            for start, end, other in above:
                if start < found.end() and found.start() < end:
                    parents[root(other)] = root(run)
        above = here
    return len({root(run) for run in parents})


@pytest.mark.parametrize("family", ["Amiri", "Amiri:bold"])
@pytest.mark.parametrize("word", STRETCHED)
def test_letters_join_without_a_seam(word: str, family: str) -> None:
    family, _, weight = family.partition(":")
    before, after = word.split("|")
    style = f"{family}'; font-weight: {weight or 'normal'}; --a: '"
    plain, stretched = (drawn(before + TATWEEL * count + after, style) for count in (0, 4))
    assert stretched.getbbox()[0] < plain.getbbox()[0] - 50
    assert pieces(stretched) == pieces(plain)


def marks(word: str) -> list[tuple[int, int]]:
    """How far the glyph of each mark is moved from where the pen is, in thousandths of an em, in the order of glyphs.

    The pen is at its letter's edge: HarfBuzz places marks without moving it.
    """
    style = next(texts(rendered("<p>ا", "off"))).style
    run, found = face_of(style).line(word).runs[0], []
    while run != ffi.NULL:
        glyphs = run.data.glyphs
        places = (glyph.geometry for glyph in glyphs.glyphs[0 : glyphs.num_glyphs])
        found += [(place.x_offset // 1024, place.y_offset // 1024) for place in places if not place.width]
        run = run.next
    return found


@pytest.mark.parametrize("word", [word for word in STRETCHED if re.search("[\u064b-\u0652]", word)])
def test_marks_stay_over_their_letters(word: str) -> None:
    before, after = word.split("|")
    assert marks(before + after)
    assert marks(before + TATWEEL * 4 + after) == marks(before + after)


REFERENCES = "قال الله سبحانه في سورة براءة وهي التوبة من المدني [التوبة: ٤٠] وقال ابن سعيد المتوفى سنة ١٣٠ هـ (ت ١٣٠ هـ) بالبصرة "


def test_references_and_the_words_beside_numbers_are_never_stretched() -> None:
    _, found = set_text(f"<p>{REFERENCES * 6}", "off"), set_text(f"<p>{REFERENCES * 6}", "generous")
    stretched = " ".join(found)
    assert TATWEEL in stretched
    for kept in ("[التوبة: ٤٠]", "سنة ١٣٠", "(ت ١٣٠ هـ)"):
        assert stretched.replace("هـ", "ه").count(kept.replace("هـ", "ه")) == 6
