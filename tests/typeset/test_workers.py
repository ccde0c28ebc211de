"""Workers: every job has its fragment, whoever dies; threads share them; Ctrl-C ends them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from worker_samples import deadly, echo, failing, heavy, job_of, jobs_of, lacking, slow, with_pid

from bookbuild.diagnostics import MachineLacks
from bookbuild.pipeline import build
from bookbuild.typeset.fragments import Fragment, Job
from bookbuild.typeset.work.fragment_store import FragmentStore
from bookbuild.typeset.work.pool import Processes
from bookbuild.typeset.work.render_task import Make
from bookbuild.typeset.work.workers import Died, Result, Workers
from bookbuild.workshop import Workshop

Started = Callable[[Make], Processes]


@pytest.fixture
def started() -> Iterator[Started]:
    """Two processes that set jobs as they are told."""
    all_of_them = []

    def start(make: Make) -> Processes:
        all_of_them.append(Processes(2, make))
        return all_of_them[-1]

    yield start
    for workers in all_of_them:
        workers.close()


def contents(results: list[Result]) -> dict[str, bytes]:
    """What the fragments hold, by section."""
    return {job.section: fragment.pdf for job, fragment in results if isinstance(fragment, Fragment)}


def died(results: list[Result]) -> list[str]:
    return [job.section for job, fragment in results if isinstance(fragment, Died)]


def pids(results: list[Result]) -> set[int]:
    return {int(content) for content in contents(results).values()}


def run(workers: Workers, jobs: list[Job], store: FragmentStore) -> list[Result]:
    return list(workers.fragments(jobs, store))


def test_every_job_has_its_fragment_and_it_is_kept(started: Started, store: FragmentStore) -> None:
    jobs = jobs_of(20)
    assert contents(run(started(echo), jobs, store)) == {job.section: job.tree for job in jobs}
    assert all(store.fragment(job.key()) for job in jobs)


def test_a_job_that_kills_its_worker_twice_is_told_and_the_others_are_set(
    started: Started, store: FragmentStore
) -> None:
    results = run(started(deadly), [*jobs_of(5, "a"), job_of("deadly"), *jobs_of(5, "b")], store)
    assert died(results) == ["deadly"]
    assert len(contents(results)) == 10


def test_a_job_that_kills_its_worker_once_is_set_when_it_is_tried_alone(
    started: Started, store: FragmentStore, tmp_path: Path
) -> None:
    results = run(started(deadly), [*jobs_of(3), job_of("deadly", str(tmp_path / "tried").encode())], store)
    assert (died(results), len(contents(results))) == ([], 4)


def test_a_worker_that_is_killed_loses_nothing(started: Started, store: FragmentStore) -> None:
    workers = started(slow)
    results = []
    for result in workers.fragments(jobs_of(12), store):
        results.append(result)
        if len(results) == 2:  # once: a job that is tried alone is not tried again
            os.kill(next(iter(workers._all)).process.pid, signal.SIGKILL)
    assert (died(results), len(contents(results))) == ([], 12)


def test_processes_are_used_again_and_those_that_hold_too_much_are_replaced(
    started: Started, store: FragmentStore
) -> None:
    light, full = started(with_pid), started(heavy)
    light.warm()
    assert len(pids(run(light, jobs_of(10), store))) <= 2
    assert len(pids(run(full, jobs_of(10), store))) == 10


@pytest.mark.parametrize("make", [echo, deadly, failing])
def test_a_job_that_is_set_to_get_ready_is_nobodys(started: Started, store: FragmentStore, make: Make) -> None:
    workers = started(make)
    for name in ("deadly", "not tried"):
        workers.warm(job_of(name))
    asked = jobs_of(4)
    given = [] if make is failing else run(workers, asked, store)
    assert [died(given), sorted(contents(given))] == [[], [job.section for job in asked if given]]
    assert len(workers._all) <= 2


def test_few_jobs_are_under_way_at_once(started: Started, store: FragmentStore) -> None:
    workers, taken = started(echo), []

    class Watched(list[Job]):
        def __iter__(self) -> Iterator[Job]:
            for job in list.__iter__(self):
                taken.append(job)
                yield job

    next(iter(workers.fragments(Watched(jobs_of(50)), store)))
    assert len(taken) <= workers.count * workers.IN_FLIGHT


def test_threads_share_the_workers(started: Started, store: FragmentStore) -> None:
    workers = started(echo)
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda name: run(workers, jobs_of(10, name), store), "abcd"))
    assert [len(contents(results)) for results in found] == [10] * 4
    assert contents(found[2])["c7"] == b"c7"


def test_threads_lose_nothing_to_a_job_of_another_that_kills_its_worker(started: Started, store: FragmentStore) -> None:
    workers = started(deadly)
    with ThreadPoolExecutor(2) as threads:
        found = threads.map(lambda jobs: run(workers, jobs, store), [jobs_of(12), [job_of("deadly")]])
    results = [result for each in found for result in each]
    assert (died(results), len(contents(results))) == (["deadly"], 12)


@pytest.mark.parametrize(
    ("make", "error", "said"), [(failing, ZeroDivisionError, "s0"), (lacking, MachineLacks, "Pango")]
)
def test_what_setting_raises_comes_out(
    started: Started, store: FragmentStore, make: Make, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        run(started(make), jobs_of(1), store)


def test_a_lack_of_the_machine_keeps_its_remedy_on_its_way(started: Started, store: FragmentStore) -> None:
    with pytest.raises(MachineLacks) as lack:
        run(started(lacking), jobs_of(1), store)
    assert lack.value.remedy == "get it"


BUILD = "from bookbuild.cli import main; main(prog_name='bookbuild')"


def build_of(book: Path, *options: str, jobs: int = 2) -> subprocess.Popen[str]:
    """A build in a group of its own, as a terminal starts it."""
    environment = os.environ | {"BOOKBUILD_CACHE": str(book.parent / "kept")}
    command = [sys.executable, "-c", BUILD, "build", str(book), "--jobs", str(jobs), *options]
    return subprocess.Popen(
        command, cwd=book.parent, env=environment, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def group_is_gone(group: int, seconds: float = 3) -> bool:
    """Whether no process of the group is left."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize(
    ("number", "after"),
    [
        (signal.SIGINT, 1.0),
        (signal.SIGTERM, 1.0),
        *(pytest.param(signal.SIGINT, after, marks=pytest.mark.slow) for after in (0.5, 2.0)),
        *(pytest.param(signal.SIGHUP, after, marks=pytest.mark.slow) for after in (0.8, 1.5)),
    ],
)
def test_an_interrupt_ends_all_at_once_and_leaves_what_was_there(
    small_book: Path, number: signal.Signals, after: float
) -> None:
    last = small_book.parent / "dist" / "small" / "small-press.pdf"
    last.parent.mkdir(parents=True)
    last.write_bytes(b"the last good file")
    with build_of(small_book) as build:
        time.sleep(after)
        os.killpg(build.pid, number)
        start = time.monotonic()
        said = build.communicate(timeout=20)
    assert (build.returncode, *said) == (128 + number, "", "bookbuild: interrupted\n")
    assert time.monotonic() - start < 5
    assert group_is_gone(build.pid)
    assert [path.name for path in last.parent.iterdir()] == [last.name]
    assert last.read_bytes() == b"the last good file"


def test_what_is_made_when_an_interrupt_comes_is_not_put_in_its_place(small_book: Path, store: FragmentStore) -> None:
    workers, seen = Processes(2), []

    class Interrupting:
        def step(self, book: str, edition: str | None, name: str) -> None:
            seen.append(name)
            if name == "write":
                workers.interrupt()

        def section(self, book: str, edition: str, title: str) -> None: ...

    out = small_book.parent / "dist"
    how = {"editions": (), "out": out, "strict": False, "one_go": False, "progress": Interrupting()}
    with pytest.raises(CancelledError):
        build(small_book, workshop=Workshop(workers, store), **how)
    workers.close()
    assert "write" in seen
    assert not out.exists()


PARENT = """
import sys, threading
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import worker_samples
from bookbuild.typeset.work.cluster import DaskWorkers
from bookbuild.typeset.work.pool import Processes
from bookbuild.typeset.work.fragment_store import FragmentStore
if __name__ == "__main__":
    place = Path(sys.argv[2])
    workers = Processes(2, worker_samples.stuck) if sys.argv[3] == "processes" else DaskWorkers("local", 2, worker_samples.stuck)
    jobs = [worker_samples.job_of(name, str(place / "pids").encode()) for name in "ab"]
    list(workers.fragments(jobs, FragmentStore(place / "cache")))
"""


@pytest.mark.parametrize("kind", ["processes", pytest.param("cluster", marks=pytest.mark.slow)])
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_workers_that_hear_nothing_end_with_their_parent(kind: str, number: int, tmp_path: Path) -> None:
    """Whatever ends it: nobody is left to tell them, and they are in a long call of C."""
    (tmp_path / "parent.py").write_text(PARENT, "utf-8")
    command = [sys.executable, tmp_path / "parent.py", Path(__file__).parent, tmp_path, kind]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    with subprocess.Popen(command, env=environment, start_new_session=True, stderr=subprocess.DEVNULL) as parent:
        until = time.monotonic() + 60
        while time.monotonic() < until and parent.poll() is None:
            time.sleep(0.1)
            if (tmp_path / "pids").exists() and len((tmp_path / "pids").read_text("ascii").split()) == 2:
                break
        children = psutil.Process(parent.pid).children(recursive=True)
        assert {int(pid) for pid in (tmp_path / "pids").read_text("ascii").split()} <= {each.pid for each in children}
        parent.send_signal(number)
    assert psutil.wait_procs(children, timeout=20)[1] == []


@pytest.mark.slow
def test_a_build_whose_worker_is_killed_ends_well(small_book: Path) -> None:
    killed = 0
    with build_of(small_book, "--json") as build:
        while killed < 2 and build.poll() is None:
            time.sleep(0.2)
            children = psutil.Process(build.pid).children(recursive=True)
            workers = [process for process in children if process.ppid() != build.pid]
            if len(workers) == 2:
                workers[killed].kill()
                killed += 1
                time.sleep(2)
        out, err = build.communicate(timeout=100)
    assert killed
    assert (build.returncode, err) == (0, "")
    assert '"findings": []' in out
