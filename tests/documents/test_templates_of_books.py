"""A book's own templates: they run no code, take no time without end, and give what those of the tool would give."""

from __future__ import annotations

import json
import marshal
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import CodeType

import pytest
from click.testing import Result
from hostile_templates import RUNS_CODE, TAKES_TOO_MUCH

import bookbuild.documents
from bookbuild.diagnostics import BookError, Code
from bookbuild.documents import render
from bookbuild.documents.compiled import FOLDER, _of_process
from bookbuild.documents.sandbox import STEPS
from bookbuild.guarded.folder import GuardedFolder
from bookbuild.model.document import Rendered
from bookbuild.resolve import resolve
from bookbuild.sources import read_book

Run = Callable[..., Result]
PAGE = "{% extends 'document.xhtml' %}{% block content %}\n<p>CONTENT</p>{% endblock %}"


def own_template(book: Path, content: str, name: str = "title-page.xhtml") -> None:
    folder = book / "styles" / "plain"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(content, encoding="utf-8")


def rendered(book: Path) -> Rendered:
    """The first edition, with the book's own templates."""
    manuscript, _ = read_book(book)
    assert manuscript
    made, _ = resolve(manuscript, manuscript.editions[0])
    return render(made, (GuardedFolder.of(book / "styles").sub("plain"),))


@pytest.mark.parametrize("name", [*RUNS_CODE, *TAKES_TOO_MUCH])
def test_what_no_template_may_have_is_refused_with_its_line(
    small_book: Path, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    content = (RUNS_CODE | TAKES_TOO_MUCH)[name]
    own_template(small_book, PAGE.replace("CONTENT", content))
    with pytest.raises(BookError) as refused:
        rendered(small_book)
    (finding,) = refused.value.findings
    assert (finding.code, finding.location.path) == (Code.TEMPLATE_INVALID, "styles/plain/title-page.xhtml")
    assert finding.location.line in (1, 2)
    assert not Path("was-run").exists()
    assert "root:" not in finding.message


def test_the_command_ends_with_that_finding(small_book: Path, bookbuild: Run) -> None:
    own_template(small_book, PAGE.replace("CONTENT", RUNS_CODE["globals of a global"]))
    result = bookbuild("check", small_book, "--json")
    assert result.exit_code == 1
    assert [finding["code"] for finding in json.loads(result.stdout)["findings"]] == ["template-invalid"]


@pytest.mark.parametrize(
    "content", ["{{ a.b }}", "{% set a = 1 / 0 %}", "{% macro A() %}{% endmacro %}\n\n{{ inlines.__self__ }}"]
)
def test_macros_are_held_to_the_same(small_book: Path, bookbuild: Run, content: str) -> None:
    own_template(small_book, "\n" + content, "inlines.xhtml")
    (finding, *_) = json.loads(bookbuild("check", small_book, "--json").stdout)["findings"]
    assert (finding["code"], finding["path"]) == ("template-invalid", "styles/plain/inlines.xhtml")
    assert finding["line"] == 2 + content.count("\n")


@pytest.mark.parametrize("file", sorted(path.name for path in FOLDER.glob("*.xhtml")))
def test_the_tools_templates_as_a_books_own_give_the_same(file: str, small_book: Path) -> None:
    before = [document.xhtml for document in rendered(small_book).documents]
    own_template(small_book, (FOLDER / file).read_text("utf-8"), file)
    assert [document.xhtml for document in rendered(small_book).documents] == before


@pytest.mark.parametrize("edition", ["arabic", "english"])
def test_all_of_the_tools_templates_as_a_books_own_give_the_same_of_every_construct(
    tmp_path: Path, edition: str
) -> None:
    book = tmp_path / "book"
    shutil.copytree(Path(__file__).parents[1] / "contract" / "every-construct" / edition, book)
    before = [document.xhtml for document in rendered(book).documents]
    shutil.rmtree(book / "styles", ignore_errors=True)
    shutil.copytree(FOLDER, book / "styles" / "plain", ignore=shutil.ignore_patterns("__pycache__"))
    assert [document.xhtml for document in rendered(book).documents] == before


USEFUL = """{% set n = namespace(count=0) %}{% for a in [3, 1, 2] | sort if a > 1 %}{% set n.count = n.count + a %}
{{ loop.index }}{{ loop.last }}{{ '%02d' % a }}{{ '{:>3}'.format(a) }}{% endfor %}{{ n.count ~ '-' ~ 'a' * 3 }}
{{ ['a', 'b'] | join(', ') }}{{ book.title[:3] | upper }}{{ book.edition.style.theme }}{{ 'a b'.split() | length }}
{% macro twice(text) %}{{ text }}{{ caller() }}{% endmacro %}{% call twice('x') %}y{% endcall %}
{% for key, value in {'a': 1}.items() %}{{ key }}{{ value }}{% endfor %}{{ 'x' | default('y') | replace('x', 'z') }}
{% for each in book.sections | map(attribute='id') %}{{ each }}{% endfor %}{{ cycler('odd', 'even').next() }}
{% for word, of in ['ab', 'ac', 'b'] | groupby(0) %}{{ word }}{{ of | length }}{% endfor %}{{ 2 ** 10 }}{{ 7 // 2 }}"""


def test_what_templates_are_for_they_may(small_book: Path) -> None:
    own_template(small_book, PAGE.replace("CONTENT", USEFUL))
    (page,) = [document for document in rendered(small_book).documents if document.kind == "title-page"]
    for expected in ("5-aaa", "a, b", "1False02  2", "xy", "a1", ">1024", "odd"):
        assert expected.lstrip(">") in page.xhtml.decode()


def test_a_long_book_has_more_steps(small_book: Path) -> None:
    """Every paragraph takes some: without an allowance for each, a long book could not have templates of its own."""
    own_template(small_book, (FOLDER / "blocks.xhtml").read_text("utf-8"), "blocks.xhtml")
    chapter = next(small_book.glob("**/*.md"))
    chapter.write_text("# A\n\n" + "word *word* word word\n\n" * (STEPS // 200), encoding="utf-8")
    assert rendered(small_book).documents


PROTOCOLS = (b"\x02", b"\x03", b"\x04", b"\x05")
"""Of pickles: their second byte."""


def test_no_code_is_read_from_a_folder_of_caches(
    small_book: Path, bookbuild: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    bookbuild("build", small_book, "--jobs", "1")
    kept = [path.read_bytes() for path in (tmp_path / "caches").rglob("*") if path.is_file()]
    assert kept
    assert not [content for content in kept if runs_code(content)]


def runs_code(content: bytes) -> bool:
    """Whether a file is Jinja's bytecode, a pickle or marshalled code.

    A digest, with which our entries begin, may have any first byte.
    """
    if content.startswith(b"j2") or (content[:1] == b"\x80" and content[1:2] in PROTOCOLS and content.endswith(b".")):
        return True
    with suppress(EOFError, ValueError, TypeError):
        return isinstance(marshal.loads(content), CodeType)
    return False


def test_code_of_the_tools_templates_is_kept_beside_them_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own, kept = tmp_path / "templates", tmp_path / "templates" / "__pycache__"
    shutil.copytree(FOLDER, own, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(bookbuild.documents.compiled, "FOLDER", own)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    _of_process.clear()
    bookbuild.documents.Templates((), {}, lambda: 0)
    files = sorted(kept.glob("*.pyc"))
    assert {path.name.split(".")[0] for path in files} == {
        name.split(".")[0] for name in bookbuild.documents.environment.MACRO_FILES
    }
    assert all(path.stat().st_mode & 0o777 == kept.stat().st_mode & 0o666 for path in files)
    for damage in (b"", b"j2", files[0].read_bytes()[:-9]):
        _of_process.clear()
        files[0].write_bytes(damage)
        assert bookbuild.documents.Templates((), {}, lambda: 0).macros
    _of_process.clear()
