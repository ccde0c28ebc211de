"""Law: a source damaged at random gives findings, never a traceback."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from book_command import command, working_in
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from law_samples import CONSTRUCTS, ROOT

ENGLISH, ARABIC = CONSTRUCTS
SHIPPED = ROOT / "src" / "bookbuild" / "documents" / "templates"
TEMPLATES = sorted(path.name for path in SHIPPED.glob("*.xhtml"))
TOML = '[book]\ntitle = "Damaged"\n[matter]\nfront = ["contents", "preface.md"]\nback = ["index:persons", "index:quran"]\n[editions.e]\nformat = "epub"\n'
MARKUP = [
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    ":::",
    "::: {.quran",
    "[^1]",
    "[^1]:",
    "﴿",
    "﴾",
    "|",
    "***",
    "::: {.break}",
    "{only=ebook}",
    "---",
    "`",
    "*",
    "_",
    "\t",
    "\0",
    "\ufeff",
    "ﷺ",
    "(ra)",
    "{.person",
    'ref="',
    "\u202e",
    "﷽",
    "\U0010ffff",
]


def damaged(data: bytes, wounds: list[tuple[str, int, int]]) -> bytes:
    """`data` with bytes flipped, lines taken out, doubled or moved, markup put in; places count modulo the length."""
    for kind, place, what in wounds:
        lines = data.split(b"\n")
        at = place % len(lines)
        if kind == "flip" and data:
            spot = place % len(data)
            data = data[:spot] + bytes([data[spot] ^ (1 << what % 8)]) + data[spot + 1 :]
            continue
        if kind == "delete":
            del lines[at]
        elif kind == "double":
            lines.insert(at, lines[what % len(lines)])
        elif kind == "mark":
            spot = what % (len(lines[at]) + 1)
            lines[at] = lines[at][:spot] + MARKUP[what % len(MARKUP)].encode() + lines[at][spot:]
        data = b"\n".join(lines)
    return data


WOUNDS = st.lists(
    st.tuples(st.sampled_from(["flip", "delete", "double", "mark"]), st.integers(0, 99_999), st.integers(0, 99_999)),
    min_size=1,
    max_size=8,
)


@pytest.fixture(params=[ENGLISH, ARABIC], ids=lambda folder: folder.name)
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A book of one edition with every construct in it."""
    target = tmp_path / "damaged"
    shutil.copytree(request.param, target)
    (target / "book.toml").write_text(TOML, encoding="utf-8")
    return target


def holds(book: Path, file: str, wounds: list[tuple[str, int, int]], *arguments: str) -> None:
    """The command on the damaged book ends with findings or without, and not with a defect."""
    target = book / file
    whole = target.read_bytes()
    target.write_bytes(damaged(whole, wounds))
    try:
        with working_in(book.parent):
            result = command(*arguments, "damaged", "--json")
    finally:
        target.write_bytes(whole)
    assert result.exit_code in (0, 1, 3), (file, wounds, result.stderr)


QUICK = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)
LONG = settings(QUICK, max_examples=100)


@given(wounds=WOUNDS, choice=st.integers(0, 99))
@QUICK
def test_chapters(book: Path, wounds: list[tuple[str, int, int]], choice: int) -> None:
    files = sorted(path.relative_to(book).as_posix() for path in book.rglob("*.md"))
    holds(book, files[choice % len(files)], wounds, "check")


@given(wounds=WOUNDS, choice=st.sampled_from(["book.toml", "persons.toml", "images/lantern.svg", "images/dot.png"]))
@QUICK
def test_settings_and_images(book: Path, wounds: list[tuple[str, int, int]], choice: str) -> None:
    holds(book, choice if (book / choice).exists() else "book.toml", wounds, "check")


@pytest.mark.slow
@given(wounds=WOUNDS, choice=st.integers(0, 99))
@LONG
def test_many_chapters(book: Path, wounds: list[tuple[str, int, int]], choice: int) -> None:
    files = sorted(path.relative_to(book).as_posix() for path in book.rglob("*.md"))
    holds(book, files[choice % len(files)], wounds, "build")


@pytest.mark.slow
@given(wounds=WOUNDS)
@LONG
def test_the_settings_of_every_key(book: Path, wounds: list[tuple[str, int, int]]) -> None:
    (book / "book.toml").write_bytes((ENGLISH / "book.toml").read_bytes())
    holds(book, "book.toml", wounds, "check")


@pytest.mark.slow
@given(wounds=WOUNDS, choice=st.sampled_from(TEMPLATES))
@LONG
def test_templates(book: Path, wounds: list[tuple[str, int, int]], choice: str) -> None:
    theme = book / "styles" / "plain"
    theme.mkdir(parents=True, exist_ok=True)
    for path in theme.iterdir():
        path.unlink()
    shutil.copy(SHIPPED / choice, theme)
    holds(book, f"styles/plain/{choice}", wounds, "check")
