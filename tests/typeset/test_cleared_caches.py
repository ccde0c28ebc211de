"""A cache that loses what it has, or that others wrote to: the same bytes, and no build that ends of it."""

from __future__ import annotations

import random
import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from click.testing import Result

from bookbuild.cache import store as store_module
from bookbuild.cache.folder import Folder
from bookbuild.cache.store import Store
from bookbuild.diagnostics import Code
from bookbuild.model.inlines import Text
from bookbuild.pipeline import build
from bookbuild.progress import Unwatched
from bookbuild.typeset.fragments import Fragment
from bookbuild.typeset.work.fragment_store import FragmentStore
from bookbuild.typeset.work.render_task import encoded, read_back
from bookbuild.workshop import workshop

Run = Callable[..., Result]


@pytest.fixture
def book(small_book: Path) -> Path:
    """The small book with three of its chapters, and a second edition in pages."""
    for path in sorted(small_book.glob("*.md"))[3:]:
        path.unlink()
    for path in small_book.glob("*.md"):
        path.write_text(path.read_text("utf-8").replace("#04)", "#01)"), encoding="utf-8")
    with (small_book / "book.toml").open("a", encoding="utf-8") as settings:
        settings.write('[editions.screen]\nformat = "pdf"\npurpose = "screen"\n')
    return small_book


def made(book: Path, out: Path, cache: Path, jobs: int = 1) -> dict[str, bytes]:
    """The files of a build; it must end without an error."""
    with workshop(jobs, cache) as shop:
        result = build(book, editions=(), out=out, strict=False, one_go=False, workshop=shop, progress=Unwatched())
    assert [finding for finding in result.findings if finding.code != Code.STORE_UNWRITABLE] == []
    return {path.name: path.read_bytes() for path in (out / "small").iterdir()}


@pytest.fixture
def right(book: Path, tmp_path: Path) -> dict[str, bytes]:
    """The files of a build with a cache of its own, which stays in `first`."""
    return made(book, tmp_path / "right", tmp_path / "first")


@pytest.mark.parametrize("seed", [0, 4, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (1, 2, 3, 5, 6, 7))])
def test_a_store_that_loses_its_entries_at_any_moment(
    book: Path, right: dict[str, bytes], tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    read, write = Folder.read, Folder.write
    lost = []

    def losing(call: Callable[..., object]) -> Callable[..., object]:
        def called(self: Folder, *arguments: object) -> object:
            if chance.random() < 0.15:
                shutil.rmtree(self.folder.parent, ignore_errors=True)
                lost.append(arguments[0])
            return call(self, *arguments)

        return called

    monkeypatch.setattr(Folder, "read", losing(read))
    monkeypatch.setattr(Folder, "write", losing(write))
    shutil.copytree(tmp_path / "first", tmp_path / "cache")
    for turn in range(2):
        assert made(book, tmp_path / f"out{turn}", tmp_path / "cache") == right
    assert lost


@pytest.mark.slow
def test_builds_side_by_side_on_a_cache_that_is_cleared(
    bookbuild: Run, book: Path, right: dict[str, bytes], tmp_path: Path
) -> None:
    over = threading.Event()

    def clear() -> None:
        while not over.wait(0.2):
            FragmentStore(tmp_path / "cache").clear()
            shutil.rmtree(tmp_path / "cache", ignore_errors=True)

    thread = threading.Thread(target=clear)
    thread.start()
    try:
        with ThreadPoolExecutor(4) as threads:
            builds = [
                threads.submit(made, book, tmp_path / f"out{n}", tmp_path / "cache", jobs=1 + n % 2) for n in range(8)
            ]
            assert all(each.result() == right for each in builds)
    finally:
        over.set()
        thread.join()


def entries(cache: Path, kind: str) -> Iterator[tuple[Store, str, bytes]]:
    """A store at `cache`, with the key and the content of each entry of a kind."""
    store = Store(cache)
    for path in sorted((cache / f"v{store_module.FORMAT}" / kind).rglob("*/*")):
        content = store.read(kind, path.name)
        assert content
        yield store, path.name, content


def of_fragment(change: Callable[[Fragment], Fragment]) -> Callable[[bytes], bytes]:
    def changed(content: bytes) -> bytes:
        fragment = read_back(content)
        assert fragment
        return encoded(change(fragment))

    return changed


def no_file(fragment: Fragment) -> Fragment:
    return replace(fragment, pdf=b"%PDF-1.7 and no more")


def too_many_pages(fragment: Fragment) -> Fragment:
    return replace(fragment, pages=fragment.pages * 3)


def fonts_by_other_names(fragment: Fragment) -> Fragment:
    return replace(fragment, fonts=tuple(replace(part, name="other") for part in fragment.fonts))


def glyphs_that_are_not_there(fragment: Fragment) -> Fragment:
    parts = (replace(part, widths=((70_000, 1.0),), texts=((70_000, "a"),), signs=()) for part in fragment.fonts)
    return replace(fragment, fonts=tuple(parts))


WRONG = {
    "no file": ("fragments", of_fragment(no_file)),
    "too many pages": ("fragments", of_fragment(too_many_pages)),
    "fonts by other names": ("fragments", of_fragment(fonts_by_other_names)),
    "glyphs that are not there": ("fragments", of_fragment(glyphs_that_are_not_there)),
    "a subset that is no font": ("subsets", lambda _: b"no font"),
    "an empty memory": ("recall", lambda _: b"\x80"),
    "no memory": ("recall", lambda _: b"\xc1"),
    "a memory of other types": (
        "recall",
        lambda content: msgspec.msgpack.encode(dict.fromkeys(msgspec.msgpack.decode(content, type=dict[bytes, bytes]), msgspec.msgpack.encode(Text("a")))),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_somebody_put_there_under_the_right_key_and_is_not_sound_is_made_anew(
    book: Path, right: dict[str, bytes], tmp_path: Path, name: str
) -> None:
    kind, wrong = WRONG[name]
    changed = 0
    for store, key, content in entries(tmp_path / "first", kind):
        store.write(kind, key, wrong(content))
        changed += 1
    assert changed
    assert made(book, tmp_path / "out", tmp_path / "first") == right


def test_subsets_and_fragments_that_are_swapped_are_made_anew(
    book: Path, right: dict[str, bytes], tmp_path: Path
) -> None:
    for kind in ("subsets", "fragments", "recall"):
        paths = [path for path in (tmp_path / "first").rglob(f"{kind}/*/*") if path.is_file()]
        contents = [path.read_bytes() for path in paths]
        assert len(paths) > 1
        for path, content in zip(paths, [*contents[1:], contents[0]], strict=True):
            path.write_bytes(content)
    assert made(book, tmp_path / "out", tmp_path / "first") == right
