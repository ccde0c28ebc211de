"""Links inside a source → which of them call notes, where these notes stand, and which links lead back.

What says itself to be a note (`epub:type`, `role`, the classes of Pandoc) is believed; of other links those that are
a mark (`1`, `[3]`, `*`) and whose target leads back to them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from bookbuild.intake.markup.elements import BLOCKS, NO_TEXT, classes_of, line_text, name_of, types_of
from bookbuild.language.marks import DIGITS, ranges

_CALL_TYPES = frozenset(("noteref", "annoref", "footnote-ref", "footnoteref"))
_CALL_CLASSES = frozenset(
    ("footnote-ref", "footnoteref", "noteref", "note-call", "endnote-ref", "fnref", "footnotecall")
)
_NOTE_TYPES = frozenset(("footnote", "endnote", "rearnote", "note", "annotation"))
_BACK_TYPES = frozenset(("backlink", "referrer"))
_BACK_CLASSES = frozenset(
    ("footnote-back", "footnote-backref", "reversefootnote", "backlink", "note-back", "back-link")
)
_MARK = re.compile(
    rf"[\[({{]?\s*(?:[{ranges(DIGITS)}]{{1,4}}|[*†‡§¶#]{{1,4}}|[a-z]|[ivxlc]{{1,6}})\s*[\])}}]?[.:]?", re.IGNORECASE
)
_NOTE_ID = re.compile(r"(?:ftn|edn|sdfootnote|sdendnote|footnote|endnote|fn|note)[-_:]?\d", re.IGNORECASE)
_NO_BODY = frozenset(("body", "html", "table", "tbody", "tr", "ul", "ol", "dl", "main", "article", "h1", "h2", "h3"))
_FURTHEST = 12
LinkTargets = Sequence[tuple[etree._Element, etree._Element]]
"""Pairs of a link and the element that it leads to."""


@dataclass(frozen=True, slots=True)
class NoteLinks:
    """`calls`: a link → the key of its note; `bodies`: an element → the key of the note that it is.

    `marks`: a note's key → what its calls show.
    """

    calls: Mapping[etree._Element, str]
    bodies: Mapping[etree._Element, str]
    backlinks: frozenset[etree._Element]
    marks: Mapping[str, frozenset[str]]


def note_links(anchors: LinkTargets, order: Mapping[etree._Element, int]) -> NoteLinks:
    """The notes among links. `order`: an element's number in the order of the text."""
    leads = dict(anchors)
    calls: dict[etree._Element, str] = {}
    bodies: dict[etree._Element, str] = {}
    for anchor, led in anchors:
        body = _body(led)
        if body is None or _is_within(anchor, body) or anchor in calls or _in_body(anchor, bodies, order, led):
            continue
        if _says_call(anchor) or (_is_mark(anchor) and _answers(anchor, body, leads, order)):
            bodies.setdefault(body, f"note-{len(bodies) + 1}")
            calls[anchor] = bodies[body]
    back = {anchor for anchor, led in anchors if _leads_back(anchor, led, calls, bodies)}
    marks: dict[str, frozenset[str]] = {}
    for call, key in calls.items():
        marks[key] = marks.get(key, frozenset()) | {line_text(call).strip("[](){}. ")}
    return NoteLinks(calls, bodies, frozenset(back - set(calls)), marks)


def _in_body(
    anchor: etree._Element, bodies: Mapping[etree._Element, str], order: Mapping[etree._Element, int],
    led: etree._Element,
) -> bool:  # fmt: skip
    """Whether a link stands in a note and leads back up: a note's own mark."""
    return order[led] < order[anchor] and any(each in bodies for each in _up(anchor))


def _up(element: etree._Element) -> list[etree._Element]:
    """An element and what it stands in, not above the body of its document."""
    chain = [element]
    while (parent := chain[-1].getparent()) is not None and name_of(parent) not in ("body", "html"):
        chain.append(parent)
    return chain


def _is_within(element: etree._Element, other: etree._Element) -> bool:
    return other in _up(element)


def _body(led: etree._Element) -> etree._Element | None:
    """The element that is the note to which a link leads: what says so, or the block at the link's target."""
    chain = _up(led)
    if any(name_of(element) in NO_TEXT for element in chain):
        return None
    for element in chain[:4]:
        if types_of(element) & _NOTE_TYPES and name_of(element) not in _NO_BODY:
            return element
    block = next((element for element in chain if name_of(element) in BLOCKS), None)
    if (
        block is None
        or name_of(block) in _NO_BODY
        or name_of(block) in ("section", "header", "figure", "h4", "h5", "h6")
    ):
        return None
    parent = block.getparent()
    if parent is not None and name_of(parent) in ("div", "li", "aside") and _NOTE_ID.match(parent.get("id") or ""):
        return parent
    return block


def _says_call(anchor: etree._Element) -> bool:
    return bool(types_of(anchor) & _CALL_TYPES or _CALL_CLASSES & set(classes_of(anchor)))


def _is_mark(anchor: etree._Element) -> bool:
    return bool(_MARK.fullmatch(line_text(anchor)))


def _answers(
    anchor: etree._Element, body: etree._Element, leads: Mapping[etree._Element, etree._Element],
    order: Mapping[etree._Element, int],
) -> bool:  # fmt: skip
    """Whether a note stands behind the mark and leads back to it, or says that it is a note."""
    if types_of(body) & _NOTE_TYPES:
        return True
    if order[body] < order[anchor]:
        return False
    near = set(_up(anchor)[:3]) | set(anchor.iter())
    found = 0
    for inner in body.iter():
        if inner in leads and name_of(inner) == "a":
            if leads[inner] in near or _near(leads[inner], anchor):
                return True
            found += 1
            if found > _FURTHEST:
                break
    return False


def _near(place: etree._Element, anchor: etree._Element) -> bool:
    """Whether a bookmark stands right before a link: `<a id="r1"></a><a href="#n1">1</a>`."""
    return place.getnext() is anchor and not len(place) and not (place.tail or "").strip()


def _leads_back(
    anchor: etree._Element, led: etree._Element, calls: Mapping[etree._Element, str],
    bodies: Mapping[etree._Element, str],
) -> bool:  # fmt: skip
    if not any(each in bodies for each in _up(anchor)):
        return False
    if types_of(anchor) & _BACK_TYPES or _BACK_CLASSES & set(classes_of(anchor)):
        return True
    following = led.getnext()
    near = [led, *led.iter("{*}a"), *([following] if following is not None else []), *_up(led)[1:3]]
    short = len(line_text(anchor)) <= 8
    return short and any(each in calls for each in near)
