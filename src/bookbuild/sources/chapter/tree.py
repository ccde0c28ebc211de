"""markdown-it's flat block tokens → a tree, where each bare fence has closed the innermost div of its container."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from bookbuild.diagnostics import Code, Location
from bookbuild.sources.chapter.markdown import MAX_NESTING
from bookbuild.sources.chapter.parse_context import ParseContext


@dataclass(slots=True)
class Node:
    """A block token with what stands in it; `text` is the token that holds the block's inline text."""

    token: Token
    children: list[Node] = field(default_factory=list)

    @property
    def type(self) -> str:
        return self.token.type

    @property
    def line(self) -> int:
        """The index of its first line."""
        return self.token.map[0] if self.token.map else 0

    @property
    def text(self) -> Token | None:
        return next((child.token for child in self.children if child.type == "inline"), None)

    def place(self, reading: ParseContext) -> Location:
        return Location(reading.path, self.line + 1, self.token.meta.get("column", 1))


class TreeBuilder:
    """Builds the tree token by token."""

    def __init__(self, reading: ParseContext) -> None:
        self.reading = reading
        self.root = Node(Token("root", "", 0))
        self.stack = [self.root]
        self.ignored = 0

    def grow(self, tokens: Sequence[Token]) -> Node:
        for token in tokens:
            node = Node(token)
            if token.type == "div_close":
                self._close_div(node)
            elif token.nesting < 0:
                self._close_open_divs()
                if len(self.stack) > 1:
                    self.stack.pop()
            elif token.type == "div_open" and len(self.stack) > MAX_NESTING:
                self.ignored += 1
                self._find("divs nested too deep", "take some of them apart", node)
            else:
                self.stack[-1].children.append(node)
                if token.nesting > 0 or token.type == "div_open":
                    self.stack.append(node)
        self._close_open_divs()
        return self.root

    def _close_div(self, node: Node) -> None:
        if self.ignored:
            self.ignored -= 1
        elif self.stack[-1].type == "div_open":
            self.stack.pop()
        else:
            self._find("`:::` closes no div", "take the line out, or open a div before it: `::: {.…}`", node)

    def _close_open_divs(self) -> None:
        while self.stack[-1].type == "div_open":
            self._find("the div is not closed", "close it with a line `:::`", self.stack.pop())

    def _find(self, message: str, remedy: str, node: Node) -> None:
        self.reading.find(Code.CONSTRUCT_UNKNOWN, message, remedy, node.place(self.reading))


def definitions_taken(node: Node) -> Iterator[Node]:
    """The definitions of notes, wherever they stand, taken out of the tree."""
    kept = []
    for child in node.children:
        if child.children:
            yield from definitions_taken(child)
        if child.type == "footnote_reference_open":
            yield child
        else:
            kept.append(child)
    node.children = kept
