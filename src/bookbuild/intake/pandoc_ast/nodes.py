"""Pandoc's JSON → nodes whose form is known: each access says what is there, or that the document is malformed.

The form: `{"t": "Para", "c": …}`, and for attributes `[id, classes, [[key, value], …]]` (pandoc-types 1.17 to 1.23).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bookbuild.intake.clean_text import clean_text

DEEPEST = 150
_NO_CONTENT = frozenset(("Space", "SoftBreak", "LineBreak", "HorizontalRule", "Null"))


class MalformedAst(Exception):
    """JSON that is no document of Pandoc; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class PandocAttributes:
    """Id, classes and values of an element."""

    id: str = ""
    classes: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()

    def value(self, key: str) -> str:
        return next((value for name, value in self.values if name == key), "")


@dataclass(frozen=True, slots=True)
class PandocDocument:
    """`meta` by its keys, as they stand; `blocks` are nodes."""

    meta: dict[str, Any]
    blocks: list[Any]


def document_of(text: str) -> PandocDocument:
    """The document. Raises MalformedAst."""
    try:
        read = json.loads(text)
    except RecursionError as error:
        raise MalformedAst(f"it nests deeper than {DEEPEST} levels") from error
    except ValueError as error:
        raise MalformedAst(f"it is not JSON: {error}") from error
    _refuse_deep(read)
    if isinstance(read, list) and len(read) == 2 and isinstance(read[0], dict):
        read = {"meta": read[0].get("unMeta"), "blocks": read[1]}
    if not isinstance(read, dict) or not isinstance(read.get("blocks"), list):
        raise MalformedAst("it has no list of `blocks`")
    meta = read.get("meta")
    return PandocDocument(meta if isinstance(meta, dict) else {}, read["blocks"])


def _refuse_deep(read: Any) -> None:
    """Raises MalformedAst."""
    waiting = [(read, 1)]
    while waiting:
        value, depth = waiting.pop()
        if depth > DEEPEST:
            raise MalformedAst(f"it nests deeper than {DEEPEST} levels")
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        waiting += [(each, depth + 1) for each in inner if isinstance(each, dict | list)]


def kind_of(node: Any) -> str:
    """The type of a node. Raises MalformedAst where it has none."""
    if not isinstance(node, dict) or not isinstance(node.get("t"), str):
        raise MalformedAst(f"a node has no type: `{_shown(node)}`")
    return str(node["t"])


def content_of(node: Any) -> Any:
    return node.get("c") if isinstance(node, dict) else None


def parts_of(node: Any, count: int) -> list[Any]:
    """The content of a node. Raises MalformedAst where it has not at least so many parts."""
    content = content_of(node)
    if not isinstance(content, list) or len(content) < count:
        raise MalformedAst(f"`{kind_of(node)}` has not {count} parts: `{_shown(content)}`")
    return content


def list_of(value: Any) -> list[Any]:
    """The list. Raises MalformedAst for anything else."""
    if not isinstance(value, list):
        raise MalformedAst(f"a list was expected, not `{_shown(value)}`")
    return value


def text_in(value: Any) -> str:
    """A string without characters that no book can have. Raises MalformedAst for anything else."""
    if not isinstance(value, str):
        raise MalformedAst(f"a text was expected, not `{_shown(value)}`")
    return clean_text(value)


def number_in_node(value: Any, otherwise: int = 1, most: int = 100_000_000) -> int:
    return min(max(value, 0), most) if isinstance(value, int) and not isinstance(value, bool) else otherwise


def attributes_of(value: Any) -> PandocAttributes:
    """The attributes. Raises MalformedAst where they have not three parts."""
    found = list_of(value)
    if len(found) < 3:
        raise MalformedAst(f"attributes have three parts, not `{_shown(value)}`")
    pairs = [list_of(pair) for pair in list_of(found[2])]
    return PandocAttributes(
        text_in(found[0]),
        tuple(text_in(each) for each in list_of(found[1])),
        tuple((text_in(pair[0]), text_in(pair[1])) for pair in pairs if len(pair) == 2),
    )


def every_node(value: Any) -> Iterator[dict[str, Any]]:
    """Every node in a value, in order, without recursion."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            if isinstance(each.get("t"), str):
                yield each
            waiting += reversed(list(each.values()))
        elif isinstance(each, list):
            waiting += reversed(each)


def _shown(value: Any) -> str:
    shown = json.dumps(value, ensure_ascii=True, default=str)
    return shown if len(shown) <= 60 else f"{shown[:57]}…"
