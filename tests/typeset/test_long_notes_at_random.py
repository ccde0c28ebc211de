"""Notes of any length, wherever they are called: none is lost or printed over another, and each begins with its call."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pages_with_notes import faults, note, pages, paragraph

LENGTHS = st.one_of(st.integers(1, 6), st.integers(1, 40), st.integers(1, 200))
PARAGRAPHS = st.tuples(st.integers(1, 14), st.lists(st.tuples(st.integers(0, 13), LENGTHS), max_size=3))


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PARAGRAPHS, min_size=1, max_size=12))
def test_notes_of_any_length(paragraphs: list[tuple[int, list[tuple[int, int]]]]) -> None:
    lines: dict[str, int] = {}
    body = []
    for number, (length, called) in enumerate(paragraphs):
        calls = []
        for at, (line, count) in enumerate(called):
            lines[f"n{number}x{at}"] = count
            calls.append((line, note(f"n{number}x{at}", count)))
        body.append(paragraph(f"p{number}", length, calls))
    found = pages(*body)
    whole = {f"p{number}": length for number, (length, _) in enumerate(paragraphs)}
    assert list(faults(found, lines, whole)) == []
    words = [word for page in found for line in page.text for word in line if not word.startswith("call")]
    assert words == [f"p{number}.{at}" for number, (length, _) in enumerate(paragraphs) for at in range(length)]
