"""A cluster: the same bytes as one machine, whoever is lost; no worker that is not like this machine."""

from __future__ import annotations

import os
import signal
import socket
import ssl
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from worker_samples import deadly, echo, failing, job_of, jobs_of, shows_shared, slow

from bookbuild.diagnostics import MachineLacks
from bookbuild.model.document import Resource
from bookbuild.typeset.fragments import Fragment
from bookbuild.typeset.work.fragment_store import FragmentStore
from bookbuild.typeset.work.pool import workers_for
from bookbuild.typeset.work.remote_task import difference, facts
from bookbuild.typeset.work.workers import Died, Workers

pytestmark = pytest.mark.filterwarnings("ignore")
"""Of a library that starts threads, sockets and processes, not everything is closed in time."""

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def shared_cluster() -> Iterator[Any]:
    """Two workers, started once for this module."""
    cluster = workers_for(2, "local")
    yield cluster
    cluster.close()


@pytest.fixture
def cluster(shared_cluster: Any) -> Iterator[Callable[..., Any]]:
    """The workers, told how to set jobs; afterwards none is refused."""

    def told(make: Callable[..., Any]) -> Any:
        until = time.monotonic() + 20
        while len(answering(shared_cluster)) < 2 and time.monotonic() < until:
            time.sleep(0.2)
        shared_cluster._make = make
        return shared_cluster

    yield told
    shared_cluster.scheduler.refused.clear()
    shared_cluster._looked = 0.0


def contents(workers: Workers, jobs: list[Any], store: FragmentStore) -> dict[str, bytes]:
    return {job.section: f.pdf for job, f in workers.fragments(jobs, store) if isinstance(f, Fragment)}


def pids(cluster: Any) -> dict[str, int]:
    found: dict[str, int] = cluster.scheduler.client.run(os.getpid)
    return found


def answering(cluster: Any) -> list[int]:
    """The processes that answer: one that was killed is replaced after a while."""
    found = cluster.scheduler.client.run(os.getpid, on_error="return")
    return [pid for pid in found.values() if isinstance(pid, int)]


@pytest.mark.slow
def test_every_job_has_its_fragment_and_it_is_kept(cluster: Callable[..., Any], store: FragmentStore) -> None:
    jobs = jobs_of(20)
    assert contents(cluster(echo), jobs, store) == {job.section: job.tree for job in jobs}
    assert all(store.fragment(job.key()) for job in jobs)


@pytest.mark.slow
def test_threads_share_a_cluster(cluster: Callable[..., Any], store: FragmentStore) -> None:
    workers = cluster(echo)
    with ThreadPoolExecutor(3) as threads:
        found = list(threads.map(lambda name: contents(workers, jobs_of(8, name), store), "abc"))
    assert [len(each) for each in found] == [8, 8, 8]


@pytest.mark.slow
def test_what_jobs_share_comes_to_the_workers_by_content(
    cluster: Callable[..., Any], store: FragmentStore, tmp_path: Path
) -> None:
    font = tmp_path / "Own Font.ttf"
    font.write_bytes(b"a font of the publisher")
    job = job_of("s")
    job = type(job)(
        **{name: getattr(job, name) for name in job.__slots__}
        | {
            "sheet": f'@font-face {{ src: url("{font.as_uri()}") }}',
            "resources": (Resource("images/a.png", b"an image", "image/png"),),
            "fonts": (font.as_uri(),),
        }
    )
    (shown,) = contents(cluster(shows_shared), [job], store).values()
    assert shown == b"images/a.png an image a font of the publisher"


@pytest.mark.slow
def test_a_lost_worker_loses_nothing(cluster: Callable[..., Any], store: FragmentStore) -> None:
    workers = cluster(slow)
    results = []
    for result in workers.fragments(jobs_of(16), store):
        results.append(result)
        if len(results) == 3:
            os.kill(next(iter(pids(workers).values())), signal.SIGKILL)
    assert len(results) == 16
    assert all(isinstance(fragment, Fragment) for _, fragment in results)


@pytest.mark.slow
def test_a_job_that_kills_its_workers_is_told_and_the_others_are_set(
    cluster: Callable[..., Any], store: FragmentStore
) -> None:
    jobs = [*jobs_of(4, "a"), job_of("deadly"), *jobs_of(4, "b")]
    results = list(cluster(deadly).fragments(jobs, store))
    assert [job.section for job, fragment in results if isinstance(fragment, Died)] == ["deadly"]
    assert len(results) == 9


@pytest.mark.slow
def test_what_setting_raises_comes_out(cluster: Callable[..., Any], store: FragmentStore) -> None:
    with pytest.raises(ZeroDivisionError):
        list(cluster(failing).fragments(jobs_of(1), store))


def made_different(field: str) -> None:
    """Let the machine that this runs on be another."""
    from bookbuild.typeset import machine

    machine.digest_of_machine = lambda: field  # type: ignore[assignment]
    machine.libraries = lambda: ["1.0", "2.0"]


def made_itself() -> None:
    import importlib

    from bookbuild.typeset import machine

    importlib.reload(machine)


@pytest.mark.slow
def test_a_worker_of_another_machine_is_not_used(cluster: Callable[..., Any], store: FragmentStore) -> None:
    workers = cluster(slow)
    first, *others = pids(workers)
    workers.scheduler.client.run(made_different, "another", workers=[first])
    try:
        assert len(contents(workers, jobs_of(8), store)) == 8
        assert "Pango 1.0 instead of" in workers.scheduler.refused[first]
        workers.scheduler.client.run(made_different, "another", workers=others)
        with pytest.raises(MachineLacks, match=r"no worker is like this machine: .*HarfBuzz 2\.0 instead of"):
            contents(workers, jobs_of(8, "more"), store)
    finally:
        workers.scheduler.client.run(made_itself)


def test_a_difference_is_named() -> None:
    ours = facts()
    assert difference(ours, ours) == ""
    assert (
        difference(ours, ours | {"weasyprint": "69.0", "all": "x"})
        == f"weasyprint 69.0 instead of {ours['weasyprint']}"
    )
    assert difference(ours, ours | {"fonts": "y", "all": "x"}) == "other fonts"
    assert difference(ours, ours | {"all": "x"}) == "another state of bookbuild's own modules"


@pytest.mark.slow
def test_no_scheduler_is_a_lack_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bookbuild.typeset.work.scheduler.CONNECTING", 0.5)
    with pytest.raises(MachineLacks, match="no scheduler"):
        workers_for(2, "tcp://127.0.0.1:9")


def test_a_missing_library_is_named_with_the_command_that_gets_it(
    bookbuild: Run, small_book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    for module in ("cluster", "scheduler"):
        monkeypatch.delitem(sys.modules, f"bookbuild.typeset.work.{module}", raising=False)
    result = bookbuild("build", small_book, "--cluster", "local")
    assert result.exit_code == 3
    assert "pip install 'bookbuild[cluster]'" in result.stderr


@pytest.mark.slow
def test_the_same_bytes_with_any_workers_cold_and_kept(bookbuild: Run, small_book: Path, tmp_path: Path) -> None:
    ways = {
        "one": ["--jobs", "1"],
        "two": ["--jobs", "2"],
        "four": ["--jobs", "4"],
        "cluster": ["--cluster", "local", "--jobs", "2"],
    }
    files = []
    for name, options in ways.items():
        for time_ in ("cold", "kept"):
            out = tmp_path / f"{name}-{time_}"
            place = ["--out", out, "--cache", tmp_path / f"cache-{name}", *options]
            assert bookbuild("build", small_book, *place).exit_code == 0
            files.append({path.name: path.read_bytes() for path in (out / "small").iterdir()})
    assert all(each == files[0] for each in files[1:])


def listening(cluster: Any) -> list[int]:
    """The ports at which this process and its children listen."""
    import psutil

    here = psutil.Process()
    processes = [here, *here.children(recursive=True)]
    found = [each for process in processes for each in process.net_connections("tcp") if each.status == "LISTEN"]
    assert {each.laddr.ip for each in found} == {"127.0.0.1"}
    return [each.laddr.port for each in found]


def said_to(port: int, context: ssl.SSLContext | None) -> bytes:
    """What is answered to who asks in the clear, or, with a `context`, under TLS; nothing where he is sent away."""
    with suppress(ssl.SSLError, ConnectionError), ExitStack() as open_:
        connection = open_.enter_context(socket.create_connection(("127.0.0.1", port), timeout=10))
        if context:
            connection = open_.enter_context(context.wrap_socket(connection))
        connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
        return connection.recv(100)
    return b""


def test_nobody_else_of_the_machine_can_speak_to_a_scheduler_made_here(cluster: Callable[..., Any]) -> None:
    address = cluster(echo).scheduler._cluster.scheduler_address
    ports = listening(cluster)
    assert int(address.rpartition(":")[2]) in ports
    without_certificate = ssl.create_default_context()
    without_certificate.check_hostname, without_certificate.verify_mode = False, ssl.CERT_NONE
    assert [said_to(port, None) for port in ports] == [b""] * len(ports)
    assert [said_to(port, without_certificate) for port in ports] == [b""] * len(ports)


@pytest.mark.slow
@pytest.mark.parametrize("protocol", ["tcp", "tls"])
def test_a_client_without_the_certificate_of_the_call_is_refused(
    cluster: Callable[..., Any], protocol: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from distributed.security import Security

    monkeypatch.setattr("bookbuild.typeset.work.scheduler.CONNECTING", 3)
    port = cluster(echo).scheduler._cluster.scheduler_address.rpartition(":")[2]
    if protocol == "tls":
        other = Security.temporary()
        monkeypatch.setattr("distributed.client.Security", lambda *_, **__: other)
    with pytest.raises(MachineLacks, match="no scheduler"):
        workers_for(1, f"{protocol}://127.0.0.1:{port}")


def test_an_address_under_tls_without_keys_says_so() -> None:
    with pytest.raises(MachineLacks) as lack:
        workers_for(1, "tls://127.0.0.1:9")
    assert "distributed.comm.tls" in lack.value.remedy


def test_the_library_that_makes_certificates_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from bookbuild.typeset.work.local_cluster import local_cluster

    monkeypatch.setitem(sys.modules, "cryptography", None)
    with pytest.raises(MachineLacks, match="cryptography"):
        local_cluster(1)
