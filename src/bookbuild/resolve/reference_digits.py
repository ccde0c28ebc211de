"""A section → the same with the digits of its references, and of the markers of its lists, of one kind.

`[style] digits = "auto"`: in an Arabic-Indic book `البخاري 1` is set as `البخاري ١`, and a list's `1)` as `١)`; a
number after Latin letters (`Bukhari 1`), in an address or in code stays. With `as-written` a list's are as typed.
"""

from __future__ import annotations

import re
from typing import Any

from msgspec.structs import replace

from bookbuild.language.numerals import default_digits, digit_style, digits_of_one_kind
from bookbuild.language.scripts import primary
from bookbuild.model.blocks import Hadith, OrderedList, SourceLine
from bookbuild.model.book import Section
from bookbuild.model.inlines import CodeSpan, Link, Source, Text
from bookbuild.model.settings import Edition
from bookbuild.model.walk import node_fields

_NUMBER = re.compile(r"\d+")
_LETTER_BEFORE = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff][^\W\d]*[^\w]*\Z")
_COUNTED = re.compile(r"\(?\d+[.)-]")


class ReferenceDigits:
    """The digits of one edition."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.language = edition.book.language
        self.auto = edition.style.digits != "as-written"
        self.own = digit_style(edition) != "digits"

    def set(self, section: Section) -> Section:
        """`section` with its digits of one kind."""
        blocks = self._tree(section.blocks, section.lang)
        return section if blocks is section.blocks else replace(section, blocks=blocks)

    def _tree(self, tree: Any, language: str) -> Any:
        if isinstance(tree, tuple):
            parts = tuple(self._tree(part, language) for part in tree)
            return tree if all(new is old for new, old in zip(parts, tree, strict=True)) else parts
        language = getattr(tree, "lang", None) or language
        changed = self._changed(tree, language)
        for name in node_fields(type(tree)):
            value = changed.get(name, getattr(tree, name))
            if value and (new := self._tree(value, language)) is not getattr(tree, name):
                changed[name] = new
        return replace(tree, **changed) if changed else tree

    def _changed(self, node: Any, language: str) -> dict[str, Any]:
        if isinstance(node, Hadith) and self.auto:
            return {"sources": tuple(digits_of_one_kind(source, self.edition) for source in node.sources)}
        if isinstance(node, (Source, SourceLine)) and self.auto:
            name = "children" if isinstance(node, Source) else "blocks"
            return {name: self._reference(getattr(node, name))}
        if isinstance(node, OrderedList) and primary(language) == primary(self.language):
            return {"markers": self._markers(node)}
        return {}

    def _reference(self, tree: Any) -> Any:
        if isinstance(tree, tuple):
            return tuple(self._reference(part) for part in tree)
        if isinstance(tree, (Link, CodeSpan)) or (isinstance(tree, Text) and tree.literal):
            return tree
        if isinstance(tree, Text):
            return replace(tree, text=_NUMBER.sub(self._digits, tree.text))
        return replace(tree, **{name: self._reference(getattr(tree, name)) for name in node_fields(type(tree))})

    def _digits(self, found: re.Match[str]) -> str:
        if self.own and _LETTER_BEFORE.search(found.string, 0, found.start()):
            return found[0]
        return digits_of_one_kind(found[0], self.edition)

    def _markers(self, node: OrderedList) -> tuple[str, ...]:
        """The markers; those that a theme counts by the language's digits are written out where these are others."""
        if node.markers:
            counted = self.auto and (self.own or default_digits(self.language) != "digits")
            return tuple(
                digits_of_one_kind(marker, self.edition) if counted and _COUNTED.fullmatch(marker) else marker
                for marker in node.markers
            )
        wanted = self.own and self.auto
        if wanted == (default_digits(self.language) != "digits"):
            return ()
        numbers = (str(number) for number in range(node.start, node.start + len(node.items)))
        return tuple(f"{digits_of_one_kind(number, self.edition) if wanted else number}." for number in numbers)
