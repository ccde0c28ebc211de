"""`bookbuild build` and `check`: exit statuses, the JSON of the contract, what is wrong usage."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from command_samples import FONT, MISMATCH, UNUSED, Built, Outcome, Pipeline, object_of

from bookbuild.diagnostics import BookError, MachineLacks

Run = Callable[..., Result]
PRESS = Built("press", Path("dist/cave/cave-press.pdf"), "pdf", 96, 12, 812345)
EBOOK = Built("ebook", Path("dist/cave/cave-ebook.epub"), "epub", None, 12, 20480)


@pytest.mark.parametrize(
    ("findings", "options", "status"),
    [
        ((), (), 0),
        ((UNUSED,), (), 0),
        ((UNUSED,), ("--strict",), 1),
        ((replace(UNUSED, allowed=True),), ("--strict",), 0),
        ((MISMATCH,), (), 1),
        ((replace(MISMATCH, allowed=True),), (), 0),
        ((FONT,), (), 3),
        ((MISMATCH, FONT), (), 3),
    ],
)
@pytest.mark.parametrize("command", ["build", "check"])
def test_the_findings_give_the_exit_status(command, findings, options, status, pipeline: Pipeline, run: Run) -> None:
    pipeline.books["cave"] = Outcome("cave", findings=findings)
    assert run(command, "cave", *options).exit_code == status


@pytest.mark.parametrize(
    ("cave", "well", "status"),
    [
        (RuntimeError("x"), MachineLacks("no Pango", "install it"), 70),
        (MachineLacks("no Pango", "install it"), Outcome("well", findings=(MISMATCH,)), 3),
        (Outcome("cave", findings=(MISMATCH,)), Outcome("well"), 1),
        (Outcome("cave", findings=(MISMATCH,)), RuntimeError("x"), 70),
        (Outcome("cave"), BookError([MISMATCH]), 1),
        (Outcome("cave"), Outcome("well"), 0),
    ],
)
def test_of_several_statuses_the_first_of_70_3_1_is_given(cave, well, status, pipeline: Pipeline, run: Run) -> None:
    pipeline.books |= {"cave": cave, "well": well}
    result = run("build", "cave", "well")
    assert result.exit_code == status
    assert sorted(call["book"].name for call in pipeline.calls) == ["cave", "well"]  # two books are built at once


def test_json_of_a_build_is_the_object_of_the_contract(pipeline: Pipeline, run: Run) -> None:
    pipeline.books["cave"] = Outcome("cave", (PRESS, EBOOK), (MISMATCH,))
    result = run("build", "cave", "--json")
    assert object_of(result) == {
        "books": [
            {
                "book": "cave",
                "editions": [
                    {
                        "name": "press",
                        "path": "dist/cave/cave-press.pdf",
                        "format": "pdf",
                        "pages": 96,
                        "bytes": 812345,
                    },
                    {
                        "name": "ebook",
                        "path": "dist/cave/cave-ebook.epub",
                        "format": "epub",
                        "pages": None,
                        "bytes": 20480,
                    },
                ],
            }
        ],
        "findings": [
            {
                "code": "quran-mismatch",
                "severity": "error",
                "book": "cave",
                "edition": None,
                "path": "chapters/03.md",
                "line": 14,
                "column": 31,
                "page": None,
                "message": MISMATCH.message,
                "remedy": MISMATCH.remedy,
                "allowed": False,
            }
        ],
    }
    assert result.stderr == ""


def test_json_keeps_the_order_of_the_contract(pipeline: Pipeline, run: Run) -> None:
    pipeline.books["cave"] = Outcome("cave", (PRESS,), (MISMATCH,))
    given = object_of(run("build", "cave", "--json"))
    assert list(given) == ["books", "findings"]
    assert list(given["books"][0]["editions"][0]) == ["name", "path", "format", "pages", "bytes"]
    assert list(given["findings"][0])[:6] == ["code", "severity", "book", "edition", "path", "line"]


def test_json_of_a_check_is_the_same_without_editions(pipeline: Pipeline, run: Run) -> None:
    pipeline.books["cave"] = Outcome("cave", findings=(UNUSED,))
    given = object_of(run("check", "cave", "well", "--json"))
    assert given["books"] == [{"book": "cave"}, {"book": "well"}]
    assert [finding["code"] for finding in given["findings"]] == ["note-unused"]
    assert given == object_of(run("check", "cave", "well", "--format", "json"))


def test_json_is_printed_for_the_books_that_a_defect_leaves(pipeline: Pipeline, run: Run) -> None:
    pipeline.books |= {"cave": RuntimeError("x"), "well": Outcome("well")}
    assert object_of(run("build", "cave", "well", "--json"))["books"] == [
        {"book": "cave", "editions": []},
        {"book": "well", "editions": []},
    ]


def test_a_path_outside_the_working_directory_stays_as_given(tmp_path: Path, pipeline: Pipeline, run: Run) -> None:
    inside, outside = tmp_path / "out" / "cave.pdf", tmp_path.parent / "cave.pdf"
    pipeline.books["cave"] = Outcome("cave", (replace(PRESS, path=inside), replace(PRESS, path=outside)))
    editions = object_of(run("build", "cave", "--json"))["books"][0]["editions"]
    assert [edition["path"] for edition in editions] == ["out/cave.pdf", outside.as_posix()]


def test_the_result_is_a_table_and_the_findings_go_to_standard_error(pipeline: Pipeline, run: Run) -> None:
    pipeline.books["cave"] = Outcome("cave", (PRESS, EBOOK), (UNUSED, replace(FONT, allowed=True)))
    result = run("build", "cave")
    rows = [line.split(None, 1) for line in result.stdout.splitlines()]
    assert rows == [
        ["file", "length       size  findings"],
        ["dist/cave/cave-press.pdf", "96 pages  793.3 KiB  1 warning, 1 allowed"],
        ["dist/cave/cave-ebook.epub", "12 sections   20.0 KiB  1 warning"],
    ]
    assert result.stderr.startswith("a.md:3:1: warning[note-unused]: ")
    assert "font-missing" not in result.stderr


def test_options_arrive_at_the_pipeline(pipeline: Pipeline, run: Run) -> None:
    options = "--edition press --edition ebook --edition press --out o --jobs 3 --strict --one-go --onix"
    run("build", "cave", *options.split())
    (call,) = pipeline.calls
    del call["progress"]
    assert call == {
        "book": Path("cave"),
        "editions": ("press", "ebook"),
        "out": Path("o"),
        "workshop": "workshop of 3",
        "strict": True,
        "one_go": True,
        "onix": True,
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("build", "BOOK"),
        ("build nowhere", "nowhere"),
        ("build cave/book.toml", "book.toml"),
        ("build cave --edition pres", "did you mean `press`?"),
        ("build cave --edition kindle9", "`ebook`, `press`, `screen`"),
        ("build cave --jobs 0", "--jobs"),
        ("build cave --out occupied", "cannot be written to"),
        ("build cave sub/cave", "one name"),
        ("check cave --dry-run", "--fix"),
        ("check cave --json --format sarif", "exclude each other"),
        ("check cave --format xml", "xml"),
        ("biuld cave", "build"),
        ("inspect nowhere.pdf", "nowhere.pdf"),
    ],
)
def test_wrong_usage_is_2_with_a_sentence_that_helps(arguments: str, said: str, pipeline: Pipeline, run: Run) -> None:
    Path("cave/book.toml").touch()
    Path("occupied").touch()
    Path("sub/cave").mkdir(parents=True)
    result = run(*arguments.split())
    assert (result.exit_code, pipeline.calls) == (2, [])
    assert said in result.stderr


def test_the_same_book_twice_is_wrong_usage(pipeline: Pipeline, run: Run) -> None:
    assert run("build", "cave", "./cave").exit_code == 2


def test_a_defect_is_one_line_and_a_crash_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pipeline: Pipeline, run: Run
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    pipeline.books["cave"] = KeyError("several\nlines")
    result = run("build", "cave")
    (crash,) = tmp_path.glob("bookbuild-crash-*.txt")
    report = crash.read_text(encoding="utf-8")
    assert result.exit_code == 70
    assert result.stderr.count("\n") == 1
    assert str(crash) in result.stderr
    assert "Traceback" in report
    assert "click " in report


def test_a_crash_file_that_cannot_be_written_is_still_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pipeline: Pipeline, run: Run
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    pipeline.books["cave"] = KeyError("x")
    result = run("check", "cave")
    assert (result.exit_code, result.stderr.count("\n")) == (70, 1)


def test_a_full_disk_is_the_machines_matter(pipeline: Pipeline, run: Run) -> None:
    pipeline.books["cave"] = OSError(errno.ENOSPC, "No space left on device", "dist")
    result = run("build", "cave")
    assert (result.exit_code, result.stderr) == (3, "bookbuild: no space left on device: `dist`\n")


def test_too_little_memory_is_the_machines_matter(pipeline: Pipeline, run: Run) -> None:
    pipeline.books["cave"] = MemoryError()
    result = run("build", "cave")
    assert (result.exit_code, result.stderr) == (
        3,
        "bookbuild: no memory is left: give it more, or take the book apart\n",
    )


def test_what_the_machine_lacks_is_said_with_its_remedy(pipeline: Pipeline, run: Run) -> None:
    pipeline.books["cave"] = MachineLacks("Pango is missing", "apt-get install libpango-1.0-0")
    result = run("build", "cave")
    assert result.exit_code == 3
    assert result.stderr == "bookbuild: Pango is missing\n  remedy: apt-get install libpango-1.0-0\n"


def test_an_interruption_is_130_and_one_line(pipeline: Pipeline, run: Run) -> None:
    pipeline.books["cave"] = KeyboardInterrupt()
    result = run("build", "cave")
    assert (result.exit_code, result.stderr) == (130, "bookbuild: interrupted\n")


def test_a_reader_that_goes_away_is_no_failure() -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-c", "from bookbuild.cli import emit; emit('x' * 100_000)"]
    ran = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_json_is_ascii_where_standard_output_is_not_unicode() -> None:
    command = [sys.executable, "-c", "from bookbuild.cli import show; show({'title': 'في'})"]
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    ran = subprocess.run(command, capture_output=True, env=environment, check=True)
    assert b"\\u0641\\u064a" in ran.stdout
