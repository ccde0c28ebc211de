"""Style sheets → the dress that a class or an element has by them: italic, bold, small capitals and the like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import tinycss2

from bookbuild.intake.runs import RunMark

Dresses = Mapping[str, frozenset[RunMark]]
"""`.class`, `element` or `element.class` → what text has in it."""
_SIMPLE = re.compile(r"(?:[a-z][a-z0-9]*)?(?:\.[\w-]+)?", re.IGNORECASE)
_LARGEST = 300_000
"""So many characters of style sheets are read; a book's have a tenth of that."""
_PLAIN = frozenset(
    ("body", "html", "section", "article", "header", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figure",
     "figcaption", "caption", "table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "ul", "ol", "li", "aside")
)  # fmt: skip
"""Elements whose dress is that of their kind, and stresses nothing: ours have their own."""


def dresses_of(sheets: Iterable[str]) -> Dresses:
    """The dresses of simple selectors; of two rules the later one counts."""
    found: dict[str, frozenset[RunMark]] = {}
    left = _LARGEST
    for sheet in sheets:
        read, left = sheet[:left], max(left - len(sheet), 0)
        for rule in tinycss2.parse_stylesheet(read, skip_comments=True, skip_whitespace=True):
            if rule.type != "qualified-rule":
                continue
            marks = marks_of(tinycss2.serialize(rule.content))
            for selector in tinycss2.serialize(rule.prelude).split(","):
                name = selector.strip()
                if name and _SIMPLE.fullmatch(name) and (marks or name in found):
                    found[name] = marks
    return found


def marks_of(declarations: str) -> frozenset[RunMark]:
    """The dress that declarations (`font-style: italic; …`) give."""
    marks: set[RunMark] = set()
    for declaration in tinycss2.parse_declaration_list(declarations, skip_comments=True, skip_whitespace=True):
        if declaration.type != "declaration":
            continue
        value = tinycss2.serialize(declaration.value).strip().lower()
        marks |= _marks(declaration.lower_name, value)
    return frozenset(marks)


def _marks(name: str, value: str) -> set[RunMark]:
    match name:
        case "font-style" if value in ("italic", "oblique"):
            return {RunMark.ITALIC}
        case "font-weight" if value in ("bold", "bolder", "600", "700", "800", "900"):
            return {RunMark.BOLD}
        case "font-variant" | "font-variant-caps" if "small-caps" in value:
            return {RunMark.SMALL_CAPITALS}
        case "text-decoration" | "text-decoration-line" if "line-through" in value:
            return {RunMark.STRIKEOUT}
        case "text-decoration" | "text-decoration-line" if "underline" in value:
            return {RunMark.UNDERLINE}
        case "vertical-align" if value == "super":
            return {RunMark.SUPERSCRIPT}
        case "vertical-align" if value == "sub":
            return {RunMark.SUBSCRIPT}
        case _:
            return set()


def dress_of(dresses: Dresses, name: str, classes: Iterable[str]) -> frozenset[RunMark]:
    """What an element has by the sheets: by its classes, and by its name where it stands in a line."""
    if name in _PLAIN:
        return frozenset()
    marks: set[RunMark] = set() if name in ("p", "div") else set(dresses.get(name, ()))
    for each in classes:
        marks |= dresses.get(f".{each}", frozenset()) | dresses.get(f"{name}.{each}", frozenset())
    return frozenset(marks)
