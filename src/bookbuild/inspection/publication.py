"""An EPUB file → its package, documents and style sheets, read once under guard."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from bookbuild.diagnostics import BookError, Finding
from bookbuild.inspection.archive import Archive, open_archive
from bookbuild.inspection.parsed_documents import ParsedDocuments, encrypted_names, locked_finding
from bookbuild.inspection.refusal import refuse
from bookbuild.inspection.telling import Telling, silent

OPF = "{http://www.idpf.org/2007/opf}"
XHTML = "{http://www.w3.org/1999/xhtml}"
_CONTAINER = "META-INF/container.xml"
_ROOTFILE = "{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"
_XHTML_TYPE = "application/xhtml+xml"


@dataclass(frozen=True, slots=True)
class ManifestItem:
    """An item of the manifest; `name` is its file in the archive, None where it is elsewhere."""

    id: str
    href: str
    name: str | None
    media_type: str
    properties: tuple[str, ...]
    line: int | None


@dataclass(frozen=True, slots=True)
class Publication:
    """What an EPUB holds. `documents` and `styles` by name; `faults` are findings about what could not be read."""

    package: etree._Element
    package_name: str
    names: frozenset[str]
    items: tuple[ManifestItem, ...]
    spine: tuple[ManifestItem, ...]
    documents: Mapping[str, etree._Element]
    styles: Mapping[str, bytes]
    ncx: etree._Element | None
    faults: tuple[Finding, ...]
    at: Telling = silent

    @property
    def elsewhere(self) -> dict[str, str]:
        """The items that are not in the archive: their address and media type."""
        return {item.href: item.media_type for item in self.items if item.name is None}

    @property
    def nav(self) -> ManifestItem | None:
        return next((item for item in self.items if "nav" in item.properties), None)

    @property
    def folder(self) -> str:
        return posixpath.dirname(self.package_name)


@contextmanager
def opened_publication(path: Path, at: Telling = silent) -> Iterator[Publication]:
    """The EPUB at `path`, whose documents are read as they are asked for while it is open.

    Raises BookError where there is no package that can be read.
    """
    with open_archive(path) as archive:
        name = _package_name(archive)
        at(f"`{name}`")
        package = archive.xml(name)
        items = tuple(_items(package, name))
        locked = encrypted_names(archive)
        readable = [item for item in items if item.name in archive and item.name not in locked]
        wanted = dict.fromkeys(i.name for i in readable if i.name is not None and i.media_type == _XHTML_TYPE)
        documents = ParsedDocuments(archive, tuple(wanted), _version(package) < "3", at)
        faults = [*_locked(items, locked), *documents.faults]
        styles = {i.name: archive.read(i.name) for i in readable if i.name is not None and i.media_type == "text/css"}
        yield Publication(
            package=package,
            package_name=name,
            names=frozenset(archive.names),
            items=items,
            spine=tuple(_spine(package, items)),
            documents=documents,
            styles=styles,
            ncx=_ncx(archive, items, faults),
            faults=tuple(faults),
            at=at,
        )


def read_publication(path: Path) -> Publication:
    """The EPUB at `path` with all its documents. Raises BookError where there is no package that can be read."""
    with opened_publication(path) as publication:
        return replace(publication, documents=dict(publication.documents))


def target(base: str, reference: str) -> tuple[str, str] | None:
    """What `reference` in the file `base` points to: name in the archive and fragment; None where it is elsewhere."""
    try:
        parts = urlsplit(reference)
    except ValueError:
        return reference, ""
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    name = posixpath.normpath(posixpath.join(posixpath.dirname(base), path)) if path else base
    return name, unquote(parts.fragment)


def _package_name(archive: Archive) -> str:
    if _CONTAINER not in archive:
        refuse(f"`{_CONTAINER}` is missing: this is not an EPUB")
    for rootfile in archive.xml(_CONTAINER).iter(_ROOTFILE):
        if rootfile.get("full-path", "") in archive:
            return rootfile.get("full-path", "")
    return refuse(f"`{_CONTAINER}` names no package that is in the archive", path=_CONTAINER)


def _version(package: etree._Element) -> str:
    return package.get("version", "3.0")


def _items(package: etree._Element, base: str) -> Iterator[ManifestItem]:
    for element in package.iterfind(f"{OPF}manifest/{OPF}item"):
        href = element.get("href", "")
        found = target(base, href)
        yield ManifestItem(
            id=element.get("id", ""),
            href=href,
            name=found[0] if found else None,
            media_type=element.get("media-type", ""),
            properties=tuple(element.get("properties", "").split()),
            line=element.sourceline,
        )


def _spine(package: etree._Element, items: tuple[ManifestItem, ...]) -> Iterator[ManifestItem]:
    by_id = {item.id: item for item in items}
    for element in package.iterfind(f"{OPF}spine/{OPF}itemref"):
        if element.get("idref", "") in by_id:
            yield by_id[element.get("idref", "")]


def _locked(items: tuple[ManifestItem, ...], locked: frozenset[str]) -> Iterator[Finding]:
    """What is encrypted and should be read: an obfuscated font is not."""
    for item in items:
        if item.name in locked and item.media_type in (_XHTML_TYPE, "text/css"):
            yield locked_finding(item.name or "")


def _ncx(archive: Archive, items: tuple[ManifestItem, ...], faults: list[Finding]) -> etree._Element | None:
    for item in items:
        if item.media_type == "application/x-dtbncx+xml" and item.name is not None and item.name in archive:
            try:
                return archive.xml(item.name)
            except BookError as error:
                faults.extend(error.findings)
    return None
