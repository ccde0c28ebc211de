"""What the readers of divs, notes and tables ask of the reader of blocks, which in turn calls them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bookbuild.model.blocks import Blocks
from bookbuild.sources.chapter.inlines import InlineReader
from bookbuild.sources.chapter.parse_context import ParseContext
from bookbuild.sources.chapter.source_map import Places
from bookbuild.sources.chapter.tree import Node


class BlockReader(Protocol):
    """Reads the blocks of one file. `level` is that of the last heading."""

    reading: ParseContext
    inliner: InlineReader
    level: int

    def blocks(self, nodes: Sequence[Node]) -> Blocks:
        """The blocks of a container."""

    def text(self, node: Node) -> tuple[str, Places]:
        """The text of a paragraph or heading, and where it stands."""
