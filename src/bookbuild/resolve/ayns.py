"""A section → the fixes by which `check --fix` writes ʿ for a backtick that was typed for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bookbuild.diagnostics import Fix
from bookbuild.language.ayn import AYN, BACKTICK
from bookbuild.language.scripts import script_of
from bookbuild.model.inlines import Text
from bookbuild.model.walk import nodes
from bookbuild.resolve.rewriting import Sources


def ayns(tree: Any, sources: Sources) -> Iterator[Fix]:
    """One fix for each; code is none of them, nor is a backtick that is escaped."""
    for node in nodes(tree):
        if isinstance(node, Text) and "`" in node.text:
            for found in BACKTICK.finditer(node.text):
                beside = node.text[found.end() : found.end() + 1] or node.text[found.start() - 1 : found.start()]
                place = node.location.moved(found.start())
                lines = sources.get(place.path or "", ())
                if script_of(beside) != "latin" or not place.line or not place.column or place.line > len(lines):
                    continue
                if lines[place.line - 1][place.column - 1 : place.column] == "`" and (fix := Fix.at(place, 1, AYN)):
                    yield fix
