"""A declaration of CSS → what is wrong with its value, as far as it holds of pages and of e-books alike.

Not a grammar of all values: what no property takes (no value at all, a unit that is none), words of the properties that
take words alone, names of colours, and numbers without a unit where lengths stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import tinycss2
from tinycss2.color5 import parse_color

from bookbuild.nearest import nearest, slip_of


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


_UNITS = _names("""
    em rem ex rex ch rch cap rcap ic ric lh rlh vw svw lvw dvw vh svh lvh dvh vi svi lvi dvi vb svb lvb dvb
    vmin svmin lvmin dvmin vmax svmax lvmax dvmax cqw cqh cqi cqb cqmin cqmax cm mm q in pt pc px
    deg grad rad turn s ms hz khz dpi dpcm dppx x fr
""")
_GLOBAL = _names("inherit initial unset revert revert-layer")
_PSEUDO = _names("""
    active after any-link before checked default dir disabled empty enabled first first-child first-letter first-line
    first-of-type focus focus-visible focus-within footnote-call footnote-marker has host hover in-range indeterminate
    invalid is lang last-child last-of-type left link marker not nth-child nth-last-child nth-last-of-type nth-of-type
    only-child only-of-type out-of-range placeholder read-only read-write right root selection target visited where
    blank nth
""")
_BREAKS = "auto avoid avoid-page avoid-column avoid-region page column region left right recto verso always all"
_LINES = "none hidden dotted dashed solid double groove ridge inset outset"
_WORDS = {
    "break-after": _BREAKS, "break-before": _BREAKS, "break-inside": "auto avoid avoid-page avoid-column avoid-region",
    "page-break-after": "auto always avoid left right recto verso",
    "page-break-before": "auto always avoid left right recto verso", "page-break-inside": "auto avoid",
    "box-sizing": "content-box border-box", "caption-side": "top bottom block-start block-end inline-start inline-end",
    "clear": "none left right both inline-start inline-end",
    "float": "none left right inline-start inline-end footnote top bottom",
    "direction": "ltr rtl", "empty-cells": "show hide", "hyphens": "none manual auto",
    "font-style": "normal italic oblique", "font-kerning": "auto normal none",
    "font-weight": "normal bold bolder lighter", "list-style-position": "inside outside",
    "overflow-wrap": "normal break-word anywhere", "position": "static relative absolute fixed sticky",
    "table-layout": "auto fixed", "text-align": "start end left right center justify match-parent justify-all",
    "text-align-last": "auto start end left right center justify match-parent",
    "unicode-bidi": "normal embed isolate bidi-override isolate-override plaintext",
    "visibility": "visible hidden collapse", "word-break": "normal keep-all break-all break-word auto-phrase",
    "border-collapse": "separate collapse", "border-top-style": _LINES, "border-bottom-style": _LINES,
    "border-left-style": _LINES, "border-right-style": _LINES,
    "display": """none contents block inline inline-block flow flow-root list-item table inline-table table-row
        table-cell table-row-group table-header-group table-footer-group table-column table-column-group table-caption
        flex inline-flex grid inline-grid ruby ruby-base ruby-text ruby-base-container
        ruby-text-container run-in math""",
}  # fmt: skip
"""Properties of which a value of one word is one of these words."""

_SIDES = ("top", "right", "bottom", "left")
_COLOURS = frozenset(
    ("color", "background-color", "outline-color", "text-decoration-color", "column-rule-color", "border-color")
) | {f"border-{side}-color" for side in _SIDES}
_LENGTHS = _names("""
    width height min-width min-height max-width max-height margin padding text-indent font-size letter-spacing
    word-spacing top right bottom left column-gap row-gap column-width bleed
""") | {f"{name}-{side}" for name in ("margin", "padding") for side in _SIDES}


MOST_PARTS = 2_000
"""Of a value: names, numbers, functions and what stands in them, commas. Pictures, their colours, and shadows are drawn
one by one, on every box."""


def faults_of_value(declaration: tinycss2.ast.Declaration) -> Iterator[tuple[str, str]]:
    """Each with the remedy. A custom property may have any value, and one made of others is known when those are."""
    name = declaration.lower_name
    parts = [part for part in declaration.value if part.type not in ("whitespace", "comment")]
    if name.startswith("-"):
        return
    if not parts:
        yield f"`{name}` has no value", "write one, or take the property out"
        return
    if _has_too_many(parts):
        yield f"`{name}` has a value of over {MOST_PARTS:,} parts", "write fewer"
        return
    written = tinycss2.serialize(declaration.value).strip()
    if any(part.type == "literal" and part.value == "!" for part in parts):
        yield f"`{written}` is no value of `{name}`", "write `!important`, or take what begins with `!` out"
        return
    for part in parts:
        if part.type == "dimension" and part.lower_unit not in _UNITS and name != "unicode-range":
            yield (
                f"`{part.serialize()}` has no unit of CSS",
                _write(part.lower_unit, _UNITS, "write a unit, such as `em`"),
            )
    if name in _LENGTHS and any(part.type == "number" and part.value for part in parts):
        yield f"`{written}` is no value of `{name}`: a length has a unit", "write a unit, such as `em`, `pt` or `%`"
    yield from _of_words(name, parts)


def _has_too_many(parts: Sequence[tinycss2.ast.Node]) -> bool:
    waiting, count = [parts], 0
    while waiting and count <= MOST_PARTS:
        several = waiting.pop()
        count += len(several)
        waiting += [inner for part in several[:MOST_PARTS] if (inner := _within(part))]
    return count > MOST_PARTS


def _within(part: tinycss2.ast.Node) -> Sequence[tinycss2.ast.Node]:
    return getattr(part, "arguments", None) or (part.content if part.type.endswith("block") else ())


def faults_of_selector(prelude: Sequence[tinycss2.ast.Node]) -> Iterator[tuple[str, str]]:
    """Pseudo-classes and pseudo-elements that are a slip away from one of CSS; each with the remedy."""
    for colon, part in pairwise(prelude):
        name = getattr(part, "lower_value", getattr(part, "lower_name", ""))
        is_pseudo = colon.type == "literal" and colon.value == ":" and name and name not in _PSEUDO
        if is_pseudo and (meant := slip_of(name, sorted(_PSEUDO))):
            yield f"`:{name}` selects nothing", f"write `{meant}`"


def _of_words(name: str, parts: list[tinycss2.ast.Node]) -> Iterator[tuple[str, str]]:
    if name in _COLOURS:
        for part in parts:
            if part.type in ("ident", "hash") and _is_no_colour(part.serialize()):
                yield f"`{part.serialize()}` is no colour", "write a name of CSS, or `#rrggbb`"
    elif name in _WORDS and len(parts) == 1 and parts[0].type == "ident":
        word, words = parts[0].lower_value, _words(name)
        if word not in words | _GLOBAL and not word.startswith("-"):
            yield (
                f"`{word}` is no value of `{name}`",
                _write(word, words, f"write one of its values, such as `{min(words)}`"),
            )


def _is_no_colour(written: str) -> bool:
    return written.lower() not in _GLOBAL and parse_color(written) is None


@cache
def _words(name: str) -> frozenset[str]:
    return _names(_WORDS[name])


def _write(word: str, words: frozenset[str], otherwise: str) -> str:
    meant = nearest(word, sorted(words))
    return f"write `{meant}`" if meant else otherwise
