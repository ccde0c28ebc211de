"""The table of patches: an order that does not hold, and a function that has changed, are found out by name."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bookbuild.typeset.engine import engine, patch_tables, patches
from bookbuild.typeset.engine.patches import PATCHES
from bookbuild.typeset.engine.relied import RELIED
from bookbuild.typeset.seams.attached import Attached
from bookbuild.typeset.seams.seam import Amended, Patch, Patches, SeamMoved, Wrapped, WrongOrder, resolved, signature_of

ROOT = Path(__file__).parents[2]
ORDERED = [(patch, name) for patch in PATCHES for name in patch.after]


@pytest.fixture
def removed() -> Iterator[None]:
    """WeasyPrint as it comes, for a test."""
    patches.put_back()
    yield
    patches.install()


def installed(order: list[Patch]) -> None:
    """Put patches in their places in this order, and put back those that were put."""
    table = Patches()
    done: list[Patch] = []
    try:
        for patch in order:
            table.install(patch)
            done.append(patch)
    finally:
        for patch in reversed(done):
            table.put_back(patch)


def test_names_are_unique() -> None:
    names = [patch.name for patch in PATCHES]
    assert len(set(names)) == len(names) > 20
    assert {name for _, name in ORDERED} <= set(names)


@pytest.mark.usefixtures("removed")
def test_the_order_of_the_table_holds() -> None:
    installed(list(PATCHES))


@pytest.mark.usefixtures("removed")
@pytest.mark.parametrize(("patch", "before"), ORDERED, ids=lambda each: getattr(each, "name", each))
def test_an_order_that_does_not_hold_is_found_out_by_name(patch: Patch, before: str) -> None:
    first = next(other for other in PATCHES if other.name == before)
    order = [other for other in PATCHES if other not in (first, patch)]
    at = PATCHES.index(first)
    order[at:at] = [patch, first]
    with pytest.raises(WrongOrder, match=f"`{patch.name}` stands on `"):
        installed(order)


def before_all(patch: Patch) -> set[str]:
    """The names of all patches that must be there before one."""
    found = set(patch.after)
    for other in PATCHES:
        if other.name in patch.after:
            found |= before_all(other)
    return found


def test_of_two_patches_on_one_function_the_table_says_which_is_first() -> None:
    """With `planned_lines` before `line_ends`, total-fit's `split_first_line` would be gone, and no page would say so."""
    for one, other in combinations(PATCHES, 2):
        if one.function == other.function and set(one.owners) & set(other.owners):
            assert one.name in before_all(other), (one.name, other.name)


@pytest.mark.usefixtures("removed")
def test_a_patch_is_put_in_its_place_once() -> None:
    with pytest.raises(WrongOrder, match="in its place already"):
        installed([PATCHES[0], PATCHES[0]])


@pytest.mark.usefixtures("removed")
def test_everything_is_put_back() -> None:
    for patch in PATCHES:
        for owner in patch.owners:
            found = getattr(resolved(owner), patch.function)
            assert found is patches.original(owner, patch.function)
            assert found.__module__.partition(".")[0] in ("weasyprint", "pydyf"), patch.name


def test_the_functions_in_place_are_those_of_the_table() -> None:
    for patch in PATCHES:
        for owner in patch.owners:
            assert getattr(resolved(owner), patch.function) is not patches.original(owner, patch.function), patch.name


@pytest.fixture
def theirs(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A module with a function of two lines, as a library's."""
    module = ModuleType("library_of_a_test")
    exec(compile("def add(one, other):\n    return one + other\n", __file__, "exec"), vars(module))
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return module


def doubled(given: Any, one: int, other: int) -> int:
    return 2 * int(given(one, other))


def test_a_function_with_another_signature_is_found_out_by_name(theirs: ModuleType) -> None:
    patch = Patch(theirs.__name__, "add", Wrapped(doubled, "(one, other, third)"), "")
    with pytest.raises(SeamMoved, match=r"library_of_a_test\.add, .*`test_patches\.add`.*`\(one, other\)`"):
        Patches().install(patch)
    table = Patches()
    table.install(patch := replace(patch, change=Wrapped(doubled, "(one, other)")))
    assert theirs.add(2, 3) == 10
    table.put_back(patch)
    assert theirs.add(2, 3) == 5


def test_a_function_that_is_gone_is_found_out_by_name(theirs: ModuleType) -> None:
    with pytest.raises(SeamMoved, match="library_of_a_test has no `subtract`"):
        Patches().install(Patch(theirs.__name__, "subtract", Wrapped(doubled, ""), ""))


AMENDED = [patch for patch in PATCHES if isinstance(patch.change, Amended)]


@pytest.mark.usefixtures("removed")
@pytest.mark.parametrize("patch", AMENDED, ids=lambda patch: patch.name)
def test_a_source_that_has_changed_is_found_out_by_name(patch: Patch, monkeypatch: pytest.MonkeyPatch) -> None:
    read = inspect.getsource
    monkeypatch.setattr(inspect, "getsource", lambda function: read(function) + "    # another version\n")
    with pytest.raises(SeamMoved, match=f"`{patch.name}` changes, has changed: its source is"):
        installed([patch])
    assert isinstance(patch.change, Amended)
    expression = patch.change.expressions[0][0]
    monkeypatch.setattr(inspect, "getsource", lambda function: read(function).replace(expression, "elsewhere"))
    with pytest.raises(SeamMoved, match=r"stands in it 0 times"):
        installed([patch])


def test_what_is_relied_on_is_as_the_table_says() -> None:
    assert [row for row in patches.standing() if row[2]] == []
    assert len(list(patches.standing())) == len(PATCHES) + len(RELIED)


def test_the_page_of_patches_is_printed_from_the_table() -> None:
    page = (ROOT / "docs" / "patches.md").read_text(encoding="utf-8")
    assert patch_tables.table() in page, "write it again: `python benchmarks/weasyprint_versions.py --page`"


def test_a_page_is_set_otherwise_without_a_patch() -> None:
    html = '<p dir="rtl" style="width: 60mm; text-indent: 20mm; font: 12pt Amiri">كتاب'

    def left() -> float:
        page = engine.HTML(string=html).render().pages[0]._page_box
        return float(next(box.position_x for box in page.descendants() if type(box).__name__ == "TextBox"))

    with patches.left_out("indentation.get_next_linebox"):
        without = left()
    assert left() < without - 10


def test_values_are_attached_in_one_way() -> None:
    """Nothing of ours is put on an object of WeasyPrint but through `attached.py`, where names cannot meet."""
    folder = ROOT / "src" / "bookbuild" / "typeset"
    found = [
        (path.name, word)
        for path in folder.rglob("*.py")
        if path.name not in ("attached.py", "seam.py")
        for word in ("setattr(", "vars(", "__dict__", ".bookbuild_")
        if word in path.read_text(encoding="utf-8")
    ]
    assert found == []


def test_attached_names_are_unique() -> None:
    folder = ROOT / "src" / "bookbuild" / "typeset"
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.py")))
    names = [line.partition('= Attached("')[2].partition('"')[0] for line in text.split("\n") if '= Attached("' in line]
    assert len(names) == len(set(names)) > 5


def test_an_attached_value_is_made_once_and_goes_with_copies() -> None:
    class Box:
        def copy(self) -> Box:
            other = Box()
            vars(other).update(vars(self))
            return other

    lines: Attached[int] = Attached("lines_of_a_test")
    box = Box()
    assert lines.of(box) is None
    assert lines.made_once(box, lambda: 3) == lines.made_once(box, lambda: 4) == lines.of(box.copy()) == 3
    assert lines.put(box, 5) == 5


def test_weasyprint_is_changed_when_the_engine_is_imported_and_not_before() -> None:
    code = (
        "import weasyprint.layout.inline as inline\n"
        "own = inline.justify_line\n"
        "import bookbuild.typeset.seams.seam\n"
        "assert inline.justify_line is own\n"
        "import bookbuild.typeset.engine.engine\n"
        "assert inline.justify_line is not own\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_signatures_are_those_of_the_functions_themselves() -> None:
    def function(one: int, *, other: str = "a") -> None: ...

    assert signature_of(function) == "(one: 'int', *, other: 'str' = 'a') -> 'None'"
