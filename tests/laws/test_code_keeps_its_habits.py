"""Laws of the code: `cli.py` alone prints and catches everything; modules and functions are short; a name means one thing;
who raises says so."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest
from law_samples import ROOT

PACKAGE = ROOT / "src" / "bookbuild"
MODULES = sorted(PACKAGE.rglob("*.py"))
FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
GRAB_BAGS = {"utils", "util", "common", "helpers", "helper", "misc", "shared", "tools"}


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", [path for path in MODULES if name_of(path) != "cli.py"], ids=name_of)
def test_no_other_module_prints(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert calls & {"print", "click.echo", "click.secho", "sys.stdout.write", "sys.stderr.write"} == set()


def test_broad_exceptions_are_caught_in_one_place() -> None:
    broad = [
        name_of(path)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))
    ]
    assert broad == ["cli.py"]


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree_of(path)) if isinstance(node, FUNCTION)]


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function's body, without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_and_functions_are_short(path: Path) -> None:
    long = [each.name for each in functions(path) if (each.end_lineno or 0) - each.lineno >= 60]
    assert (long, path.read_text(encoding="utf-8").count("\n") <= 300) == ([], True)
    assert ast.get_docstring(tree_of(path))


def test_most_are_shorter() -> None:
    assert median(body_lines(each) for path in MODULES for each in functions(path)) <= 8
    assert median(path.read_text(encoding="utf-8").count("\n") for path in MODULES) <= 120


def test_no_module_is_a_grab_bag() -> None:
    assert [name_of(path) for path in MODULES if GRAB_BAGS & {path.stem, *path.relative_to(PACKAGE).parts}] == []


def named_types(tree: ast.Module) -> Iterator[str]:
    """The classes of a module, and what it calls types of its own: names in CapWords at its top."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield node.name
    for node in tree.body:
        match node:
            case ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
                if re.fullmatch("_*[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*", name):
                    yield name


def test_the_name_of_a_type_means_one_thing_in_the_whole_house() -> None:
    places = defaultdict(list)
    for path in MODULES:
        for name in named_types(tree_of(path)):
            places[name].append(name_of(path))
    assert len(places) > 200
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_types_are_found_by_how_they_are_named() -> None:
    code = "class A: ...\nLines = list[int]\nX: TypeAlias = int\nName: TypeAlias = str\nMOST = 3\n_Own = A | None\nlow = 1\n"
    assert list(named_types(ast.parse(code))) == ["A", "Lines", "Name", "_Own"]


def raised(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    """What a function's own body raises, by the last part of its name; functions within it left out."""
    left: list[ast.AST] = list(function.body)
    while left:
        node = left.pop()
        if isinstance(node, (*FUNCTION, ast.ClassDef)):
            continue
        if isinstance(node, ast.Raise) and node.exc:
            error = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            yield ast.unparse(error).rpartition(".")[2]
        left += ast.iter_child_nodes(node)


def public_functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Functions of a module and methods of its classes whose names are public; the docstring of a command is its help."""
    owners = [tree, *(node for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_"))]
    for node in (node for owner in owners for node in owner.body if isinstance(node, FUNCTION)):
        is_command = any(".command(" in ast.unparse(decorator) for decorator in node.decorator_list)
        if not node.name.startswith("_") and not is_command:
            yield node


def unsaid(tree: ast.Module) -> list[str]:
    """`function: Error` for each public function that raises what its docstring does not name."""
    return [
        f"{function.name}: {name}"
        for function in public_functions(tree)
        for name in sorted(set(raised(function)))
        # what is raised may be a value: then that it raises is said, in the words that are right for it
        if not re.search(rf"\b{name if name[0].isupper() else 'Raises'}\b", ast.get_docstring(function) or "")
    ]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_who_raises_says_so(path: Path) -> None:
    assert unsaid(tree_of(path)) == []


RAISES = """
def silent(): raise ValueError("no")
def says():
    \"\"\"Raises ValueError.\"\"\"
    raise ValueError
def value(error):
    \"\"\"Raises what it is given.\"\"\"
    raise error
def inner():
    def of_its_own(): raise ValueError
def again():
    try: ...
    except ValueError: raise
def _private(): raise ValueError
class A:
    def method(self): raise lib.LibError() from None
class _B:
    def method(self): raise ValueError
@main.command()
def command(): raise UsageError("no")
"""


def test_who_does_not_say_so_is_found() -> None:
    assert unsaid(ast.parse(RAISES)) == ["silent: ValueError", "method: LibError"]
