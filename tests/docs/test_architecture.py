"""The tables of ARCHITECTURE.md say who may import whom; here the code is held to them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import bookbuild

PAGE = (Path(__file__).parents[2] / "ARCHITECTURE.md").read_text(encoding="utf-8")
PACKAGE = Path(bookbuild.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))


def table(head: str) -> dict[str, set[str]]:
    """The rows of the table with that head: what stands in backticks in the second cell, by each name in the first."""
    lines = PAGE.split(f"| {head} |")[1].split("\n\n")[0].splitlines()[2:]
    cells = [[re.findall("`([^`]+)`", cell) for cell in line.split(" | ")] for line in lines]
    return {name: set(imported) for names, imported in cells for name in names}


LAW = table("module or package | imports")
LIBRARIES = table("library | is imported in")


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[str]:
    """What a module imports, as dotted names; what is imported for type checking alone is left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for_types = [
        node for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
    ]
    left_out = {id(inner) for node in for_types for statement in node.body for inner in ast.walk(statement)}
    for node in ast.walk(tree):
        if id(node) in left_out:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_what_the_tables_allow(path: Path) -> None:
    name = name_of(path)
    owner = name.split(".")[0]
    found = list(imports(path))
    ours = {other for full in found if full.startswith("bookbuild.") and (other := full.split(".")[1]) != "__version__"}
    allowed = LAW.get(name, LAW.get(owner, set()))
    assert ours - {owner} - allowed == set(), "not in its row in ARCHITECTURE.md, Who may import whom"
    theirs = {full.split(".")[0] for full in found} & set(LIBRARIES)
    assert [library for library in sorted(theirs) if not {owner, name} & LIBRARIES[library]] == []


def test_every_package_and_module_stands_in_the_table() -> None:
    there = {name_of(path).split(".")[0] for path in MODULES} - {"__init__", ""}
    assert {name for name in LAW if "." not in name} == there, "ARCHITECTURE.md, Who may import whom: a row for each"


def test_every_module_named_is_there() -> None:
    named = set(re.findall(r"`(?:[a-z_]+/)*([a-z_]+\.py)`", PAGE))
    assert named - {path.name for path in MODULES} == set()


def test_the_words_of_the_way_are_those_of_the_pipeline() -> None:
    way = re.search(r"read → [^.\n]+", PAGE)
    docstring = ast.get_docstring(ast.parse((PACKAGE / "pipeline.py").read_text(encoding="utf-8"))) or ""
    assert way is not None
    assert way.group() in docstring
