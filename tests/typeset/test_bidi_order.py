"""Mixed directions stand on our pages in the order of Unicode's bidi algorithm, as Chromium shows them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bidi_pages import CASES, CHAPTERS, cases, chromium, chromium_order, our_order

EXPECTED = CASES / "chromium.json"
"""What Chromium 156 shows: `python tests/typeset/bidi_pages.py` writes it anew."""


NUMBERS = {
    "ولد في 12/3/1932 ومات في ١٢/٣/١٩٥١ كما ذكروا.": [". اذركو اكم ١٩٥١ / ٣ / ١٢ في اتمو 1932 / 3 / 12 في دلو"],
    "رقمه +44 20 7946 0018 في لندن.": [". دلنن في + 44 20 7946 0018 رقمه"],
}
"""What Unicode's algorithm, and so Chromium, orders otherwise than these numbers are read (`language/numbers.py`)."""


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[str]]]:
    return our_order(tmp_path_factory.mktemp("bidi"))


def of_cases(order: dict[str, list[list[str]]]) -> dict[str, list[str]]:
    """Each case's lines, by its text."""
    return {text: lines for name in CHAPTERS for text, lines in zip(cases(name), order[name], strict=True)}


def test_there_are_hard_cases_enough() -> None:
    assert len(of_cases(json.loads(EXPECTED.read_text(encoding="utf-8")))) >= 60


def test_our_order_is_that_of_chromium(ours: dict[str, list[list[str]]]) -> None:
    expected = of_cases(json.loads(EXPECTED.read_text(encoding="utf-8"))) | NUMBERS
    assert {text: (lines, expected[text]) for text, lines in of_cases(ours).items() if lines != expected[text]} == {}


def test_lines_that_are_broken_are_told_as_several(ours: dict[str, list[list[str]]]) -> None:
    broken = [len(lines) for name in ("narrow-arabic", "narrow-english") for lines in ours[name]]
    assert min(broken) > 2


@pytest.mark.slow
@pytest.mark.skipif(chromium() is None, reason="Chromium is not on this machine")
def test_chromium_still_says_so(tmp_path: Path) -> None:
    assert of_cases(chromium_order(tmp_path)) == of_cases(json.loads(EXPECTED.read_text(encoding="utf-8")))
