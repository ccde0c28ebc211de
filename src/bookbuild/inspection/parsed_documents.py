"""Names of documents in an archive → their trees, read when asked for: those of a large book do not fit at once."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from lxml import etree

from bookbuild.diagnostics import BookError, Finding
from bookbuild.inspection.archive import Archive, parse_xml
from bookbuild.inspection.refusal import unsafe
from bookbuild.inspection.telling import Telling

_ENCRYPTION = "META-INF/encryption.xml"
_XENC = "{http://www.w3.org/2001/04/xmlenc#}"
_KEPT = 100_000
"""Trees are kept while they have no more tags than this together."""


class ParsedDocuments(Mapping[str, etree._Element]):
    """The trees of the documents that are well-formed, in their order; `faults`: what is wrong with the others."""

    def __init__(self, archive: Archive, names: Sequence[str], html_entities: bool, at: Telling) -> None:
        self._archive = archive
        self._html_entities = html_entities
        self._kept: dict[str, etree._Element] = {}
        self._names: dict[str, None] = {}
        self.faults: list[Finding] = []
        left = _KEPT
        for name in names:
            at(f"`{name}`")
            try:
                content = archive.read(name)
                tree = self._parsed(name, content)
            except BookError as error:
                self.faults += error.findings
                continue
            self._names[name] = None
            left -= content.count(b"<") + len(content) // 64
            if left > 0:
                self._kept[name] = tree

    def _parsed(self, name: str, content: bytes) -> etree._Element:
        return parse_xml(content, name, html_entities=self._html_entities)

    def __getitem__(self, name: str) -> etree._Element:
        if name not in self._names:
            raise KeyError(name)
        kept = self._kept.get(name)
        return self._parsed(name, self._archive.read(name)) if kept is None else kept

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def encrypted_names(archive: Archive) -> frozenset[str]:
    """The files that are encrypted, obfuscated fonts among them (EPUB 3.3, "Encryption file")."""
    if _ENCRYPTION not in archive:
        return frozenset()
    references = archive.xml(_ENCRYPTION).iter(f"{_XENC}CipherReference")
    return frozenset(posixpath.normpath(unquote(reference.get("URI", ""))) for reference in references)


def locked_finding(name: str) -> Finding:
    return unsafe(
        f"`{name}` is encrypted, and cannot be read", path=name, remedy="inspect the file before it is locked"
    )
