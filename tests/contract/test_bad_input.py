"""Bad input → its findings, exit 1, and nothing else: `dist/` as it was, no traceback, nothing fetched."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bad_input import CASES, FILES, PAGES, PRESS, Files
from click.testing import Result
from contract_samples import HERE, Book

from bookbuild.diagnostics import WARNINGS, Code
from bookbuild.typeset.fragments import Job
from bookbuild.typeset.work.pool import Processes
from bookbuild.typeset.work.render_task import Made, make

Run = Callable[..., Result]
FINDINGS_PAGE = HERE.parents[1] / "docs" / "findings.md"
KEYS = ["code", "severity", "book", "edition", "path", "line", "column", "page", "message", "remedy", "allowed"]


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that asks the network for anything fails."""

    connect = socket.socket.connect

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("the network was asked")

    def connect_here(self: socket.socket, address: Any) -> None:
        """Processes of one machine may talk with each other."""
        connect(self, address) if self.family == socket.AF_UNIX else refuse()

    monkeypatch.setattr(socket.socket, "connect", connect_here)
    for name in ("create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)


def found(findings: list[dict[str, Any]]) -> list[str]:
    """Findings as `code path:line:column`, what is not known as `-`."""
    places = [[f["path"], f["line"], f["column"]] for f in findings]
    shown = [":".join("-" if part is None else str(part) for part in place) for place in places]
    return [f"{f['code']} {place}" for f, place in zip(findings, shown, strict=True)]


def exit_of(expected: list[str]) -> int:
    codes = {line.split()[0] for line in expected}
    return 3 if codes & {"font-missing", "profile-missing"} else 0 if codes <= {str(code) for code in WARNINGS} else 1


def checked(result: Result, expected: list[str], *, head: tuple[str, ...] = ("books",)) -> None:
    """The one object on standard output, in the contract's shape, with these findings."""
    assert (result.exit_code, result.stderr) == (exit_of(expected), "")
    given = json.loads(result.stdout)
    assert list(given) == [*head, "findings"]
    assert found(given["findings"]) == expected
    for finding in given["findings"]:
        assert list(finding) == KEYS
        assert finding["remedy"]
        assert finding["message"]
        assert finding["message"][0] == finding["message"][0].lower()
        assert not finding["message"].endswith(".")


@pytest.mark.parametrize("name", CASES)
def test_check_says_what_is_wrong(name: str, tmp_path: Path, bookbuild: Run) -> None:
    files, expected = CASES[name]
    Book(tmp_path / "book").lay(files)
    checked(bookbuild("check", "book", "--json"), expected)


@pytest.mark.parametrize("name", [name for name, (_, expected) in (CASES | PAGES).items() if exit_of(expected)])
def test_build_says_what_is_wrong_and_writes_nothing(name: str, tmp_path: Path, bookbuild: Run) -> None:
    files, expected = (CASES | PAGES)[name]
    Book(tmp_path / "book").lay(files)
    last = tmp_path / "dist" / "book" / "book-ebook.epub"
    last.parent.mkdir(parents=True)
    last.write_bytes(b"the last good file")
    checked(bookbuild("build", "book", "--json"), expected)
    assert {path: path.read_bytes() for path in (tmp_path / "dist").rglob("*") if path.is_file()} == {
        last: b"the last good file"
    }


@pytest.mark.parametrize("name", ["an unknown verse", "raw HTML", "a template that does not parse", "broken TOML"])
def test_for_people_the_findings_and_nothing_else_go_to_standard_error(
    name: str, tmp_path: Path, bookbuild: Run
) -> None:
    files, expected = CASES[name]
    Book(tmp_path / "book").lay(files)
    result = bookbuild("build", "book")
    places = [line for line in result.stderr.splitlines() if ": error[" in line]
    assert [f"{line.split('[')[1].split(']')[0]}" for line in places] == [line.split()[0] for line in expected]
    assert "Traceback" not in result.output
    assert result.stderr.count("  remedy: ") == len(expected)


def test_all_findings_of_a_step_come_at_once(tmp_path: Path, bookbuild: Run) -> None:
    several: Files = {}
    expected: list[str] = []
    for number, name in enumerate(
        ["raw HTML", "an unknown class", "an undefined note", "an unknown verse", "a missing image"], 3
    ):
        files, lines = CASES[name]
        several[f"chapters/{number:02}.md"] = str(files["chapters/01.md"]).replace("#one", f"#c{number}")
        expected += [line.replace("01.md", f"{number:02}.md") for line in lines]
    Book(tmp_path / "book").lay(several | {"styles/plain/print.css": "p { color: red\n"})
    checked(bookbuild("build", "book", "--json"), [*expected, "style-invalid styles/plain/print.css:2:1"])


def test_several_books_each_have_theirs(tmp_path: Path, bookbuild: Run) -> None:
    Book(tmp_path / "good")
    Book(tmp_path / "bad").lay(CASES["an unknown verse"][0])
    result = bookbuild("build", "bad", "good", "--edition", "ebook", "--json")
    given = json.loads(result.stdout)
    assert result.exit_code == 1
    assert [(book["book"], [e["name"] for e in book["editions"]]) for book in given["books"]] == [
        ("bad", []),
        ("good", ["ebook"]),
    ]
    assert [finding["book"] for finding in given["findings"]] == ["bad"]


def test_strict_takes_a_warning_for_an_error(tmp_path: Path, bookbuild: Run) -> None:
    Book(tmp_path / "book").lay(CASES["a note that is not called"][0])
    assert bookbuild("check", "book").exit_code == 0
    assert bookbuild("check", "book", "--strict").exit_code == 1
    assert bookbuild("build", "book", "--edition", "ebook", "--strict").exit_code == 1
    assert not (tmp_path / "dist").exists()


def test_a_waiver_allows_a_finding_and_is_told_so(tmp_path: Path, bookbuild: Run) -> None:
    files, _ = CASES["an unknown verse"]
    waiver = '[[allow]]\ncode = "quran-reference-unknown"\npath = "chapters/01.md"\nline = 3\nreason = "seen"\n'
    Book(tmp_path / "book").lay({**files, "book.toml": '[book]\ntitle = "Stock"\n' + waiver})
    result = bookbuild("check", "book", "--json", "--strict")
    assert result.exit_code == 0
    assert [f["allowed"] for f in json.loads(result.stdout)["findings"]] == [True]


def test_an_edition_that_is_not_there_is_wrong_usage(tmp_path: Path, bookbuild: Run) -> None:
    Book(tmp_path / "book")
    result = bookbuild("build", "book", "--edition", "ebok")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "ebook" in result.stderr


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_defect_exits_70_with_one_line_and_a_crash_file(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bookbuild: Run
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("a defect")

    Book(tmp_path / "book")
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    monkeypatch.setattr("bookbuild.resolve.indexes.index", broken)
    monkeypatch.setattr("bookbuild.resolve.contents", broken)
    result = bookbuild(command, "book")
    crashes = list((tmp_path / "tmp").glob("bookbuild-crash-*"))
    assert (result.exit_code, result.stderr.count("\n"), len(crashes)) == (70, 1, 1)
    assert "ZeroDivisionError" in crashes[0].read_text(encoding="utf-8")
    assert not (tmp_path / "dist").exists()


@pytest.mark.parametrize("name", [name for name, (_, expected) in PAGES.items() if not exit_of(expected)])
def test_build_warns_of_pages_and_writes_them(name: str, tmp_path: Path, bookbuild: Run) -> None:
    files, expected = PAGES[name]
    Book(tmp_path / "book").lay(files)
    checked(bookbuild("build", "book", "--cache", tmp_path / "cache", "--jobs", "1", "--json"), expected)
    assert (tmp_path / "dist" / "book" / "book-screen.pdf").stat().st_size


@pytest.mark.parametrize("name", FILES)
def test_inspect_says_what_is_wrong(name: str, tmp_path: Path, bookbuild: Run) -> None:
    file, content, expected = FILES[name]
    (tmp_path / file).write_bytes(content)
    checked(bookbuild("inspect", file, "--json"), expected, head=("file", "format", "facts"))


@pytest.mark.parametrize("name", PRESS)
def test_inspect_says_what_no_press_takes(name: str, tmp_path: Path, bookbuild: Run) -> None:
    option, content, expected = PRESS[name]
    (tmp_path / "book.pdf").write_bytes(content)
    checked(bookbuild("inspect", "book.pdf", *option, "--json"), expected, head=("file", "format", "facts"))


def dies_of_two(job: Job, known: frozenset[str]) -> Made:
    """What sets a job, but for the chapter `02`, which kills the process that sets it."""
    if job.section == "02":
        os.kill(os.getpid(), signal.SIGKILL)
    return make(job, known)


def test_a_section_that_kills_its_process_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bookbuild: Run
) -> None:
    Book(tmp_path / "book")
    monkeypatch.setattr("bookbuild.workshop.workers_for", lambda jobs, cluster: Processes(2, dies_of_two))
    checked(bookbuild("build", "book", "--cache", tmp_path / "cache", "--json"), ["worker-died -:-:-"])
    assert not (tmp_path / "dist" / "book").exists()


def test_a_store_that_cannot_be_written_stops_nothing(tmp_path: Path, bookbuild: Run) -> None:
    Book(tmp_path / "book")
    (tmp_path / "file").write_bytes(b"")
    result = bookbuild("build", "book", "--cache", tmp_path / "file" / "cache", "--jobs", "1", "--json")
    checked(result, ["store-unwritable -:-:-"])
    assert (tmp_path / "dist" / "book" / "book-screen.pdf").stat().st_size


def test_a_place_that_cannot_be_written_stops_the_build(tmp_path: Path, bookbuild: Run) -> None:
    """More of the kind stands in tests/outputs/test_output_unwritable.py."""
    Book(tmp_path / "book")
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "book").write_bytes(b"a file")
    result = bookbuild("build", "book", "--jobs", "1", "--json")
    codes = [finding["code"] for finding in json.loads(result.stdout)["findings"]]
    assert (result.exit_code, codes) == (3, ["output-unwritable"])
    assert (tmp_path / "dist" / "book").read_bytes() == b"a file"


CIRCUMSTANCES = {"worker-died", "store-unwritable", "output-unwritable"}
"""Codes of the three tests above."""

OF_IMPORT = {
    "folder-not-empty",
    "import-encrypted",
    "import-format",
    "import-comment",
    "import-change",
    "import-symbol",
    "import-table",
    "import-break",
}
"""Codes of files that are imported: the tests of import have their cases."""


def test_every_code_of_import_has_a_case() -> None:
    texts = [path.read_text("utf-8") for path in (Path(__file__).parents[1] / "intake").rglob("*.py")]
    texts.append((Path(__file__).parents[1] / "cli" / "test_command_import.py").read_text("utf-8"))
    names = {code: (code, Code(code).name) for code in OF_IMPORT}
    assert [code for code in OF_IMPORT if not any(name in text for text in texts for name in names[code])] == []


def test_every_code_has_a_case() -> None:
    """But those that no module finds yet: docs/findings.md marks them, and test_findings_page.py holds it to that."""
    expected = [lines for _, lines in (CASES | PAGES).values()] + [
        lines for *_, lines in (*FILES.values(), *PRESS.values())
    ]
    raised = {line.split()[0] for lines in expected for line in lines} | CIRCUMSTANCES | OF_IMPORT
    not_yet = set(re.findall(r"^\| `([a-z-]+)` \|[^|]*\*not yet\*", FINDINGS_PAGE.read_text("utf-8"), re.MULTILINE))
    assert {str(code) for code in Code} - raised == not_yet
