"""What was made before is given again where nothing it was made from has changed, and only then."""

from __future__ import annotations

import copy
import pickle
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bookbuild.cache.memo import KeptRecall, anew
from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.model.inlines import Emphasis, Strong, Text


class Place:
    content: bytes | None = None

    def recall(self, version: str = "1") -> KeptRecall:
        return KeptRecall(lambda: self.content, self.write, version)

    def write(self, content: bytes) -> None:
        self.content = content


class Maker:
    def __init__(self, value: object) -> None:
        self.value = value
        self.count = 0

    def __call__(self) -> object:
        self.count += 1
        return self.value


FINDING = Finding(Code.LINK_BROKEN, "a message", "a remedy", Location("a.md", 1, 2))
TREE = (Emphasis((Text("لا تحزن", Location("a.md", 1, 1)),)), FINDING)


def test_a_value_is_made_once() -> None:
    place, maker = Place(), Maker(TREE)
    for _ in range(3):
        recall = place.recall()
        assert recall(("a", TREE), maker) == TREE
        recall.close()
    assert maker.count == 1


def test_equal_inputs_that_share_their_parts_otherwise_are_the_same() -> None:
    place, maker = Place(), Maker(1)
    shared = (TREE, TREE)
    apart = pickle.loads(pickle.dumps((copy.deepcopy(TREE), copy.deepcopy(TREE))))
    for given_value in (shared, apart):
        recall = place.recall()
        recall(given_value, maker)
        recall.close()
    assert maker.count == 1


def test_kinds_of_nodes_with_the_same_fields_are_told_apart() -> None:
    recall = Place().recall()
    assert recall(Emphasis((Text("a"),)), lambda: 1) == 1
    assert recall(Strong((Text("a"),)), lambda: 2) == 2


def test_another_version_recalls_nothing() -> None:
    place, maker = Place(), Maker(1)
    for version in ("1", "2"):
        recall = place.recall(version)
        recall("a", maker)
        recall.close()
    assert maker.count == 2


def test_what_was_not_asked_for_is_forgotten() -> None:
    place = Place()
    for names in (("a", "b"), ("b",)):
        recall = place.recall()
        for name in names:
            recall(name, lambda name=name: name)
        recall.close()
    maker = Maker("a")
    assert place.recall()("a", maker) == "a"
    assert maker.count == 1


@given(st.data())
def test_what_is_cut_off_or_no_memory_at_all_is_made_anew(data: st.DataObject) -> None:
    place = Place()
    recall = place.recall()
    recall("a", Maker(TREE))
    recall.close()
    assert place.content is not None
    whole = place.content
    place.content = data.draw(st.integers(0, len(whole) - 1).map(lambda end: whole[:end]) | st.binary(max_size=200))
    assert place.recall()("a", Maker(TREE)) == TREE


class Runs:
    def __reduce__(self) -> object:
        return (Path.touch, (Path("was-run"),))


def test_what_is_read_back_can_run_nothing(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    place = Place()
    recall = place.recall()
    recall("a", Maker(Runs()))
    recall.close()
    assert place.recall()("a", Maker("made anew")) == "made anew"
    assert not Path("was-run").exists()


def test_without_memory_everything_is_made() -> None:
    maker = Maker(1)
    assert [anew("a", maker), anew("a", maker)] == [1, 1]
    assert maker.count == 2
