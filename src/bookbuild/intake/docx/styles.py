"""`word/styles.xml` → what a style says, with all that it is based on: a name, an outline level, properties of runs."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

from lxml import etree

from bookbuild.intake.docx.names import attribute, child, children, name, number, switch, value
from bookbuild.intake.docx.run_properties import NOTHING, RunProperties, run_properties

_DEEPEST = 16
"""So many styles may be based on one another: a circle ends there."""


@dataclass(frozen=True, slots=True)
class WordStyle:
    """One style. `name` in lower case, as Word tells it in every language; `shown` as it is written.

    `linked`: the name, in lower case, of the style of paragraphs that it sets characters in as that sets paragraphs.
    """

    id: str
    kind: str
    name: str = ""
    shown: str = ""
    aliases: tuple[str, ...] = ()
    based_on: str = ""
    linked: str = ""
    paragraph: etree._Element | None = None
    run: RunProperties = NOTHING
    heads_first_row: bool = False
    heads_first_column: bool = False


@dataclass
class WordStyles:
    """All styles of a document. `defaults`: properties of runs that no style says (`w:docDefaults`)."""

    by_id: dict[tuple[str, str], WordStyle] = field(default_factory=dict)
    defaults: RunProperties = NOTHING
    default_paragraph: etree._Element | None = None
    _chains: dict[tuple[str, str], tuple[WordStyle, ...]] = field(default_factory=dict)
    _runs: dict[tuple[str, str], RunProperties] = field(default_factory=dict)

    @cached_property
    def normal(self) -> str:
        """The id of the style of paragraphs that name none."""
        return self._default.get("paragraph", "")

    @property
    def normal_table(self) -> str:
        return self._default.get("table", "")

    _default: dict[str, str] = field(default_factory=dict)

    def chain(self, kind: str, style: str) -> tuple[WordStyle, ...]:
        """A style and those that it is based on, itself first; empty for one that there is not."""
        key = (kind, style)
        if key not in self._chains:
            found: list[WordStyle] = []
            at = self.by_id.get(key)
            while at is not None and at not in found and len(found) < _DEEPEST:
                found.append(at)
                at = self.by_id.get((kind, at.based_on))
            self._chains[key] = tuple(found)
        return self._chains[key]

    def style(self, kind: str, style: str) -> WordStyle | None:
        return self.by_id.get((kind, style))

    def run(self, kind: str, style: str) -> RunProperties:
        """What a style says of runs, the inherited too."""
        key = (kind, style)
        if key not in self._runs:
            properties = NOTHING
            for each in reversed(self.chain(kind, style)):
                properties = properties.under(each.run)
            self._runs[key] = properties
        return self._runs[key]

    def paragraph_property(self, style: str, direct: etree._Element | None, short: str) -> etree._Element | None:
        """`w:outlineLvl`, `w:bidi`, …: as the paragraph has it, else its style, else the defaults of the document."""
        if (found := child(direct, short)) is not None:
            return found
        for each in self.chain("paragraph", style):
            if (found := child(each.paragraph, short)) is not None:
                return found
        return child(self.default_paragraph, short)

    def paragraph_switch(self, style: str, direct: etree._Element | None, short: str) -> bool | None:
        found = self.paragraph_property(style, direct, short)
        return None if found is None else switch(found.getparent(), short)


def word_styles(root: etree._Element | None) -> WordStyles:
    """The styles of a document; none where there is no part of styles."""
    styles = WordStyles()
    if root is None:
        return styles
    defaults = child(root, "w:docDefaults")
    styles.defaults = run_properties(child(child(defaults, "w:rPrDefault"), "w:rPr"))
    styles.default_paragraph = child(child(defaults, "w:pPrDefault"), "w:pPr")
    for element in children(root, "w:style"):
        style = _style(element)
        styles.by_id.setdefault((style.kind, style.id), style)
        if attribute(element, "w:default") in ("1", "true", "on"):
            styles._default.setdefault(style.kind, style.id)
    for element in children(root, "w:style"):
        _link(styles, element)
    return styles


def _link(styles: WordStyles, element: etree._Element) -> None:
    """Word shows a style of paragraphs and the one of characters that it is linked with under one name."""
    key = "character", attribute(element, "w:styleId") or ""
    style, other = styles.by_id.get(key), styles.by_id.get(("paragraph", value(child(element, "w:link")) or ""))
    if style is not None and other is not None and attribute(element, "w:type") == "character":
        styles.by_id[key] = replace(style, linked=other.name)


def _style(element: etree._Element) -> WordStyle:
    shown = value(child(element, "w:name")) or ""
    aliases = value(child(element, "w:aliases")) or ""
    heads = {attribute(each, "w:type") for each in children(element, "w:tblStylePr")}
    return WordStyle(
        id=attribute(element, "w:styleId") or "",
        kind=attribute(element, "w:type") or "paragraph",
        name=shown.strip().lower(),
        shown=shown,
        aliases=tuple(alias.strip().lower() for alias in aliases.split(",") if alias.strip()),
        based_on=value(child(element, "w:basedOn")) or "",
        paragraph=child(element, "w:pPr"),
        run=run_properties(child(element, "w:rPr")),
        heads_first_row="firstRow" in heads,
        heads_first_column="firstCol" in heads,
    )


def outline_level(styles: WordStyles, style: str, direct: etree._Element | None) -> int | None:
    """The level of a heading from 1, by its outline level or the name of its style; None for other paragraphs."""
    said = number(styles.paragraph_property(style, direct, "w:outlineLvl"))
    if said is not None:
        return said + 1 if 0 <= said < 9 else None
    for each in styles.chain("paragraph", style):
        head, _, level = each.name.partition(" ")
        if head == "heading" and level.isascii() and level.isdigit() and 1 <= int(level) <= 9:
            return int(level)
    return None


def is_element(element: etree._Element | None, short: str) -> bool:
    return element is not None and name(element) == short
