"""EPUBs that harm who reads them, made by code: `MAKERS` gives each by its name, `SOUND` those that only look so."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Callable, Mapping

XHTML = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
CONTAINER = (
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
DOCUMENT = '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"%s/>'
Content = str | bytes


def package(manifest: str = "", metadata: str = "", spine: str = '<itemref idref="a"/>', properties: str = "") -> str:
    return (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i"><metadata'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">x</dc:identifier><dc:title>A</dc:title>'
        f"<dc:language>en</dc:language>{metadata}</metadata><manifest>{DOCUMENT % properties}"
        f"{manifest}</manifest><spine>{spine}</spine></package>"
    )


def page(body: str, head: str = "") -> str:
    return f"<html {XHTML}><head><title>A</title>{head}</head><body>{body}</body></html>"


ONE = page("<p>a</p>")


def files(one: Content = ONE, opf: str | None = None, **more: Content) -> dict[str, Content]:
    """The files of a small book; `more` by names in which `__` is `/` and `_` is `.`."""
    named = {"OPS/" + name.replace("__", "/").replace("_", "."): content for name, content in more.items()}
    opf = package() if opf is None else opf
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OPS/p.opf": opf,
        "OPS/a.xhtml": one,
        **named,
    }


def packed(entries: Mapping[str, Content], *infos: tuple[zipfile.ZipInfo, Content]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in entries.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
        for info, content in infos:
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def book(one: Content = ONE, opf: str | None = None, **more: Content) -> bytes:
    return packed(files(one, opf, **more))


def link_entry() -> bytes:
    info = zipfile.ZipInfo("OPS/passwd")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return packed(files(), (info, "/etc/passwd"))


def twice(name: str) -> bytes:
    """Two entries of one name: the second bears another of the same length, which is written over."""
    other = name[:-1] + "\x7f"
    return packed({**files(), name: "first", other: "again"}).replace(other.encode(), name.encode())


def patched(content: bytes, mark: bytes, offset: int, value: bytes) -> bytes:
    """`value` at `offset` after the last `mark`: in a header of the zip file (APPNOTE 4.3)."""
    at = content.rindex(mark) + offset
    return content[:at] + value + content[at + len(value) :]


def overlapping(count: int) -> bytes:
    """Entries in the list that all lie over one another in the file."""
    inner = packed({"OPS/a.xhtml": page("<p>a</p>" * 100_000)})
    start = inner.index(b"PK\1\2")
    head = bytearray(inner[start : start + 46])
    struct.pack_into("<H", head, 28, 10)
    rows = b"".join(bytes(head) + b"OPS/%06d" % number for number in range(count))
    return inner[:start] + rows + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(rows), start, 0)


def laughing(levels: int) -> str:
    rows = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(levels))
    return f"<!DOCTYPE html [{rows}]>" + page(f"<p>&l{levels - 1};</p>")


NAV = '<item id="n" href="n.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
CSS = '<item id="c" href="c.css" media-type="text/css"/>'
NCX = '<item id="x" href="x.ncx" media-type="application/x-dtbncx+xml"/>'

MAKERS: dict[str, Callable[[], bytes]] = {
    "entities-laugh": lambda: book(laughing(12)),
    "entities-grow-as-squares": lambda: book(f'<!DOCTYPE html [<!ENTITY a "{"x" * 50_000}">]>' + page("<p>" + "&a;" * 50_000 + "</p>")),
    "entity-in-an-attribute": lambda: book(laughing(9).replace("<p>", '<p title="&l8;">')),
    "entities-in-utf-16": lambda: book(laughing(9).encode("utf-16")),
    "entity-of-a-file": lambda: book('<!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + page("<p>&e;</p>")),
    "type-from-elsewhere": lambda: book('<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd">' + page("")),
    "elements-by-the-million": lambda: book(page("<b/>" * 2_000_000)),
    "elements-deep": lambda: book(page("<b>" * 200_000 + "</b>" * 200_000)),
    "elements-as-deep-as-may-be": lambda: book(page("<b>" * 250 + "a<i/>" * 60_000 + "</b>" * 250)),
    "attributes-by-the-million": lambda: book(page("<p " + " ".join(f'a{n}=""' for n in range(600_000)) + "/>")),
    "attribute-of-9-mb": lambda: book(page(f'<p title="{"x" * 9_000_000}"/>')),
    "text-of-30-mb": lambda: book(page("<p>" + "x" * 30_000_000 + "</p>")),
    "words-by-the-million": lambda: book(page("<p>" + "x " * 4_000_000 + "</p>")),
    "comments-by-the-million": lambda: book(page("<!---->" * 1_000_000)),
    "documents-that-unpack": lambda: packed({**files(opf=package("".join(f'<item id="d{n}" href="{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(300)), spine="".join(f'<itemref idref="d{n}"/>' for n in range(300)))), **{f"OPS/{n}.xhtml": page("<p>a</p>" * 400_000) for n in range(2)}, **{f"OPS/{n}.xhtml": page("<p>a b c</p>" * 40_000) for n in range(2, 300)}}),
    "entry-unpacks-to-a-gigabyte": lambda: patched(book(), b"PK\1\2", 24, struct.pack("<L", 1 << 30)),
    "entry-of-blanks": lambda: book(page("<p>" + " " * 100_000_000 + "</p>")),
    "entries-lie-over-one-another": lambda: overlapping(500),
    "entries-by-the-ten-thousand": lambda: packed({**files(), **{f"OPS/{n}": "" for n in range(20_000)}}),
    "name-twice": lambda: twice("OPS/b.xhtml"),
    "name-absolute": lambda: packed({**files(), "/etc/passwd": "x"}),
    "name-leads-out": lambda: packed({**files(), "OPS/../../../x": "x"}),
    "name-leads-out-backwards": lambda: packed({**files(), "OPS\\..\\..\\x": "x"}),
    "name-of-a-drive": lambda: packed({**files(), "C:/x": "x"}),
    "name-of-control-characters": lambda: packed({**files(page('<a href="x%0A::error::y">a</a>')), "OPS/b\n::error::c\x1b[2J": "x"}),
    "entry-is-a-link": link_entry,
    "entry-is-encrypted": lambda: patched(book(), b"PK\1\2", 8, b"\1"),
    "size-is-64-bits-of-lies": lambda: patched(book(), b"PK\1\2", 24, b"\xff\xff\xff\xff"),
    "list-is-elsewhere": lambda: patched(book(), b"PK\5\6", 16, b"\xff\xff\xff\x7f"),
    "list-says-more": lambda: patched(book(), b"PK\5\6", 8, b"\xfe\xff\xfe\xff"),
    "cut-off": lambda: book()[:-30],
    "cut-in-the-middle": lambda: book()[:400],
    "zeros-within": lambda: book().replace(b"<", b"\0"),
    "container-names-itself": lambda: packed({**files(), "META-INF/container.xml": CONTAINER.replace("OPS/p.opf", "META-INF/container.xml")}),
    "container-is-missing": lambda: packed({"mimetype": "application/epub+zip"}),
    "package-is-a-page": lambda: book(opf=page("")),
    "manifest-of-a-hundred-thousand": lambda: book(opf=package("".join(f'<item id="i{n}" href="{n}" media-type="x/y"/>' for n in range(100_000)))),
    "spine-of-one-again-and-again": lambda: book(page("<p>a b</p>" * 20_000), package(spine='<itemref idref="a"/>' * 50_000)),
    "refinements-of-refinements": lambda: book(opf=package(metadata="".join(f'<dc:title id="t{n}">a</dc:title><meta refines="#t{n}" property="title-type">x</meta>' for n in range(30_000)))),
    "contents-of-a-hundred-thousand": lambda: book(opf=package(NAV), n_xhtml=page('<nav epub:type="toc"><ol>' + '<li><a href="a.xhtml">a</a></li>' * 100_000 + "</ol></nav>")),
    "points-deep": lambda: book(opf=package(NCX), x_ncx='<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>' + "<navPoint>" * 240 + "<navPoint/>" * 20_000 + "</navPoint>" * 240 + "</navMap></ncx>"),
    "links-by-the-hundred-thousand": lambda: book(page('<a href="b#c"/>' * 100_000)),
    "images-by-the-hundred-thousand": lambda: book(page('<img src="b"/>' * 100_000)),
    "ids-by-the-hundred-thousand": lambda: book(page('<p id="a"/>' * 150_000)),
    "address-of-5-mb": lambda: book(page(f'<a href="{"x/" * 2_500_000}">a</a>')),
    "sheet-of-4-mb": lambda: book(opf=package(CSS), c_css="p.a { margin: 0; color: red }\n" * 140_000),
    "sheet-deep": lambda: book(opf=package(CSS), c_css="p{" * 100_000),
    "sheet-of-brackets": lambda: book(opf=package(CSS), c_css="p{a:" + "(" * 100_000),
    "sheet-of-one-selector": lambda: book(opf=package(CSS), c_css="a,b " * 300_000 + "{}"),
    "sheet-within-of-4-mb": lambda: book(page("", "<style>" + "p.a { margin: 0 }\n" * 200_000 + "</style>")),
    "sheet-imports-deep": lambda: book(opf=package(CSS), c_css='@import url("c.css");' * 50_000),
    "encryption-of-everything": lambda: packed({**files(), "META-INF/encryption.xml": '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:CipherReference URI="OPS/a.xhtml"/></encryption>'}),
}  # fmt: skip

REMOTE = '<item id="s" href="https://example.org/a.mp3" media-type="audio/mpeg"/>'
REMOTE_FONT = '<item id="f" href="https://example.org/a.woff" media-type="font/woff"/>'
PICTURE = '<item id="s" href="s.svg" media-type="image/svg+xml"/>'

SOUND: dict[str, Callable[[], bytes]] = {
    "a-licence-elsewhere": lambda: book(page("", '<link rel="license" href="https://example.org/by"/><link rel="author" href="http://example.org/"/>')),
    "a-part-of-a-picture": lambda: book(page('<img alt="" src="s.svg#xywh=0,0,9,9"/><a href="a.xhtml#xywh=percent:5,5,9,9">a</a><a href="#t=10,20">b</a>'), package(PICTURE), s_svg="<svg/>"),
    "a-place-by-its-way": lambda: book(page('<a href="a.xhtml#epubcfi(/4/2)">a</a><a href="#:~:text=a">b</a><a href="s.svg#svgView(viewBox(0,0,9,9))">c</a>'), package(PICTURE), s_svg="<svg/>"),
    "a-namespace-in-a-sheet": lambda: book(opf=package(CSS), c_css='@charset "utf-8"; @namespace url("http://www.w3.org/1999/xhtml"); @namespace e "http://www.idpf.org/2007/ops"; p { margin: 0 }'),
    "a-sheet-in-utf-16": lambda: book(opf=package(CSS), c_css="p { margin: 0 }".encode("utf-16")),
    "sound-elsewhere": lambda: book(page('<audio src="https://example.org/a.mp3"/>'), package(REMOTE, properties=' properties="remote-resources"')),
    "a-font-elsewhere": lambda: book(opf=package(CSS + REMOTE_FONT), c_css='@font-face { font-family: a; src: url("https://example.org/a.woff") }'),
    "an-obfuscated-font": lambda: packed({**files(opf=package('<item id="f" href="f.otf" media-type="font/otf"/>')), "OPS/f.otf": b"\0\1", "META-INF/encryption.xml": '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:CipherReference URI="OPS/f.otf"/></encryption>'}),
    "names-in-arabic": lambda: packed({**files(page('<a href="%D9%83.xhtml">a</a>'), package('<item id="k" href="%D9%83.xhtml" media-type="application/xhtml+xml"/>')), "OPS/ك.xhtml": page("<p>ك</p>")}),
    "folders-of-their-own": lambda: packed({"META-INF/": "", **files(), "OPS/images/": ""}),
    "a-document-in-utf-16": lambda: book(page("<p>a</p>").encode("utf-16")),
    "a-thousand-files": lambda: packed({**files(), **{f"OPS/{n}.txt": "a" for n in range(1_000)}}),
}  # fmt: skip
