"""Books that would read other files, carry what is fetched or runs, or write a line of a log → findings, at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from bad_input import settings
from click.testing import Result
from contract_samples import Book

Run = Callable[..., Result]
SECRET = "the-secret = 7 of 9\n"
DOCUMENT = "{% extends 'document.xhtml' %}{% block content %}<p>x</p>MARKUP{% endblock %}"
ADDRESS = "https://example.org/x"


@pytest.fixture
def book(tmp_path: Path) -> Book:
    (tmp_path / "secret").write_text(SECRET)
    (tmp_path / "outside").mkdir()
    for name in ("print.css", "chapter.xhtml", "a.ttf", "01.md"):
        (tmp_path / "outside" / name).write_text(SECRET)
    return Book(tmp_path / "book")


def link(path: str, target: str) -> Callable[[Path], None]:
    def make(book: Path) -> None:
        place = book / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.is_dir():
            place.rename(book / "moved")
        place.unlink(missing_ok=True)
        place.symlink_to(target)

    return make


def pipe(path: str) -> Callable[[Path], None]:
    def make(book: Path) -> None:
        (book / path).parent.mkdir(parents=True, exist_ok=True)
        (book / path).unlink(missing_ok=True)
        os.mkfifo(book / path)

    return make


def folder(path: str) -> Callable[[Path], None]:
    def make(book: Path) -> None:
        (book / path).unlink(missing_ok=True)
        (book / path).mkdir(parents=True)

    return make


def sparse(path: str) -> Callable[[Path], None]:
    def make(book: Path) -> None:
        (book / path).parent.mkdir(parents=True, exist_ok=True)
        with (book / path).open("wb") as file:
            file.truncate(2**30)

    return make


def file(path: str, content: str | bytes) -> Callable[[Path], None]:
    def make(book: Path) -> None:
        (book / path).parent.mkdir(parents=True, exist_ok=True)
        (book / path).write_bytes(content.encode() if isinstance(content, str) else content)

    return make


FILES: dict[str, tuple[list[Callable[[Path], None]], set[str]]] = {
    "settings that are a link": ([link("book.toml", "../secret")], {"path-outside"}),
    "persons that are a link": ([link("persons.toml", "../secret")], {"path-outside"}),
    "a chapter that is a link": ([link("chapters/03.md", "../../secret")], {"path-outside"}),
    "a folder of chapters that is a link": ([link("chapters", "../outside")], {"path-outside"}),
    "styles that are a link": ([link("styles", "../outside")], {"path-outside"}),
    "a theme that is a link": ([link("styles/plain", "../../outside")], {"path-outside"}),
    "a sheet that is a link": ([link("styles/plain/print.css", "../../../secret")], {"path-outside"}),
    "a sheet over the theme's that is a link": ([link("styles/plain/epub-own.css", "/etc/passwd")], {"path-outside"}),
    "a template that is a link": ([link("styles/plain/chapter.xhtml", "../../../secret")], {"path-outside"}),
    "fonts that are a link": ([link("styles/fonts", "../../outside")], {"path-outside"}),
    "a font that is a link": ([link("styles/fonts/a.ttf", "../../../secret")], {"path-outside"}),
    "a riwāyah that is a link": (
        [file("book.toml", str(settings('[scripture]\nriwayah = "warsh.json"\n')["book.toml"])), link("warsh.json", "../secret")],
        {"path-outside"},
    ),
    "a cataloguing block that is a link": (
        [file("book.toml", '[book]\ntitle = "S"\ncataloguing = "cip.md"\n'), link("cip.md", "../secret")], {"path-outside"},
    ),
    "a template by a path": (
        [file("styles/plain/chapter.xhtml", "{% include '../../../secret' %}")], {"template-invalid"},
    ),
    "a template by an absolute path": ([file("styles/plain/chapter.xhtml", "{% include '/etc/passwd' %}")], {"template-invalid"}),
    "settings that are a pipe": ([pipe("book.toml")], {"toml-invalid"}),
    "persons that are a pipe": ([pipe("persons.toml")], {"toml-invalid"}),
    "a chapter that is a pipe": ([pipe("chapters/03.md")], {"chapter-missing"}),
    "a picture that is a pipe": ([file("chapters/01.md", "# One {#one}\n\n![A](a.png)\n"), pipe("chapters/a.png")], {"image-missing"}),
    "a sheet that is a pipe": ([pipe("styles/plain/print.css")], {"style-invalid"}),
    "a template that is a pipe": ([pipe("styles/plain/chapter.xhtml")], {"template-invalid"}),
    "a font that is a pipe": ([pipe("styles/fonts/a.ttf")], {"style-invalid"}),
    "styles that are a pipe": ([pipe("styles")], {"style-invalid"}),
    "a chapter that is a folder": ([folder("chapters/03.md")], {"chapter-missing"}),
    "persons that are a folder": ([folder("persons.toml")], {"toml-invalid"}),
    "a sheet that is a folder": ([folder("styles/plain/epub.css")], {"style-invalid"}),
    "a template that is a folder": ([folder("styles/plain/chapter.xhtml")], {"template-invalid"}),
    "a chapter of 1 GB": ([sparse("chapters/03.md")], {"too-large"}),
    "persons of 1 GB": ([sparse("persons.toml")], {"too-large"}),
    "a sheet of 1 GB": ([sparse("styles/plain/epub.css")], {"too-large"}),
    "a sheet of 2 MB": ([file("styles/plain/print-own.css", "p { color: red }\n" * 120_000)], {"too-large"}),
    "a template of 1 GB": ([sparse("styles/plain/chapter.xhtml")], {"too-large"}),
    "a font of 1 GB": ([sparse("styles/fonts/a.ttf")], {"too-large"}),
    "a picture of 1 GB": ([file("chapters/01.md", "# One {#one}\n\n![A](a.png)\n"), sparse("chapters/a.png")], {"too-large"}),
    "a name that is not UTF-8": ([lambda book: Path(os.fsdecode(os.fsencode(book) + b"/chapters/\xe9.md")).write_text("# T\n")], {"encoding-invalid"}),
    "a font that is damaged": ([file("styles/fonts/a.ttf", b"\0\1\0\0" + b"\xff" * 200)], set()),
    "what no chapter names": (
        [
            pipe("chapters/pipe"), sparse("large.bin"), link("out", "/etc"), link("loop", "."), link("a.txt", "a.txt"),
            lambda book: Path(os.fsdecode(os.fsencode(book) + b"/\xff.txt")).write_text("x"), link("gone", "nowhere"),
        ],
        set(),
    ),
}  # fmt: skip


def codes(result: Result) -> set[str]:
    assert result.exit_code in (0, 1), result.output
    return {finding["code"] for finding in json.loads(result.stdout)["findings"]}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_not_the_books_own(name: str, book: Book, bookbuild: Run) -> None:
    made, expected = FILES[name]
    for make in made:
        make(book.folder)
    result = bookbuild("check", "book", "--json")
    assert "the-secret" not in result.output
    assert codes(result) == expected


@pytest.mark.parametrize("pattern", ["**/*.md", "**/**/*.md", "*/*/*/*/*/*/*/*/*/*/*/*.md", "loop/**/*.md"])
def test_links_that_go_round_are_not_followed_for_ever(pattern: str, book: Book, bookbuild: Run) -> None:
    book.lay({"book.toml": f'[book]\ntitle = "S"\n[matter]\nfront = []\nbody = ["{pattern}"]\n'})
    for number in range(12):
        (book.folder / f"loop{number or ''}").symlink_to(".")
    assert codes(bookbuild("check", "book", "--json")) <= {"chapter-missing", "setting-invalid", "link-broken"}


def test_a_folder_of_styles_of_the_working_directory_is_a_root_of_its_own(
    book: Book, tmp_path: Path, bookbuild: Run
) -> None:
    (tmp_path / "styles" / "plain").mkdir(parents=True)
    (tmp_path / "styles" / "plain" / "print.css").symlink_to("../../secret")
    assert codes(bookbuild("check", "book", "--json")) == {"path-outside"}


MARKUP = {
    "a script": ("<script>1</script>", {"template-invalid"}),
    "a frame": (f'<iframe src="{ADDRESS}"></iframe>', {"template-invalid"}),
    "an object": (f'<object data="{ADDRESS}"></object>', {"template-invalid"}),
    "a form": (f'<form action="{ADDRESS}"></form>', {"template-invalid"}),
    "a base": (f'<base href="{ADDRESS}"/>', {"template-invalid"}),
    "a refreshing head": (f'<meta http-equiv="refresh" content="0;{ADDRESS}"/>', {"template-invalid"}),
    "a handler": ('<p onclick="x()">y</p>', {"template-invalid"}),
    "a picture": (f'<img src="{ADDRESS}" alt=""/>', {"resource-remote"}),
    "a picture of this machine": ('<img src="file:///etc/passwd" alt=""/>', {"resource-remote"}),
    "a picture that is no picture": ('<img src="../../../etc/passwd" alt=""/>', {"template-invalid"}),
    "a set of pictures": (f'<img srcset="{ADDRESS}" alt=""/>', {"resource-remote"}),
    "a film": (f'<video poster="{ADDRESS}"></video>', {"template-invalid"}),
    "a style": (f'<p style="background: url({ADDRESS})">x</p>', {"resource-remote"}),
    "a sheet": (f'<style>@import "{ADDRESS}";</style>', {"template-invalid"}),
    "another sheet": (f'<link rel="stylesheet" href="{ADDRESS}"/>', {"resource-remote"}),
    "a file beside": ('<link rel="attachment" href="file:///etc/passwd"/>', {"resource-remote"}),
    "a link that runs": ('<a href="javascript:alert(1)">x</a>', {"resource-remote"}),
    "a link that runs, apart": ('<a href="java&#10;script:alert(1)">x</a>', {"resource-remote"}),
    "a drawing": ('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', {"template-invalid"}),
    "what a book has": ('<p class="x" style="color: red" lang="en">y <a href="https://example.org">z</a></p>', set()),
}  # fmt: skip


@pytest.mark.parametrize("name", MARKUP)
def test_a_template_makes_text_and_nothing_that_runs(name: str, book: Book, bookbuild: Run) -> None:
    markup, expected = MARKUP[name]
    book.lay({"styles/plain/chapter.xhtml": DOCUMENT.replace("MARKUP", markup)})
    assert codes(bookbuild("check", "book", "--json")) == expected


SHEETS = {
    "an import in supports": (f"@supports (a: b) {{ @import '{ADDRESS}'; }}", {"resource-remote"}),
    "an import with an escape": (f"@\\69mport '{ADDRESS}';", {"resource-remote"}),
    "a set of pictures": (f"p {{ background: image-set('{ADDRESS}' 1x) }}", {"resource-remote"}),
    "a source": ("p { background: src(var(--a)) }", {"style-invalid"}),
    "an address made of tokens": (f":root {{ --a: ur }} p {{ background: var(--a)l({ADDRESS}) }}", {"resource-remote"}),
    "a string made of tokens": (
        f":root {{ --a: '\" url({ADDRESS}) \"' }} p::before {{ content: \"var(--a)\" }}", {"resource-remote"},
    ),
    "blocks without end": ("p { a: " + "(" * 3_000 + ")" * 3_000 + " }", {"style-invalid"}),
    "a namespace": ("@namespace url('http://www.w3.org/1999/xhtml'); p { color: red }", set()),
}  # fmt: skip


@pytest.mark.parametrize("sheet", ["epub.css", "epub-own.css"])
@pytest.mark.parametrize("name", SHEETS)
def test_a_style_sheet_asks_for_nothing(name: str, sheet: str, book: Book, bookbuild: Run) -> None:
    content, expected = SHEETS[name]
    book.lay({f"styles/plain/{sheet}": content})
    assert codes(bookbuild("check", "book", "--json")) == expected


def test_what_protects_readers_cannot_be_waived(book: Book, bookbuild: Run) -> None:
    waivers = "".join(
        f'[[allow]]\ncode = "{code}"\nreason = "x"\n'
        for code in ("path-outside", "resource-remote", "image-invalid", "template-invalid", "too-large")
    )
    book.lay({**settings(waivers), "chapters/01.md": "# One {#one}\n\n![A](a.svg)\n"})
    book.lay({"chapters/a.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{ADDRESS}"/></svg>'})
    result = bookbuild("build", "book", "--json")
    assert (result.exit_code, codes(result)) == (1, {"setting-invalid", "resource-remote"})


def test_a_link_that_is_waived_leads_nowhere(book: Book, bookbuild: Run) -> None:
    book.lay({**settings('[[allow]]\ncode = "link-broken"\nreason = "x"\n')})
    book.lay({"chapters/01.md": "# One {#one}\n\n[x](java&#9;script:alert(1)) <javascript:alert(2)>\n"})
    assert bookbuild("build", "book", "--edition", "ebook", "--out", "dist").exit_code == 0
    with zipfile.ZipFile("dist/book/book-ebook.epub") as archive:
        document = archive.read("EPUB/one.xhtml")
    assert b'href="java' not in document


COMMAND = (sys.executable, "-c", "from bookbuild.cli import main; main()")
NAME = "a\n::error::b\x1b[31m\u202ec"


def paths_of(given: dict[str, Any]) -> list[str]:
    """The paths of findings of an object of `--json` or of SARIF, those of SARIF from the book's folder on."""
    if "findings" in given:
        return [finding["path"] for finding in given["findings"]]
    places = [place["physicalLocation"] for result in given["runs"][0]["results"] for place in result["locations"]]
    return [unquote(place["artifactLocation"]["uri"]).removeprefix(f"{NAME}/") for place in places]


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_names_write_no_line_of_a_log_and_act_on_no_terminal(form: str, book: Book, tmp_path: Path) -> None:
    """Of a chapter, an edition, a picture and the book itself, from a process as CI runs it."""
    book.folder.rename(tmp_path / NAME)
    here = Book.__new__(Book)
    here.folder = tmp_path / NAME
    here.lay({f"chapters/{NAME}.md": f"# Three\n\n[x]{{.persn}} ![A]({NAME.split(chr(10))[0]}.png)\n"})
    result = subprocess.run([*COMMAND, "check", f"./{NAME}", "--format", form], cwd=tmp_path, capture_output=True)
    assert result.returncode == 1
    printed = (result.stdout + result.stderr).decode()
    assert [char for char in printed if char != "\n" and (ord(char) < 32 or char in "\x7f\u202e\u2066")] == []
    lines = [line for line in printed.splitlines() if line.lstrip().startswith("::")]
    assert all(line.startswith(("::error file=", "::warning file=")) for line in lines)
    if form in ("json", "sarif"):
        given: dict[str, Any] = json.loads(result.stdout)
        assert f"chapters/{NAME}.md" in paths_of(given)


def test_wrong_usage_shows_names_in_one_line(tmp_path: Path) -> None:
    result = subprocess.run([*COMMAND, "check", NAME], cwd=tmp_path, capture_output=True, text=True)
    assert result.returncode == 2
    assert not any(line.startswith("::") for line in result.stderr.splitlines())
    assert "\x1b" not in result.stderr
