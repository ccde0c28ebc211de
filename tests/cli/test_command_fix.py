"""`check --fix`: what is mended in the sources, what is left as it is, and what is told."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from command_samples import Outcome, Pipeline
from hypothesis import given
from hypothesis import strategies as st

from bookbuild import mending
from bookbuild.build_result import Change
from bookbuild.diagnostics import Code, Finding, Fix, Location, MachineLacks

PATH = "a.md"
BEFORE, AFTER = "one\ntwo\nthree", "one\n2\nthree"
CHANGED = Outcome("cave", changes=(Change(PATH, BEFORE, AFTER, 1),))


def fix(line: int, column: int, end: int, text: str) -> Fix:
    return Fix(PATH, line, column, line, end, text)


def mended(folder: Path, content: bytes, *fixes: Fix) -> bytes:
    (folder / PATH).write_bytes(content)
    mending.write(folder, mending.changes(folder, fixes))
    assert [path.name for path in folder.iterdir()] == [PATH]
    return (folder / PATH).read_bytes()


@pytest.mark.parametrize(
    ("content", "fixes", "expected"),
    [
        (b"one two", [fix(1, 5, 8, "three")], b"one three"),
        (b"one two", [fix(1, 5, 8, "b"), fix(1, 1, 4, "a")], b"a b"),
        (b"one two", [fix(1, 4, 4, " and")], b"one and two"),
        (b"one", [fix(1, 4, 4, "!"), fix(1, 4, 4, "!")], b"one!"),
        (b"one\r\ntwo\r\n", [Fix(PATH, 1, 2, 2, 2, "\n\n")], b"o\r\n\r\nwo\r\n"),
        (b"one\rtwo", [fix(2, 1, 4, "2\n")], b"one\r2\r"),
        (b"\xef\xbb\xbfone", [fix(1, 1, 2, "O")], b"\xef\xbb\xbfOne"),
        ("\u0627\u0651\u064e e\u0301 \u0622".encode(), [fix(1, 1, 1, "x")], "x\u0627\u0651\u064e e\u0301 \u0622".encode()),
        ("\u2028a b".encode(), [fix(1, 2, 3, "A")], "\u2028A b".encode()),
        (b"abcdef", [fix(1, 1, 4, "x"), fix(1, 3, 6, "y")], b"xdef"),
        (b"abcdef", [fix(1, 1, 4, "x"), fix(1, 4, 7, "y")], b"xy"),
        (b"one", [fix(1, 2, 9, "x"), fix(7, 1, 1, "x"), fix(1, 3, 2, "x"), fix(0, 1, 1, "x")], b"one"),
        (b"\xff one", [fix(1, 3, 6, "two")], b"\xff one"),
    ],
)  # fmt: skip
def test_spans_are_replaced_and_nothing_else(tmp_path: Path, content: bytes, fixes: list[Fix], expected: bytes) -> None:
    assert mended(tmp_path, content, *fixes) == expected


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), st.data())
def test_what_is_outside_of_a_span_stays(content: str, data: st.DataObject) -> None:
    lines, line_end = mending._lines(content)
    line = data.draw(st.integers(1, len(lines)))
    begin, end = lines[line - 1]
    column = data.draw(st.integers(1, end - begin + 1))
    last = data.draw(st.integers(column, end - begin + 1))
    span = mending._span(fix(line, column, last, "new"), lines, line_end)
    assert span is not None
    assert begin <= span.begin <= span.end <= end
    assert "\n" not in content[span.begin : span.end]


def test_a_file_keeps_its_mode_and_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("one")
    (tmp_path / "real.md").chmod(0o640)
    (tmp_path / PATH).symlink_to("real.md")
    mending.write(tmp_path, mending.changes(tmp_path, [fix(1, 1, 4, "two")]))
    assert (tmp_path / PATH).is_symlink()
    assert (tmp_path / "real.md").read_text() == "two"
    assert (tmp_path / "real.md").stat().st_mode & 0o777 == 0o640


def test_what_cannot_be_written_is_the_machines_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: str, _target: Path) -> None:
        raise PermissionError(13, "Permission denied", source)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(MachineLacks, match="Permission denied"):
        mended(tmp_path, b"one", fix(1, 1, 4, "two"))
    assert [path.read_text() for path in tmp_path.iterdir()] == ["one"]


def test_what_is_waived_is_not_mended() -> None:
    finding = Finding(Code.QURAN_MISMATCH, "m", "r", Location(PATH, 1, 1), fix=fix(1, 1, 2, ""))
    waived = Finding(Code.QURAN_MISMATCH, "m", "r", Location(PATH, 1, 1), fix=fix(1, 1, 2, ""), allowed=True)
    assert mending.certain([waived, finding, waived]) == (finding.fix,)


def test_rounds_are_told_as_one() -> None:
    first, second = Change("a", "1", "2", 1), Change("a", "2", "3", 2)
    assert mending.joined([first], [second, Change("b", "", "x", 1)]) == (
        Change("a", "1", "3", 3),
        Change("b", "", "x", 1),
    )


def test_mended_files_are_named(pipeline: Pipeline, run) -> None:
    pipeline.books["cave"] = CHANGED
    result = run("check", "cave", "--fix")
    assert (result.exit_code, result.stderr) == (0, "mended `cave/a.md` in 1 place\n")
    assert pipeline.calls[0]["dry_run"] is False
    assert "cave" in result.stdout


def test_a_dry_run_is_a_patch(pipeline: Pipeline, run, tmp_path: Path) -> None:
    pipeline.books["cave"] = CHANGED
    result = run("check", "cave", "--fix", "--dry-run")
    assert pipeline.calls[0]["dry_run"] is True
    head = "--- cave/a.md\n+++ cave/a.md\n@@ -1,3 +1,3 @@\n one\n-two\n+2\n three\n\\ No newline at end of file\n"
    assert result.stdout.startswith(head)


@pytest.mark.skipif(shutil.which("git") is None and "CI" not in os.environ, reason="git is not on this machine")
def test_git_takes_the_patch(pipeline: Pipeline, run, tmp_path: Path) -> None:
    pipeline.books["cave"] = CHANGED
    patch = run("check", "cave", "--fix", "--dry-run").stdout
    (tmp_path / "cave" / PATH).write_text(BEFORE)
    subprocess.run(["git", "apply", "-p0"], input=patch, text=True, cwd=tmp_path, check=True)
    assert (tmp_path / "cave" / PATH).read_text() == AFTER


def test_json_stays_one_object(pipeline: Pipeline, run) -> None:
    pipeline.books["cave"] = CHANGED
    result = run("check", "cave", "--fix", "--dry-run", "--json")
    assert json.loads(result.stdout) == {"books": [{"book": "cave"}], "findings": []}
    assert "+2" in result.stderr
