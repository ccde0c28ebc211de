"""An EPUB file → its package, documents and style sheets, read once under guard."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from bookbuild.diagnostics import BookError, Finding
from bookbuild.inspection.archive import Archive, open_archive, parse_xml, refuse

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

    @property
    def nav(self) -> ManifestItem | None:
        return next((item for item in self.items if "nav" in item.properties), None)

    @property
    def folder(self) -> str:
        return posixpath.dirname(self.package_name)


def read_publication(path: Path) -> Publication:
    """Read the EPUB at `path`. Raises BookError where there is no package that can be read."""
    with open_archive(path) as archive:
        name = _package_name(archive)
        package = archive.xml(name)
        items = tuple(_items(package, name))
        faults: list[Finding] = []
        documents = dict(_documents(archive, items, faults, html_entities=_version(package) < "3"))
        styles = {i.name: archive.read(i.name) for i in items if i.media_type == "text/css" and i.name in archive.names}
        return Publication(
            package=package,
            package_name=name,
            names=frozenset(archive.names),
            items=items,
            spine=tuple(_spine(package, items)),
            documents=documents,
            styles={key: value for key, value in styles.items() if key},
            ncx=_ncx(archive, items, faults),
            faults=tuple(faults),
        )


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


def _documents(
    archive: Archive, items: tuple[ManifestItem, ...], faults: list[Finding], *, html_entities: bool
) -> Iterator[tuple[str, etree._Element]]:
    for item in items:
        if item.media_type == _XHTML_TYPE and item.name is not None and item.name in archive:
            try:
                yield item.name, parse_xml(archive.read(item.name), item.name, html_entities=html_entities)
            except BookError as error:
                faults.extend(error.findings)


def _ncx(archive: Archive, items: tuple[ManifestItem, ...], faults: list[Finding]) -> etree._Element | None:
    for item in items:
        if item.media_type == "application/x-dtbncx+xml" and item.name is not None and item.name in archive:
            try:
                return archive.xml(item.name)
            except BookError as error:
                faults.extend(error.findings)
    return None
