"""Law: same sources, same SOURCE_DATE_EPOCH: same bytes, whatever the folder, time zone, locale, hash seed, workers."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from law_samples import CONSTRUCTS, CONTRACT, SAMPLES

PLAIN = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}
ELSEWHERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "4711"}


def digests(folder: Path, place: Path, environment: dict[str, str], *options: str) -> dict[str, str]:
    """The digest of each file that a build of `folder`, copied to `place`, makes."""
    book = place / "books" / folder.name
    if not book.exists():
        shutil.copytree(folder, book)
    names = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    command = [sys.executable, "-c", "from bookbuild.cli import main; main()", "build", str(book), *options]
    done = subprocess.run(command, cwd=place, env=names | environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    out = place / "dist" / folder.name
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(out.iterdir()) if path.is_file()
    }


def places(tmp_path: Path) -> tuple[Path, Path]:
    one, other = tmp_path / "one", tmp_path / "an other ص" / "deep"
    one.mkdir(parents=True)
    other.mkdir(parents=True)
    return one, other


@pytest.mark.parametrize(
    "folder",
    [CONTRACT / "stock", *(pytest.param(book, marks=pytest.mark.slow) for book in [*SAMPLES, *CONSTRUCTS])],
    ids=lambda folder: folder.name,
)
def test_from_anywhere(folder: Path, tmp_path: Path) -> None:
    one, other = places(tmp_path)
    first = digests(folder, one, PLAIN, "--jobs", "1")
    assert "build.json" in first
    assert digests(folder, other, ELSEWHERE, "--jobs", "2") == first
    assert digests(folder, one, ELSEWHERE) == first


def test_the_epoch_that_is_asked_for_is_the_files_date(tmp_path: Path) -> None:
    one, other = places(tmp_path)
    first = digests(CONTRACT / "stock", one, PLAIN | {"SOURCE_DATE_EPOCH": "1000000000"})
    assert digests(CONTRACT / "stock", other, ELSEWHERE | {"SOURCE_DATE_EPOCH": "1000000000"}) == first
    assert (
        digests(CONTRACT / "stock", other, PLAIN | {"SOURCE_DATE_EPOCH": "1100000000"})["stock-screen.pdf"]
        != first["stock-screen.pdf"]
    )


@pytest.mark.parametrize("folder", CONSTRUCTS, ids=lambda folder: folder.name)
def test_the_record_has_no_time_and_no_place(folder: Path, built) -> None:
    record = (built(folder) / "build.json").read_text(encoding="utf-8")
    assert str(folder.parent) not in record
    assert "/tmp" not in record
    assert "/usr" not in record


CHAPTER_TEMPLATE = """{% extends 'document.xhtml' %}
{% block content %}<header class="opening"><h1>{{ inlines(section.title) }} again</h1></header>{{ blocks(section.blocks) }}{% endblock %}
"""
CHANGES = {
    "a chapter": ("chapters/02.md", "# Two\n\nAnother text, see [](#one).\n"),
    "an image's description": ("chapters/01.md", "# One {#one}\n\n![A lamp](../images/lantern.svg)\n"),
    "the settings": (
        "book.toml",
        '[book]\ntitle = "Other"\n[editions.ebook]\nformat = "epub"\n[editions.screen]\nformat = "pdf"\n',
    ),
    "a template": ("styles/plain/chapter.xhtml", CHAPTER_TEMPLATE),
    "a style sheet": ("styles/plain/print.css", "p { font-size: 20pt }\n"),
    "an e-book's style sheet": ("styles/plain/epub.css", "p { margin: 3em }\n"),
}


QUICK = ("a chapter", "a template")


@pytest.mark.parametrize("name", [n if n in QUICK else pytest.param(n, marks=pytest.mark.slow) for n in CHANGES])
def test_what_changes_is_made_again(name: str, tmp_path: Path) -> None:
    """A build over the files of the last one gives what a build from nothing gives."""
    path, text = CHANGES[name]
    kept, fresh = places(tmp_path)
    before = digests(CONTRACT / "stock", kept, PLAIN)
    for place in (kept, fresh):
        if place is fresh:
            shutil.copytree(CONTRACT / "stock", place / "books" / "stock")
        target = place / "books" / "stock" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    after = digests(CONTRACT / "stock", kept, PLAIN)
    assert after == digests(CONTRACT / "stock", fresh, PLAIN)
    assert after != before
