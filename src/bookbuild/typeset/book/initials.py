"""The first letter of a chapter → drawn over several lines; in Arabic script its first word → larger.

The letter is drawn, not set: its own type stands transparent before the rest of its word, so that the word is one for
whoever reads the file or takes text out of it. The drawing's top is that of a capital of the first line (of the line
above it, where the initial is raised), its foot on the baseline of the last. The words that it begins may be set in
small capitals, up to one of which the face has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from xml.etree.ElementTree import Element, SubElement

from bookbuild.documents.initials import BEGINS
from bookbuild.fonts.catalogue import Face
from bookbuild.fonts.outlines import Outline, has_small_capitals, outline
from bookbuild.language.scripts import script_of_language
from bookbuild.typeset.fragments import AGAIN

_WORDS = re.compile(r"\s*[^\s\w]*\w[\w'’ʿʾ-]*")
"""Words, each with the space before it; the first is the rest of the initial's."""

MORE = 0.7
"""Lines that a paragraph has at least besides those beside its initial."""


DEEP = 0.5
"""Em below the baseline at which the tail of an initial (Q, J) would meet the next line, which then makes room."""


@dataclass(frozen=True, slots=True)
class InitialStyle:
    """How initials are drawn: over how many lines, in which face; the distance of lines, and the size of the text in
    mm; letters in a line; of how many words, the initial's too, the letters are set in small capitals."""

    lines: int
    face: Face | None
    line: float
    size: float
    letters: float
    lead_in: int = 0

    def capital(self, drawn: Outline) -> float:
        """How high the drawing of a capital is, in em."""
        return (self.lines - 1) * self.line / self.size + drawn.capital

    def depth(self, drawn: Outline) -> float:
        """How far a drawing reaches below its baseline, in em."""
        return -min(drawn.bounds[1], 0) / drawn.units * self.capital(drawn) / drawn.capital


def initials(section: Element, style: InitialStyle, language: str) -> None:
    """Draw the initial of a section that has the class for one."""
    classes = section.get("class", "").split()
    mode = next((name for name in ("drop", "raised") if f"initial-{name}" in classes), "")
    paragraph = next((each for each in _behind_opening(section)), None)
    if not mode or paragraph is None or paragraph.tag != "p":
        return
    holder = paragraph
    while not holder.text and len(holder):
        holder = holder[0]
    found = BEGINS.match(holder.text or "")
    if not found:
        return
    if script_of_language(language) == "arabic":
        _first_word(holder)
        return
    lines = len("".join(paragraph.itertext())) / style.letters
    drawn = outline(style.face, found[0]) if style.face else None
    beside = style.lines + (drawn is not None and style.depth(drawn) > DEEP)
    if drawn is None or (mode == "drop" and lines < beside + MORE):
        return
    paragraph.set("class", f"initial {mode}")
    letter = Element("span", {"class": "initial-letter", "style": f"margin-left: {-drawn.advance:.4f}em"})
    letter.text, letter.tail = found[0], (holder.text or "")[found.end() :]
    holder.text = None
    holder.insert(0, letter)
    _lead_in(holder, letter, style)
    picture = (
        _drop(drawn, style, beside) if mode == "drop" else _drawing(drawn, style.line / style.size + drawn.capital)
    )
    paragraph.insert(0, picture)


def _lead_in(holder: Element, letter: Element, style: InitialStyle) -> None:
    """Set the letters behind an initial in small capitals, up to the first word of which the face has none."""
    text, end = letter.tail or "", 0
    for word in islice(_WORDS.finditer(text), style.lead_in):
        if style.face is None or not has_small_capitals(style.face, word[0]):
            break
        end = word.end()
    if end:
        led = Element("span", {"class": "lead-in"})
        led.text, led.tail, letter.tail = text[:end], text[end:], None
        holder.insert(1, led)


def _behind_opening(section: Element) -> Iterator[Element]:
    children = list(section)
    opening = next((at for at, child in enumerate(children) if child.get("class") == "opening"), None)
    yield from children[opening + 1 : opening + 2] if opening is not None else ()


def _first_word(holder: Element) -> None:
    text = holder.text or ""
    end = next((at for at, char in enumerate(text) if char.isspace()), len(text))
    word = Element("span", {"class": "initial-word"})
    word.text, word.tail, holder.text = text[:end], text[end:], None
    holder.insert(0, word)


def _drop(drawn: Outline, style: InitialStyle, beside: int) -> Element:
    """A drawing beside lines: it stands on the last of as many lines as it is high, which are empty."""
    cap = Element("span", {"class": "initial-cap", "style": f"height: calc(var(--line) * {beside - 0.5:g})"})
    for _ in range(style.lines - 1):
        SubElement(cap, "br")
    cap.append(_drawing(drawn, style.capital(drawn)))
    return cap


def _drawing(drawn: Outline, capital: float) -> Element:
    """The drawing whose capitals are so many em high, as high in its line as a letter of the text."""
    left, bottom, right, top = drawn.bounds
    em = capital / drawn.capital / drawn.units
    height = (top - bottom) * em
    look = {
        "width": (right - left) * em, "height": height, "vertical-align": bottom * em,
        "margin-top": 0.5 - height - min(bottom, 0) * em, "margin-bottom": -min(bottom, 0) * em,
    }  # fmt: skip
    drawing = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg", "class": "initial-drawing", AGAIN: "",
            "viewBox": f"{left:g} {-top:g} {right - left:g} {top - bottom:g}",
            "style": "; ".join(f"{name}: {value:.4f}em" for name, value in look.items()),
        },
    )  # fmt: skip
    SubElement(drawing, "path", {"d": drawn.path, "transform": "scale(1 -1)"})
    return drawing
