"""Honorifics as written → as the edition sets them, bound to the name before them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from bookbuild.model.inlines import Honorific, Inline, Inlines, SoftBreak, Text
from bookbuild.model.settings import Edition
from bookbuild.model.walk import sequences
from bookbuild.tradition import wording

NO_BREAK_SPACE = "\u00a0"


class Honorifics:
    """Sets the honorifics of one edition."""

    def __init__(self, edition: Edition, has_glyph: Callable[[str], bool]) -> None:
        self.style = edition.honorifics.style
        self.has_glyph = has_glyph

    def resolved(self, tree: Any, language: str) -> Any:
        """`tree` of a section in `language`."""
        return sequences(tree, lambda inlines: self._sequence(inlines, language))

    def _sequence(self, inlines: Inlines, language: str) -> Inlines:
        if not any(isinstance(node, Honorific) for node in inlines):
            return inlines
        return tuple(self._bound(inlines, language))

    def _bound(self, inlines: Inlines, language: str) -> Iterator[Inline]:
        """`inlines` with each honorific set, and the space before it one at which no line ends."""
        for at, node in enumerate(inlines):
            after = inlines[at + 1] if at + 1 < len(inlines) else None
            if isinstance(node, Honorific):
                if self.style != "none":
                    yield self._set(node, language)
            elif isinstance(after, Honorific) and isinstance(node, SoftBreak):
                if self.style != "none":
                    yield Text(NO_BREAK_SPACE, node.location)
            elif isinstance(after, Honorific) and isinstance(node, Text) and node.text.endswith(" "):
                bare = node.text.rstrip(" ")
                yield replace(node, text=bare if self.style == "none" else bare + NO_BREAK_SPACE)
            else:
                yield node

    def _set(self, node: Honorific, language: str) -> Honorific:
        """What no person says of itself is the Prophet's, masculine and singular."""
        kind, gender, number = node.kind or "muhammad", node.gender or "m", node.number or "singular"
        setting = wording.setting(
            kind, gender, number, self.style, language, wish=node.wish, has_glyph=self.has_glyph
        )  # fmt: skip
        return replace(
            node, kind=kind, gender=gender, number=number, set_as=setting.text, reading=setting.reading,
            script=setting.script,
        )  # fmt: skip
