"""Law: what is imported is declared in pyproject.toml, and what is declared is imported, or a tool that `make` calls."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions

from law_samples import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]

NOT_INSTALLED = {"typst": "typst"}
"""Import name → distribution, of what the tests do not install."""

TOOLS = {"mypy": "/mypy", "ruff": "/ruff check", "pytest-xdist": "-n auto", "types-lxml": "/mypy"}
"""Distributions of `dev` that nothing imports → what in the Makefile asks for them; mypy for the types of lxml."""

BY_NAME = {"import_module", "find_spec", "importorskip"}
"""Functions that take a module's name."""


def normal(name: str) -> str:
    """A distribution's name as it is compared (PyPA, "Names and normalization")."""
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(requirements: list[str]) -> set[str]:
    """The distributions that a list of requirements names; references to our own extras left out."""
    names = {normal(re.match(r"[\w.-]+", requirement)[0]) for requirement in requirements}  # type: ignore[index]
    return names - {"bookbuild"}


def names_in(tree: ast.AST) -> Iterator[str]:
    """The full names of modules that a module imports, those in strings too."""
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                yield from (alias.name for alias in node.names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module
            case ast.Call(args=[ast.Constant(value=str(name)), *_]) if ast.unparse(node.func).split(".")[-1] in BY_NAME:
                yield name


def imported(*folders: str) -> set[str]:
    """The distributions that the modules below these folders import; the standard library and our own left out."""
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    assert len(paths) > 10
    ours = {"bookbuild", *(path.stem for path in paths)}
    names = {name.partition(".")[0] for path in paths for name in names_in(ast.parse(path.read_text(encoding="utf-8")))}
    theirs = names - ours - sys.stdlib_module_names
    known = packages_distributions()
    return {normal(NOT_INSTALLED.get(name) or known.get(name, [f"nowhere: {name}"])[0]) for name in theirs}


RUN, OPTIONAL = declared(PROJECT["dependencies"]), declared([*EXTRAS["cluster"], *EXTRAS["judges"]])
DEVELOP = declared([*EXTRAS["dev"], *EXTRAS["bench"]])


def test_the_package_imports_what_is_declared() -> None:
    assert imported("src") - RUN - OPTIONAL == set()


def test_what_is_declared_for_the_package_is_imported() -> None:
    assert (RUN | OPTIONAL) - imported("src") == set()


def test_tests_and_benchmarks_import_what_is_declared() -> None:
    assert imported("tests", "benchmarks") - RUN - OPTIONAL - DEVELOP == set()


def test_what_is_declared_for_them_is_imported_or_a_tool() -> None:
    assert DEVELOP - imported("tests", "benchmarks") == set(TOOLS)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert [tool for tool, call in TOOLS.items() if call not in makefile] == []


def test_nothing_is_declared_twice() -> None:
    lists = [PROJECT["dependencies"], *EXTRAS.values()]
    names = [name for requirements in lists for name in declared(requirements)]
    assert sorted(names) == sorted(set(names))


def test_imports_in_strings_count() -> None:
    code = "import a.b\nfrom c.d import e\nfrom . import f\nx = find_spec('g')\nimportlib.import_module('h.i')\n"
    assert sorted(names_in(ast.parse(code))) == ["a.b", "c.d", "g", "h.i"]
