"""A style sheet, a `style` attribute or one value, parsed → what it asks for from elsewhere, however it is written.

tinycss2 reads escapes and comments as a browser does. What is asked for through a variable cannot be known here: it is
told as something that is not understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import tinycss2

DEEPEST = 60
"""How many blocks and functions may stand in each other."""

REMOTE = re.compile(r"[a-z][a-z0-9+.-]*:|[\\/]{2}", re.IGNORECASE)
"""What an address begins with that leads out of its file's folder: a scheme, or a host."""

_WHITE = re.compile(r"[\x00-\x20]+")
_OF_STRINGS = frozenset({"url", "src", "image", "image-set", "-webkit-image-set", "domain", "url-prefix"})
"""Functions that take an address as a string."""
_OF_VARIABLES = frozenset({"var", "env", "attr", "if"})
_RUNNING = frozenset({"expression", "-moz-element", "paint"})

RequestKind = Literal["address", "import", "refused", "syntax"]


@dataclass(frozen=True, slots=True)
class CssRequest:
    """`address`: `text` is asked for; `import`: another sheet is, `text` its address; `refused`: `text` says what is
    not understood; `syntax`: `text` is the parser's message. `line` and `column` from 1."""

    kind: RequestKind
    text: str
    line: int
    column: int

    @property
    def remote(self) -> bool:
        return is_remote(self.text)


def bare(address: str) -> str:
    """An address as browsers take it: without white space and control characters."""
    return _WHITE.sub("", address)


def is_remote(address: str) -> bool:
    """Whether an address has a scheme or a host."""
    return REMOTE.match(bare(address)) is not None


def requests(nodes: Sequence[Any]) -> Iterator[CssRequest]:
    """All that rules, declarations or values ask for, in their order."""
    stack: list[tuple[Sequence[Any], int]] = [(nodes, 0)]
    while stack:
        siblings, index = stack.pop()
        if index >= len(siblings):
            continue
        stack.append((siblings, index + 1))
        node = siblings[index]
        yield from _of_node(node, siblings, index)
        if children := _children(node):
            if len(stack) > DEEPEST:
                yield _request("refused", "blocks stand in each other too deep", node)
                return
            stack.append((children, 0))


def style_requests(text: str) -> list[CssRequest]:
    """What the declarations of a `style` attribute ask for."""
    return _also_in_errors(text, tinycss2.parse_blocks_contents(text, skip_comments=True))


def sheet_requests(text: str) -> list[CssRequest]:
    """What a style sheet asks for."""
    return _also_in_errors(text, tinycss2.parse_stylesheet(text, skip_comments=True))


def value_requests(text: str) -> list[CssRequest]:
    """What one value asks for, such as that of an attribute of SVG."""
    return list(requests(tinycss2.parse_component_value_list(text, skip_comments=True)))


def _also_in_errors(text: str, nodes: Sequence[Any]) -> list[CssRequest]:
    """What the rules or declarations of a text ask for, and what it would ask for in a reader that does not pass over
    the same errors."""
    found = list(requests(nodes))
    if any(request.kind == "syntax" for request in found):
        more = value_requests(text)
        found += [request for request in more if request.kind != "syntax" and request not in found]
    return found


def _children(node: Any) -> Sequence[Any]:
    """What stands in a node; the address of a namespace is a name, and nothing is asked of it."""
    if node.type == "at-rule" and node.lower_at_keyword in ("namespace", "import"):
        return ()
    if node.type in ("at-rule", "qualified-rule"):
        return [*node.prelude, *(node.content or ())]
    if node.type == "declaration":
        return node.value  # type: ignore[no-any-return]
    return getattr(node, "content", None) or getattr(node, "arguments", None) or ()


def _of_node(node: Any, siblings: Sequence[Any], index: int) -> Iterator[CssRequest]:
    if node.type == "error":
        yield _request("syntax", node.message, node)
    elif node.type == "url":
        yield _request("address", node.value, node)
    elif node.type == "function":
        yield from _of_function(node)
    elif node.type == "at-rule" and node.lower_at_keyword == "import":
        yield _request("import", _first_address(node.prelude), node)
    elif _begins_import(node, siblings[index + 1 : index + 2]):
        yield _request("import", _first_address(siblings[index + 1 : index + 4]), node)
    elif node.type == "at-rule" and node.lower_at_keyword not in ("namespace", "charset"):
        strings = (part for part in node.prelude if part.type == "string" and is_remote(part.value))
        yield from (_request("address", part.value, part) for part in strings)
    elif node.type == "at-rule" and node.lower_at_keyword == "charset" and not _is_utf8(node.prelude):
        yield _request("refused", "`@charset` is other than UTF-8", node)


def _begins_import(node: Any, after: Sequence[Any]) -> bool:
    """Whether a token begins an `@import` where no rule does; behind `@` and a comment only some readers see one."""
    if node.type == "at-keyword":
        return bool(node.lower_value == "import")
    follows = bool(after) and after[0].type == "ident" and after[0].lower_value == "import"
    return bool(node.type == "literal" and node.value == "@") and follows


def _of_function(node: Any) -> Iterator[CssRequest]:
    name = node.lower_name
    if name in _OF_STRINGS:
        for part in node.arguments:
            if part.type == "string":
                yield _request("address", part.value, part if name != "url" else node)
        if name == "src" or any(_is_variable(part) for part in node.arguments):
            yield _request("refused", f"`{name}()` with what is not known before it is shown", node)
    elif name == "attr" and any(_names_addresses(part) for part in node.arguments):
        yield _request("refused", "`attr()` as an address", node)
    elif name in _RUNNING:
        yield _request("refused", f"`{name}()` runs code, or shows another element", node)


def _is_utf8(prelude: Sequence[Any]) -> bool:
    return _first_address(prelude).lower() == "utf-8"


def _is_variable(part: Any) -> bool:
    return bool(part.type == "function" and part.lower_name in _OF_VARIABLES)


def _names_addresses(part: Any) -> bool:
    return bool((part.type == "ident" and part.lower_value == "url") or part.type == "function")


def _first_address(tokens: Sequence[Any]) -> str:
    for token in tokens:
        if token.type in ("string", "url"):
            return str(token.value)
        if token.type == "function" and token.lower_name in ("url", "src"):
            return next((str(part.value) for part in token.arguments if part.type == "string"), "")
    return ""


def _request(kind: RequestKind, text: str, node: Any) -> CssRequest:
    return CssRequest(kind, text, node.source_line, node.source_column)
