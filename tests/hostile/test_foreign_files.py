"""Files from anywhere: `inspect` reads them in a child with limits, and whatever they do to it is a finding."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import hostile_epubs
import hostile_pdfs
import pytest
from limited_runs import limited

from bookbuild.diagnostics import Code
from bookbuild.inspection import child, inspect
from bookbuild.inspection.messages import FINDINGS

QUICK = {
    "epub": [
        "documents-that-unpack",
        "elements-by-the-million",
        "entries-lie-over-one-another",
        "sheet-of-one-selector",
    ],
    "pdf": ["content-unpacks-to-blanks", "forms-double", "font-unpacks", "xmp-unpacks-to-tags", "objects-unpack"],
}
MEGABYTES = 200
HARMLESS = {
    "elements-as-deep-as-may-be",
    "images-by-the-hundred-thousand",
    "list-says-more",
    "package-is-a-page",
    "container-names-itself",
    "points-deep",
    "refinements-of-refinements",
    "sheet-deep",
    "sheet-of-brackets",
    "sheet-imports-deep",
}
"""EPUBs that are read to their end: they are odd, and no more."""


def laid(folder: Path, name: str, kind: str, makers: str = "MAKERS") -> Path:
    module = hostile_epubs if kind == "epub" else hostile_pdfs
    path = folder / f"{name}.{kind}"
    path.write_bytes(getattr(module, makers)[name]())
    return path


def cases(makers: str, kind: str) -> list[str]:
    return sorted(getattr(hostile_epubs if kind == "epub" else hostile_pdfs, makers))


def holds(path: Path) -> set[str]:
    """The command on the file ends well and within its bounds; the codes of what it finds."""
    done = limited("inspect", path.name, "--json", cwd=path.parent)
    assert done.status in (0, 1), done.errors
    assert (done.errors, done.megabytes <= MEGABYTES) == ("", True), done.megabytes
    return done.codes


@pytest.mark.parametrize(("name", "kind"), [(name, kind) for kind, names in QUICK.items() for name in names])
def test_what_unpacks_to_too_much_is_unsafe(name: str, kind: str, tmp_path: Path) -> None:
    assert "archive-unsafe" in holds(laid(tmp_path, name, kind))


@pytest.mark.slow
@pytest.mark.parametrize("name", cases("MAKERS", "pdf"))
def test_pdfs_end_within_bounds(name: str, tmp_path: Path) -> None:
    holds(laid(tmp_path, name, "pdf"))


@pytest.mark.slow
@pytest.mark.parametrize("name", cases("MAKERS", "epub"))
def test_epubs_end_within_bounds(name: str, tmp_path: Path) -> None:
    found = holds(laid(tmp_path, name, "epub"))
    assert bool(found) or name in HARMLESS


@pytest.mark.parametrize(("name", "kind"), [(n, kind) for kind in ("epub", "pdf") for n in cases("SOUND", kind)])
def test_what_only_looks_wrong_is_not_called_so(name: str, kind: str, tmp_path: Path) -> None:
    inspection = inspect(laid(tmp_path, name, kind, "SOUND"))
    assert (inspection.findings, bool(inspection.facts)) == ((), True)


def test_a_font_that_is_not_in_the_file_is_no_lack_of_the_machine(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(hostile_pdfs.simple(hostile_pdfs.stream(b"BT/F 9 Tf(a)Tj ET")))
    done = limited("inspect", path.name, "--json", cwd=tmp_path)
    assert (done.status, done.codes) == (1, {"font-missing"})


def test_the_part_that_is_too_large_is_named(tmp_path: Path) -> None:
    (finding,) = inspect(laid(tmp_path, "forms-double", "pdf")).findings
    assert finding.message.endswith("the text of page 1")
    (finding,) = inspect(laid(tmp_path, "sheet-of-one-selector", "epub")).findings
    assert finding.message.endswith("`OPS/c.css`")


def test_of_more_findings_than_can_be_read_the_rest_is_counted(tmp_path: Path) -> None:
    findings = inspect(laid(tmp_path, "links-by-the-hundred-thousand", "epub")).findings
    assert (len(findings), findings[-1].message) == (FINDINGS + 1, "99000 findings more are not told")


def test_an_address_that_is_a_picture_is_shortened(tmp_path: Path) -> None:
    (tmp_path / "a.epub").write_bytes(hostile_epubs.book(hostile_epubs.page(f'<img src="data:x/y,{"a" * 9_000}"/>')))
    (finding,) = inspect(tmp_path / "a.epub").findings
    assert (finding.code, len(finding.message) < 300) == (Code.ALT_MISSING, True)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no FIFOs")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.pdf")
    (finding,) = inspect(tmp_path / "a.pdf").findings
    assert finding.message == "`a.pdf` is not a file"


CHILDREN = {
    "says-nothing": ("", "breaks what reads it"),
    "says-what-is-no-answer": ("print('{\"type\": \"answer\", \"facts\": 1}')", "breaks what reads it"),
    "says-too-deep": ("print('{\"type\":\"answer\",\"findings\":[],\"facts\":{\"a\":' + '[' * 99999)", "breaks what reads it"),
    "says-a-code-that-there-is-not": ("print('{\"type\":\"answer\",\"facts\":{},\"findings\":[{\"code\":\"x\",\"message\":\"\",\"remedy\":\"\"}]}')", "breaks"),
    "says-too-much": ("import sys\nwhile 1: sys.stdout.write('a' * 100000)", "breaks what reads it"),
    "dies": ("import os; os.kill(os.getpid(), 11)", "SIGSEGV"),
    "is-out-of-time": ("import os, signal; os.kill(os.getpid(), signal.SIGPROF)", "of work to read"),
    "sleeps": ("import time; time.sleep(600)", "takes more than 1 s to read"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHILDREN)
def test_whatever_a_child_does_is_a_finding(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, said = CHILDREN[name]
    path = laid(tmp_path, "names-in-arabic", "epub", "SOUND")
    monkeypatch.setattr(child, "_command", lambda: [sys.executable, "-c", f"import sys; sys.stdin.read()\n{code}"])
    monkeypatch.setattr(
        child, "allowance", lambda size: child.Allowance(1.0, 1 << 30, 1.0 if name == "sleeps" else 60.0)
    )
    (finding,) = inspect(path).findings
    assert (finding.code, said in finding.message) == (Code.ARCHIVE_UNSAFE, True), finding.message


def test_a_large_file_may_take_longer() -> None:
    seconds = [child.allowance(size << 20).seconds for size in (0, 4, 10, 10_000)]
    assert seconds == sorted(seconds)
    assert (seconds[0], seconds[-1]) == (seconds[1], 20.0)


def test_nothing_of_a_child_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that a child has started ends with it."""
    note = tmp_path / "pid"
    code = (
        "import subprocess as s, sys; sys.stdin.read(); sleeper = [sys.executable, '-c', 'import time; time.sleep(600)']\n"
        f"open({str(note)!r}, 'w').write(str(s.Popen(sleeper, stdout=s.DEVNULL).pid))"
    )
    monkeypatch.setattr(child, "_command", lambda: [sys.executable, "-c", code])
    inspect(laid(tmp_path, "names-in-arabic", "epub", "SOUND"))
    state = Path(f"/proc/{note.read_text(encoding='utf-8')}/stat")
    for _ in range(200):
        # the signal is on its way when `inspect` is back
        if not state.exists() or state.read_text(encoding="utf-8").rpartition(")")[2].split()[0] in ("Z", "X"):
            break
        time.sleep(0.05)
    else:
        pytest.fail("it lives")


def test_facts_are_the_same_as_without_a_child(tmp_path: Path) -> None:
    from bookbuild.inspection.reader import read

    for kind in ("epub", "pdf"):
        for name in cases("SOUND", kind):
            path = laid(tmp_path, name, kind, "SOUND")
            facts, findings = read(path, kind)
            inspection = inspect(path)
            sound = json.loads(json.dumps(facts, ensure_ascii=False).encode("utf-8", "replace"))
            assert (inspection.facts, inspection.findings) == (sound, findings)
