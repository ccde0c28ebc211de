"""Built books → what a test asks of them: the elements of an e-book's documents, the pages of a PDF as text."""

from __future__ import annotations

import re
import shutil
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from bookbuild.inspection.judges import pdf_text_poppler
from bookbuild.inspection.publication import read_publication

HERE = Path(__file__).parent
ENGLISH, ARABIC = HERE / "every-construct" / "english", HERE / "every-construct" / "arabic"
CONTROLS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
NAMES = {
    "h": "http://www.w3.org/1999/xhtml",
    "epub": "http://www.idpf.org/2007/ops",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
}


@cache
def documents(epub: Path) -> dict[str, etree._Element]:
    """The documents of an e-book by their file's stem; `opf` is its package."""
    publication = read_publication(epub)
    found = {Path(name).stem: root for name, root in publication.documents.items()}
    return {**found, "opf": publication.package}


def elements(root: etree._Element, path: str) -> list[Any]:
    """What an XPath finds; HTML's elements are `h:p`, `h:span`."""
    found = root.xpath(path, namespaces=NAMES)
    assert isinstance(found, list)
    return found


def text(found: Any) -> str:
    """The text of an element, or a value as it is; white space collapsed, marks in Unicode's order."""
    whole = found if isinstance(found, str) else "".join(found.itertext())
    return unicodedata.normalize("NFC", " ".join(whole.split()))


@cache
def pages(pdf: Path) -> tuple[str, ...]:
    """The text of each page as poppler reads it, without the controls it adds, white space collapsed."""
    return tuple(" ".join(CONTROLS.sub("", page).split()) for page in pdf_text_poppler(pdf).split("\f")[:-1])


class Book:
    """A book's folder being written: the stock book, with files laid over it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(HERE / "stock", folder)

    def lay(self, files: dict[str, str | bytes]) -> Book:
        for path, content in files.items():
            target = self.folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.encode() if isinstance(content, str) else content)
        return self
