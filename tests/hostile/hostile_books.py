"""Books that would run code, read other files, carry either to readers, or never end, made by code.

`BOOKS` gives each by its name: the files that are laid over a small book, and the codes that `check` and `build` are to
say, as DESIGN and docs/findings.md have them. A content that can be called makes what is no plain file.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

Laid = str | bytes | Callable[[Path], None]

TOML = """[book]
title = "Hostile"
language = "en"
[matter]
front = ["title-page"]
body = ["a.md"]
[editions.e]
format = "epub"
"""
CHAPTER = "---\ntitle: A\n---\n\nWords.\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9" width="9" height="9">%s</svg>'


@dataclass(frozen=True, slots=True)
class HostileBook:
    """`codes`: those of which at least one is found; without any the book is sound, whatever it looks like."""

    files: dict[str, Laid]
    codes: frozenset[str] = field(default_factory=frozenset)


def link_to(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def fifo(path: Path) -> None:
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.mkdir()


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 30)


def png(width: int, height: int, rows: int, pixel: bytes = b"\0") -> bytes:
    """A greyscale PNG that says it is so large, and has so many rows."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">L", len(content)) + kind + content + struct.pack(">L", zlib.crc32(kind + content))

    packer, row = zlib.compressobj(9), b"\0" + pixel * width
    content = b"".join(packer.compress(row) for _ in range(rows)) + packer.flush()
    head = chunk(b"IHDR", struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", content) + chunk(b"IEND", b"")


def book(*codes: str, **laid: Laid) -> HostileBook:
    """`laid` by names in which `__` is `/` and `_` is `.`."""
    files = {name.replace("__", "/").replace("_", "."): content for name, content in laid.items()}
    return HostileBook({"book.toml": TOML, "a.md": CHAPTER, **files}, frozenset(codes))


def text(*codes: str, body: str) -> HostileBook:
    return book(*codes, a_md=f"---\ntitle: A\n---\n\n{body}\n")


def drawing(content: str, *codes: str) -> HostileBook:
    chapter = CHAPTER + "\n![A](images/a.svg)\n"
    return book(*(codes or REFUSED), a_md=chapter, images__a_svg=SVG % content)


def picture(content: Laid, *codes: str, name: str = "a.png") -> HostileBook:
    files: dict[str, Laid] = {"book.toml": TOML, "a.md": f"{CHAPTER}\n![A](images/{name})\n", f"images/{name}": content}
    return HostileBook(files, frozenset(codes))


def sheet(css: str, *codes: str) -> HostileBook:
    return book(*codes, **{"styles__plain__epub-own_css": css})


def template(source: str, *codes: str) -> HostileBook:
    return book(*(codes or ("template-invalid",)), **{"styles__plain__title-page_xhtml": source})


REFUSED = ("resource-remote", "image-invalid")
REMOTE = ("resource-remote", "style-invalid")

BOOKS: dict[str, HostileBook] = {
    "template-runs-a-program": template("{{ cycler.__init__.__globals__.os.popen('touch ../owned').read() }}"),
    "template-reads-a-class": template("{{ ''.__class__.__mro__[1].__subclasses__() }}"),
    "template-by-attr": template("{{ ''|attr('__class__') }}"),
    "template-formats-a-class": template("{{ '{0.__class__.__mro__}'.format('') }}"),
    "template-loops-on": template("{% for a in range(1000000) %}{% for b in range(1000000) %}{% endfor %}{% endfor %}"),
    "template-multiplies": template("{{ 'a' * 10**10 }}"),
    "template-raises-to-a-power": template("{{ 9 ** 9 ** 9 }}"),
    "template-pads": template("{{ '%999999999d' % 1 }}"),
    "template-calls-itself": template("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}"),
    "template-includes-itself": template("{% include 'title-page.xhtml' %}"),
    "template-includes-a-file": template("{% include '../../../../../etc/passwd' %}"),
    "template-is-a-link": book("path-outside", **{"styles__plain__title-page_xhtml": link_to("/etc/passwd")}),
    "template-is-a-fifo": book("template-invalid", "path-outside", **{"styles__plain__title-page_xhtml": fifo}),
    "settings-are-a-link": book("path-outside", book_toml=link_to("/etc/passwd")),
    "settings-are-a-fifo": book("toml-invalid", "path-outside", "setting-invalid", book_toml=fifo),
    "settings-are-a-folder": book("toml-invalid", "path-outside", "setting-invalid", book_toml=folder),
    "persons-are-a-link": book("path-outside", persons_toml=link_to("/etc/passwd")),
    "persons-are-a-fifo": book("toml-invalid", "path-outside", "setting-invalid", persons_toml=fifo),
    "styles-are-a-link": book("path-outside", styles=link_to("/etc")),
    "chapter-is-a-link": book("path-outside", a_md=link_to("/etc/passwd")),
    "chapter-is-a-fifo": book("chapter-missing", "path-outside", "encoding-invalid", a_md=fifo),
    "chapter-is-a-folder": book("chapter-missing", "path-outside", a_md=folder),
    "chapter-is-a-gigabyte": book("too-large", a_md=sparse),
    "links-go-round": book(book_toml=TOML.replace('"a.md"', '"**/*.md"'), loop=link_to(".")),
    "fifo-that-nobody-names": book(**{"notes": fifo}),
    "name-that-nobody-names": HostileBook({"book.toml": TOML, "a.md": CHAPTER, os.fsdecode(b"caf\xe9.txt"): "x"}),
    "settings-nest-deep": book("toml-invalid", "setting-invalid", "setting-unknown", "too-large", book_toml="a = " + "[" * 100_000),
    "settings-of-a-huge-number": book("toml-invalid", "setting-invalid", "setting-unknown", book_toml=TOML.replace('"Hostile"', "1" * 100_000)),
    "edition-of-a-long-name": book("setting-invalid", book_toml=TOML.replace("editions.e", "editions." + "x" * 300)),
    "message-begins-a-line": text("link-broken", "image-missing", body="[a](#b%0A::error::c)\n\n![x](images/%0A::error::y.png)"),
    "drawing-script": drawing("<script>alert(1)</script>"),
    "drawing-event": drawing('<rect width="9" height="9" onclick="alert(1)"/>'),
    "drawing-image-elsewhere": drawing('<image href="http://127.0.0.1:9/a.png"/>'),
    "drawing-style-elsewhere": drawing("<style>@im\\70ort 'http://127.0.0.1:9/a.css';</style>"),
    "drawing-fill-elsewhere": drawing('<rect fill="url(http://127.0.0.1:9/a#b)"/>'),
    "drawing-animates-href": drawing('<a href="#a"><set attributeName="href" to="javascript:alert(1)"/></a>'),
    "drawing-foreign": drawing('<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="http://127.0.0.1:9/"/></foreignObject>'),
    "drawing-base": drawing('<g xml:base="http://127.0.0.1:9/"><use href="a#b"/></g>'),
    "drawing-laughs": HostileBook({"book.toml": TOML, "a.md": f"{CHAPTER}\n![A](images/a.svg)\n", "images/a.svg": "<!DOCTYPE svg [" + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12)) + "]>" + SVG % "<text>&l11;</text>"}, frozenset(REFUSED)),
    "drawing-uses-double": drawing("".join(f'<g id="a{n}"><use href="#a{n - 1}"/><use href="#a{n - 1}"/></g>' if n else '<g id="a0"><rect/></g>' for n in range(40)), "too-large", "image-invalid"),
    "drawing-uses-itself": drawing('<g id="a"><use href="#a"/></g><use href="#a"/>', "image-invalid", "too-large"),
    "sheet-imports-elsewhere": sheet('@import "http://127.0.0.1:9/a.css";', *REMOTE),
    "sheet-imports-in-escapes": sheet('@\\69mport url("http://127.0.0.1:9/a.css");', *REMOTE),
    "sheet-picture-elsewhere": sheet("p { background: image-set('http://127.0.0.1:9/a.png' 1x) }", *REMOTE),
    "sheet-picture-by-src": sheet('p { background: src("http://127.0.0.1:9/a.png") }', *REMOTE),
    "sheet-picture-in-comments": sheet("p { background: u/**/rl(x) url(/**/http://127.0.0.1:9/a.png) }", *REMOTE),
    "sheet-within-supports": sheet('@supports (color: red) { p { background: url("//127.0.0.1:9/a.png") } }', *REMOTE),
    "sheet-only-names": sheet('@namespace svg url("http://www.w3.org/2000/svg");'),
    "picture-is-cut": picture(png(3_000, 3_000, 10), "image-invalid"),
    "picture-is-80-million-rows": picture(png(1, 80_000_000, 3), "too-large", "image-invalid"),
    "picture-is-a-link": picture(link_to("/etc/passwd"), "path-outside"),
    "picture-is-a-fifo": picture(fifo, "image-missing", "image-invalid", "path-outside"),
    "picture-is-no-picture": picture(b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "image-invalid"),
    "emphases-that-never-end": text(body="*a **b " * 1_000),
    "quotes-nest-deep": text("too-large", "construct-unknown", body="> " * 5_000 + "a"),
    "lists-nest-deep": text("too-large", "construct-unknown", body="- " * 5_000 + "a"),
    "divs-nest-deep": text("too-large", "construct-unknown", body="::: {.letter}\n" * 5_000),
    "brackets-nest-deep": text(body="[" * 50_000),
    "a-letter-with-66000-vowels": text("too-large", "quran-mismatch", "glyph-missing", body="ب" + "\u064e" * 66_000),
}  # fmt: skip


def lay(hostile: HostileBook, target: Path) -> Path:
    for name, content in hostile.files.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if callable(content):
            content(path)
        else:
            path.write_bytes(content.encode() if isinstance(content, str) else content)
    return target
