"""The digest of a machine: what may change a page changes the key of its fragment."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

import pytest

import bookbuild
from bookbuild.typeset import machine

PACKAGE = Path(bookbuild.__file__).parent
WINGS = ("typeset", "fonts", "language")
NO_PART_IN_A_PAGE = {
    "pikepdf": "puts fragments together, once they are set",
    "distributed": "brings jobs to other machines",
    "dask": "brings jobs to other machines",
    "fsspec": "keeps fragments",
    "tornado": "carries what Dask sends",
    "cryptography": "makes certificates for that",
    "lxml": "makes the trees that jobs hold",
    "babel": "what it knows of languages stands in those trees",
    "pyicu-wheels": "sorts indexes before they are trees",
    "quran-text": "what it gives stands in those trees",
}


def needed_by(name: str, seen: set[str]) -> set[str]:
    """The distributions that one needs, and those that these need."""
    if name not in seen:
        seen.add(name)
        try:
            wanted = requires(name) or []
        except PackageNotFoundError:
            wanted = []
        for line in wanted:
            if "extra ==" not in line or "woff" in line:
                needed_by(re.split(r"[^\w.-]", line)[0].lower().replace("_", "-"), seen)
    return seen


def imported() -> Iterator[str]:
    """What the modules of the wings that set pages import."""
    for path in (path for wing in WINGS for path in PACKAGE.joinpath(wing).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module.partition(".")[0]


def test_every_library_that_sets_pages_is_known() -> None:
    installed = packages_distributions()
    theirs = {name for name in imported() if name not in sys.stdlib_module_names and name != "bookbuild"}
    distributions = {installed[name][0].lower() for name in theirs if name in installed}
    known = {name.lower() for name in machine.LIBRARIES}
    assert distributions - known - set(NO_PART_IN_A_PAGE) == set()
    # fonttools' own optional parts, and what cffi compiles with, set nothing
    assert needed_by("weasyprint", set()) - known - {"pycparser", "zopfli", "brotlicffi", "typing-extensions"} == set()


@pytest.mark.parametrize("library", machine.LIBRARIES)
def test_another_version_of_a_library_is_another_machine(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = machine._digest_of_code.__wrapped__()
    known = machine._version
    monkeypatch.setattr(machine, "_version", lambda name: "0.0" if name == library else known(name))
    assert machine._digest_of_code.__wrapped__() != before


def test_another_state_of_any_module_is_another_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also of one deep in a wing, and of one outside of `typeset`: what a fragment is made of comes through both."""
    seen = []
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: seen.append(path) or read(path))
    machine._digest_of_code.__wrapped__()
    assert {*PACKAGE.rglob("*.py")} <= set(seen)
