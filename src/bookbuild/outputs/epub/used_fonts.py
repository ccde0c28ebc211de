"""Documents and their finished style sheet → the characters that each font is asked to set, as the cascade has it.

Only what chooses a font is followed: `font-family`, `font-weight`, `font-style`. A sheet that chooses fonts in another
way gives no answer: then each font is to set the whole text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import cssselect2
import tinycss2
from lxml import etree

from bookbuild.fonts.catalogue import Cut, characters
from bookbuild.model.document import Document

_FOLLOWED = ("font-family", "font-weight", "font-style")
_BOLD = 600
# What devices do without a style sheet (HTML, 15.3).
_USUAL = """
h1, h2, h3, h4, h5, h6, th, strong, b { font-weight: bold }
em, i, cite, dfn, var, address { font-style: italic }
code, pre, kbd, samp, tt { font-family: monospace }
"""


class Chosen(NamedTuple):
    """What an element's text is set in."""

    families: tuple[str, ...] = ()
    bold: bool = False
    italic: bool = False


class NotFollowed(Exception):
    """The sheet chooses fonts in a way that nothing here follows."""


_Match = tuple[tuple[int, ...], int, list[tuple[str, object, bool]]]
"""A rule that an element matches: specificity, place in the sheet, and what it declares."""


@dataclass(frozen=True, slots=True)
class Need:
    """What a font is to set: `own`, what no family before it has; `beside`, what might be set with it too."""

    own: set[int] = field(default_factory=set)
    beside: set[int] = field(default_factory=set)


def needs_of(documents: Iterable[Document], sheet: str, chosen: tuple[Cut, ...]) -> dict[Cut, Need]:
    """What each cut is to set. Raises NotFollowed."""
    matcher = _matcher(_USUAL + sheet)
    texts: dict[Chosen, set[int]] = {}
    for document in documents:
        root = etree.fromstring(document.xhtml, etree.XMLParser(resolve_entities=False, no_network=True))
        _walk(cssselect2.ElementWrapper.from_html_root(root), Chosen(), matcher, texts)
    needs = {cut: Need() for cut in chosen}
    for wanted, text in texts.items():
        _share(wanted, text, needs)
    return needs


def _matcher(sheet: str) -> cssselect2.Matcher:
    matcher = cssselect2.Matcher()
    for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule":
            if declared := _declared(rule):
                for selector in _selectors(rule):
                    matcher.add_selector(selector, declared)
        elif rule.type == "at-rule" and rule.lower_at_keyword != "font-face" and _names_font(rule):
            raise NotFollowed
    return matcher


def _names_font(rule: tinycss2.ast.Node) -> bool:
    return "font" in tinycss2.serialize(rule.content or [])


def _declared(rule: tinycss2.ast.Node) -> list[tuple[str, object, bool]]:
    """What a rule says of the font: name, value, whether it is important."""
    found = []
    for each in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
        if each.type == "declaration" and each.lower_name == "font":
            raise NotFollowed
        if each.type == "declaration" and each.lower_name in _FOLLOWED:
            found.append((each.lower_name, _value(each), each.important))
    return found


def _value(declaration: tinycss2.ast.Declaration) -> object:
    """Families in order; whether bold, or italic; None for `inherit`."""
    text = tinycss2.serialize(declaration.value).strip()
    if text.lower() in ("inherit", "unset"):
        return None
    if declaration.lower_name == "font-family":
        return tuple(each.strip().strip("\"'") for each in text.split(","))
    if declaration.lower_name == "font-style":
        return text.lower().startswith(("italic", "oblique"))
    if text.isdecimal():
        return int(text) >= _BOLD
    if text.lower() in ("bold", "bolder", "normal"):
        return text.lower() != "normal"
    raise NotFollowed


def _selectors(rule: tinycss2.ast.Node) -> list[cssselect2.compiler.CompiledSelector]:
    try:
        found = cssselect2.compile_selector_list(rule.prelude)
    except cssselect2.SelectorError as error:
        raise NotFollowed from error
    if any(each.never_matches for each in found):
        raise NotFollowed
    return list(found)


def _walk(
    element: cssselect2.ElementWrapper, above: Chosen, matcher: cssselect2.Matcher, texts: dict[Chosen, set[int]]
) -> None:
    waiting = [(element, above)]
    while waiting:
        at, inherited = waiting.pop()
        if at.local_name in ("head", "svg", "math"):
            continue
        if "font" in (at.etree_element.get("style") or ""):
            raise NotFollowed
        (_, wanted), *pseudo_elements = _wanted(at, inherited, matcher)
        inside = texts.setdefault(wanted, set())
        for text in (at.etree_element.text, *(child.tail for child in at.etree_element)):
            inside.update(map(ord, text or ""))
        for pseudo, wants in pseudo_elements:
            if pseudo in ("first-letter", "first-line"):
                texts.setdefault(wants, set()).update(map(ord, "".join(at.etree_element.itertext())))
        waiting += ((child, wanted) for child in at.iter_children())


def _wanted(
    element: cssselect2.ElementWrapper, inherited: Chosen, matcher: cssselect2.Matcher
) -> Iterator[tuple[str | None, Chosen]]:
    """What an element's text is set in, then that of its pseudo-elements which rules name."""
    by_pseudo: dict[str | None, list[_Match]] = {None: []}
    for specificity, order, pseudo, declared in matcher.match(element):
        by_pseudo.setdefault(pseudo, []).append((specificity, order, declared))
    own = _cascaded(by_pseudo.pop(None), inherited)
    yield None, own
    for pseudo, matches in by_pseudo.items():
        yield pseudo, _cascaded(matches, own)


def _cascaded(matches: list[_Match], base: Chosen) -> Chosen:
    ranked = sorted(
        ((important, specificity, order, name, value)
         for specificity, order, declared in matches
         for name, value, important in declared),
        key=lambda each: each[:3],
    )  # fmt: skip
    values = dict(zip(_FOLLOWED, base, strict=True))
    for *_, name, value in ranked:
        values[name] = value if value is not None else base[_FOLLOWED.index(name)]
    return Chosen(*(values[name] for name in _FOLLOWED))  # type: ignore[arg-type]


def _share(wanted: Chosen, text: set[int], needs: dict[Cut, Need]) -> None:
    """Each character to the first family that has it; what stands in every script, to all of them."""
    open_text = {other for code in text for other in _cases(code)}
    common = {code for code in open_text if not chr(code).isalpha()}
    for family in wanted.families:
        cut = _cut_of(family, wanted, needs)
        if cut is not None:
            covered = open_text & characters(cut.face)
            needs[cut].own.update(covered)
            needs[cut].beside.update(common)
            open_text -= covered


def _cases(code: int) -> Iterator[int]:
    """A character and its like in the other case, which small capitals and transformed text are set in."""
    char = chr(code)
    yield code
    yield from (ord(other) for other in (char.upper(), char.lower()) if len(other) == 1)


def _cut_of(family: str, wanted: Chosen, needs: dict[Cut, Need]) -> Cut | None:
    """The cut that devices take: by its slant first, then by its weight (CSS Fonts 4, 5.2)."""
    cuts = [cut for cut in needs if cut.name == family]
    if not cuts:
        return None
    slanted = [cut for cut in cuts if cut.face.italic == wanted.italic] or cuts
    return min(slanted, key=lambda cut: (abs(cut.face.weight - (700 if wanted.bold else 400)), cut.face.weight))
