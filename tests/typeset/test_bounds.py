"""A section that takes far more than its text can need is `too-large`, wherever it is set; nothing hangs, nothing is
left behind."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from worker_samples import echo, endless, greedy, job_of

from bookbuild.diagnostics import Code
from bookbuild.pipeline import build
from bookbuild.progress import Unwatched
from bookbuild.typeset.seams import deadline
from bookbuild.typeset.work import bounds
from bookbuild.typeset.work.fragment_store import FragmentStore
from bookbuild.typeset.work.pool import Processes
from bookbuild.typeset.work.render_task import Make
from bookbuild.workshop import workshop

BOOK = """\
[book]
title = "Bounds"
[matter]
front = []
body = ["one.md"]
[editions.screen]
format = "pdf"
purpose = "screen"
"""


@pytest.fixture
def store(tmp_path: Path) -> FragmentStore:
    return FragmentStore(tmp_path / "cache")


def set_by(make: Make, store: FragmentStore, *sections: str) -> Iterator[str]:
    workers = Processes(1, make)
    try:
        for job, _ in workers.fragments([job_of(name) for name in sections], store):
            yield job.section
    finally:
        workers.close()


@pytest.mark.parametrize(("make", "section", "what"), [(endless, "endless", "time"), (greedy, "greedy", "memory")])
def test_a_process_that_takes_too_much_is_ended(
    make: Make, section: str, what: str, store: FragmentStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "BASE_SECONDS", 0.3 if what == "time" else 1000.0)
    monkeypatch.setattr(bounds, "MOST_MEMORY", 10**12 if what == "time" else 300_000_000)
    with pytest.raises(bounds.SectionTooLarge) as caught:
        list(set_by(make, store, section))
    assert (caught.value.section, caught.value.what) == (section, what)
    assert list(set_by(echo, store, "next")) == ["next"]


def test_what_may_be_taken_grows_with_the_document() -> None:
    short, long = job_of("a", b"x" * 1_000), job_of("a", b"x" * 50_000)
    assert bounds.BASE_SECONDS < bounds.seconds_for(short) < bounds.seconds_for(long)


def test_no_section_may_take_twenty_seconds() -> None:
    longest = job_of("a", b"x" * 10_000_000)
    assert bounds.seconds_for(longest) == bounds.MOST_SECONDS < bounds.MOST_SECONDS + bounds.KILLED_AFTER < 20


def test_a_deadline_is_looked_at_by_whoever_lays_out() -> None:
    deadline.check()
    with deadline.deadline(1000):
        deadline.check()
    with pytest.raises(bounds.SectionTooLarge), bounds.bounded(job_of("a")), deadline.deadline(-1):
        deadline.check()
    deadline.check()


def test_memory_is_looked_at_by_whoever_lays_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadline, "EVERY", 0.001)
    with bounds.bounded(job_of("a")):
        deadline.check()
        monkeypatch.setattr(deadline, "resident", lambda _: 10**12)
        time.sleep(0.002)
        with pytest.raises(deadline.Exceeded, match="memory"):
            deadline.check()


def test_the_system_is_asked_but_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []
    monkeypatch.setattr(deadline, "EVERY", 1000.0)
    monkeypatch.setattr(deadline, "resident", lambda process: looks.append(process) or 0)
    with bounds.bounded(job_of("a")):
        for _ in range(1000):
            deadline.check()
    assert len(looks) == 1


@pytest.mark.parametrize("error", [MemoryError, RecursionError])
def test_what_python_has_no_room_for_is_too_large(error: type[Exception]) -> None:
    with pytest.raises(bounds.SectionTooLarge), bounds.bounded(job_of("a")):
        raise error


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_book_whose_section_takes_too_long_ends_in_a_finding(
    jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In this process the deadline is looked at; others are ended."""
    monkeypatch.setattr(bounds, "BASE_SECONDS", 0.0)
    monkeypatch.setattr(bounds, "BYTES_A_SECOND", 10**12)
    monkeypatch.setattr(bounds, "KILLED_AFTER", 0.0)
    book = tmp_path / "book"
    book.mkdir()
    (book / "book.toml").write_text(BOOK, "utf-8")
    (book / "one.md").write_text("# One\n\n" + "Some words in a paragraph of it.\n\n" * 400, "utf-8")
    with workshop(jobs, tmp_path / "cache") as shop:
        result = build(
            book,
            editions=(),
            out=tmp_path / "out",
            strict=False,
            one_go=False,
            workshop=shop,
            progress=Unwatched(),
        )
    assert [(f.code, f.location.path) for f in result.findings] == [(Code.TOO_LARGE, "one.md")]
    assert not (tmp_path / "out" / "book").exists()
