"""The store: what is kept comes back, or nothing does; it runs nothing; it is trimmed; it never stops a build."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import sys
import threading
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import Result
from worker_samples import fragment_of

from bookbuild.cache import store as store_module
from bookbuild.cache.backend import BackendFailed
from bookbuild.cache.backends import Remote
from bookbuild.cache.folder import Folder
from bookbuild.diagnostics import Code, MachineLacks
from bookbuild.typeset.fragments import Bookmark, FontPart, Fragment, FragmentPage
from bookbuild.typeset.work.fragment_store import FragmentStore
from bookbuild.typeset.work.render_task import MOST_FACTS, MOST_PDF, Made, PackedFragment, decoded, encoded

Run = Callable[..., Result]
KEYS = [sha256(bytes([n])).hexdigest() for n in range(10)]
KEY = KEYS[0]
FONT = b"a font file"
DIGEST = sha256(FONT).hexdigest()
PART = FontPart(
    "f", DIGEST, 0, "Amiri", "Amiri", 4, 900, -300, (("wght", 400.0),), ((1, 500.25), (2, 0.0)), ((1, "ا"),)
)
PAGE = FragmentPage(
    559.37,
    794.0,
    (("internal", "a", (1.0, 2.0, 3.0, 4.5)),),
    (("a", (0.0, 0.0, 9.5, 9.25)),),
    (Bookmark(1, "في", 1.0, 2.0, False),),
)
FRAGMENT = Fragment((PAGE,), b"%PDF-1.7", (PART,), ("a message",))
MADE = Made(encoded(FRAGMENT), ((DIGEST, FONT),))
OLD = time.time() - 7 * 24 * 3600


@pytest.fixture(params=["folder", "file", "memory"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A path, and addresses of two kinds."""
    yield {"folder": str(tmp_path / "c"), "file": f"file://{tmp_path}/a%20b", "memory": f"memory://{tmp_path.name}/c"}[
        request.param
    ]
    if request.param == "memory":
        from fsspec.implementations.memory import MemoryFileSystem

        MemoryFileSystem.store.clear()


@pytest.fixture
def kept(address: str) -> Iterator[FragmentStore]:
    """A store that has a fragment."""
    FragmentStore(address).keep(KEY, MADE)
    store = FragmentStore(address)
    yield store
    store.close()


def replace_entry(store: FragmentStore, kind: str, key: str, content: bytes) -> None:
    store.place.write(f"{kind}/{key[:2]}/{key}", content)


def entry(store: FragmentStore, kind: str, key: str) -> bytes:
    content = store.place.read(f"{kind}/{key[:2]}/{key}")
    assert content
    return content


def test_what_is_kept_comes_back_to_another_store(kept: FragmentStore) -> None:
    assert kept.fragment(KEY) == FRAGMENT
    assert kept.font(DIGEST) == FONT
    assert kept.fragment(KEYS[1]) is None
    assert kept.fonts() == {DIGEST}


def test_fragments_asked_for_together_come_back(kept: FragmentStore) -> None:
    kept.expect_fragments([KEY, KEYS[1]])
    assert (kept.fragment(KEY), kept.fragment(KEYS[1])) == (FRAGMENT, None)


def test_only_places_far_away_load_a_library(address: str) -> None:
    assert isinstance(FragmentStore(address).place, Remote if address.startswith("memory") else Folder)


@pytest.mark.parametrize(
    "change", [lambda c: c[:-3], lambda c: c[:20] + b"!" + c[21:], lambda c: b"", lambda c: b"x" * 99]
)
def test_a_damaged_entry_is_as_none(kept: FragmentStore, change: Callable[[bytes], bytes]) -> None:
    replace_entry(kept, "fragments", KEY, change(entry(kept, "fragments", KEY)))
    assert kept.fragment(KEY) is None
    kept.keep(KEY, MADE)
    assert kept.fragment(KEY) == FRAGMENT


@pytest.mark.parametrize("content", [b"another font", b""])
def test_a_fragment_whose_font_is_damaged_is_as_none(kept: FragmentStore, content: bytes) -> None:
    replace_entry(kept, "fonts", DIGEST, content)
    assert kept.fragment(KEY) is None
    kept.keep(KEY, MADE)
    assert kept.fragment(KEY) == FRAGMENT


def test_a_fragment_whose_font_is_gone_is_as_none(kept: FragmentStore) -> None:
    kept.place.delete([f"fonts/{DIGEST[:2]}/{DIGEST}"])
    assert kept.fragment(KEY) is None


class Bomb:
    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, ("exploded",)


@pytest.mark.parametrize("compressed", [True, False])
def test_an_entry_of_another_runs_nothing(
    kept: FragmentStore, compressed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    bomb = pickle.dumps(Bomb())
    kept.write("fragments", KEY, zlib.compress(bomb) if compressed else bomb)
    assert kept.fragment(KEY) is None
    assert not (tmp_path / "exploded").exists()


def test_a_fragment_just_made_equals_the_kept_one(kept: FragmentStore) -> None:
    whole = Fragment((FragmentPage(560, 794, (), (), ()),), b"", ())
    made = kept.keep(KEY, Made(encoded(whole)))
    assert repr(made) == repr(kept.fragment(KEY)) == repr(decoded(encoded(made)))


def test_several_builds_write_and_read_at_once(address: str) -> None:
    stores = [FragmentStore(address) for _ in range(4)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda n: stores[n % 4].keep(KEYS[n % 10], MADE), range(80)))
        found = list(threads.map(lambda n: stores[n % 4].fragment(KEYS[n % 10]), range(80)))
    assert all(fragment == FRAGMENT for fragment in found)
    assert stores[0].size()[0] == 11


def test_a_writer_that_dies_leaves_nothing_that_is_taken_for_an_entry(kept: FragmentStore) -> None:
    if isinstance(kept.place, Folder):
        (kept.place.folder / "fragments" / KEYS[1][:2]).mkdir(parents=True, exist_ok=True)
        (kept.place.folder / "fragments" / KEYS[1][:2] / ".tmp").write_bytes(b"half")
    assert kept.fragment(KEYS[1]) is None


def aged(store: FragmentStore, key: str, when: float) -> None:
    """Let a fragment have been used last at that time."""
    name = f"fragments/{key[:2]}/{key}"
    if isinstance(store.place, Folder):
        os.utime(store.place.folder / name, (when, when))
    else:
        from datetime import UTC, datetime

        store.place.files.store[store.place._path(name)].created = datetime.fromtimestamp(when, UTC)


def test_what_was_used_longest_ago_goes_first(address: str) -> None:
    store = FragmentStore(address)
    for number, key in enumerate(KEYS):
        store.keep(key, Made(encoded(fragment_of(os.urandom(1000)))))
        aged(store, key, OLD + number)
    reader = FragmentStore(address)
    assert reader.fragment(KEYS[0])
    reader.close()
    assert FragmentStore(address).trim(4000) in (6, 7)
    left = [n for n, key in enumerate(KEYS) if FragmentStore(address).fragment(key)]
    assert left[0] == 0
    assert left[1:] == list(range(10))[-len(left[1:]) :]


def test_what_may_be_in_use_stays(kept: FragmentStore) -> None:
    assert kept.trim(0) == 0
    assert kept.fragment(KEY)


def test_a_build_looks_through_the_store_only_now_and_then(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    trims: list[int] = []
    monkeypatch.setattr(FragmentStore, "trim", lambda self, most=None: trims.append(1))

    def build(key: str, limit: int = 10**9) -> int:
        store = FragmentStore(address, limit)
        store.keep(key, MADE)
        store.close()
        return len(trims)

    assert build(KEYS[0]) == build(KEYS[1]) == 0
    monkeypatch.setattr(store_module.time, "time", lambda: OLD + 14 * 24 * 3600)
    assert build(KEYS[2]) == 1
    monkeypatch.undo()
    monkeypatch.setattr(FragmentStore, "trim", lambda self, most=None: trims.append(1))
    assert build(KEYS[3], limit=100) == 2


def test_everything_is_cleared(kept: FragmentStore) -> None:
    kept.close()
    assert FragmentStore(kept.address).clear() >= 2
    assert FragmentStore(kept.address).size() == (0, 0)


@pytest.fixture
def unwritable(tmp_path: Path) -> str:
    (tmp_path / "file").write_bytes(b"")
    return str(tmp_path / "file" / "cache")


class Unreachable:
    """A place whose machine does not answer."""

    protocol = "far"

    def __getattr__(self, name: str) -> Any:
        def fail(*_: Any, **__: Any) -> None:
            raise ConnectionError("no route to host")

        return fail


@pytest.fixture
def unreachable(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("fsspec.core.url_to_fs", lambda address: (Unreachable(), "there"))
    return "memory://there"


@pytest.mark.parametrize("kind", ["unwritable", "unreachable"])
def test_a_store_that_fails_is_told_once_and_the_build_goes_on(kind: str, request: pytest.FixtureRequest) -> None:
    store = FragmentStore(request.getfixturevalue(kind))
    assert store.fragment(KEY) is None
    for key in KEYS[:2]:
        assert store.keep(key, MADE) == FRAGMENT
        assert store.fragment(key) == FRAGMENT
    assert store.font(DIGEST) == FONT
    assert [finding.code for finding in store.take_findings()] == [Code.STORE_UNWRITABLE]
    instead = store._instead
    store.close()
    assert instead
    assert not Path(instead[0].name).exists()


def test_a_place_that_can_only_be_read_is_read(kept: FragmentStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise BackendFailed("read only")

    monkeypatch.setattr(kept.place, "write", refuse)
    kept.keep(KEYS[1], MADE)
    monkeypatch.setattr(kept.place, "close", lambda: None)
    assert kept.fragment(KEY) == kept.fragment(KEYS[1]) == FRAGMENT


@pytest.mark.parametrize(("address", "remedy"), [("foo://x", "name a folder"), ("s3://bucket/x", "pip install s3fs")])
def test_a_place_without_a_library_says_how_to_get_it(
    address: str, remedy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(MachineLacks) as lack:
        FragmentStore(address)
    assert remedy in lack.value.remedy


def test_the_command_shows_and_clears(bookbuild: Run, tmp_path: Path) -> None:
    place = tmp_path / "kept"
    FragmentStore(place).keep(KEY, MADE)
    told = json.loads(bookbuild("cache", "--cache", place, "--cache-limit", "5 MB", "--json").stdout)
    assert told == {"place": str(place), "entries": 2, "bytes": told["bytes"], "limit": 5_000_000, "cleared": 0}
    assert bookbuild("cache", "--cache", place, "--clear").stdout.startswith("2 entries deleted\n")
    assert json.loads(bookbuild("cache", "--cache", place, "--json").stdout)["entries"] == 0


@pytest.mark.parametrize(("arguments", "status"), [(["--cache-limit", "much"], 2), (["--cache", "foo://x"], 3)])
def test_the_command_says_what_it_cannot_do(bookbuild: Run, arguments: list[str], status: int) -> None:
    assert bookbuild("cache", *arguments).exit_code == status


def test_a_build_says_that_nothing_is_kept_and_ends_well(bookbuild: Run, small_book: Path, unwritable: str) -> None:
    result = bookbuild("build", small_book, "--cache", unwritable, "--jobs", "1", "--json")
    (finding,) = json.loads(result.stdout)["findings"]
    assert (result.exit_code, finding["code"], finding["book"]) == (0, "store-unwritable", "small")
    assert Path("dist/small/small-press.pdf").stat().st_size


@pytest.mark.parametrize(("kind", "other"), [("fragments", "subsets"), ("subsets", "recall"), ("fonts", "subsets")])
def test_an_entry_of_another_kind_or_key_is_as_none(kept: FragmentStore, kind: str, other: str) -> None:
    kept.write(kind, KEYS[1], b"one")
    kept.write(other, KEYS[1], b"two")
    kept.write(kind, KEYS[2], b"three")
    mine, theirs, third = entry(kept, kind, KEYS[1]), entry(kept, other, KEYS[1]), entry(kept, kind, KEYS[2])
    for wrong in (theirs, third):
        replace_entry(kept, kind, KEYS[1], wrong)
        assert kept.read(kind, KEYS[1]) is None
    replace_entry(kept, kind, KEYS[1], mine)
    assert kept.read(kind, KEYS[1]) == b"one"


def test_a_font_under_anothers_digest_is_none(kept: FragmentStore) -> None:
    kept.write("fonts", KEYS[3], b"another font")
    with pytest.raises(FileNotFoundError):
        kept.font(KEYS[3])


@pytest.mark.parametrize(
    ("written", "read", "known"),
    [("a", "a", True), ("a", "b", False), ("", "a", False), ("a", "", False), ("k" * 500, "k" * 500, True)],
)
def test_a_sealed_store_takes_only_what_was_sealed_with_its_key(
    address: str, written: str, read: str, known: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOOKBUILD_CACHE_KEY", written)
    FragmentStore(address).keep(KEY, MADE)
    monkeypatch.setenv("BOOKBUILD_CACHE_KEY", read)
    assert bool(FragmentStore(address).fragment(KEY)) is known


def forged(kept: FragmentStore, facts: bytes, pdf: bytes) -> Fragment | None:
    """What comes of a fragment that somebody else has put there, with the right digest."""
    kept.write("fragments", KEY, msgspec.msgpack.encode(PackedFragment(facts, pdf)))
    return kept.fragment(KEY)


def test_what_unpacks_to_more_than_a_section_can_have_is_as_none(kept: FragmentStore) -> None:
    tracemalloc.start()
    empty = zlib.compress(b"")
    facts = zlib.compress(msgspec.msgpack.encode(Fragment((PAGE,), b"", ())))
    giga = zlib.compressobj(9)
    bomb = b"".join(giga.compress(bytes(1 << 20)) for _ in range(MOST_PDF // (1 << 20) + 1)) + giga.flush()
    assert forged(kept, facts, empty)
    assert forged(kept, bomb, empty) is None
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 4 * MOST_FACTS
    assert forged(kept, facts, bomb) is None
    assert forged(kept, facts[:-4], empty) is None
    assert forged(kept, zlib.compress(b"\xdd\xff\xff\xff\xff"), empty) is None
    assert forged(kept, zlib.compress(b"\x91" * 1_000_000), empty) is None


def test_what_was_just_made_may_be_larger(kept: FragmentStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bookbuild.typeset.work.render_task.MOST_PDF", 100)
    large = Fragment((PAGE,), bytes(1000), ())
    assert kept.keep(KEY, Made(encoded(large))) == large
    assert kept.fragment(KEY) is None


@pytest.fixture
def folder(tmp_path: Path) -> FragmentStore:
    """A store in a folder, with a fragment."""
    FragmentStore(tmp_path / "c").keep(KEY, MADE)
    return FragmentStore(tmp_path / "c")


def a_folder(path: Path) -> None:
    path.unlink()
    (path / "within").mkdir(parents=True)


def a_loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def a_link(path: Path) -> None:
    path.rename(path.with_name("aside"))
    path.symlink_to("aside")


def a_huge_file(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(1 << 40)


def nothing_below(path: Path) -> None:
    shutil.rmtree(path.parents[1])


def a_file_above(path: Path) -> None:
    shutil.rmtree(path.parent)
    path.parent.write_bytes(b"")


def a_loop_above(path: Path) -> None:
    shutil.rmtree(path.parents[1])
    path.parents[1].symlink_to(path.parents[1].name)


IN_THE_WAY = [a_folder, a_loop, a_pipe, a_link, a_huge_file, nothing_below, a_file_above, a_loop_above]


@pytest.mark.parametrize("change", IN_THE_WAY)
@pytest.mark.parametrize("kind", ["fragments", "fonts"])
def test_what_is_no_entry_is_as_none_and_makes_room(
    folder: FragmentStore, change: Callable[[Path], None], kind: str
) -> None:
    key = KEY if kind == "fragments" else DIGEST
    change(Path(folder.address) / f"v{store_module.FORMAT}" / kind / key[:2] / key)
    assert folder.fragment(KEY) is None
    assert folder.keep(KEY, MADE) == FRAGMENT
    assert folder.take_findings() == ()
    assert FragmentStore(folder.address).fragment(KEY) == FRAGMENT


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_as_none(folder: FragmentStore) -> None:
    (Path(folder.address) / f"v{store_module.FORMAT}" / "fragments" / KEY[:2] / KEY).chmod(0)
    assert folder.fragment(KEY) is None
    assert folder.keep(KEY, MADE) == FRAGMENT
    assert FragmentStore(folder.address).fragment(KEY) == FRAGMENT


def test_what_the_system_does_not_let_read_is_as_none(folder: FragmentStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, flags: int) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("bookbuild.cache.folder.os.open", refuse)
    assert folder.fragment(KEY) is None
    assert folder.take_findings() == ()


@pytest.mark.parametrize("mode", [0o2775, 0o770, 0o700, 0o755])
def test_entries_have_the_permissions_of_the_place(mode: int, tmp_path: Path) -> None:
    (tmp_path / "c").mkdir()
    (tmp_path / "c").chmod(mode)
    before = os.umask(0o077)
    try:
        FragmentStore(tmp_path / "c").keep(KEY, MADE)
    finally:
        os.umask(before)
    made = sorted((tmp_path / "c").rglob("*"))
    assert {path.stat().st_mode & 0o7777 for path in made if path.is_dir()} == {mode}
    assert {path.stat().st_mode & 0o7777 for path in made if path.is_file()} == {mode & 0o666}


def test_a_store_that_is_emptied_at_any_moment_stops_nobody(tmp_path: Path) -> None:
    place, over = tmp_path / "c", threading.Event()

    def empty() -> None:
        while not over.is_set():
            shutil.rmtree(place, ignore_errors=True)

    store = FragmentStore(place)
    thread = threading.Thread(target=empty)
    thread.start()
    try:
        for key in KEYS * 30:
            assert store.keep(key, MADE) == FRAGMENT
            assert store.fragment(key) in (None, FRAGMENT)
            assert store.font(DIGEST) == FONT
    finally:
        over.set()
        thread.join()
        store.close()


def test_font_files_in_memory_are_bounded(folder: FragmentStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bookbuild.typeset.work.fragment_store.MOST_IN_MEMORY", 100)
    for number in range(10):
        content = bytes([number]) * 40
        folder.keep_font(sha256(content).hexdigest(), content)
    assert len(folder.fonts()) == 2
    assert folder.font(DIGEST) == FONT


def test_without_any_place_to_write_a_build_ends_well(unwritable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store_module.tempfile, "TemporaryDirectory", full)
    store = FragmentStore(unwritable)
    assert store.keep(KEY, MADE) == FRAGMENT
    assert store.fragment(KEY) is None
    assert store.font(DIGEST) == FONT
    assert [finding.code for finding in store.take_findings()] == [Code.STORE_UNWRITABLE]
    store.close()
