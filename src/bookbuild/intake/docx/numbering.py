"""`word/numbering.xml` → the marker of each paragraph of a list as Word shows it, counted in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from bookbuild.intake.docx.names import attribute, child, children, number, switch, value
from bookbuild.intake.docx.numerals import as_word_writes
from bookbuild.intake.docx.styles import WordStyles

LEVELS = 9
_PLACE = re.compile("%([1-9])")
_BULLET = re.compile("[\ue000-\uf8ff]+")


@dataclass(frozen=True, slots=True)
class ListLevel:
    """`form`: `decimal`, `bullet`, …; `text`: the marker, with `%1` for the number of level 1. `style`: a style's id.

    `restart`: the level (from 1) after which the numbers begin again; 0: never.
    """

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    style: str = ""
    legal: bool = False


@dataclass(frozen=True, slots=True)
class ListMarker:
    """`text` as shown, `number` of an ordered list, `level` from 1."""

    text: str
    number: int | None
    level: int


@dataclass(slots=True)
class ListNumbering:
    """The definitions of a document's lists, and how far each has counted."""

    levels: Mapping[str, Mapping[int, ListLevel]] = field(default_factory=dict)
    shared: Mapping[str, str] = field(default_factory=dict)
    starts: Mapping[tuple[str, int], int] = field(default_factory=dict)
    _counts: dict[tuple[str, int], int] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def level_of_style(self, list_id: str, style: str) -> int:
        """The level (from 0) that a style of a list's paragraphs has in it."""
        return next((at for at, level in self.levels.get(list_id, {}).items() if style and level.style == style), 0)

    def next(self, list_id: str, at: int) -> ListMarker | None:
        """Count one on in list `list_id` at level `at` (from 0); None where the file has no such list."""
        levels = self.levels.get(list_id)
        if levels is None:
            return None
        level = levels.get(at, ListLevel(form="bullet"))
        self._count(list_id, at, levels)
        if level.form == "bullet":
            return ListMarker(_BULLET.sub("•", level.text) or "•", None, at + 1)
        text = _PLACE.sub(lambda found: self._written(list_id, int(found[1]) - 1, levels, level), level.text)
        return ListMarker(text.strip(), self._counts[self.shared[list_id], at], at + 1)

    def _count(self, list_id: str, at: int, levels: Mapping[int, ListLevel]) -> None:
        key = (self.shared[list_id], at)
        if (list_id, at) in self.starts and (list_id, at) not in self._begun:
            self._begun.add((list_id, at))
            self._counts[key] = self.starts[list_id, at]
        elif key in self._counts:
            self._counts[key] += 1
        else:
            self._counts[key] = levels.get(at, ListLevel()).start
        for deeper in range(at + 1, LEVELS):
            restart = levels.get(deeper, ListLevel()).restart
            if restart is None or (restart and at + 1 <= restart):
                self._counts.pop((self.shared[list_id], deeper), None)

    def _written(self, list_id: str, at: int, levels: Mapping[int, ListLevel], shown: ListLevel) -> str:
        level = levels.get(at, ListLevel())
        count = self._counts.get((self.shared[list_id], at), level.start)
        return as_word_writes(count, "decimal" if shown.legal and level.form != "bullet" else level.form)


def list_numbering(root: etree._Element | None, styles: WordStyles) -> ListNumbering:
    """The lists of a document; none where it has no part of numbering."""
    abstract = {attribute(each, "w:abstractNumId") or "": each for each in children(root, "w:abstractNum")}
    lists = {attribute(each, "w:numId") or "": each for each in children(root, "w:num")}
    levels: dict[str, Mapping[int, ListLevel]] = {}
    shared: dict[str, str] = {}
    starts: dict[tuple[str, int], int] = {}
    for list_id, element in lists.items():
        owner = _linked(value(child(element, "w:abstractNumId")) or "", abstract, lists, styles)
        if owner not in abstract:
            continue
        of_list = dict(_levels(abstract[owner]))
        for override in children(element, "w:lvlOverride"):
            at = number(override, "w:ilvl") or 0
            of_list.update(_levels(override))
            if (start := number(child(override, "w:startOverride"))) is not None:
                starts[list_id, at] = start
        levels[list_id], shared[list_id] = of_list, owner
    return ListNumbering(levels, shared, starts)


def _linked(
    owner: str, abstract: Mapping[str, etree._Element], lists: Mapping[str, etree._Element], styles: WordStyles
) -> str:
    """The definition that another one names by a style of lists (`w:numStyleLink`)."""
    link = value(child(abstract.get(owner), "w:numStyleLink"))
    style = styles.style("numbering", link) if link else None
    if style is None:
        return owner
    list_id = value(child(child(style.paragraph, "w:numPr"), "w:numId")) or ""
    return value(child(lists.get(list_id), "w:abstractNumId")) or owner


def _levels(element: etree._Element) -> list[tuple[int, ListLevel]]:
    return [(number(each, "w:ilvl") or 0, _level(each)) for each in children(element, "w:lvl")]


def _level(element: etree._Element) -> ListLevel:
    start = number(child(element, "w:start"))
    form = child(element, "w:numFmt")
    return ListLevel(
        start=1 if start is None else start,
        form=value(form) or "decimal",
        text=value(child(element, "w:lvlText")) or "",
        restart=number(child(element, "w:lvlRestart")),
        style=value(child(element, "w:pStyle")) or "",
        legal=bool(switch(element, "w:isLgl")),
    )
