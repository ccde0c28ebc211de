"""What every command gives and takes: `Said`, its parts, `WrongUsage`, and the `Caller` that runs a book's work."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from bookbuild.diagnostics import Finding

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Output:
    """For standard output: a text, or an object that is written as JSON."""

    content: str | dict[str, Any]


@dataclass(frozen=True, slots=True)
class Message:
    """For standard error: a text."""

    text: str


@dataclass(frozen=True, slots=True)
class ToldFindings:
    """For standard error: findings, under the names of their books where there are several."""

    findings: Iterable[Finding]
    several_books: bool = False


SaidPart = Output | Message | ToldFindings


@dataclass(frozen=True, slots=True)
class Said:
    """What a command has to say, in the order in which it is written, and its exit status."""

    parts: tuple[SaidPart, ...]
    status: int = 0


class WrongUsage(Exception):
    """What is asked for cannot be (exit status 2). `option`: the option that is at fault, None for the whole."""

    def __init__(self, message: str, option: str | None = None) -> None:
        super().__init__(message)
        self.option = option


class Attempt(Protocol):
    """What a call gives, and 0; or, where it failed and that is said already, None and the exit status."""

    def __call__(self, call: Callable[[], T], /) -> tuple[T | None, int]: ...


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls a command: `attempt` keeps one book's failure from the next; `terminal`: progress can be shown."""

    attempt: Attempt
    terminal: bool = False
