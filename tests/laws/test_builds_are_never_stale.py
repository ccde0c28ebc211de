"""Law: a build that says that nothing has changed is right: it knows by all that the last one read, as it was read."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from book_command import command, working_in
from law_samples import CONTRACT, ROOT

from bookbuild import pipeline
from bookbuild.cache import reads

LAMP = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}"><rect width="{0}" height="{0}"/></svg>'
BOOK = {
    "book.toml": (
        '[book]\ntitle = "Lamp"\ncataloguing = "cip.md"\n[matter]\nfront = ["imprint"]\nbody = ["chapters/*.md", ".own/*.md"]\n'
        '[editions.ebook]\nformat = "epub"\n'
    ),
    "chapters/01.md": "# One\n\nA word of Zayd al-Khayyat (rh), and ![a lamp](../.art/lamp.svg) of his.\n\n![A lamp](lamp.svg)\n",
    "chapters/lamp.svg": LAMP.format(8),
    ".own/02.md": "# Two\n\nIn a folder with a dot.\n",
    ".art/lamp.svg": LAMP.format(9),
    "texts/03.md": "# Three\n\nIn a folder that is linked.\n",
    "cip.md": "Of one library.\n",
    "persons.toml": '[zayd]\nname = "Zayd al-Khayyat"\nkind = "scholar"\ngender = "m"\n',
    "styles/plain/epub-own.css": "p { margin: 1em }\n",
    "styles/plain/half-title.xhtml": "{% extends 'document.xhtml' %}",
}
TEMPLATE = "{% extends 'document.xhtml' %}{% block content %}<h1>Say</h1>{{ blocks(section.blocks) }}{% endblock %}"
CHANGED = {
    "a chapter": ("chapters/01.md", "# One\n\nOther words.\n"),
    "a chapter more": ("chapters/09.md", "# Nine\n\nA word more.\n"),
    "a chapter in a folder with a dot": (".own/02.md", "# Two\n\nOther words.\n"),
    "an image in a folder with a dot": (".art/lamp.svg", LAMP.format(7)),
    "an image": ("chapters/lamp.svg", LAMP.format(7)),
    "a chapter in a folder that is linked": ("texts/03.md", "# Three\n\nOther words.\n"),
    "the cataloguing": ("cip.md", "Of another library.\n"),
    "the settings": ("book.toml", BOOK["book.toml"].replace("Lamp", "Lantern")),
    "the persons": ("persons.toml", BOOK["persons.toml"].replace('"m"', '"f"')),
    "a style sheet": ("styles/plain/epub-own.css", "p { margin: 2em }\n"),
    "a style sheet more": ("styles/plain/epub.css", "p { margin: 3em }\n"),
    "a template more": ("styles/plain/chapter.xhtml", TEMPLATE),
    "a style sheet of the working directory": ("../styles/plain/epub.css", "p { margin: 4em }\n"),
}


def written(book: Path) -> Path:
    for name, text in BOOK.items():
        (book / name).parent.mkdir(parents=True, exist_ok=True)
        (book / name).write_text(text, "utf-8")
    (book / "chapters" / "03.md").symlink_to("../texts/03.md")
    return book


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BOOKBUILD_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return written(tmp_path / "lamp")


def change(book: Path, name: str) -> None:
    path, text = CHANGED[name]
    (book / path).parent.mkdir(parents=True, exist_ok=True)
    (book / path).write_text(text, "utf-8")


def build(book: Path, out: str = "dist") -> dict[str, str]:
    """The digests of what is made."""
    result = command("build", book.name, "--out", out, "--jobs", "1")
    assert result.exit_code == 0, result.output
    files = (book.parent / out / book.name).glob("*.epub")
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.parametrize("name", CHANGED)
def test_what_changes_after_a_build_is_seen(name: str, book: Path) -> None:
    before = build(book)
    change(book, name)
    assert before != build(book) == build(book, "elsewhere")


MOMENTS: dict[str, tuple[object, str]] = {
    "after it was read": (pipeline, "checked"),
    "after it was rendered": (pipeline, "coverage"),
    "when it is delivered": (pipeline.Delivery, "deliver"),
}


QUICK = ("a chapter", "an image", "a style sheet", "a template more")


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("name", [n if n in QUICK else pytest.param(n, marks=pytest.mark.slow) for n in CHANGED])
def test_what_changes_during_a_build_is_seen_by_the_next(
    name: str, moment: str, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, called = MOMENTS[moment]
    original: Callable[..., object] = getattr(owner, called)

    def changing(*arguments: object, **options: object) -> object:
        change(book, name)
        return original(*arguments, **options)

    with monkeypatch.context() as patched:
        patched.setattr(owner, called, changing)
        build(book)
    assert build(book) == build(book, "elsewhere")


def built_anew(book: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    asked = []
    original = pipeline.build
    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "build", lambda *a, **o: asked.append(a) or original(*a, **o))  # type: ignore[func-returns-value]
        build(book)
    return bool(asked)


def test_what_no_chapter_names_matters_to_nobody(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert built_anew(book, monkeypatch)
    with (book / "film.mov").open("wb") as film:
        film.truncate(1 << 30)
    (book / "chapters" / "notes.txt").write_text("of nobody", "utf-8")
    (book / ".art" / "other.svg").write_text("<", "utf-8")
    Path(os.fsdecode(os.fsencode(book / "chapters") + b"/\xff\xfe.txt")).write_text("?", "utf-8")
    (book / "locked").mkdir(mode=0)
    (book / "round").symlink_to(book)
    os.mkfifo(book / "pipe.md")
    assert not built_anew(book, monkeypatch)
    change(book, "a chapter")
    assert built_anew(book, monkeypatch)


@pytest.mark.parametrize("there", [False, True])
def test_a_link_that_comes_to_lead_elsewhere_is_seen(book: Path, monkeypatch: pytest.MonkeyPatch, there: bool) -> None:
    """Also where the same stands there: what is outside of the book may not be read."""
    (book / "texts" / "04.md").write_text(BOOK["texts/03.md"] + ("" if there else "More."), "utf-8")
    built_anew(book, monkeypatch)
    (book / "chapters" / "03.md").unlink()
    (book / "chapters" / "03.md").symlink_to("../texts/04.md")
    assert built_anew(book, monkeypatch)


RECORDS = {
    "is none": None,
    "is a list": [],
    "lacks a kind": {"files": {}},
    "has numbers": {kind: {"book/book.toml": 1} for kind in reads.KINDS},
    "has texts for names": dict.fromkeys(reads.KINDS, "book"),
    "leads outside": {kind: {"book/../../x": "0"} for kind in reads.KINDS},
}


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_that_is_damaged_is_as_none(name: str, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(book)
    path = book.parent / "dist" / "lamp" / "build.json"
    record = json.loads(path.read_bytes())
    path.write_text(json.dumps(record | {"read": RECORDS[name]}), "utf-8")
    assert built_anew(book, monkeypatch)
    assert not built_anew(book, monkeypatch)


WATCHED = """
import json, os, sys
from pathlib import Path
from bookbuild.cache import reads
from bookbuild.cli import main

opened = set()
def note(event, arguments):
    if event in ("open", "os.listdir", "os.scandir") and isinstance(arguments[0], (str, bytes)):
        opened.add(os.path.realpath(os.fsdecode(arguments[0])))
sys.addaudithook(note)
try:
    main(["build", "book", "--jobs", "1"])
except SystemExit as ended:
    assert not ended.code, ended.code
print(json.dumps(sorted(opened)))
"""


@pytest.mark.parametrize(
    "source", [CONTRACT / "every-construct" / "english", CONTRACT / "stock"], ids=lambda path: path.name
)
def test_all_that_a_build_opens_is_in_its_record(source: Path, tmp_path: Path) -> None:
    """Whoever reads a file of the book, or of the working directory's styles, reads it through `cache.reads`."""
    shutil.copytree(source, tmp_path / "book")
    shutil.copytree(ROOT / "styles" / "narrative", tmp_path / "styles" / "narrative")
    (tmp_path / "styles" / "fonts").mkdir()
    environment = {**os.environ, "BOOKBUILD_CACHE": str(tmp_path / "cache")}
    ran = subprocess.run(
        [sys.executable, "-c", WATCHED], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    opened = [Path(path) for path in json.loads(ran.stdout.splitlines()[-1])]
    record = json.loads((tmp_path / "dist" / "book" / "build.json").read_bytes())["read"]
    with working_in(tmp_path):
        ledger = reads._ledger_of(Path("book"))
        noted = {name for name, found in record["files"].items() if found not in (None, reads.THERE)}
        folders = {next(ledger.names(path))[0] for path in opened if path.is_dir() and next(ledger.names(path), None)}
    # a file is opened step by step from its root: what is seen of it is its name
    there = {path.name for path in (tmp_path / "book").rglob("*") if path.is_file()}
    assert {path.name for path in opened} & there == {Path(name).name for name in noted if name.startswith("book/")}
    assert len(noted) > 2
    inner = {folder for folder in folders if folder.strip("/") not in ("book", "styles")}
    named = {name for kind in record.values() for name in kind}
    assert all(any(name.startswith(folder) for name in named) for folder in inner)
