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


LAW = table("wing or module | imports")
LIBRARIES = table("library | is imported in")


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__").removesuffix("__init__")


WINGS = {name_of(path) for path in MODULES if path.name == "__init__.py"} - {""}
NAMES = {name_of(path) for path in MODULES}


def owner_of(name: str) -> str:
    """The wing that a module stands in: its package; a module of the package `bookbuild` itself is a wing of its own."""
    while name not in WINGS and "." in name:
        name = name.rpartition(".")[0]
    return name


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


def ours(path: Path) -> Iterator[str]:
    """The modules of bookbuild that a module imports."""
    for full in imports(path):
        name = full.removeprefix("bookbuild.")
        while name not in NAMES and "." in name:
            name = name.rpartition(".")[0]
        if full.startswith("bookbuild.") and name in NAMES:
            yield name


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_what_the_tables_allow(path: Path) -> None:
    name = name_of(path)
    owner = owner_of(name)
    wings = {owner_of(other) for other in ours(path)}
    assert wings - {owner} - LAW.get(owner, set()) == set(), "not in its row in ARCHITECTURE.md, Who may import whom"
    theirs = {full.split(".")[0] for full in imports(path)} & set(LIBRARIES)
    within = {owner[:end] for end, character in enumerate(owner + ".") if character == "."}
    assert [library for library in sorted(theirs) if not within & LIBRARIES[library]] == []


def test_every_wing_stands_in_the_table_and_what_it_allows_is_used() -> None:
    used: dict[str, set[str]] = {owner_of(name): set() for name in NAMES - {""}}
    for path in MODULES:
        owner = owner_of(name_of(path))
        used.setdefault(owner, set()).update({owner_of(other) for other in ours(path)} - {owner})
    used.pop("", None)
    assert used == LAW, "ARCHITECTURE.md, Who may import whom: a row a wing, and in it what the wing imports"


def test_arrows_run_down() -> None:
    """A wing imports what stands above it in the table and nothing below: there is no circle of wings."""
    above: set[str] = set()
    for wing, imported in LAW.items():
        assert imported <= above, wing
        above.add(wing)


def test_no_modules_but_blocks_and_inlines_import_each_other_in_a_circle() -> None:
    left = {name_of(path): set(ours(path)) - {name_of(path)} for path in MODULES}
    left["model.inlines"] -= {"model.blocks"}  # the one that is true: notes hold blocks, and blocks hold inlines
    while free := [name for name, imported in left.items() if not imported & left.keys()]:
        for name in free:
            del left[name]
    assert set(left) == set()


@pytest.mark.parametrize("wing", sorted(WINGS))
def test_every_wing_says_what_comes_in_and_what_goes_out(wing: str) -> None:
    path = PACKAGE.joinpath(*wing.split("."), "__init__.py")
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    assert "→" in docstring or docstring.endswith("no input, no output."), docstring


def test_every_module_named_is_there() -> None:
    named = set(re.findall(r"`(?:[a-z_]+/)*([a-z_]+\.py)`", PAGE))
    assert named - {path.name for path in MODULES} == set()


def test_the_words_of_the_way_are_those_of_the_pipeline() -> None:
    way = re.search(r"read → [^.\n]+", PAGE)
    docstring = ast.get_docstring(ast.parse((PACKAGE / "pipeline.py").read_text(encoding="utf-8"))) or ""
    assert way is not None
    assert way.group() in docstring
