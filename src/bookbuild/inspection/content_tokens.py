"""The bytes of a content stream → its operators, each with the operands before it, as they are written.

Operands stay bytes, and an array of strings and numbers is one operand: most are of text, which nobody asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Operation = tuple[bytes, list[bytes]]

# ISO 32000-1, 7.2: white space, delimiters, regular characters.
_TOKEN = re.compile(
    rb"""
      [^\x00\t\n\f\r\ ()<>\[\]{}/%]+                                       # a number or an operator
    | /[^\x00\t\n\f\r\ ()<>\[\]{}/%]*                                      # a name
    | \[(?:[^\[\]()%]++|\((?:[^()\\]|\\[\x00-\xff])*+\))*+\]               # an array with nothing nested
    | \((?:[^()\\]|\\[\x00-\xff])*+\)                                      # a string without parentheses
    | <<|>>|<[^<>]*>|[\[\]{}]                                              # dictionaries, hexadecimal strings
    | %[^\r\n]*                                                            # a comment
    | \(                                                                   # a string that has them
    """,
    re.VERBOSE,
)
_PARENTHESIS = re.compile(rb"\\[\x00-\xff]|[()]")
_END_OF_IMAGE = re.compile(rb"[\x00\t\n\f\r ]EI(?=[\x00\t\n\f\r ]|$)")
_NO_OPERATOR = frozenset((b"true", b"false", b"null"))
_BEGIN_OPERATORS = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'\"")
_MOST_AT_ONCE = 4 << 20
"""Bytes of content of which all words are held at a time."""
_COMMENT = ord("%")
_MOST_OPERANDS = 512


def operations(content: bytes) -> Iterator[Operation]:
    """Each operator with its operands; an inline image is one `BI`, with all that stands before its `ID`."""
    if b"ID" not in content and len(content) < _MOST_AT_ONCE:
        words = _TOKEN.findall(content)
        if b"%" in content:
            words = [word for word in words if word[0] != _COMMENT]
        if b"(" not in words:
            yield from _of_words(words)
            return
    yield from _with_leaps(content)


def _of_words(words: list[bytes]) -> Iterator[Operation]:
    """The operations of a content without inline images and without strings that have parentheses."""
    waiting: list[bytes] = []
    for word in words:
        if word[0] not in _BEGIN_OPERATORS:
            waiting.append(word)
        elif word not in _NO_OPERATOR:
            yield word, waiting if len(waiting) <= _MOST_OPERANDS else waiting[-_MOST_OPERANDS:]
            waiting = []


def _with_leaps(content: bytes) -> Iterator[Operation]:
    """The operations of any content: over the data of images, and to the end of strings, reading leaps."""
    start: int | None = 0
    waiting: list[bytes] = []
    while start is not None:
        at, start = start, None
        for token in _TOKEN.finditer(content, at):
            word = token[0]
            if word == b"(":
                start = _after_string(content, token.end())
                waiting.append(b"()")
                break
            if word == b"ID":
                end = _END_OF_IMAGE.search(content, token.end())
                start = end.end() if end else None
                yield b"BI", waiting
                waiting = []
                break
            if word[0] not in _BEGIN_OPERATORS:
                waiting += [word] if word[0] != _COMMENT else []
            elif word not in _NO_OPERATOR and word != b"BI":
                yield word, waiting
                waiting = []
            if len(waiting) > _MOST_OPERANDS:
                del waiting[:-_MOST_OPERANDS]


def _after_string(content: bytes, at: int) -> int | None:
    """Where the string ends whose parenthesis stands before `at`; None where it does not."""
    depth = 1
    for found in _PARENTHESIS.finditer(content, at):
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        if not depth:
            return found.end()
    return None


def number(word: bytes) -> float:
    """A number as written; 0 for what is none."""
    try:
        return float(word)
    except ValueError:
        return 0.0


def numbers(words: list[bytes]) -> tuple[float, ...]:
    return tuple(map(number, words))
