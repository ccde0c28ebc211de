"""A document → the elements at which a page of the printed book begins, and its number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from bookbuild.intake.markup.elements import classes_of, line_text, name_of, types_of
from bookbuild.language.marks import DIGITS, ranges

PAGE_NUMBER = "the number of a page, kept as a break"
_CLASSES = frozenset(("pagenum", "pageno", "page-number", "pagebreak", "newpage", "pagenumber"))
_NUMBER = re.compile(
    r"[\[({]?+\s*+(?:page|pg?+\.?+|ص)?+\s*+\.?+:?+\s*+"
    rf"([{ranges(DIGITS)}]{{1,5}}|[ivxlcdm]{{1,9}})\s*+[\])}}]?",
    re.IGNORECASE,
)
_IN_ID = re.compile(r"^(?:page|pg|p)[-_.]?([0-9]{1,5}|[ivxlcdm]{1,9})$", re.IGNORECASE)
_LONGEST = 24


def pages_in(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Each element that marks the beginning of a page, with the number: its title, its label, its text, its id."""
    for element in root.iter():
        types = types_of(element)
        if "pagebreak" in types or (
            _CLASSES & set(classes_of(element)) and name_of(element) in ("span", "a", "div", "p")
        ):
            number = next(filter(None, (page_number(text) for text in _candidates(element))), "")
            if number or "pagebreak" in types:
                yield element, number


def _candidates(element: etree._Element) -> Iterator[str]:
    yield element.get("title") or ""
    yield element.get("aria-label") or ""
    yield line_text(element)
    found = _IN_ID.match(element.get("id") or "")
    yield found[1] if found else ""


def page_number(text: str) -> str:
    """The number that a mark says (`[Pg 23]`, `xii`, `Page 7`), as written; empty where it says something else."""
    text = text.strip().strip(".")
    found = _NUMBER.fullmatch(text) if len(text) <= _LONGEST else None
    return found[1] if found else ""
