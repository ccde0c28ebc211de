"""markdown-it inline rules of ours: all that begins with a bracket, and quotations in ﴿ ﴾.

`[text](target)`, `[text][ref]`, `![text](image)`, `[text]{.class}`, `^[note]`, `[^1]`, each with the attributes after
it. CommonMark's own link rule knows no attributes, and its nested parsing of images and notes loses the places.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from markdown_it.common.utils import normalizeReference
from markdown_it.helpers import parseLinkDestination, parseLinkLabel, parseLinkTitle

from bookbuild.language.marks import DIGITS, MARKS, ranges
from bookbuild.language.reference_words import AYAH, JUZ, OTHER, TO
from bookbuild.sources.chapter.attributes import NONE, Attributes, read_attributes

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

NOTE_CALL = re.compile(r"\[\^(?:([^\s\[\]^]+)\]|([^\s\[\]^][^\[\]^]*+)\](?![(\[{]))")
"""The second group: a label with a space in it, which no note can have."""
EXAMPLE = re.compile(r"@([\w-]+)(?=\))")
SPACE = re.compile(r"[ \t\n]*")
NUMBER = f"[{ranges(DIGITS)}]{{1,3}}"
NUMBERS = rf"{NUMBER}(?:\s*+(?:[-–—]|{TO})\s*+{NUMBER})?"
PLACE = rf"{NUMBER}\s*+[:：]\s*+{NUMBERS}"
NAME = rf"(?!(?:{JUZ})(?!\w))[^\W\d_](?:[^\W\d_]|[{ranges(MARKS)}'’‘`ʿʾ -]){{0,40}}?"
NAME_BEFORE = rf"(?:{NAME}\s*+(?:[:،,]\s*+)?)?"
REFERENCE = rf"{NAME_BEFORE}{PLACE}(?:\s*+[;؛،,]\s*+{NAME_BEFORE}(?:{PLACE}|{NUMBERS}))*"
PAGE = rf"(?:[^\W\d_]+\s++)??(?:{OTHER})\s*+{NUMBER}"
"""`(ص ١٢)` is page 12, `(انظر ص ١٢)` too; sūrah Ṣād is `(ص: ١٢)`."""
NAMED = rf"(?!{PAGE}){NAME}\s*+(?:[:،]\s*+)?(?:{AYAH}\s*+(?::\s*+)?)?{NUMBERS}"
SPELLED = re.compile(
    rf"[ \t\u00a0\u202f]*+\n?+[ \t]*+(?:\[(?P<square>\s*+(?:{REFERENCE}|{NAMED})\s*+)\](?![({{\[])"
    rf"|\((?P<round>\s*+(?:{REFERENCE}|{NAMED})\s*+)\))"
)
"""The reference after a quotation: `[9:40]`, `(التوبة: 40)`, `[At-Tawbah 9:40]`."""

AYAH_NUMBER = re.compile(rf"﴿[ \t\u00a0]*{NUMBER}[ \t\u00a0]*﴾")
QUOTED = re.compile(rf"﴿(?:[^﴿﴾]|{AYAH_NUMBER.pattern})*﴾")


class LinkTarget(NamedTuple):
    href: str
    title: str
    end: int


def bracket(state: StateInline, silent: bool) -> bool:
    """What begins with `[`, `![` or `^[`."""
    start = state.pos
    lead = state.src[start]
    if lead == "[":
        return _note_call(state, silent) or _bracketed(state, start, silent, "link")
    if lead in "!^" and state.src.startswith("[", start + 1, state.posMax):
        return _bracketed(state, start + 1, silent, "image" if lead == "!" else "note")
    return False


def _note_call(state: StateInline, silent: bool) -> bool:
    match = NOTE_CALL.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("note_call", "", 0).meta["label"] = match[1] or match[2]
    state.pos = match.end()
    return True


def _bracketed(state: StateInline, opening: int, silent: bool, kind: str) -> bool:
    start = state.pos
    label_end = parseLinkLabel(state, opening, False)
    if label_end < 0:
        return False
    target, attributes = None, NONE
    end = label_end + 1
    if kind != "note":
        target = _target(state, opening + 1, label_end)
        if target and kind == "link" and _holds_link(state, opening + 1, label_end):
            target = None  # CommonMark 0.31, "Links": the inner of two nested links is the link
        end = target.end if target else end
        found = read_attributes(state.src, end, state.posMax)
        if target is None and (found is None or kind == "image"):
            return False
        attributes = found or NONE
        end = attributes.end or end
    if target and kind == "link":
        state.env.setdefault("links", {}).setdefault(state.src, set()).add(start)
    if not silent:
        name = kind if target or kind == "note" else "span"
        _push(state, name, (opening + 1, label_end), target, attributes)
    state.pos = end
    return True


def _push(
    state: StateInline, name: str, label: tuple[int, int], target: LinkTarget | None, attributes: Attributes
) -> None:
    """The opening token, the tokens of the label, the closing token."""
    maximum = state.posMax
    token = state.push(f"{name}_open", "", 1)
    token.meta = {"attributes": attributes, "label": label}
    if target:
        token.meta |= {"href": target.href, "title": target.title}
    state.pos, state.posMax = label
    state.md.inline.tokenize(state)
    state.pos = label[1]
    state.push(f"{name}_close", "", -1)
    state.posMax = maximum


def _holds_link(state: StateInline, begin: int, end: int) -> bool:
    links = state.env.get("links", {}).get(state.src, ())
    return any(begin <= link < end for link in links)


def _target(state: StateInline, label_start: int, label_end: int) -> LinkTarget | None:
    """The target of a link or image whose label is `src[label_start:label_end]`."""
    src, pos, maximum = state.src, label_end + 1, state.posMax
    if pos < maximum and src[pos] == "(" and (target := _inline_target(src, pos + 1, maximum)):
        return target
    references = state.env.get("references")
    if not references:
        return None
    end, label = pos, ""
    if pos < maximum and src[pos] == "[" and (close := parseLinkLabel(state, pos)) >= 0:
        label, end = src[pos + 1 : close], close + 1
    found = references.get(normalizeReference(label or src[label_start:label_end]))
    return LinkTarget(found["href"], found["title"], end) if found else None


def _inline_target(src: str, pos: int, maximum: int) -> LinkTarget | None:
    """`<target> "title")` from `pos`, which is behind the parenthesis."""
    pos = _skip(src, pos, maximum)
    destination = parseLinkDestination(src, pos, maximum)
    href = destination.str if destination.ok else ""
    after = destination.pos if destination.ok else pos
    pos = _skip(src, after, maximum)
    title = ""
    if pos < maximum and pos > after:
        parsed = parseLinkTitle(src, pos, maximum)
        if parsed.ok:
            title, pos = parsed.str, _skip(src, parsed.pos, maximum)
    return LinkTarget(href, title, pos + 1) if pos < maximum and src[pos] == ")" else None


def _skip(src: str, pos: int, maximum: int) -> int:
    match = SPACE.match(src, pos, maximum)
    return match.end() if match else pos


def example(state: StateInline, silent: bool) -> bool:
    """`(@label)`: the number of an example of this file; where it has none of that name, the label is its content."""
    match = EXAMPLE.match(state.src, state.pos, state.posMax)
    if match is None or not state.pos or state.src[state.pos - 1] != "(":
        return False
    number = state.env.get("examples", {}).get(match[1])
    if not silent:
        token = state.push("example", "", 0)
        token.content = match[0] if number is None else str(number)
    state.pos = match.end()
    return True


def verse(state: StateInline, silent: bool) -> bool:
    """`﴿…﴾`, and the reference after it. Nothing inside is markup; `﴿٤٠﴾` is the number of an āyah."""
    start = state.pos
    if state.src[start] != "﴿" or AYAH_NUMBER.match(state.src, start, state.posMax):
        return False
    found = QUOTED.match(state.src, start, state.posMax)
    if found is None:
        return False
    close = found.end() - 1
    reference = SPELLED.match(state.src, close + 1, state.posMax)
    if not silent:
        token = state.push("verse", "", 0)
        token.content = state.src[start + 1 : close]
        token.meta["ref"] = (reference["square"] or reference["round"]).strip() if reference else ""
        token.meta["spelled"] = reference.group() if reference else ""
    state.pos = reference.end() if reference else close + 1
    return True
