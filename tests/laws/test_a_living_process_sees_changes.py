"""Law: a process that lives on gives what a new one gives, whatever file has changed since it last built a book."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from book_command import command, working_in
from fontTools import subset
from fontTools.ttLib import TTFont
from law_samples import ROOT
from quran_text import Mushaf

from bookbuild.cache.file_memo import digest_of
from bookbuild.fonts import fallback, metrics
from bookbuild.fonts.catalogue import Face, characters, faces_of
from bookbuild.guarded.folder import GuardedFolder
from bookbuild.tradition.scripture.riwayah import Riwayah

LETTERS = "".join(map(chr, range(0x20, 0x7F))) + "āīūḥṣḍṭẓʿʾéü’“”–—"

BOOK = {
    "book.toml": (
        '[book]\ntitle = "Stock"\n[matter]\nbody = ["chapters/*.md"]\n[style.fonts]\nlatin = "Own Serif"\n'
        '[editions.ebook]\nformat = "epub"\n[editions.screen]\nformat = "pdf"\n'
    ),
    "chapters/01.md": (
        "# One\n\nA man was in the town of an aunt, and all that he had at hand was a cap and a lantern. "
        "Hamdan al-Khayyat (rh) said that.\n\n﴿ثَانِيَ اثْنَيْنِ﴾ [9:40]\n"
    ),
}
FONT = "styles/fonts/own.ttf"


def font(width: int = 0, *, lacking: str = "", family: str = "Own Serif") -> Callable[[Path], None]:
    """A font file with Latin letters, of which `a` is so much wider than it was; without the letters `lacking`."""

    def write(path: Path) -> None:
        made = TTFont(faces_of("Gentium Book Plus")[0].path, recalcTimestamp=False)
        chosen = subset.Subsetter(subset.Options(name_IDs=["*"], layout_features=["kern"], notdef_outline=True))
        chosen.populate(text="".join(letter for letter in LETTERS if letter not in lacking))
        chosen.subset(made)
        for record in made["name"].names:
            if record.nameID in (1, 4, 6, 16):
                record.string = family
        advance, bearing = made["hmtx"]["a"]
        made["hmtx"]["a"] = (advance + width, bearing)
        path.parent.mkdir(parents=True, exist_ok=True)
        made.save(path, reorderTables=None)

    return write


def patched(path: Path) -> None:
    """In place: `a` becomes wider, and neither the file's length nor what stands at its head changes."""
    with TTFont(path, lazy=True) as made:
        at = made.reader.tables["hmtx"].offset + 4 * made.getGlyphID("a")
    content = bytearray(path.read_bytes())
    assert at > 4096
    content[at : at + 2] = (int.from_bytes(content[at : at + 2], "big") + 700).to_bytes(2, "big")
    path.write_bytes(content)


def text(content: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")

    return write


TEMPLATE = (
    "{% extends 'document.xhtml' %}{% block content %}<header><h1>{{ inlines(section.title) }} SAY</h1></header>"
    "{{ blocks(section.blocks) }}{% endblock %}"
)
CANON = ":root { --canon: SAY 3 4 6 }"
PERSON = '[hamdan]\nname = "Hamdan al-Khayyat"\nkind = "scholar"\ngender = "SAY"\n'
Change = tuple[str, Callable[[Path], None], Callable[[Path], None]]
CHANGES: dict[str, Change] = {
    "a font": (FONT, font(), font(700)),
    "a font in its place": (FONT, font(), patched),
    "a font of the machine": ("installed/own.ttf", font(), font(700)),
    "a font of the machine, which was not there": ("installed/own.ttf", lambda _: None, font(200)),
    "a template": ("styles/plain/chapter.xhtml", text(TEMPLATE.replace("SAY", "a")), text(TEMPLATE)),
    "a style sheet": ("styles/plain/print-own.css", text(CANON.replace("SAY", "2")), text(CANON.replace("SAY", "3"))),
    "an e-book's style sheet": ("styles/plain/epub-own.css", text("p { margin: 1em }"), text("p { margin: 2em }")),
    "the book's persons": ("persons.toml", text(PERSON.replace("SAY", "m")), text(PERSON.replace("SAY", "f"))),
}


def fresh(place: Path, out: str) -> int:
    """The exit code of a build in a process of its own, that knows nothing."""
    environment = {**os.environ, "BOOKBUILD_CACHE": str(place / "cache" / out)}
    code = "from bookbuild.cli import main; main()"
    arguments = [sys.executable, "-c", code, "build", "book", "--jobs", "1", "--out", out]
    return subprocess.run(arguments, cwd=place, env=environment, capture_output=True, check=False).returncode


def files(place: Path, out: str) -> dict[str, str]:
    """The digests of what was made; of the record, its findings alone: it names the folder of a build by its digest."""
    folder = place / out / "book"
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.is_file()}
    found["build.json"] = json.dumps(json.loads((folder / "build.json").read_bytes())["findings"])
    return found


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a book, and fonts that fontconfig finds in it beside the machine's."""
    for path, content in BOOK.items():
        text(content)(tmp_path / "book" / path)
    settings = f"<fontconfig><include>/etc/fonts/fonts.conf</include><dir>{tmp_path}/book/installed</dir></fontconfig>"
    text(f"<?xml version='1.0'?>{settings}")(tmp_path / "fonts.conf")
    (tmp_path / "book" / "installed").mkdir()
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    monkeypatch.setenv("BOOKBUILD_CACHE", str(tmp_path / "cache" / "kept"))
    return tmp_path


@pytest.mark.parametrize("name", CHANGES)
def test_a_book_is_built_with_the_files_as_they_are(name: str, place: Path) -> None:
    changed, before, after = CHANGES[name]
    if changed != FONT and "own.ttf" not in changed:
        font()(place / "book" / FONT)
    path = place / "book" / changed
    before(path)
    with working_in(place):
        first = command("build", "book", "--jobs", "1", "--out", "kept")
        assert path.exists() == (first.exit_code == 0), first.output
        made = files(place, "kept") if path.exists() else {}
        after(path)
        second = command("build", "book", "--jobs", "1", "--out", "kept")
    assert second.exit_code == fresh(place, "fresh") == 0, second.output
    assert files(place, "kept") == files(place, "fresh")
    assert files(place, "kept") != made, "what was changed is seen in what is made"


def face(path: Path) -> Face:
    return Face("Own Serif", path, 0, 400, italic=False, own=True)


def own_faces(path: Path) -> tuple[str, ...]:
    return tuple(each.family for each in faces_of("Own Serif", (GuardedFolder.of(path.parent),)))


OF_FONTS: dict[str, tuple[Callable[[Path], Any], Callable[[Path], None]]] = {
    "families": (own_faces, font(family="Other Serif")),
    "characters": (lambda path: characters(face(path)), font(lacking="z")),
    "width": (lambda path: metrics.average_width(face(path), "latin"), font(300)),
    "sizes of scripts": (lambda path: metrics.arabic_beside(face(path), faces_of("Amiri")[0]), font(lacking="x")),
    "superiors": (lambda path: metrics.has_superiors(face(path)), lambda path: shutil.copy(SUPERIORS, path)),
    "what is shaped": (lambda path: fallback.is_set_by(face(path), "zoo"), font(lacking="z")),
    "digest": (digest_of, font(300)),
}
SUPERIORS = faces_of("EB Garamond")[0].path


@pytest.mark.parametrize("name", OF_FONTS)
def test_a_font_is_read_again_when_it_has_changed(name: str, tmp_path: Path) -> None:
    asked, change = OF_FONTS[name]
    path = tmp_path / "own.ttf"
    font()(path)
    before = asked(path)
    change(path)
    after, elsewhere = asked(path), tmp_path / "elsewhere" / "own.ttf"
    elsewhere.parent.mkdir()
    shutil.copy(path, elsewhere)
    assert after != before
    assert after == asked(elsewhere), "what is found in a file that was never read before"


@pytest.mark.parametrize("path", sorted((ROOT / "src").rglob("*.py")), ids=lambda path: path.stem)
def test_no_function_of_files_is_cached_by_their_names(path: Path) -> None:
    """What a function is given a file, or a face in one, for is not remembered by `functools`."""
    functions = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef))
    cached = [node for node in functions if any("cache" in ast.unparse(each) for each in node.decorator_list)]
    named = [(node.name, arg.arg, ast.unparse(arg.annotation or arg)) for node in cached for arg in node.args.args]
    assert [
        each for each in named if {"Path", "Face", "path", "file", "folder"} & {each[1], *each[2].split(" | ")}
    ] == []


def test_a_riwayah_is_read_again_when_it_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "mushaf.json"
    document = Mushaf.hafs()._doc
    path.write_text(json.dumps(document), "utf-8")
    before = Riwayah.load(path)
    assert Riwayah.load(path) is before
    path.write_text(json.dumps(document | {"rasm_imlai": None}), "utf-8")
    assert Riwayah.load(path) is not before


def test_what_has_not_changed_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "own.ttf"
    font()(path)
    assert characters(face(path)) is characters(face(path))
