"""Lines of justified paragraphs: chosen together, so that the worst of them are less bad than one by one."""

from __future__ import annotations

import inspect
import random
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text import line_break

from bookbuild.typeset.engine import engine
from bookbuild.typeset.lines import divided_lines, planned_lines
from bookbuild.typeset.lines.breaking import (
    PARTS_BOUND_WORDS,
    SHRINK,
    BreakPlace,
    Measure,
    _lines_from,
    best_breaks,
    first_fit,
)
from bookbuild.typeset.lines.hyphenation import _rules, cost_behind, divisions
from bookbuild.typeset.lines.justification import natural_spaces

# ---- the choice


def words(*widths: float, gap: float = 2.5) -> list[BreakPlace]:
    """The places of words so wide, after each of which a line may end."""
    places: list[BreakPlace] = [(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, False)]
    x = gaps = 0.0
    for width in widths:
        x += width
        places.append((x, x + gap, gaps, gaps + gap, 0.0, 0.0, 0.0, False))
        x, gaps = x + gap, gaps + gap
    return places


def test_a_word_goes_down_to_spare_the_next_line() -> None:
    places = words(20, 20, 20, 12, 30, 30, 40)
    assert best_breaks(places, Measure(80, 80)) == [3, 6, 7]


def test_a_line_shrinks_by_as_much_as_it_may_and_no_more() -> None:
    fits, too_wide = words(30, 30, 19), words(30, 30, 20.2)
    assert best_breaks(fits, Measure(83.1, 83.1)) == [3]
    assert len(best_breaks(too_wide, Measure(83.1, 83.1))) == 2


def test_a_word_wider_than_the_measure_has_a_line_to_itself() -> None:
    assert best_breaks(words(30, 200, 30), Measure(80, 80)) == [1, 2, 3]


@pytest.mark.parametrize("seed", range(20))
def test_no_other_choice_costs_less(seed: int) -> None:
    chosen = random.Random(seed)
    places = words(*(chosen.uniform(5, 40) for _ in range(11)))
    measure = Measure(70, 80)
    ends = [place[0] for place in places]

    def cost(breaks: tuple[int, ...]) -> float:
        total, at = 0.0, 0
        for end in breaks:
            total += dict(_lines_from(places, ends, at, measure)).get(end, float("inf"))
            at = end
        return total

    last = len(places) - 1
    every = [(*inner, last) for count in range(last) for inner in combinations(range(1, last), count)]
    assert cost(tuple(best_breaks(places, measure))) == pytest.approx(min(map(cost, every)))


def test_no_three_lines_running_end_with_a_hyphen() -> None:
    places = words(*(70.0 if n % 2 else 6.0 for n in range(12)), gap=2.0)
    hyphens = [(*place[:6], 60.0 if n % 2 else 0.0, n % 2 == 1) for n, place in enumerate(places)]
    chosen = [hyphens[n][-1] for n in best_breaks(hyphens, Measure(80, 80))]
    assert not any(all(chosen[n : n + 3]) for n in range(len(chosen)))


def bound(places: list[BreakPlace], *numbers: int) -> list[BreakPlace]:
    """`places`, of which those of these numbers stand between words that are read as one."""
    return [(*place[:6], PARTS_BOUND_WORDS if number in numbers else 0.0, False) for number, place in enumerate(places)]


def test_a_line_ends_between_bound_words_only_where_no_other_can_pay() -> None:
    places, measure = words(*[10.0] * 24, gap=4), Measure(82, 82)
    free = best_breaks(places, measure)
    kept = best_breaks(bound(places, *free[:-1]), measure)
    assert not set(free[:-1]) & set(kept)
    assert best_breaks(bound(places, *range(1, 24)), measure) == free


def test_lines_that_are_not_justified_are_full_and_keep_bound_words() -> None:
    places, measure = words(20, 20, 20, 12, 30, 30, 40), Measure(80, 80)
    assert first_fit(places, measure) == [4, 6, 7]
    assert first_fit(bound(places, 4), measure) == [3, 6, 7]
    assert first_fit(bound(places, 1, 2, 3, 4), measure) == [4, 6, 7]


# ---- words that are divided

DIVIDED = {
    "com-pan-ions": "companions",
    "(com-pan-ions),": "(companions),",
    "al-Muṭ-ṭalib": "al-Muṭṭalib",
    "the": "the",
    # ʿ and ʾ are no letters, and go with the letter that they are read with
    "ʿumayr": "ʿumayr",
    "muʿāw-iyah": "muʿāwiyah",
    "delight-fully": "delightfully",
}


@pytest.mark.parametrize(("divided", "word"), DIVIDED.items())
def test_words_are_divided_within_their_marks(divided: str, word: str) -> None:
    cut = word
    for offset, _ in reversed(divisions(word, "en", (5, 3, 3))):
        cut = f"{cut[:offset]}-{cut[offset:]}"
    assert cut == divided


def test_names_are_divided_less_gladly_and_articles_are_kept() -> None:
    ((_, name),) = divisions("Compan", "en", (5, 3, 3))
    ((_, word),) = divisions("compan", "en", (5, 3, 3))
    assert name > word
    assert cost_behind("al-") > cost_behind("twenty-") > cost_behind("twenty/") == 0


RULES = _rules("umayr muawiya alla quran companions", "Mu-ʿāwiyah de-lightfully")


@pytest.mark.parametrize(
    ("divided", "word"),
    {
        "Allah": "Allah",
        "Qurʾān’s": "Qurʾān’s",
        "ʿUmayr’s": "ʿUmayr’s",
        "Mu-ʿāwiyah,": "Mu-ʿāwiyah,".replace("-", ""),
        "de-lightfully": "delightfully",
        "com-pan-ions": "companions",
        "Companions": "Companions",
    }.items(),
)
def test_names_are_never_divided_and_a_book_says_where_words_are(divided: str, word: str) -> None:
    cut = word
    for offset, _ in reversed(divisions(word, "en", (5, 2, 2), RULES)):
        cut = f"{cut[:offset]}-{cut[offset:]}"
    assert cut == divided


LEAST = {"en": (2, 3), "de": (2, 2), "fr": (2, 2), "pt": (2, 3)}


@pytest.mark.parametrize(("language", "least"), LEAST.items())
def test_the_least_letters_are_those_of_the_language(language: str, least: tuple[int, int]) -> None:
    words = ("abendessen", "ausgabe", "république", "aménager", "adiantamento", "época", "already", "elementary")
    cuts = [(n, len(word) - n) for word in words for n, _ in divisions(word, language, (5, 2, 2))]
    assert (min(left for left, _ in cuts), min(right for _, right in cuts)) == least


def test_a_language_without_patterns_has_no_divisions() -> None:
    assert divisions("companions", "ar", (5, 3, 3)) == ()
    assert divisions("companions", None, (5, 3, 3)) == ()


# ---- the seams

ENGLISH = (
    "Whoever sits beside the road learns patience from the caravans, for the companions of the desert do not hurry; "
    "they remember the wells, they answer questions with questions, and they measure friendship by the length of the "
    "silence that it can bear before evening. "
)
ARABIC = (
    "قصد الصاحبان جنوب مكة والمدينة في شمالها ليكون الطلب في جهة وهما في جهة وصعدا في ظلمة الليل إلى غار في جبل ثور "
    "فأقاما فيه ثلاث ليال والحمد لله رب العالمين ولم يهاجر أبو بكر وحده بل جند للهجرة أهل بيته ومواليه كل في موضعه "
)


def page(body: str, css: str = "", lang: str = "en") -> Any:
    font, direction = ('"EB Garamond 12"', "ltr") if lang == "en" else ("Amiri", "rtl")
    style = (
        ':root { --kashida: moderate; --arabic: "Amiri"; --quran: "Amiri Quran" }'
        f"@page {{ size: 105mm 148mm; margin: 12mm }} body {{ font: 11pt/1.4 {font}; text-align: justify; hyphens: auto;"
        f"hyphenate-limit-chars: 5 2 3 }} p {{ margin: 0; text-indent: 1em }} {css}"
    )
    return engine.HTML(string=f'<html lang="{lang}" dir="{direction}"><style>{style}</style><body>{body}').render()


def lines(document: Any) -> list[Any]:
    found = (box for page in document.pages for box in page._page_box.descendants() if isinstance(box, boxes.LineBox))
    return [line for line in found if text(line)]


def text(line: Any) -> str:
    return "".join(box.text for box in line.descendants() if isinstance(box, boxes.TextBox)).replace("\u0640", "")


def widths(document: Any) -> Iterator[float]:
    """By how much the spaces of each line are widened, as a share of their natural width."""
    for line in lines(document):
        if spaces := list(natural_spaces(line)):
            yield max(more / natural for natural, more in spaces)


def greedily(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planned_lines, "plan_of", lambda *_: None)


@pytest.mark.parametrize(("text", "lang"), [(ENGLISH, "en"), (ARABIC, "ar")])
def test_spaces_are_evener_than_line_by_line(text: str, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    body = "".join(f"<p>{text[n:] * 2}" for n in (0, 40, 80, 120))
    planned = sorted(widths(page(body, lang=lang)))
    greedily(monkeypatch)
    greedy = sorted(widths(page(body, lang=lang)))
    assert planned[-1] < greedy[-1]
    assert sum(share**2 for share in planned) < 0.8 * sum(share**2 for share in greedy)
    assert planned[0] >= -SHRINK - 0.05


BODIES = {
    "plain": f"<p>{ENGLISH * 3}",
    "inline boxes": "<p>" + ENGLISH.replace("patience", "<em>patience </em>").replace("wells,", "<b>wells</b>,") * 3,
    "links and notes": f'<p>{ENGLISH}<a href="#a" style="padding-right: 3px">and</a> {ENGLISH}<sup>1</sup> {ENGLISH}',
    "boxes that end in spaces": "<p>" + "<i>of patience </i><b> of the road</b> " * 30,
    "what does not wrap": f'<p>{ENGLISH}<span style="white-space: nowrap">the length of the silence</span> {ENGLISH}',
    "a picture in the line": f'<p>{ENGLISH}<span style="display: inline-block">of</span> {ENGLISH}',
    "a float": f'<p><span style="float: left; width: 40px">A</span>{ENGLISH * 3}',
    "a forced break": f"<p>{ENGLISH}<br>{ENGLISH}",
    "soft hyphens": "<p>" + "remem\u00adbered " * 40,
    "long words": "<p>" + "al-" * 90 + " road",
    "a column": f'<div style="columns: 2; column-gap: 1em">{ENGLISH * 2}</div>',
    "a table": f"<table><tr><td>{ENGLISH}<td>{ENGLISH}</table>",
    "a first line of its own style": f"<style>p::first-line {{ font-weight: bold }}</style><p>{ENGLISH * 2}",
    "a note": f'<p>{ENGLISH}<span style="float: footnote">{ENGLISH}</span> {ENGLISH}',
    "several pages": f"<p>{ENGLISH * 40}",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_no_text_is_lost_or_doubled(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def letters() -> str:
        return "".join(sorted("".join(map(text, lines(page(body)))))).replace(" ", "").replace("‐", "").replace("-", "")

    planned = letters()
    greedily(monkeypatch)
    assert planned == letters()


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_lines_keep_within_their_measure(body: str) -> None:
    found = [
        (line.width - block.width, text(line))
        for block in page(body).pages[0]._page_box.descendants()
        for line in getattr(block, "children", ())
        if isinstance(line, boxes.LineBox) and " " in text(line).strip()
    ]
    assert found
    assert max(found)[0] <= 0.01, max(found)


def test_text_in_arabic_is_kept_over_pages() -> None:
    found = "".join(map(text, lines(page(f"<p>{ARABIC * 30}", lang="ar"))))
    assert found.replace(" ", "") == (ARABIC * 30).replace(" ", "")


def test_a_paragraph_that_goes_over_pages_keeps_its_lines() -> None:
    one = [text(line) for line in lines(page(f"<p>{ENGLISH * 12}", "@page { size: 105mm 900mm }"))]
    two = [text(line) for line in lines(page(f"<p>{ENGLISH * 12}", "@page { size: 105mm 90mm }"))]
    assert one == two


def test_pages_of_other_widths_go_on_from_where_the_line_ended() -> None:
    css = "@page { size: 105mm 60mm } @page :first { margin-right: 30mm }"
    found = lines(page(f"<p>{ENGLISH * 12}", css))
    assert "".join(map(text, found)).replace(" ", "").replace("‐", "") == (ENGLISH * 12).replace(" ", "")
    assert max(widths(page(f"<p>{ENGLISH * 12}", css))) < 2


def test_the_planned_functions_are_those_that_weasyprint_asks() -> None:
    assert inline.split_inline_box.func is planned_lines.split_inline_box
    assert inline.split_text_box.func is divided_lines.split_text_box
    assert inline.split_text_box.args[0].func is planned_lines.split_text_box
    assert inline.split_first_line.func is planned_lines.split_first_line
    assert inline.text_align.func is planned_lines.text_align
    source = Path(inline.__file__).read_text(encoding="utf-8")
    assert "context, linebox, position_x, max_x, bottom_space, skip_stack," in source
    assert "offset_x = text_align(\n            context, line, new_available_width," in source


def test_what_a_planned_line_takes_is_measured_as_weasyprint_measures_it() -> None:
    parameters = "first_line text layout resume_at space_collapse style hyphenated hyphenation_character"
    assert " ".join(inspect.signature(line_break.first_line_metrics).parameters) == parameters
    assert "if index == len(text):" in inspect.getsource(inline.skip_first_whitespace)


@pytest.mark.parametrize("justified", ["justify", "start"])
def test_no_line_ends_behind_the_slash_between_a_volume_and_its_page(justified: str) -> None:
    body = f'<p style="text-align: {justified}">{"كلام طويل هنا ج ٢/ص ٨٩ وفيه ج ١٢/ص ٤٥٦ ثم " * 12}</p>'
    set_lines = [
        text(line) for size in range(9, 15) for line in lines(page(body, f"p {{ font-size: {size}px }}", "ar"))
    ]
    assert any("/" in line for line in set_lines)
    assert [line for line in set_lines if line.rstrip().endswith("/")] == []
