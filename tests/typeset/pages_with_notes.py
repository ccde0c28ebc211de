"""Pages with notes, laid out as a section is, and what stands where on them; used by the tests of notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import fromstring

from weasyprint.formatting_structure import boxes

from bookbuild.typeset.engine.engine import Fetcher, TreeHTML

STYLE = """
@page { size: 90mm 100mm; margin: 8mm; @footnote { margin-top: 8pt; padding-top: 4pt; border-top: 0.5pt solid } }
html { font: 10pt/14pt Amiri; orphans: 2; widows: 2 } body { margin: 0 } p, figure, blockquote { margin: 0 }
h1, h2 { font-size: 13pt; line-height: 20pt; margin: 0 0 8pt; break-after: avoid } table { border-spacing: 0 }
section { break-before: page } .together { break-inside: avoid } .tall { height: 60mm; break-inside: avoid }
.footnote { float: footnote; footnote-policy: line; font: 8pt/11pt Amiri }
.footnote::footnote-call { content: attr(data-number) } .footnote::footnote-marker { content: none }
"""


@dataclass(frozen=True)
class LaidPage:
    """The words of a page: of its text and of its notes; where both end and begin, in px."""

    text: list[list[str]]
    notes: list[list[str]]
    text_ends: float
    area_begins: float
    first_note_line: float
    rule: float
    page_ends: float

    def called(self) -> list[str]:
        """The notes that are called in its text."""
        return [word for line in self.text for word in line if word.startswith("call")]


def note(name: str, lines: int, inside: str = "{}") -> str:
    """A note of so many lines, each of which names it and says which it is."""
    words = "<br/>".join(f"{name}/{at}" for at in range(lines))
    return f'call_{name}<span class="footnote" data-number=""><p>{inside.format(words)}</p></span>'


def paragraph(name: str, lines: int, calls: Sequence[tuple[int, str]] = ()) -> str:
    """A paragraph of so many lines, with notes called in some of them."""
    at = dict.fromkeys(range(lines), "")
    for line, called in calls:
        at[line % lines] += f" {called}"
    return "<p>" + "<br/>".join(f"{name}.{line}{calls}" for line, calls in at.items()) + "</p>"


def pages(*body: str, style: str = "") -> list[LaidPage]:
    return [_laid(page._page_box) for page in laid_out(*body, style=style).pages]


def laid_out(*body: str, style: str = "") -> Any:
    """WeasyPrint's document of a section."""
    root = fromstring(f"<html><style>{STYLE}{style}</style><body>{''.join(body)}</body></html>")
    return TreeHTML(root, Fetcher(frozenset())).render()


def _laid(page: Any) -> LaidPage:
    text = [line for child in page.children if not _is_area(child) for line in _lines(child)]
    area = next((child for child in page.children if _is_area(child)), None)
    bottom = page.content_box_y() + page.height
    notes = list(_lines(area)) if area is not None else []
    return LaidPage(
        [words for _, words in text],
        [words for _, words in notes],
        max((line.position_y + line.height for line, _ in text), default=0.0),
        area.position_y if area is not None else bottom,
        notes[0][0].position_y if notes else 0.0,
        area.border_box_y() if area is not None else 0.0,
        bottom,
    )


def _is_area(box: Any) -> bool:
    return isinstance(box, boxes.FootnoteAreaBox)


def _lines(box: Any) -> Iterator[tuple[Any, list[str]]]:
    """The outermost lines of a box that have words."""
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.LineBox):
            words = "".join(part.text for part in child.descendants() if isinstance(part, boxes.TextBox))
            if words.split():
                yield child, re.sub("call_", " call_", words).split()
        else:
            yield from _lines(child)


def faults(found: list[LaidPage], lines: dict[str, int], paragraphs: Mapping[str, int] = {}) -> Iterator[str]:
    """What is wrong with notes and `paragraphs` of so many `lines` on pages; the rules of the issue."""
    for name, count in lines.items():
        yield from _faults_of_note(name, count, found)
    for name, count in paragraphs.items():
        parts = [sum(words[0].startswith(f"{name}.") for words in page.text) for page in found]
        if min(filter(None, parts)) < 2 <= count:
            yield f"paragraph {name} leaves a line alone: {parts}"
    space = next((page.first_note_line - page.rule for page in found if page.notes), 0.0)
    for at, page in enumerate(found):
        if page.text and page.text_ends > page.area_begins + 0.01:
            yield f"text and notes meet on page {at}"
        if page.notes and abs(page.first_note_line - page.rule - space) > 0.01:
            yield f"another space below the rule on page {at}"
        begins = [words[0].endswith("/0") for words in page.notes if words[0] in _first_of_each(page)]
        if begins != sorted(begins):
            yield f"a note goes on behind one that begins on page {at}"


def _first_of_each(page: LaidPage) -> set[str]:
    """The first line of each note on a page."""
    first: dict[str, str] = {}
    for words in page.notes:
        first.setdefault(words[0].split("/")[0], words[0])
    return set(first.values())


def _faults_of_note(name: str, count: int, found: list[LaidPage]) -> Iterator[str]:
    told = [[words[0] for words in page.notes if words[0].startswith(f"{name}/")] for page in found]
    if [word for page in told for word in page] != [f"{name}/{at}" for at in range(count)]:
        yield f"note {name} is not all there, in its order"
    called = next(at for at, page in enumerate(found) if f"call_{name}" in page.called())
    if f"{name}/0" not in told[called]:
        yield f"note {name} is called on page {called} and does not begin there"
    parts = [len(page) for page in told if page]
    if len(parts) > 1 and min(parts) < 2:
        yield f"note {name} leaves a line alone: {parts}"
