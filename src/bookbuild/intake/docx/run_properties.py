"""`w:rPr` → `RunProperties`: what one level (defaults, a style, the run) says of a run, and all levels as one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from lxml import etree

from bookbuild.intake.docx.names import attribute, child, name, value

_OFF = frozenset(("0", "false", "off", "none"))
_TOGGLES = {
    "w:b": "bold", "w:i": "italic", "w:bCs": "bold_cs", "w:iCs": "italic_cs", "w:smallCaps": "small_capitals",
    "w:strike": "strikeout", "w:dstrike": "strikeout", "w:vanish": "hidden", "w:rtl": "rtl", "w:cs": "complex",
}  # fmt: skip
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class RunProperties:
    """Each is None where this level says nothing. `bold_cs`, `italic_cs`: of complex scripts; `language_cs` too.

    `font_cs`: the font of complex scripts. `size`: half-points. `raised`: `superscript`, `subscript`, `baseline`.
    """

    bold: bool | None = None
    italic: bool | None = None
    bold_cs: bool | None = None
    italic_cs: bool | None = None
    small_capitals: bool | None = None
    strikeout: bool | None = None
    hidden: bool | None = None
    rtl: bool | None = None
    complex: bool | None = None
    underline: bool | None = None
    raised: str | None = None
    language: str | None = None
    language_cs: str | None = None
    font: str | None = None
    font_cs: str | None = None
    size: int | None = None
    style: str | None = None

    def under(self, inner: RunProperties) -> RunProperties:
        """What `inner` says, and what this says where `inner` says nothing."""
        if inner is NOTHING:
            return self
        if self is NOTHING:
            return inner
        return RunProperties(
            bold=_inner(inner.bold, self.bold),
            italic=_inner(inner.italic, self.italic),
            bold_cs=_inner(inner.bold_cs, self.bold_cs),
            italic_cs=_inner(inner.italic_cs, self.italic_cs),
            small_capitals=_inner(inner.small_capitals, self.small_capitals),
            strikeout=_inner(inner.strikeout, self.strikeout),
            hidden=_inner(inner.hidden, self.hidden),
            rtl=_inner(inner.rtl, self.rtl),
            complex=_inner(inner.complex, self.complex),
            underline=_inner(inner.underline, self.underline),
            raised=_inner(inner.raised, self.raised),
            language=_inner(inner.language, self.language),
            language_cs=_inner(inner.language_cs, self.language_cs),
            font=_inner(inner.font, self.font),
            font_cs=_inner(inner.font_cs, self.font_cs),
            size=_inner(inner.size, self.size),
            style=_inner(inner.style, self.style),
        )

    def with_toggles_of(self, paragraph: RunProperties, character: RunProperties) -> RunProperties:
        """A property that both a style of paragraphs and one of characters turn on is off (ISO 29500-1, 17.7.3)."""
        return replace(
            self,
            bold=_both(paragraph.bold, character.bold),
            italic=_both(paragraph.italic, character.italic),
            bold_cs=_both(paragraph.bold_cs, character.bold_cs),
            italic_cs=_both(paragraph.italic_cs, character.italic_cs),
            small_capitals=_both(paragraph.small_capitals, character.small_capitals),
            hidden=_both(paragraph.hidden, character.hidden),
        )


def _inner(inner: _T | None, outer: _T | None) -> _T | None:
    return outer if inner is None else inner


def _both(one: bool | None, other: bool | None) -> bool | None:
    if one is None or other is None:
        return _inner(one, other)
    return one != other


NOTHING = RunProperties()


def run_properties(element: etree._Element | None) -> RunProperties:
    """What a `w:rPr` says; of what it said before a tracked change (`w:rPrChange`), nothing."""
    if element is None or len(element) == 0:
        return NOTHING
    said: dict[str, object] = {}
    for each in element:
        short = name(each)
        if short in _TOGGLES:
            said[_TOGGLES[short]] = bool(said.get(_TOGGLES[short])) or value(each) not in _OFF
        elif short == "w:u":
            said["underline"] = (value(each) or "single") not in _OFF
        elif short == "w:vertAlign":
            said["raised"] = value(each)
        elif short == "w:lang":
            said["language"], said["language_cs"] = value(each), attribute(each, "w:bidi")
        elif short == "w:rFonts":
            said["font"] = attribute(each, "w:ascii") or attribute(each, "w:hAnsi")
            said["font_cs"] = attribute(each, "w:cs")
        elif short == "w:rStyle":
            said["style"] = value(each)
        elif short == "w:sz":
            written = value(each) or ""
            said["size"] = int(written) if written.isascii() and written.isdigit() and len(written) < 5 else None
    return RunProperties(**said) if said else NOTHING  # type: ignore[arg-type]


def font_of(properties: RunProperties, element: etree._Element | None) -> str:
    """The font of a run: its own, or that of complex scripts where there is no other."""
    own = child(element, "w:rFonts")
    return attribute(own, "w:ascii") or properties.font or properties.font_cs or ""
