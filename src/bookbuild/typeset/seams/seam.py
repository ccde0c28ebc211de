"""A function of WeasyPrint and what is ours of it → the changed function in its place; the original can be put back.

There are two ways to change a function. `Wrapped`: ours is called instead, with the original before its arguments.
`Amended`: expressions of the original's source are replaced. Both say what they stand on, so that a function that is
not what it was is found out when it is changed, and not by a page that looks otherwise.
"""

from __future__ import annotations

import hashlib
import inspect
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from typing import Any, TypeAlias

Function: TypeAlias = Callable[..., Any]

DIGITS = 12
"""Hexadecimal digits of a source's digest that are kept in the table."""


class SeamMoved(RuntimeError):
    """A function of WeasyPrint is not there, or not what a patch stands on."""


class WrongOrder(RuntimeError):
    """A patch is put in its place before one that must be there already, or a second time."""


@dataclass(frozen=True, slots=True)
class Wrapped:
    """`ours(original, *arguments)` is called instead of the original. `signature`: of WeasyPrint's function."""

    ours: Function
    signature: str

    @property
    def module(self) -> str:
        """The module that changes the function."""
        return self.ours.__module__

    @property
    def stands_on(self) -> str:
        return f"`{self.signature}`"

    def fault(self, theirs: Function) -> str:
        """In what WeasyPrint's function differs from what this stands on; empty where it does not."""
        found = signature_of(theirs)
        return "" if found == self.signature else f"its signature is `{found}`"

    def changed(self, before: Function, *, method: bool) -> Function:
        """What is to stand in the place of `before`."""
        if not method:
            return partial(self.ours, before)
        ours = self.ours

        def bound(self: Any, *arguments: Any, **named: Any) -> Any:
            return ours(before, self, *arguments, **named)

        return bound


@dataclass(frozen=True, slots=True)
class Amended:
    """Expressions of the original's source, each of which stands in it once, with what stands there instead.

    `module` declares it. `digest`: of WeasyPrint's source. `names`: what the new expressions call, put among the
    globals of WeasyPrint's module.
    """

    module: str
    expressions: tuple[tuple[str, str], ...]
    digest: str
    names: Mapping[str, Function] = field(default_factory=dict)

    @property
    def stands_on(self) -> str:
        return f"source {self.digest}"

    def fault(self, theirs: Function) -> str:
        """In what WeasyPrint's function differs from what this stands on; empty where it does not."""
        source = source_of(theirs)
        gone = [expression for expression, _ in self.expressions if source.count(expression) != 1]
        if gone:
            return f"`{gone[0]}` stands in it {source.count(gone[0])} times"
        found = digest_of(source)
        return "" if found == self.digest else f"its source is {found}; what is replaced stands in it"

    def changed(self, before: Function, *, method: bool) -> Function:  # noqa: ARG002 (the same for both)
        """`before` with its expressions replaced."""
        source = source_of(before)
        for expression, instead in self.expressions:
            source = source.replace(expression, instead)
        scope: dict[str, Any] = {}
        before.__globals__.update(self.names)
        exec(compile(source, f"<{before.__qualname__}>", "exec"), before.__globals__, scope)
        changed: Function = scope[before.__name__]
        return changed


@dataclass(frozen=True, slots=True)
class Patch:
    """One function of WeasyPrint that is changed.

    `owner`: the module where its name is looked up when it is called, or `module:Class`. `also`: other modules that
    have imported it by name. `after`: names of the patches that must be in their place before this one.
    """

    owner: str
    function: str
    change: Wrapped | Amended
    why: str
    after: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The last part of the module that changes the function, and the function: `leading.iter_line_boxes`."""
        return f"{self.change.module.rpartition('.')[2]}.{self.function}"

    @property
    def owners(self) -> tuple[str, ...]:
        return (self.owner, *self.also)


@dataclass(frozen=True, slots=True)
class Relied:
    """A function of WeasyPrint that is called, or a class that is derived from, and is not public."""

    owner: str
    function: str
    signature: str
    where: str


class Patches:
    """What is in its place now, and what was there before."""

    def __init__(self) -> None:
        self._before: dict[str, dict[str, Any]] = {}
        """By the name of a patch and by owner: the function before it; None where the owner had none of its own."""
        self._base: dict[tuple[str, str], Function] = {}

    def install(self, patch: Patch, *, without: frozenset[str] = frozenset()) -> None:
        """Put a changed function in its place.

        `without`: names of patches that are left out, and need not be there. Raises WrongOrder and SeamMoved.
        """
        if patch.name in self._before:
            raise WrongOrder(f"`{patch.name}` is in its place already")
        if missing := [name for name in patch.after if name not in self._before and name not in without]:
            raise WrongOrder(f"`{patch.name}` stands on `{missing[0]}`, which is not in its place yet")
        before = self._found(patch.owner, patch.function)
        if fault := patch.change.fault(self._base.setdefault((patch.owner, patch.function), before)):
            raise SeamMoved(f"{patch.owner}.{patch.function}, which `{patch.name}` changes, has changed: {fault}")
        changed = patch.change.changed(before, method=":" in patch.owner)
        kept = self._before[patch.name] = {}
        for owner in patch.owners:
            self._base.setdefault((owner, patch.function), before)
            kept[owner] = vars(resolved(owner)).get(patch.function)
            setattr(resolved(owner), patch.function, changed)

    def put_back(self, patch: Patch) -> None:
        """Put back what was there before a patch. Raises WrongOrder where another stands on it, or it is not there."""
        last = next(reversed(self._before), None)
        if last != patch.name:
            raise WrongOrder(f"`{last}` was put in its place last, not `{patch.name}`")
        for owner, before in self._before.pop(patch.name).items():
            if before is None:
                delattr(resolved(owner), patch.function)
            else:
                setattr(resolved(owner), patch.function, before)

    def original(self, owner: str, function: str) -> Function:
        """WeasyPrint's own function."""
        return self._base.get((owner, function)) or self._found(owner, function)

    @staticmethod
    def _found(owner: str, function: str) -> Function:
        try:
            found: Function = getattr(resolved(owner), function)
        except AttributeError as error:
            raise SeamMoved(f"{owner} has no `{function}`") from error
        return found


def resolved(owner: str) -> Any:
    """The module, or the class of `module:Class`. Raises SeamMoved where there is none."""
    module, _, name = owner.partition(":")
    try:
        found = import_module(module)
        return getattr(found, name) if name else found
    except (ImportError, AttributeError) as error:
        raise SeamMoved(f"there is no {owner}") from error


def signature_of(function: Function) -> str:
    return str(inspect.signature(function))


def source_of(function: Function) -> str:
    """The source of a function, from its own margin."""
    return textwrap.dedent(inspect.getsource(function))


def digest_of(source: str) -> str:
    return hashlib.sha256(source.encode()).hexdigest()[:DIGITS]
