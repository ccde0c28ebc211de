"""The text of a stanza → its bayts: a line each, `//` between the hemistichs."""

from __future__ import annotations

from collections.abc import Iterator

from bookbuild.model.blocks import Bayt
from bookbuild.model.inlines import Inline, Inlines, LineBreak, SoftBreak, Text


def stanza(children: Inlines) -> tuple[Bayt, ...]:
    """The bayts of one paragraph of a verse div."""
    return tuple(bayt for line in _lines(children) if (bayt := _bayt(line)) is not None)


def _lines(children: Inlines) -> Iterator[list[Inline]]:
    line: list[Inline] = []
    for node in children:
        if isinstance(node, (SoftBreak, LineBreak)):
            yield line
            line = []
        else:
            line.append(node)
    yield line


def _bayt(line: list[Inline]) -> Bayt | None:
    hemistichs: list[list[Inline]] = [[]]
    for node in line:
        if not isinstance(node, Text) or "//" not in node.text:
            hemistichs[-1].append(node)
            continue
        position = 0
        for number, part in enumerate(node.text.split("//")):
            if number:
                hemistichs.append([])
            hemistichs[-1].append(Text(part, node.location.moved(position)))
            position += len(part) + 2
    trimmed = [_trimmed(hemistich) for hemistich in hemistichs]
    return Bayt(tuple(trimmed), line[0].location) if any(trimmed) else None


def _trimmed(nodes: list[Inline]) -> Inlines:
    """The nodes without white space at both ends."""
    if nodes and isinstance(first := nodes[0], Text):
        text = first.text.lstrip()
        nodes[0] = Text(text, first.location.moved(len(first.text) - len(text)))
    if nodes and isinstance(last := nodes[-1], Text):
        nodes[-1] = Text(last.text.rstrip(), last.location)
    return tuple(node for node in nodes if not (isinstance(node, Text) and not node.text))
