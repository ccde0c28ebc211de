"""README.md's first book, as it is told there; its tables of commands and exit statuses."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt

from bookbuild import cli

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
FENCES = [token.content for token in MarkdownIt().parse(README) if token.type == "fence"]
CHAPTER = Path("my-book/chapters/01-setting-out.md")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(*command: str, status: int = 0) -> str:
    """What the command says, on both streams."""
    result = CliRunner().invoke(cli.main, command, prog_name="bookbuild")
    assert result.exit_code == status, result.output
    return result.output


def add(text: str) -> None:
    with CHAPTER.open("a", encoding="utf-8") as file:
        file.write(f"\n{text}")


def test_the_first_book_builds_and_its_mistake_is_found(folder: Path) -> None:
    assert len(FENCES) == 2
    said("new", "my-book")
    assert [
        path for path in re.findall(r"^        (\S+\.\w+)", README, re.MULTILINE) if not list(folder.glob(f"**/{path}"))
    ] == []
    add(FENCES[0])
    said("check", "my-book", "--strict")
    said("build", "my-book", "--edition", "ebook")
    assert (folder / "dist/my-book/my-book-ebook.epub").is_file()
    add(FENCES[1])
    shown = textwrap.dedent(README.split("says:\n\n")[1].split("\n\n")[0])
    assert shown in said("check", "my-book", status=1)


def test_every_command_stands_in_the_table() -> None:
    assert set(re.findall(r"^\| `bookbuild (\w+)", README, re.MULTILINE)) == set(cli.main.commands)


def test_every_option_named_is_one() -> None:
    known = {"--help"} | {
        option for command in cli.main.commands.values() for param in command.params for option in param.opts
    }
    assert [option for option in re.findall(r"`[^`\n]*?(--[a-z-]+)", README) if option not in known] == []


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "docs/manuscript.md",
        "docs/findings.md",
        "docs/scripture.md",
    ],
)
def test_links_to_files_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    text = re.sub(r"^(`{3,}).*?^\1$", "", text, flags=re.DOTALL | re.MULTILINE)
    files = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", re.sub("`[^`\n]*`", "", text))
    assert [file for file in files if not (ROOT / page).parent.joinpath(file).exists()] == []
