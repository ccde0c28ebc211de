"""A typed quotation whose letters agree → what `check --fix` writes instead: the reference, by which it is fetched."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bookbuild.diagnostics import Fix
from bookbuild.model.blocks import Quran
from bookbuild.model.inlines import Verse
from bookbuild.tradition.scripture.verdicts import QuotationVerdict

_ATTRIBUTES = re.compile(r"\{[^{}]*\}(?=[ \t]*:*[ \t]*$)")
_BLANK = re.compile(r"[ \t>]*")
Sources = Mapping[str, Sequence[str]]


def reference_of(verdict: QuotationVerdict) -> str:
    """`9:40`, `2:127; 9:40`."""
    return "; ".join(map(str, verdict.ranges))


def words_of(verdict: QuotationVerdict) -> str:
    """`10-15`, `10-11, 19`; empty where all words of the ranges are quoted."""
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in verdict.pieces)


def fetched(verdict: QuotationVerdict) -> str:
    """The inline form: `[9:40]{.quran words="10-15"}`."""
    words = words_of(verdict)
    given = f' words="{words}"' if words else ""
    return f"[{reference_of(verdict)}]{{.quran{given}}}"


def rewritten(node: Quran | Verse, verdict: QuotationVerdict, sources: Sources) -> Fix | None:
    """The fix that lets the quotation be fetched; None where not everything of it can be written so."""
    if verdict.basmalah or not verdict.ranges:
        return None
    if isinstance(node, Quran):
        return _set_off(node, verdict, sources)
    place, end = node.location, node.written.end if node.written else None
    if place.path is None or place.line is None or place.column is None:
        return None
    if place.line <= _front_matter(sources.get(place.path, ())):
        return None  # the quotation marks of `words` would end its value
    if end is None or end.line is None or end.column is None:
        return None
    return Fix(place.path, place.line, place.column, end.line, end.column, fetched(verdict))


def _front_matter(lines: Sequence[str]) -> int:
    """The number of the line that closes the front matter; 0 where there is none."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    return next((number for number, line in enumerate(lines[1:], 2) if line.rstrip() in ("---", "...")), 0)


def _set_off(node: Quran, verdict: QuotationVerdict, sources: Sources) -> Fix | None:
    """The reference in the fence, and the lines after it without those that are typed."""
    path, first = node.location.path or "", node.location.line or 0
    lines = sources.get(path, ())
    fence = _ATTRIBUTES.search(lines[first - 1]) if 1 <= first <= len(lines) else None
    if fence is None or not node.typed_ends:
        return None
    values = {"ref": reference_of(verdict), "words": words_of(verdict)}
    text = _with_values(fence[0], values) + lines[first - 1][fence.end() :]
    begins = [paragraph.location.line or first for paragraph in node.typed]
    gone = {n for begin, end in zip(begins, node.typed_ends, strict=True) for n in range(begin, end + 1)}
    gone |= {end + 1 for end in node.typed_ends if end < len(lines) and _BLANK.fullmatch(lines[end])}
    last = max(gone)
    kept = [lines[number - 1] for number in range(first + 1, last + 1) if number not in gone]
    return Fix(path, first, fence.start() + 1, last, len(lines[last - 1]) + 1, "\n".join([text, *kept]))


def _with_values(attributes: str, values: dict[str, str]) -> str:
    """`{.quran ref=…}` with other values; one that is empty is taken out."""
    for key, value in values.items():
        attributes = re.sub(rf"""\s+{key}=(?:"[^"]*"|'[^']*'|[^\s}}]+)""", "", attributes)
        if value:
            attributes = f'{attributes[:-1].rstrip()} {key}="{value}"}}'
    return attributes
