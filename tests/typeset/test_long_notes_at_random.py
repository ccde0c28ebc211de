"""Notes of any length, wherever they are called: none is lost or printed over another, and each begins with its call."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pages_with_notes import faults, laid_out, note, pages, paragraph

from bookbuild.typeset.engine.overprints import overprints_of

PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
LENGTHS = st.one_of(st.integers(1, 6), st.integers(1, 40), st.integers(1, 200))
PARAGRAPHS = st.tuples(st.integers(1, 14), st.lists(st.tuples(st.integers(0, 13), LENGTHS), max_size=3))


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=PHASES)
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


RUN_IN = st.lists(st.tuples(st.integers(1, 10), st.lists(st.integers(1, 30), max_size=4)), min_size=1, max_size=12)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=PHASES)
@given(RUN_IN)
def test_notes_of_two_series_of_which_one_is_a_paragraph(paragraphs: list[tuple[int, list[int]]]) -> None:
    """Each note has so many words, all of which are there, and none over another."""
    body, told = [], []
    for number, (length, called) in enumerate(paragraphs):
        calls = []
        for at, count in enumerate(called):
            words = [f"n{number}x{at}w{word}" for word in range(count)]
            told += words
            kind = 'data-order="1" data-set="run-in"' if at % 2 else 'data-order="0"'
            calls.append((at, f'<span class="footnote" data-number="" {kind}><p>{" ".join(words)}</p></span>'))
        body.append(paragraph(f"p{number}", length, calls))
    document = laid_out(*body)
    found = [
        text for page in document.pages for box in page._page_box.descendants() if (text := getattr(box, "text", ""))
    ]
    assert sorted(word for text in found for word in text.split() if word.startswith("n")) == sorted(told)
    assert [fault for page in document.pages for fault in overprints_of(page)] == []


KINDS = ("paragraph", "heading", "quotation", "table", "list", "figure", "section")
BLOCKS = st.tuples(st.sampled_from(KINDS), st.integers(1, 12), st.lists(LENGTHS, max_size=2))


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=PHASES)
@given(st.lists(BLOCKS, min_size=1, max_size=14))
def test_notes_called_anywhere(blocks: list[tuple[str, int, list[int]]]) -> None:
    lines: dict[str, int] = {}
    body = []
    for number, (kind, length, called) in enumerate(blocks):
        named = {f"n{number}x{at}": count for at, count in enumerate(called)}
        lines |= named
        body.append(block(kind, f"p{number}", length, [note(name, count) for name, count in named.items()]))
    found = pages(*body)
    assert list(faults(found, lines)) == []
    told = [word for page in found for line in page.text for word in line if word.startswith("p")]
    assert len(told) == len(set(told)) == sum(length for _, length, _ in blocks)


def block(kind: str, name: str, length: int, notes: list[str]) -> str:
    """A block of so many words, with notes called in the first of them and in the last."""
    calls = dict(zip((0, length - 1), notes, strict=False)) if length > 1 else {0: " ".join(notes)}
    words = [f"{name}.{at} {calls.get(at, '')}" for at in range(length)]
    match kind:
        case "heading":
            return f"<h2>{' '.join(words)}</h2>"
        case "quotation":
            return f"<blockquote class='together'><p>{'<br/>'.join(words)}</p></blockquote>"
        case "table":
            return "<table>" + "".join(f"<tr><td>cell</td><td>{word}</td></tr>" for word in words) + "</table>"
        case "list":
            return "<ul>" + "".join(f"<li>{word}</li>" for word in words) + "</ul>"
        case "figure":
            return f"<figure class='together'><div class='tall'></div><p>{' '.join(words)}</p></figure>"
        case "section":
            return f"<section><p>{'<br/>'.join(words)}</p></section>"
    return f"<p>{'<br/>'.join(words)}</p>"
