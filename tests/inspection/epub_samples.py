"""EPUB files made by hand, with faults on purpose."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
PACKAGE = (
    '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i">'
    '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">x</dc:identifier>'
    "<dc:title>A</dc:title><dc:language>en</dc:language></metadata><manifest>"
    '<item id="one" href="one.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="two" href="sub/two.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="css" href="book.css" media-type="text/css"/></manifest>'
    '<spine><itemref idref="one"/><itemref idref="two"/><itemref idref="none"/></spine></package>'
)


def page(body: str, *, head: str = "") -> str:
    return f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>A</title>{head}</head><body>{body}</body></html>'


def entries(**changes: str | bytes) -> dict[str, str | bytes]:
    """The files of a small book without faults; `one`, `two`, `css`, `package`, `container` replace one of them."""
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": changes.get("container", CONTAINER),
        "OPS/package.opf": changes.get("package", PACKAGE),
        "OPS/one.xhtml": changes.get("one", page('<p id="a">One.</p><p><a href="sub/two.xhtml#b">b</a></p>')),
        "OPS/sub/two.xhtml": changes.get("two", page('<p id="b">Two.</p><p><a href="../one.xhtml">a</a></p>')),
        "OPS/book.css": changes.get("css", "p { margin: 0 }"),
    }


def packed(files: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def write(path: Path, **changes: str | bytes) -> Path:
    path.write_bytes(packed(entries(**changes)))
    return path
