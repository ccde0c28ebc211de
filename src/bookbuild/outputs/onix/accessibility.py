"""A finished file of ours → what it has for readers who do not see it, as codes of List 196, with what is said of each.

An e-book is asked for what its own metadata say, a PDF for its structure; a printed book has nothing to say.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from bookbuild.outputs.onix.codes import FEATURES

_OPF = "{http://www.idpf.org/2007/opf}"
AccessibilityCode = tuple[str, str]
"""A code of List 196 and a text, mostly empty."""


def accessibility_of(path: Path) -> tuple[AccessibilityCode, ...]:
    """What is true of the file at `path`, in the order of the codes."""
    told = _of_epub(path) if path.suffix == ".epub" else _of_pdf(path)
    return tuple(sorted(set(told)))


def _of_epub(path: Path) -> Iterator[AccessibilityCode]:
    with zipfile.ZipFile(path) as archive:
        package = next(name for name in archive.namelist() if name.endswith(".opf"))
        root = etree.fromstring(archive.read(package), etree.XMLParser(resolve_entities=False, no_network=True))
    said = [(entry.get("property", ""), (entry.text or "").strip()) for entry in root.iter(f"{_OPF}meta")]
    for name, value in said:
        if name == "schema:accessibilityFeature" and value in FEATURES:
            yield FEATURES[value], ""
        elif name == "schema:accessibilitySummary":
            yield "00", value
        elif name == "schema:accessModeSufficient" and value == "textual":
            yield "52", ""  # all that is no ornament can be read without sight
    yield "22", ""  # every passage in another language says which one


def _of_pdf(path: Path) -> Iterator[AccessibilityCode]:
    import pikepdf

    with pikepdf.open(path) as pdf:
        marked = bool(pdf.Root.get("/MarkInfo", pikepdf.Dictionary()).get("/Marked", False))
        if not marked or "/StructTreeRoot" not in pdf.Root:
            yield "09", ""
            return
        yield "13", ""
        if "/Lang" in pdf.Root:
            yield "22", ""
        if "/Outlines" in pdf.Root:
            yield "11", ""
        if "/PageLabels" in pdf.Root:
            yield "19", ""
