"""What the parent and the child of `child.py` say to each other: typed, as JSON, one object a line.

Nothing that comes from a child can be more than text, numbers, lists and tables: no pickle, no code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from bookbuild.diagnostics import Code, Finding
from bookbuild.printing.expectations import Expectations

FINDINGS = 1_000
"""So many findings of a file are told one by one."""

TOLD = 8 << 20
"""Bytes that a child may say: of a real file it says some kilobytes."""


class ReadingOrder(msgspec.Struct, frozen=True):
    """What a child is to read, within so many seconds of CPU and bytes of memory. `path` as the system has it.

    `documents`: XHTML that a PDF's text is held against; `profile`: only what the judge says of it; `expected`: what a
    press file is held to. `more`: seconds that it gets for each step that it tells; `told`: bytes that it may say.
    """

    path: bytes
    kind: str
    seconds: float
    memory: int
    documents: tuple[bytes, ...] = ()
    profile: str | None = None
    more: float = 0.0
    told: int = TOLD
    expected: Expectations | None = None


class ReadingStep(msgspec.Struct, frozen=True, tag="step"):
    """What the child begins to read, in words: `the text of page 3`."""

    at: str


class FoundFault(msgspec.Struct, frozen=True, omit_defaults=True):
    """A Finding on its way through the pipe."""

    code: Code
    message: str
    remedy: str
    path: str | None = None
    line: int | None = None
    page: int | None = None


class Answer(msgspec.Struct, frozen=True, tag="answer"):
    """All that the child has found. `facts` are JSON's types."""

    facts: dict[str, Any]
    findings: tuple[FoundFault, ...]


Line = ReadingStep | Answer
_LONG = re.compile(r"(`[^`]{120})[^`]{60,}([^`]{20}`)")


def answer_line(facts: dict[str, Any], findings: Iterable[Finding]) -> bytes:
    """The answer as a line of JSON; characters that cannot be in UTF-8 are replaced."""
    faults = [
        FoundFault(f.code, _short(f.message), f.remedy, _sound(f.location.path), f.location.line, f.page)
        for f in shortened(list(findings))
    ]
    return msgspec.json.encode(Answer(_sound(facts), tuple(faults)))


def shortened(findings: list[Finding]) -> list[Finding]:
    """The first FINDINGS; of more, the last says how many are left out, with the code of the first of these."""
    if len(findings) <= FINDINGS:
        return findings
    more = len(findings) - FINDINGS
    code = findings[FINDINGS].code
    return [*findings[:FINDINGS], Finding(code, f"{more} findings more are not told", "mend these first")]


def _short(message: str) -> str:
    """A message without the middle of what is too long to be read: an address may have a picture in it."""
    return _LONG.sub(lambda found: f"{found[1]}…{found[2]}", _sound(message))


def _sound(value: Any) -> Any:
    match value:
        case str():
            return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
        case dict():
            return {_sound(key): _sound(part) for key, part in value.items()}
        case list() | tuple():
            return [_sound(part) for part in value]
    return value
