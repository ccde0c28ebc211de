"""Templates of a book, which may be a stranger's → the same markup as without this, or TemplateRefused.

They see what they are given and its fields, call what is named here, and have a budget of steps: each turn of a loop,
each call and each item or 64 characters that they make takes one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import is_dataclass
from datetime import date
from functools import partial, wraps
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any

import jinja2
import jinja2.nodes
import jinja2.parser
import msgspec
from jinja2 import pass_context, pass_environment
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import safe_range
from jinja2.utils import Cycler, Joiner, Namespace, missing

from bookbuild.documents import bounds
from bookbuild.documents.bounds import TemplateRefused
from bookbuild.documents.counted_code import CountedEnvironment
from bookbuild.model.node import ModelNode
from bookbuild.model.walk import nodes

STEPS = 1_000_000
"""What the templates of a book may take for an edition, beside what is allowed them for each of its nodes."""

STEPS_FOR_A_NODE = 100

CHARACTERS = 64
"""Characters that take a step to be made."""

_TESTS = frozenset((
    "!=", "<", "<=", "==", ">", ">=", "boolean", "defined", "divisibleby", "eq", "equalto", "escaped", "even", "false",
    "float", "ge", "greaterthan", "gt", "in", "integer", "iterable", "le", "lessthan", "lower", "lt", "mapping", "ne",
    "none", "number", "odd", "sameas", "sequence", "string", "true", "undefined", "upper",
))  # fmt: skip
_OF_LOOP = frozenset((
    "cycle", "changed", "depth", "depth0", "first", "index", "index0", "last", "length", "nextitem", "previtem",
    "revindex", "revindex0",
))  # fmt: skip
_MEMBERS: tuple[tuple[type, frozenset[str]], ...] = (
    (LoopContext, _OF_LOOP),
    (dict, frozenset(("get", "items", "keys", "values"))),
    (Macro, frozenset(("name",))),
    (BlockReference, frozenset(("super",))),
    (Cycler, frozenset(("current", "next", "reset"))),
    (tuple, frozenset(("grouper", "list"))),
    (date, frozenset(("year", "month", "day", "isoformat"))),
)
"""What may be asked of objects by name, by their classes; of the model's it is their fields, of texts `METHODS`."""

_WEIGHED = (str, tuple, list, dict)


class Sandbox(CountedEnvironment):
    """Jinja's sandbox, narrowed to what is listed, and with a budget. `steps` are those that are left."""

    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "%", "**"))

    def __init__(self, loader: jinja2.BaseLoader, functions: Mapping[str, Any], steps: int) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            optimized=False,
            finalize=self._finalizer(),
        )
        self.steps = self.allowed = steps
        self.globals = {
            "range": safe_range, "dict": dict, "namespace": Namespace, "cycler": Cycler, "joiner": Joiner, **functions,
        }  # fmt: skip
        own = {"attr": _attribute, "sum": _sum}
        self.filters = {
            name: self._filter(name, own.get(name, function))
            for name, function in self.filters.items()
            if name in bounds.FILTERS
        }
        self.tests = {name: self._weighing(test) for name, test in self.tests.items() if name in _TESTS}

    # the budget

    def take(self, steps: int = 1) -> bool:
        """Take so many steps; True, so that it can stand in a condition. Raises TemplateRefused where none are left."""
        self.steps -= steps
        if self.steps < 0:
            raise TemplateRefused(f"takes more than {self.allowed:,} steps")
        return True

    def weighed(self, value: Any) -> Any:
        """`value`; what it takes to look at all of it is taken. Raises TemplateRefused."""
        if isinstance(value, str):
            self.take(1 + len(value) // CHARACTERS)
        elif isinstance(value, (list, tuple, dict)):
            left: list[Any] = [value]
            while left:
                part = left.pop()
                if isinstance(part, dict):
                    self.take(1 + len(part))
                    left += (
                        each for pair in part.items() for each in pair if isinstance(each, (str, tuple, list, dict))
                    )
                elif isinstance(part, (list, tuple)):
                    self.take(1 + len(part))
                    left += (each for each in part if isinstance(each, _WEIGHED))
                else:
                    self.take(len(part) // CHARACTERS)
        else:
            self.take()
        return value

    def made(self, value: Any) -> Any:
        """A result: what is made one by one is made now, and weighed."""
        return self.weighed(self._listed(value))

    def _shown(self, value: Any) -> None:
        """Take what it takes the tool itself to render nodes or a text. Raises TemplateRefused."""
        if isinstance(value, str):
            self.take(1 + 2 * len(value))
        elif not isinstance(value, (list, tuple, ModelNode)):
            self.weighed(value)
        else:
            self.weighed(value)
            for node in nodes(tuple(value) if isinstance(value, list) else value):
                self.take(1 + characters_of(node) // CHARACTERS)

    def _listed(self, value: Any) -> Any:
        if isinstance(value, Iterator) and not isinstance(value, LoopContext):
            items = [each for each in value if self.take()]
            bounds.refuse_items(len(items))
            return items
        return list(value) if isinstance(value, (type({}.items()), type({}.keys()), type({}.values()))) else value

    # what generated code asks for

    def concat(self, parts: Iterable[str]) -> str:
        return "".join([part for part in parts if self.take(1 + len(part) // CHARACTERS)])

    def joined(self, *parts: Any) -> str:
        """`a ~ b`. Raises TemplateRefused."""
        bounds.check_joined("", parts)
        marked = any(hasattr(part, "__html__") for part in parts)
        return (jinja2.runtime.markup_join if marked else jinja2.runtime.str_join)(parts)

    def sliced(self, value: Any, *places: Any) -> Any:
        """`value[a:b:c]`. Raises TemplateRefused where it is neither text nor list."""
        if not isinstance(value, (str, list, tuple)):
            raise TemplateRefused(f"a `{type(value).__name__}` has no parts")
        return self.made(value[slice(*places)])

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002 (Jinja's)
        bounds.check_operator(operator, left, right)
        return self.made(self.binop_table[operator](self.weighed(left), self.weighed(right)))

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Raises TemplateRefused for a class that is not listed."""
        if getattr(__obj, "__self__", None) is __self:  # from `counted`
            return __obj(*args)
        __self.take(3)
        if isinstance(__obj, type) and __obj not in (dict, Namespace, Cycler, Joiner):
            raise TemplateRefused(f"`{__obj.__name__}` may not be called")
        of_ours = isinstance(__obj, (FunctionType, MethodType))
        for value in (*args, *kwargs.values()):
            (__self._shown if of_ours else __self.weighed)(value)
        return __self.made(__context.call(__obj, *args, **kwargs))

    def _load_template(self, name: str, globals: MutableMapping[str, Any] | None) -> jinja2.Template:
        self.take(100)
        return super()._load_template(name, globals)

    @staticmethod
    def _finalizer() -> Callable[[Context, Any], str]:
        @pass_context  # with it nothing is worked out while a template is compiled
        def finalized(context: Context, value: Any) -> Any:
            context.environment.take()  # type: ignore[attr-defined]
            if isinstance(value, (str, jinja2.Undefined)):
                return value
            return bounds.plain_text(value)

        return finalized

    # what may be asked of objects

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Raises TemplateRefused for what is there and not allowed."""
        self.take()
        if isinstance(obj, str) and attribute in bounds.METHODS:
            return partial(self._method, obj, attribute)
        if isinstance(obj, jinja2.Undefined):
            return getattr(obj, attribute)
        if self._may_see(obj, attribute):
            value = getattr(obj, attribute, missing)
            if value is not missing and not isinstance(value, Path):
                return value
        if isinstance(obj, (dict, jinja2.runtime.TemplateReference)) and not attribute.startswith("_"):
            try:
                return obj[attribute]
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        if hasattr(type(obj), attribute) or attribute.startswith("_"):
            raise TemplateRefused(f"`{attribute}` of a `{type(obj).__name__}` may not be used")
        return self.undefined(obj=obj, name=attribute)

    def _may_see(self, obj: Any, attribute: str) -> bool:
        if attribute.startswith("_"):
            return False
        if isinstance(obj, msgspec.Struct):
            return attribute in obj.__struct_fields__
        if is_dataclass(obj) and not isinstance(obj, type):
            return attribute in obj.__dataclass_fields__
        if isinstance(obj, (Namespace, jinja2.environment.TemplateModule)):
            return True
        return any(isinstance(obj, kind) and attribute in names for kind, names in _MEMBERS)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Raises TemplateRefused where `obj` has no items that may be seen."""
        if isinstance(argument, str) and not isinstance(obj, dict):
            return self.getattr(obj, str(argument))
        if not isinstance(obj, (str, list, tuple, dict)):
            raise TemplateRefused(f"a `{type(obj).__name__}` has no items")
        try:
            return obj[self.weighed(argument)]
        except LookupError:
            return self.undefined(obj=obj, name=argument)

    def _method(self, text: str, name: str, /, *values: Any, **named: Any) -> Any:
        values = tuple(self.weighed(self._listed(value)) for value in values)
        self.weighed(text)
        bounds.check_method(text, name, values, named)
        return getattr(text, name)(*values, **named)

    def _filter(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        check = bounds.CHECKS.get(name)
        passed = 1 if hasattr(function, "jinja_pass_arg") else 0

        @wraps(function)
        def bounded(*values: Any, **named: Any) -> Any:
            given = tuple(self._listed(value) for value in values[passed:])
            for value in (*given, *named.values()):
                before = self.steps
                self.weighed(value)
                self.take(20 * (before - self.steps) if name in bounds.SORTING else 0)
            if check:
                check(*given, **named)
            if name == "join" and not (given[2:] or "attribute" in named):
                bounds.check_joined(str(named.get("d", given[1] if given[1:] else "")), list(given[0]))
            elif name == "join":
                raise TemplateRefused("`join` with an attribute: write `map(attribute=…) | join` instead")
            return self.made(function(*values[:passed], *given, **named))

        return bounded

    def _weighing(self, test: Any) -> Callable[..., Any]:
        @wraps(test)
        def weighing(*values: Any, **named: Any) -> Any:
            for value in values:
                self.weighed(value)
            return test(*values, **named)

        return weighing


def characters_of(node: ModelNode) -> int:
    """The characters of a node's own texts."""
    values = (getattr(node, name) for name in node.__struct_fields__)
    return sum(len(value) for value in values if isinstance(value, str))


@pass_environment
def _attribute(environment: Sandbox, obj: Any, name: Any) -> Any:
    return environment.getattr(obj, str(name))


@pass_environment
def _sum(environment: Sandbox, values: Iterable[Any], attribute: str | int | None = None, start: Any = 0) -> Any:
    """Numbers only: lists that are added one after the other grow with the square of their count."""
    numbers = [value if attribute is None else environment.getitem(value, attribute) for value in values]
    if not all(isinstance(number, (int, float)) for number in (*numbers, start)):
        raise TemplateRefused("`sum` of what are no numbers")
    return sum(numbers, start)
