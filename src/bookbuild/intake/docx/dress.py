"""The properties of a run and its text → `TextRun`s: each script has its own bold, italic and language in Word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from bookbuild.intake.docx.docx_context import DocxContext
from bookbuild.intake.docx.names import child
from bookbuild.intake.docx.run_properties import RunProperties, run_properties
from bookbuild.intake.runs import PrivateSymbol, RunMark, RunPiece, TextRun
from bookbuild.language.marks import RIGHT_TO_LEFT_BLOCKS, ranges
from bookbuild.model.inlines import Direction

_COMPLEX = ranges(RIGHT_TO_LEFT_BLOCKS)
_PARTS = re.compile(rf"[{_COMPLEX}]+(?:[^\w{_COMPLEX}]+[{_COMPLEX}]+)*|[^{_COMPLEX}]+")
"""Stretches of complex script, neutral characters within them too, and stretches of all else."""
_OF_SINGLE_SIGNS = re.compile("^ctraditionalarabic")
"""Fonts that are Arabic ones but for some letters: one that stands alone is a sign."""
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_OF_SYMBOLS = re.compile(r"^(?:agaarabesque|kfgqpcarabicsymbols|qcf_?[pbv2]|qcf)")
"""Fonts whose letters are signs: names in lower case, without spaces. Private code points are signs in any."""


@dataclass(frozen=True, slots=True)
class RunState:
    """What stands around a run: the style of its paragraph, a link, a tracked change, a direction that is set."""

    style: str = ""
    link: str = ""
    inserted: bool = False
    deleted: bool = False
    direction: Direction | None = None


PLAIN_STATE = RunState()


@dataclass(frozen=True, slots=True)
class RunDress:
    """What is said of a run, all levels taken together. `base`: what its paragraph's style says of all its runs."""

    properties: RunProperties
    base: RunProperties
    state: RunState
    classes: tuple[str, ...] = ()
    code: bool = False

    @property
    def hidden(self) -> bool:
        return bool(self.properties.hidden)


def dress_of(element: etree._Element | None, state: RunState, context: DocxContext) -> RunDress:
    """The dress of a `w:r` by its properties, the style of characters, that of its paragraph, and the defaults."""
    direct = run_properties(child(element, "w:rPr"))
    base, styled = context.base(state.style, direct.style or "")
    style = context.styles.style("character", direct.style) if direct.style else None
    meaning = context.map.of_run(context.styles.chain("character", direct.style or ""))
    underlined = styled.under(direct)
    if state.link or (style and style.name in ("hyperlink", "internet link", "followedhyperlink")):
        underlined = replace(underlined, underline=None)
    if meaning.deed == "small-caps":
        underlined = replace(underlined, small_capitals=True)
    classes = (meaning.value,) if meaning.deed in ("span", "class") else ()
    return RunDress(underlined, base, state, classes, meaning.deed == "code")


def dressed(text: str, dress: RunDress, context: DocxContext) -> Iterator[RunPiece]:
    """The runs of a text: parted where its script changes and that changes its dress, its signs apart."""
    said = dress.properties
    complex_script = said.rtl or said.complex or re.search(f"[{_COMPLEX}]", text)
    font = (said.font_cs if complex_script else said.font) or ""
    bare_font = font.lower().replace(" ", "")
    if _OF_SYMBOLS.match(bare_font):
        yield from _signs(text, font, dress, context)
        return
    if _OF_SINGLE_SIGNS.match(bare_font) and len(text.strip()) == 1:
        yield from _signs(text, font, dress, context)
        return
    at = 0
    for found in _PRIVATE.finditer(text):
        yield from _words(text[at : found.start()], dress, context)
        yield PrivateSymbol(said.font or said.font_cs or "", found[0], context.place)
        at = found.end()
    yield from _words(text[at:], dress, context)


def _signs(text: str, font: str, dress: RunDress, context: DocxContext) -> Iterator[RunPiece]:
    for word in re.findall(r"\s+|\S", text):
        if word.isspace():
            yield from _words(word, dress, context)
        else:
            yield PrivateSymbol(font, word, context.place)


def _words(text: str, dress: RunDress, context: DocxContext) -> Iterator[RunPiece]:
    if not text:
        return
    if dress.properties.rtl or dress.properties.complex:
        yield _run(text, dress, context, complex_script=True)
        return
    for found in _PARTS.finditer(text):
        complex_script = bool(re.match(f"[{_COMPLEX}]", found[0]))
        yield _run(found[0], dress, context, complex_script=complex_script)


def _run(text: str, dress: RunDress, context: DocxContext, *, complex_script: bool) -> TextRun:
    said, base, state = dress.properties, dress.base, dress.state
    language = said.language_cs if complex_script else said.language
    return TextRun(
        text=text,
        marks=frozenset(_marks(dress, complex_script=complex_script)),
        link=state.link,
        classes=dress.classes,
        direction=state.direction or _direction(said, base),
        language=language if language and language.lower() not in ("x-none", "none") else None,
        place=context.place,
    )


def _direction(said: RunProperties, base: RunProperties) -> Direction | None:
    if said.rtl:
        return "rtl"
    return "ltr" if said.rtl is False and base.rtl is not None else None


def _marks(dress: RunDress, *, complex_script: bool) -> Iterator[RunMark]:
    """The marks that a run has beyond what the style of its paragraph gives all its runs."""
    said, base = dress.properties, dress.base
    bold, italic = (said.bold_cs, said.italic_cs) if complex_script else (said.bold, said.italic)
    base_bold, base_italic = (base.bold_cs, base.italic_cs) if complex_script else (base.bold, base.italic)
    pairs = (
        (RunMark.BOLD, bold, base_bold),
        (RunMark.ITALIC, italic, base_italic),
        (RunMark.SMALL_CAPITALS, said.small_capitals, base.small_capitals),
        (RunMark.STRIKEOUT, said.strikeout, base.strikeout),
        (RunMark.UNDERLINE, said.underline, base.underline),
        (RunMark.SUPERSCRIPT, said.raised == "superscript", base.raised == "superscript"),
        (RunMark.SUBSCRIPT, said.raised == "subscript", base.raised == "subscript"),
        (RunMark.CODE, dress.code, False),
        (RunMark.INSERTED, dress.state.inserted, False),
        (RunMark.DELETED, dress.state.deleted, False),
    )
    yield from (mark for mark, on, at_base in pairs if on and not at_base)
