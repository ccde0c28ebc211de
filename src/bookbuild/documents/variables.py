"""A text of CSS and the values of its tokens → the text with a value in the place of each `var()`."""

from __future__ import annotations

import re
from collections.abc import Mapping

VAR = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*))?\)")
DEEPEST = 8
"""How often a token may be made of other tokens."""


def resolved(text: str, tokens: Mapping[str, str]) -> str:
    """`text` with the value of each token that it asks for; of one that nobody knows, what stands instead."""
    for _ in range(DEEPEST):
        replaced = VAR.sub(lambda found: tokens.get(found[1], found[2] or ""), text)
        if replaced == text:
            break
        text = replaced
    return text
