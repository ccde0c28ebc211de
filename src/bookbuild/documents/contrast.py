"""Colours of CSS → how well they stand out from one another (WCAG 2.2, contrast ratio)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import tinycss2
from tinycss2.color3 import RGBA, parse_color

from bookbuild.documents.dark_mode import dark_tokens
from bookbuild.documents.tokens import tokens_of
from bookbuild.documents.variables import resolved

LEAST_OF_TEXT = 4.5
"""WCAG 2.2, 1.4.3: what text needs at any size."""
_LIKE_THE_TEXT = ("inherit", "currentcolor", "initial", "unset")


class ColourOfText(NamedTuple):
    """A colour that a sheet gives to text, the ground it stands on, and the mode: `light` or `dark`."""

    selector: str
    colour: str
    ground: str
    mode: str
    ratio: float


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two opaque colours, from 1 to 21. Raises ValueError for what is none."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parsed = parse_color(colour)
    if not isinstance(parsed, RGBA):
        raise ValueError(f"`{colour}` is no colour of its own")
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parsed[:3]]
    return float(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])


def colours_of_text(sheet: str) -> Iterator[ColourOfText]:
    """Each colour that an e-book's sheet gives to text, in both modes, on the token `--ground`; those that nobody can
    measure, `inherit` and its like, are the text's own, `--ink`."""
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    light = dict(tokens_of(sheet))
    for mode, tokens in (("light", light), ("dark", {**light, **dict(dark_tokens(rules))})):
        yield from _colours(rules, tokens, mode)


def _colours(rules: list[tinycss2.ast.Node], tokens: Mapping[str, str], mode: str) -> Iterator[ColourOfText]:
    ground, ink = tokens.get("--ground", "white"), tokens.get("--ink", "black")
    yield ColourOfText(":root", ink, ground, mode, contrast(ink, ground))
    for rule in rules:
        if rule.type != "qualified-rule":
            continue
        for each in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
            if each.type == "declaration" and each.lower_name == "color":
                colour = resolved(tinycss2.serialize(each.value), tokens).strip()
                colour = ink if colour.lower() in _LIKE_THE_TEXT else colour
                selector = tinycss2.serialize(rule.prelude).strip()
                yield ColourOfText(selector, colour, ground, mode, contrast(colour, ground))
