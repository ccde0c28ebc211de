"""Laws of the code: `cli.py` alone prints and catches everything; modules and functions are short."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from law_samples import ROOT

PACKAGE = ROOT / "src" / "bookbuild"
MODULES = sorted(PACKAGE.rglob("*.py"))


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


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_and_functions_are_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    functions = (n for n in ast.walk(ast.parse(text)) if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef)))
    long = [n.name for n in functions if (n.end_lineno or 0) - n.lineno >= 60]
    assert (long, text.count("\n") <= 300) == ([], True)
    assert ast.get_docstring(ast.parse(text))
