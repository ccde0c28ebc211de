"""Whatever is given to bookbuild: it ends with 0, 1, 2 or 3, and no process of it takes over 20 s of CPU or 1 GB.

Hypothesis makes the inputs, the same in every run: a hundred of each kind, within 60 s on the clock. To try others:
`BOOKBUILD_FUZZ_SEED=random BOOKBUILD_FUZZ_SECONDS=600 pytest tests/hostile/test_fuzz.py`; a number does one of these again.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hostile_epubs
import hostile_pdfs
import pytest
from forked_runs import MEGABYTES, SECONDS, Forks
from hostile_books import CHAPTER, SVG, TOML, png
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from limited_runs import SAID

pytestmark = pytest.mark.slow

EACH = int(os.environ.get("BOOKBUILD_FUZZ_SECONDS") or 60)
"""Seconds on the clock for one kind."""

FUZZ = settings(
    max_examples=5_000 if os.environ.get("BOOKBUILD_FUZZ_SEED") else 100,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)

PIECES = {
    "manuscript": [
        "[^ed:1]", "[^ed:1]: ", "[^nn:1]: ", "[]{.print-page n=", "12}", "{dir=rtl}", "{dir=ltr}", "::: {dir=rtl}\n", "| a line\n", "| ", "{.small-caps}",
        "{.run-in}", "{.margin}", "::: {.break}\n", "{.index of=a sub=b}", "{see=a}", "{.full-page}", "{.row-head}", "{only=\"e\"}", "[2:255]{.quran}", "[](#a){.page}",
        "$x^{2}$", "$$", "+---+\n", "--- ---\n", "(@a) ", "a) ", "أ) ", "- [ ] ", "[@a, p. 12]", "\\frac{1}{", "«", "»", "(ra)", "بنت أبي بكر", "٢/٢٣٦", "2012-05-01",
        "# ", "## ", "- ", "1. ", "> ", "    ", "\n", "\n\n", "*", "**", "_", "`", "```\n", "~~~", "[", "]", "(", ")", "![", "](", "{", "}",
        "{.person}", "{only=e}", "::: {only=e}\n", '{.quran ref="9:40"}', "::: {.hadith source=\"Bukhari 1\"}\n", ":::\n", "::: {.verse}\n", " // ", "[^a]", "[^a]: ", "|", "|-|\n",
        "***\n", "::: {.break}\n:::\n", "---\n", "<b>", "&amp;", "&#0;", "\\", "﴿", "﴾", "[9:40]", "(saw)", "ﷺ", "ﷻ", "قال", "الله", "بسم الله الرحمن الرحيم", "\u064e", "\u0640",
        "\u202e", "\u2067", "\ufeff", "\0", "\t", "word", "a~b", "H~2~O", "x^2^", ":   ", "#id", "{lang=ar}", "al-", "'", '"', "‘", "…", "1435", "AH", "\U0010ffff",
    ],
    "settings": [
        "[book]\n", "[matter]\n", "[style]\n", "[editions.e]\n", "[[allow]]\n", "[words]\n", "title = ", "language = ", "body = ", "parts = ", "size = ",
        "trim = ", "code = ", "format = ", "published = ", "isbn = ", "fonts = ", "kashida = ", '"a.md"', '"**/*.md"', '"../a.md"', '"ar"', '"11pt"', '"1e999mm"',
        "1", "-1", "1e999", "nan", "true", "[", "]", "{", "}", ", ", "=", "\n", '"""', "'''", "# ", "2012-05-01", "a.b.c", '"epub"', '"pdf"', "\\u0000", "0x",
    ],
    "svg": [
        "<g>", "</g>", "<rect ", "<use ", "<path d='", "<text>", "</text>", "<image ", "<style>", "</style>", "<a ", "<set ", "<mask id='m'>", "</mask>", "<svg>",
        "<pattern id='p'>", "</pattern>", "<linearGradient id='l'>", "<filter>", "<clipPath>", "<![CDATA[", "]]>", "<!--", "-->", "<!DOCTYPE svg>", "<?xml", "?>", "&a;", "href='#m'",
        "href='http://127.0.0.1:9/'", "xlink:href='#p'", "fill='url(#p)'", "mask='url(#m)'", "width='1e99'", "width='-1'", "viewBox='0 0 0 0'", "transform='scale(1e9)'",
        "onload='a'", "style='a:b'", "/>", ">", "M0 0", "L1e99 1", "A1 1 0 0 1 9 9", "'", "id='m'", " ",
    ],
    "css": [
        "--gives: 0 1 ", "--line: 5mm", "--on-line: 0", "--ends-page: 5", "--series-space: 1", "--balanced: yes", "--kashida: generous", "display: flex", "display: grid", "display: table",
        "columns: 3", "float: left", "break-before: avoid", "break-inside: avoid", "html", "body", "section", "blockquote", "*", "@footnote", "1e999", "-5mm", "var(--b) var(--b)", "--b: var(--a)",
        "orphans: 9", "line-height: 0", "font-size: 99pt", "size: 9mm 9mm", "margin: -9mm", "position: running(a)", "text-indent: 99em", "hyphens: auto",
        "p", "{", "}", "color: red", ";", ":", "@media print", "@import ", "@font-face", "@page", "@supports (a:b)", "@namespace ", "url(", ")", "'a.png'", "http://127.0.0.1:9/a", "\\75rl(",
        "/*", "*/", "(", "[", "]", "--a: 1", "var(--a)", "calc(1px + ", "image-set(", "src(", "attr(x)", "content: ", "counter(page)", "target-counter(attr(href), page)", "float: footnote",
        "width: 1e99px", "columns: 99999", "position: absolute", "running(a)", "!important", ",", "::before", ":nth-child(", "2n+1", "<!--", "-->", "direction: rtl", "\n", " ", "\0",
    ],
    "template": [
        "{{ ", " }}", "{% for a in ", "range(9)", " %}", "{% endfor %}", "{% if ", "{% endif %}", "{% macro a() %}", "{% endmacro %}", "{% include 'title-page.xhtml' %}", "{% extends 'a' %}",
        "{% set a = ", "{% block a %}", "{% endblock %}", "a", "book", "section", "loop", "cycler", "self", ".__class__", "|attr('__class__')", "[0]", "(", ")", "'a'", " * ", "9999999999", " ** ", "~",
        "|join", "|map('upper')", "|safe", "|format(1)", "{#", "#}", "<p>", "</p>", "<html xmlns='http://www.w3.org/1999/xhtml'>", "</html>", "<body>", "</body>", "{% raw %}", "lipsum()", "namespace()",
    ],
}  # fmt: skip


def made_of(kind: str) -> st.SearchStrategy[bytes]:
    """Pieces of a grammar in any order, some of them many times over, and bytes between them."""
    piece = st.sampled_from(PIECES[kind]).map(str.encode)
    many = st.tuples(piece, st.sampled_from([2, 9, 70, 1_000])).map(lambda given: given[0] * given[1])
    part = st.one_of(piece, piece, piece, piece, many, st.binary(max_size=6), st.text(max_size=6).map(str.encode))
    return st.lists(part, max_size=60).map(b"".join)


WORDS = "The caravan came down from the north and nobody had seen its like. " * 20
SELECTORS = (
    "html", "body", "section", "p", "h1", "h2", "blockquote", "*", "p::before", "p + p", ".note", "aside", "table",
    "td", "@page", "@page :left", "@page { @footnote", "@page { @top-left",
)  # fmt: skip
VALUES = (
    "0", "1", "-1", "9999", "1e9px", "-9mm", "0.001mm", "1e999", "50%", "auto", "none", "yes", "inherit", "avoid",
    "always", "page", "left", "both", "block", "inline", "inline-block", "flex", "grid", "table", "table-row", "hidden",
    "absolute", "fixed", "footnote", "running(a)", "element(a)", "counter(page)", "rtl", "nowrap", "justify", "1 2",
    "0 1 2 3", "A5", "5mm 5mm", "5mm", "var(--a)", "calc(1px * 9)", "rotate(9deg)", "'a'", "generous", "bold",
)  # fmt: skip
PROPERTIES = (
    "display", "float", "position", "columns", "column-span", "width", "height", "max-height", "margin", "padding",
    "size", "content", "break-before", "break-inside", "break-after", "orphans", "widows", "line-height", "font-size",
    "text-indent", "text-align", "letter-spacing", "word-spacing", "white-space", "hyphens", "direction", "overflow",
    "transform", "vertical-align", "bottom", "border", "box-decoration-break", "border-collapse", "page", "--gives",
    "--line", "--on-line", "--ends-page", "--balanced", "--kashida", "--series-space", "--a",
)  # fmt: skip


def rules() -> st.SearchStrategy[bytes]:
    """Sheets in which each rule is one, of properties and values that there are, in any company."""
    declaration = st.tuples(st.sampled_from(PROPERTIES), st.sampled_from(VALUES)).map(": ".join)
    rule = st.tuples(st.sampled_from(SELECTORS), st.lists(declaration, min_size=1, max_size=3)).map(
        lambda given: f"{given[0]} {{ {'; '.join(given[1])} }}{' }' if '{' in given[0] else ''}"
    )
    return st.lists(rule, min_size=1, max_size=3).map(lambda given: "\n".join(given).encode())


WOUNDS = st.lists(
    st.tuples(st.sampled_from(("flip", "cut", "double", "swap", "number", "end")), st.integers(0, 1 << 30), st.integers(0, 1 << 30)),
    min_size=1,
    max_size=12,
)  # fmt: skip


def wounded(content: bytes, wounds: list[tuple[str, int, int]]) -> bytes:
    """`content` with bytes changed, cut out, doubled, exchanged, numbers made huge; places count modulo the length."""
    data = bytearray(content)
    for kind, one, two in wounds:
        at, length = one % max(len(data), 1), 1 + two % 40
        match kind:
            case "flip":
                data[at : at + 1] = bytes([two % 256])
            case "cut":
                del data[at : at + length]
            case "double":
                data[at:at] = data[at : at + length] * (1 + two % 50)
            case "swap":
                there = two % max(len(data), 1)
                data[at : at + 8], data[there : there + 8] = data[there : there + 8], data[at : at + 8]
            case "number":
                data[at:at] = b"%d" % (two * 99_991)
            case "end":
                del data[at + len(data) // 2 :]
    return bytes(data)


@pytest.fixture(scope="module")
def forks() -> Iterator[Forks]:
    with Forks() as running:
        yield running


def fuzzed(strategy: st.SearchStrategy[Any], attempt: Callable[[Any], None]) -> None:
    """Attempt what the strategy gives, until the time of a kind is over."""
    end = time.monotonic() + EACH

    tried = 0

    @FUZZ
    @given(strategy)
    def attempts(value: Any) -> None:
        nonlocal tried
        if time.monotonic() < end:
            tried += 1
            attempt(value)

    attempts()
    print(f"{tried} tried")


def holds(forks: Forks, arguments: list[str], cwd: Path) -> None:
    done = forks.run(arguments, cwd)
    assert done.status in (0, 1, 2, 3), done
    assert (done.seconds <= SECONDS, done.megabytes <= MEGABYTES) == (True, True), done
    assert [line for line in done.errors.splitlines() if not SAID.fullmatch(line)] == []


def of_book(
    forks: Forks, folder: Path, name: str, files: dict[str, str | bytes], command: str
) -> Callable[[bytes], None]:
    """What puts a content into the file `name` of a small book, and calls the command on it."""
    for each, content in {"book.toml": TOML, "a.md": CHAPTER, **files}.items():
        path = folder / "book" / each
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    target = folder / "book" / name
    target.parent.mkdir(parents=True, exist_ok=True)

    def attempt(content: bytes) -> None:
        target.write_bytes(content)
        holds(forks, [*command.split(), "book"], folder)

    return attempt


def test_manuscripts(forks: Forks, tmp_path: Path) -> None:
    attempt = of_book(forks, tmp_path, "a.md", {}, "build")
    fuzzed(made_of("manuscript").map(lambda body: b"---\ntitle: A\n---\n\n" + body), attempt)


def test_manuscripts_on_pages(forks: Forks, tmp_path: Path) -> None:
    series = '[notes.series.ed]\ntitle = "E"\nset = "run-in"\n'
    attempt = of_book(forks, tmp_path, "a.md", {"book.toml": TOML.replace("epub", "pdf") + series}, "build --jobs 1")
    before = f"---\ntitle: A\n---\n\n{WORDS}[^a]\n\n[^a]: {WORDS}\n\n".encode()
    fuzzed(made_of("manuscript").map(lambda body: before + body), attempt)


def test_settings(forks: Forks, tmp_path: Path) -> None:
    attempt = of_book(forks, tmp_path, "book.toml", {}, "check")
    wounds = WOUNDS.map(lambda given: wounded(TOML.encode(), given))
    fuzzed(st.one_of(made_of("settings"), made_of("settings").map(lambda more: TOML.encode() + more), wounds), attempt)


def test_drawings(forks: Forks, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"a.md": f"{CHAPTER}\n![A](a.svg)\n", "book.toml": TOML.replace("epub", "pdf")}
    attempt = of_book(forks, tmp_path, "a.svg", files, "build")
    fuzzed(made_of("svg").map(lambda body: SVG.encode().replace(b"%s", body)), attempt)


def test_pictures(forks: Forks, tmp_path: Path) -> None:
    attempt = of_book(forks, tmp_path, "a.png", {"a.md": f"{CHAPTER}\n![A](a.png)\n"}, "build")
    fuzzed(WOUNDS.map(lambda given: wounded(png(20, 20, 20, b"\x80"), given)), attempt)


def test_sheets(forks: Forks, tmp_path: Path) -> None:
    sheets: dict[str, str | bytes] = {"book.toml": TOML + '[editions.p]\nformat = "pdf"\n'}
    attempt = of_book(forks, tmp_path, "styles/plain/print-own.css", sheets, "build")

    def both(content: bytes) -> None:
        (tmp_path / "book" / "styles" / "plain" / "epub-own.css").write_bytes(content)
        attempt(content)

    fuzzed(made_of("css"), both)


def test_sheets_of_right_rules(forks: Forks, tmp_path: Path) -> None:
    """Most of them are let through: it is the pages that are tried."""
    text = f"{CHAPTER}\n{WORDS}[^1]\n\n> {WORDS}\n\n## B\n\n{WORDS}\n\n| a | b |\n|---|---|\n| c | d |\n\n[^1]: {WORDS * 5}\n"
    files: dict[str, str | bytes] = {"book.toml": TOML.replace("epub", "pdf"), "a.md": text}
    fuzzed(rules(), of_book(forks, tmp_path, "styles/plain/print-own.css", files, "build --jobs 1"))


def test_templates(forks: Forks, tmp_path: Path) -> None:
    fuzzed(made_of("template"), of_book(forks, tmp_path, "styles/plain/title-page.xhtml", {}, "check"))


def test_cache_entries(forks: Forks, tmp_path: Path) -> None:
    """Every time the book is built, it comes out as without a cache, whatever is in its entries."""
    of_book(forks, tmp_path, "a.md", {"book.toml": TOML + '[editions.p]\nformat = "pdf"\n'}, "build")(CHAPTER.encode())
    whole = {path.name: path.read_bytes() for path in (tmp_path / "dist" / "book").iterdir()}
    good = tmp_path / "good"
    shutil.copytree(tmp_path / "cache", good)

    def attempt(given: tuple[list[tuple[str, int, int]], int, bool]) -> None:
        wounds, which, swap = given
        for folder in (tmp_path / "cache", tmp_path / "dist"):
            shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(good, tmp_path / "cache")
        entries = sorted(path for path in (tmp_path / "cache").rglob("*") if path.is_file())
        hit, other = entries[which % len(entries)], entries[wounds[0][1] % len(entries)]
        hit.write_bytes(other.read_bytes() if swap else wounded(hit.read_bytes(), wounds))
        holds(forks, ["build", "book"], tmp_path)
        assert {path.name: path.read_bytes() for path in (tmp_path / "dist" / "book").iterdir()} == whole

    fuzzed(st.tuples(WOUNDS, st.integers(0, 1 << 30), st.booleans()), attempt)


def test_epubs(forks: Forks, tmp_path: Path) -> None:
    sources = [maker() for maker in hostile_epubs.SOUND.values()]
    documents = st.sampled_from(("META-INF/container.xml", "OPS/p.opf", "OPS/a.xhtml"))

    def inner(given: tuple[str, list[tuple[str, int, int]]]) -> bytes:
        name, wounds = given
        files = hostile_epubs.files()
        content = files[name]
        return hostile_epubs.packed(
            {**files, name: wounded(content if isinstance(content, bytes) else content.encode(), wounds)}
        )

    outer = st.tuples(st.sampled_from(sources), WOUNDS).map(lambda given: wounded(*given))
    fuzzed(st.one_of(outer, st.tuples(documents, WOUNDS).map(inner)), of_file(forks, tmp_path / "a.epub"))


def test_pdfs(forks: Forks, tmp_path: Path) -> None:
    small = [
        *hostile_pdfs.SOUND.values(),
        *(hostile_pdfs.MAKERS[name] for name in ("font-draws-itself", "outline-goes-round")),
    ]
    sources = st.sampled_from([maker() for maker in small])
    fuzzed(st.tuples(sources, WOUNDS).map(lambda given: wounded(*given)), of_file(forks, tmp_path / "a.pdf"))


def of_file(forks: Forks, path: Path) -> Callable[[bytes], None]:
    def attempt(content: bytes) -> None:
        path.write_bytes(content)
        holds(forks, ["inspect", path.name], path.parent)

    return attempt
