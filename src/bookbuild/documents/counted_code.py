"""A template's tree → the same tree, in which loops count their turns, and what Jinja works out itself is asked of the
environment.

Jinja's sandbox intercepts calls, attributes and operators of numbers. Not intercepted: the turns of a loop and the
condition of its items, `~`, comparisons, slices, and what is written as a list, a tuple or a mapping.
"""

from __future__ import annotations

import re
from types import CodeType

import jinja2
import jinja2.parser
from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

_MOST_SOURCE = 1 << 18
_DEBUG_INFO = re.compile(r"debug_info = '([^']*)'\s*\Z")


class CountedEnvironment(ImmutableSandboxedEnvironment):
    """Compiles templates to code that calls `take`, `weighed`, `joined` and `sliced` of the class that extends this."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Raises TemplateSyntaxError, also for what is nested too deep."""
        if len(source) > _MOST_SOURCE:
            raise jinja2.TemplateSyntaxError(f"is longer than {_MOST_SOURCE:,} characters", 1, name, filename)
        line = 1
        try:
            parser = jinja2.parser.Parser(self, source, name, filename)
            try:
                tree: nodes.Template = _Counting().visit(parser.parse())
                return tree
            finally:
                line = parser.stream.current.lineno
        except (RecursionError, MemoryError, ValueError) as error:
            raise jinja2.TemplateSyntaxError(_deep(error), line, name, filename) from error

    def _compile(self, source: str, filename: str) -> CodeType:
        try:
            return super()._compile(source, filename)
        except (SyntaxError, RecursionError, MemoryError, ValueError) as error:
            line = _line_of(source, getattr(error, "lineno", None) or 0)
            raise jinja2.TemplateSyntaxError(_deep(error), line, None, filename) from error

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        try:
            return super()._generate(source, name, filename, defer_init)
        except (RecursionError, MemoryError) as error:
            raise jinja2.TemplateSyntaxError(_deep(error), 1, name, filename) from error


def _deep(error: Exception) -> str:
    return (
        "is nested too deep" if isinstance(error, (RecursionError, MemoryError)) else str(getattr(error, "msg", error))
    )


def _line_of(code: str, line: int) -> int:
    """The line of the template that a line of its generated code was made from."""
    found = _DEBUG_INFO.search(code)
    pairs = [pair.partition("=") for pair in found[1].split("&")] if found and found[1] else []
    return max((int(template) for template, _, generated in pairs if int(generated) <= line), default=1)


def _asked(name: str, line: int, *values: nodes.Expr) -> nodes.Call:
    attribute = nodes.EnvironmentAttribute(name, lineno=line)
    return nodes.Call(attribute, list(values), [], None, None, lineno=line)


class _Counting(NodeTransformer):
    def visit_For(self, node: nodes.For) -> nodes.For:
        self.generic_visit(node)
        take = _asked("take", node.lineno)
        node.body.insert(0, nodes.ExprStmt(take, lineno=node.lineno))
        if node.test is not None:  # what it leaves out has no turn
            node.test = nodes.And(_asked("take", node.lineno), node.test, lineno=node.lineno)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Call:
        self.generic_visit(node)
        return _asked("joined", node.lineno, *node.nodes)

    def visit_Compare(self, node: nodes.Compare) -> nodes.Compare:
        self.generic_visit(node)
        node.expr = _asked("weighed", node.lineno, node.expr)
        for operand in node.ops:
            operand.expr = _asked("weighed", node.lineno, operand.expr)
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Expr:
        self.generic_visit(node)
        if not isinstance(node.arg, nodes.Slice):
            return node
        places = (node.arg.start, node.arg.stop, node.arg.step)
        nothing = nodes.Const(None, lineno=node.lineno)
        return _asked("sliced", node.lineno, node.node, *(place or nothing for place in places))

    def visit_List(self, node: nodes.List) -> nodes.Call:
        self.generic_visit(node)
        return _asked("weighed", node.lineno, node)

    def visit_Dict(self, node: nodes.Dict) -> nodes.Call:
        self.generic_visit(node)
        return _asked("weighed", node.lineno, node)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Expr:
        self.generic_visit(node)
        return _asked("weighed", node.lineno, node) if node.ctx == "load" else node
