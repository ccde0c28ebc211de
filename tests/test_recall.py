"""What was made before is given again where nothing it was made from has changed, and only then."""

from __future__ import annotations

import copy
import marshal
import pickle
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.cache.memo import MOST_BYTES, KeptRecall, anew
from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.model.blocks import Paragraph
from bookbuild.model.inlines import Emphasis, Inline, Note, Strong, Text


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
Tree = tuple[Inline, Finding]
NOTE = Note((Paragraph((Text("See.", Location("a.md", 3, 1)),)),), "1")
TREE = (Emphasis((Text("لا تحزن", Location("a.md", 1, 1)), NOTE)), FINDING)


def test_a_value_is_made_once() -> None:
    place, maker = Place(), Maker(TREE)
    for _ in range(3):
        recall = place.recall()
        assert recall(("a", TREE), maker, Tree) == TREE
        recall.close()
    assert maker.count == 1


def test_equal_inputs_that_share_their_parts_otherwise_are_the_same() -> None:
    place, maker = Place(), Maker(1)
    shared = (TREE, TREE)
    apart = pickle.loads(pickle.dumps((copy.deepcopy(TREE), copy.deepcopy(TREE))))
    for given_value in (shared, apart):
        recall = place.recall()
        recall(given_value, maker, int)
        recall.close()
    assert maker.count == 1


def test_kinds_of_nodes_with_the_same_fields_are_told_apart() -> None:
    recall = Place().recall()
    assert recall(Emphasis((Text("a"),)), lambda: 1, int) == 1
    assert recall(Strong((Text("a"),)), lambda: 2, int) == 2


def test_another_version_recalls_nothing() -> None:
    place, maker = Place(), Maker(1)
    for version in ("1", "2"):
        recall = place.recall(version)
        recall("a", maker, int)
        recall.close()
    assert maker.count == 2


def test_what_was_not_asked_for_is_forgotten() -> None:
    place = Place()
    for names in (("a", "b"), ("b",)):
        recall = place.recall()
        for name in names:
            recall(name, lambda name=name: name, str)
        recall.close()
    maker = Maker("a")
    assert place.recall()("a", maker, str) == "a"
    assert maker.count == 1


@given(st.data())
def test_what_is_cut_off_or_no_memory_at_all_is_made_anew(data: st.DataObject) -> None:
    place = Place()
    recall = place.recall()
    recall("a", Maker(TREE), Tree)
    recall.close()
    assert place.content is not None
    whole = place.content
    place.content = data.draw(st.integers(0, len(whole) - 1).map(lambda end: whole[:end]) | st.binary(max_size=200))
    assert place.recall()("a", Maker(TREE), Tree) == TREE


def kept_as(value: bytes, decided_by: object = "a") -> Place:
    """A place where somebody put `value` under the right key."""
    place = Place()
    recall = place.recall()
    recall(decided_by, Maker(TREE), Tree)
    (key,) = recall._used
    place.content = msgspec.msgpack.encode({key: value})
    return place


class Runs:
    def __reduce__(self) -> object:
        return (Path.touch, (Path("was-run"),))


ENTRIES = {
    "a pickle": pickle.dumps(Runs()),
    "a name with dots": b"\x80\x04\x8c\x15bookbuild.diagnostics\x94\x8c\x1adataclass.__builtins__.get\x94\x93.",
    "marshalled code": marshal.dumps(compile("open('was-run', 'w')", "", "exec")),
    "another type": msgspec.msgpack.encode([TREE[1], TREE[0]]),
    "a node that is none": msgspec.msgpack.encode([["Path", "was-run"], TREE[1]]),
    "a code that is none": msgspec.msgpack.encode((TREE[0], {"code": "x", "message": "", "remedy": ""})),
    "nested without end": b"\x91" * 100_000,
    "an array of four thousand millions": b"\xdd\xff\xff\xff\xff",
    "a map of four thousand millions": b"\xdf\xff\xff\xff\xff",
    "a text of four thousand millions": b"\xdb\xff\xff\xff\xff",
    "what is larger than a value may be": msgspec.msgpack.encode((TREE[0], TREE[1], bytes(MOST_BYTES))),
    "nothing": b"",
}


@pytest.mark.parametrize("entry", ENTRIES)
def test_what_is_read_back_can_run_nothing(entry: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    maker = Maker(TREE)
    assert kept_as(ENTRIES[entry]).recall()("a", maker, Tree) == TREE
    assert maker.count == 1
    assert not Path("was-run").exists()


def deep(levels: int) -> Inline:
    node: Inline = Text("a")
    for _ in range(levels):
        node = Emphasis((node,))
    return node


@pytest.mark.parametrize("value", [deep(100_000), "not Unicode \udcff", 1 << 64], ids=["deep", "surrogate", "number"])
def test_what_cannot_be_written_is_made_each_time(value: object) -> None:
    place, maker = Place(), Maker(value)
    for _ in range(2):
        for decided_by in ("a", value):
            recall = place.recall()
            assert recall(decided_by, maker, object) is value
            recall.close()
    assert maker.count == 4


def test_a_key_of_another_length_is_no_memory() -> None:
    place = Place()
    place.content = msgspec.msgpack.encode({b"": b"a", b"short": b"b"})
    assert place.recall()._kept == {}


def test_without_memory_everything_is_made() -> None:
    maker = Maker(1)
    assert [anew("a", maker, int), anew("a", maker, int)] == [1, 1]
    assert maker.count == 2
