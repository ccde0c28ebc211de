"""An offset in a block's text → its place in the file.

markdown-it hands the text of a block over without the prefixes of its lines (`> `, indentation, `: `). What is left of
a line ends where the line ends, so every character is found by counting from the end of its line.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bookbuild.diagnostics import Location


class Places:
    """Where the characters of a text stand: pieces of (offset in the text, line, column of the piece's start)."""

    __slots__ = ("path", "pieces", "starts")

    def __init__(self, path: str, pieces: Sequence[tuple[int, int, int]]) -> None:
        self.path = path
        self.pieces = pieces
        self.starts = [piece[0] for piece in pieces]

    def at(self, offset: int, width: int = 1) -> Location:
        """The place of the character at `offset`."""
        start, line, column = (
            self.pieces[bisect_right(self.starts, offset) - 1] if len(self.pieces) > 1 else self.pieces[0]
        )
        return Location(self.path, line, max(1, column + offset - start), width)

    def texts(self, text: str, start: int) -> Iterator[tuple[str, Location]]:
        """`text` from `start`, cut where the source has characters that the text has not."""
        first = bisect_right(self.starts, start)
        last = bisect_left(self.starts, start + len(text))
        cuts = [start, *self.starts[first:last], start + len(text)]
        return ((text[left - start : right - start], self.at(left)) for left, right in pairwise(cuts))

    def shifted(self, start: int) -> Places:
        """The places of the text from `start` on."""
        first = bisect_right(self.starts, start) - 1
        pieces = [(offset - start, line, column) for offset, line, column in self.pieces[first:]]
        return Places(self.path, pieces)


def block_places(path: str, lines: Sequence[str], content: str, first: int) -> Places:
    """The places of a block's text whose first line is `lines[first]`."""
    texts = content.split("\n")
    pieces = []
    offset = 0
    for number, text in enumerate(texts, first):
        source = lines[number]
        # Only a block's last line has lost its trailing white space.
        column = source.rfind(text) if number - first == len(texts) - 1 else len(source) - len(text)
        pieces.append((offset, number + 1, column + 1))
        offset += len(text) + 1
    return Places(path, pieces)


def split_row(line: str, start: int) -> list[tuple[int, int]]:
    """The cells of a pipe table's row in `line` from `start`: begin and end of each, trimmed."""
    cells = []
    begin = pos = start
    while pos < len(line):
        if line[pos] == "\\":
            pos += 1
        elif line[pos] == "|":
            cells.append((begin, pos))
            begin = pos + 1
        pos += 1
    cells.append((begin, len(line)))
    trimmed = [_trimmed(line, *cell) for cell in cells]
    if trimmed and trimmed[0][0] == trimmed[0][1]:
        del trimmed[0]
    if trimmed and trimmed[-1][0] == trimmed[-1][1]:
        del trimmed[-1]
    return trimmed


def _trimmed(line: str, begin: int, end: int) -> tuple[int, int]:
    while begin < end and line[begin] in " \t":
        begin += 1
    while end > begin and line[end - 1] in " \t":
        end -= 1
    return begin, end


def escaped_places(path: str, line: int, source: str, begin: int, end: int, escapes: str) -> tuple[str, Places]:
    r"""The text of `source[begin:end]` without the backslash before any of `escapes`, and its places.

    A cell of a table has `\|` for `|`, a quoted value of the front matter `\"` for `"`.
    """
    pieces = [(0, line, begin + 1)]
    text = ""
    pos = begin
    while pos < end:
        if source[pos] == "\\" and pos + 1 < end and source[pos + 1] in escapes:
            pos += 1
            pieces.append((len(text), line, pos + 1))
        text += source[pos]
        pos += 1
    return text, Places(path, pieces)
