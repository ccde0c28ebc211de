"""`doctor`, `new`, `--help`, `--version`, the progress line."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import metadata
from io import StringIO
from pathlib import Path

import pytest
from click.testing import Result
from command_samples import Pipeline, object_of
from rich.console import Console

from bookbuild import __version__, starter
from bookbuild.cli import main
from bookbuild.reporting.progress import Told
from bookbuild.sources import book_schema

Run = Callable[..., Result]
LANGUAGES = ("en", "ar", "ur", "fa", "tr", "fr", "id", "ms", "bn", "de", "es", "sw")


def test_doctor_is_content_with_a_machine_that_has_all(run: Run) -> None:
    result = run("doctor", "--json")
    given = object_of(result)
    assert (result.exit_code, given["missing"]) == (0, [])
    rows = {row["name"]: row for row in given["rows"]}
    assert {"Pango", "HarfBuzz", "HarfBuzz subset", "fontconfig", "Amiri Quran", "java", "weasyprint"} <= set(rows)
    assert rows["Pango"]["version"].count(".") == 2
    assert rows["weasyprint"]["version"] == metadata.version("weasyprint")


def test_doctor_says_how_to_get_what_is_missing(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    result = run("doctor")
    assert result.exit_code == 3
    for said in ("MISSING", "fontconfig", "fonts-hosny-amiri", "fonts-ebgaramond", "default-jre-headless", "qpdf"):
        assert said in result.stdout


def test_doctor_does_without_the_judges(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, run: Run) -> None:
    import shutil

    fc_list = shutil.which("fc-list")
    assert fc_list
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "fc-list").symlink_to(fc_list)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    result = run("doctor")
    assert result.exit_code == 0
    assert "java" in result.stdout.split("missing, and only needed")[1]


def test_doctor_finds_no_fonts_where_fontconfig_has_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, run: Run
) -> None:
    config = tmp_path / "fonts.conf"
    config.write_text(f"<fontconfig><cachedir>{tmp_path}</cachedir></fontconfig>", encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(config))
    result = run("doctor", "--json")
    assert (result.exit_code, object_of(result)["missing"]) == (3, ["EB Garamond 12", "Amiri", "Amiri Quran"])


def test_doctor_names_a_library_that_does_not_load(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    def absent(name: str) -> None:
        raise OSError(f"{name}: cannot open shared object file")

    monkeypatch.setattr("ctypes.CDLL", absent)
    result = run("doctor", "--json")
    assert result.exit_code == 3
    assert object_of(result)["missing"] == ["Pango", "PangoFT2", "HarfBuzz", "HarfBuzz subset", "fontconfig"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_new_lays_down_a_book_in_its_language(language: str, run: Run) -> None:
    result = run("new", "shelf/mine", "--language", language)
    laid = [Path(line) for line in result.stdout.splitlines()[:-1]]
    assert result.exit_code == 0
    assert all(path.is_file() for path in laid)
    assert {path.name for path in laid} >= {"book.toml", "README.md", "lamp.svg"}
    assert f'language = "{language}"' in Path("shelf/mine/book.toml").read_text(encoding="utf-8")


def test_new_takes_a_region_and_writes_it_down(run: Run) -> None:
    assert run("new", "mine", "--language", "ar-EG").exit_code == 0
    assert 'language = "ar-EG"' in Path("mine/book.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("folder", "language", "said"),
    [
        ("full", "en", "not empty"),
        ("file", "en", "cannot be written"),
        ("mine", "ha", "`en`, `ar`"),
        ("mine", 'en"', "language tag"),
    ],
)
def test_new_refuses_and_leaves_everything_as_it_was(folder: str, language: str, said: str, run: Run) -> None:
    Path("full").mkdir()
    Path("full/mine.md").touch()
    Path("file").touch()
    before = sorted(Path().rglob("*"))
    result = run("new", folder, "--language", language)
    assert result.exit_code == 2
    assert said in result.stderr
    assert sorted(Path().rglob("*")) == before


def test_new_takes_an_empty_folder(run: Run) -> None:
    Path("empty").mkdir()
    assert run("new", "empty").exit_code == 0


def test_the_version_is_that_of_the_package(run: Run) -> None:
    assert run("--version").stdout == f"bookbuild {__version__}\n"
    assert metadata.version("bookbuild") == __version__


def test_help_names_every_command(run: Run) -> None:
    said = run("--help").stdout
    assert all(name in said for name in ("new", "build", "check", "editions", "fonts", "doctor", "inspect", "schema"))


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_help_is_not_cut_off(columns: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert "..." not in run("--help").stdout.replace("[ARGS]...", "")


@pytest.mark.parametrize("command", sorted(main.commands))
def test_help_of_a_command_has_examples_that_are_no_wrong_usage(command: str, run: Run) -> None:
    said = run(command, "--help").stdout.partition("Examples:\n")[2]
    examples = [re.split(r"\s{3,}| > ", line.strip())[0] for line in said.splitlines()]
    assert examples
    for example in examples:
        name, *arguments = shlex.split(example)[1:]
        assert name == command
        options = {option for parameter in main.commands[command].params for option in parameter.opts}
        assert {argument for argument in arguments if argument.startswith("-")} <= options


def test_the_schema_is_printed_and_laid_beside_a_new_book(run: Run) -> None:
    printed = run("schema").stdout
    assert json.loads(printed) == json.loads(json.dumps(book_schema()))
    for language in starter.LANGUAGES:
        run("new", language, "--language", language)
        assert Path(language, "book.schema.json").read_text(encoding="utf-8") == printed
        assert Path(language, "book.toml").read_text(encoding="utf-8").startswith("#:schema ./book.schema.json\n")
        assert "`book.schema.json`" in Path(language, "README.md").read_text(encoding="utf-8")


def test_help_takes_hardly_longer_than_click() -> None:
    """A ratio of medians side by side: nothing heavy is imported for it (the bar itself is in `benchmarks/`)."""

    def seconds(code: str) -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
        return time.perf_counter() - start

    ours = "from bookbuild.cli import main; main(['--help'])"
    pairs = [(seconds(ours), seconds("import click")) for _ in range(5)]
    assert min(a for a, _ in pairs) < 2.5 * min(b for _, b in pairs)


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom bookbuild.cli import main\n"
        "main(['--help'], standalone_mode=False)\n"
        "print(sorted({'rich', 'lxml', 'weasyprint', 'jinja2', 'msgspec', 'babel'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert ran.stdout.splitlines()[-1] == "[]"


def test_editions_are_listed_as_a_table_and_as_an_object(pipeline: Pipeline, run: Run) -> None:
    assert "148 × 210 mm" in run("editions", "cave").stdout
    given = object_of(run("editions", "cave", "--json"))
    assert [edition["name"] for edition in given["editions"]] == ["ebook", "press", "screen"]
    assert given["editions"][1]["trim"] == [148.0, 210.0]


def test_progress_tells_step_and_section_in_one_line() -> None:
    out = StringIO()
    console = Console(file=out, force_terminal=True, width=60, color_system=None)
    with console.status("") as status:
        told = Told(status)
        told.step("cave", "press", "typeset")
        told.section("cave", "press", "In the [bold]cave")
        console.print("")
    assert "cave press: typeset: In the [bold]cave (1)" in out.getvalue()


@pytest.mark.parametrize("arguments", [["check", str(Path(__file__).parent)], ["cache"], ["doctor"]])
def test_a_working_directory_that_is_gone_is_said(arguments: list[str], tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    program = (
        f"import os, sys; os.rmdir({str(gone)!r}); from bookbuild.cli import main; main({arguments!r}, 'bookbuild')"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=gone, capture_output=True, text=True, check=False)
    assert (done.returncode, "the working directory is not there any more" in done.stderr) == (2, True)
