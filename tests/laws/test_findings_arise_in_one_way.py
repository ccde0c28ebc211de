"""Laws of findings: nothing reads a message that we wrote; checks are generators; book and source are set once."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from law_samples import ROOT

PACKAGE = ROOT / "src" / "bookbuild"
MODULES = sorted(PACKAGE.rglob("*.py"))
CHECKS = sorted((PACKAGE / "checks").glob("*.py"))

READS = {
    "split", "rsplit", "partition", "rpartition", "splitlines", "removeprefix", "removesuffix", "startswith", "endswith",
    "find", "index", "search", "match", "fullmatch", "finditer", "findall", "sub",
}  # fmt: skip
"""Methods of strings and of patterns that look into a text."""

OF_OTHERS = {
    "cache/backends.py": "fsspec's errors",
    "inspection/pdf.py": "qpdf's errors",
    "sources/files/svg.py": "lxml's errors",
    "typeset/engine/engine.py": "cffi's errors",
}
"""Whose texts of errors are read, and where: those who wrote them give nothing else."""


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))


def is_message(node: ast.expr) -> bool:
    """Whether an expression is the text of a finding or of an error."""
    if isinstance(node, ast.Attribute):
        return node.attr in ("message", "remedy")
    return ast.unparse(node) in ("str(error)", "str(failed)", "error.args[0]")


@pytest.mark.parametrize("path", [path for path in MODULES if name_of(path) not in OF_OTHERS], ids=name_of)
def test_no_text_that_we_wrote_is_read(path: Path) -> None:
    """What is known when a message is written is handed on as a value."""
    looking = [call for call in calls(path) if isinstance(call.func, ast.Attribute) and call.func.attr in READS]
    read = [ast.unparse(call) for call in looking if any(map(is_message, [call.func.value, *call.args]))]  # type: ignore[attr-defined]
    assert read == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_is_said_in_the_log_of_a_library(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    said = [
        ast.unparse(call) for call in calls(path) if ast.unparse(call.func).split(".")[-1] in ("warning", "critical")
    ]
    assert ("weasyprint.logger" in imported, said) == (False, [])


@pytest.mark.parametrize("path", CHECKS, ids=name_of)
def test_a_check_yields_its_findings(path: Path) -> None:
    """No list of findings is handed in, kept or grown."""
    tree = ast.parse(path.read_text("utf-8"))
    lists = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Subscript)]
    assert [each for each in lists if each == "list[Finding]"] == []
    public = [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
    forms = {ast.unparse(node.returns) for node in public if node.returns and "Finding" in ast.unparse(node.returns)}
    assert forms - {"Iterator[Finding]", "tuple[Manuscript, tuple[Finding, ...]]"} == set()


def test_the_book_and_the_source_of_findings_are_set_in_one_place() -> None:
    """`source` of a line of a page is its text there, which is looked for in the sources. What `inspect` finds in a file
    is no finding of a build."""
    setting = {
        (name_of(path), keyword.arg)
        for path in MODULES
        for call in calls(path)
        if ast.unparse(call.func) in ("replace", "Finding")
        for keyword in call.keywords
        if keyword.arg in ("book", "source") and ast.unparse(call.args[0] if call.args else call) != "node"
    }
    assert setting == {
        ("findings.py", "book"),
        ("findings.py", "source"),
        ("commands/inspect.py", "book"),
        ("typeset/book/faults.py", "source"),
    }
