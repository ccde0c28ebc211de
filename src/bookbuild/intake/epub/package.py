"""The bytes of an EPUB → its package: metadata, the documents of its spine, its contents, its other files."""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from lxml import etree

from bookbuild.diagnostics import BookError, Code, Finding, Location
from bookbuild.inspection.archive import Archive, Limits, open_archive, parse_xml
from bookbuild.inspection.publication import target
from bookbuild.inspection.refusal import refuse
from bookbuild.intake.markup.elements import name_of
from bookbuild.intake.markup.parsing import parsed_html
from bookbuild.intake.reader import IntakeFile

LIMITS = Limits(total=400_000_000, entry=60_000_000, entries=5_000, ratio=100, ratio_from=1_000_000)
MOST_TEXT = 40_000_000
"""So many bytes of documents are a book; more are an attack."""
_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
_OBFUSCATED = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_XHTML = ("application/xhtml+xml", "text/html", "text/x-oeb1-document", "application/x-dtbook+xml")
_SUFFIXES = (".xhtml", ".html", ".htm")


@dataclass(frozen=True, slots=True)
class PackageItem:
    """A file of the manifest; `name` in the archive."""

    id: str
    name: str
    media_type: str
    properties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EpubPackage:
    """`package`: the root of the package document. `spine`: documents in reading order, each once."""

    package: etree._Element
    items: Mapping[str, PackageItem]
    spine: tuple[PackageItem, ...]
    nav: PackageItem | None
    ncx: PackageItem | None
    direction: str


@contextmanager
def opened(file: IntakeFile) -> Iterator[Archive]:
    """The archive of an EPUB. Raises BookError for one that is damaged, unsafe or encrypted."""
    with open_archive(io.BytesIO(file.data), LIMITS, file.name) as archive:
        _refuse_encrypted(archive, file.name)
        yield archive


def _refuse_encrypted(archive: Archive, name: str) -> None:
    """Raises BookError where more than fonts is encrypted."""
    if _ENCRYPTION not in archive:
        return
    root = archive.xml(_ENCRYPTION)
    for data in (each for each in root.iter() if name_of(each) == "encrypteddata"):
        methods = {each.get("Algorithm") or "" for each in data.iter() if name_of(each) == "encryptionmethod"}
        if not all(method.startswith(_OBFUSCATED) for method in methods):
            message = f"`{name}` is encrypted (DRM)"
            raise BookError(
                [Finding(Code.IMPORT_ENCRYPTED, message, "ask the publisher for a file without DRM", Location(name))]
            )


def package_of(archive: Archive, name: str) -> EpubPackage:
    """The package. Raises BookError where there is none that can be read."""
    root, path = _package(archive, name)
    items: dict[str, PackageItem] = {}
    for element in (each for each in root.iter() if name_of(each) == "item"):
        found = target(path, element.get("href") or "")
        if found and found[0] in archive:
            item = PackageItem(
                element.get("id") or "", found[0], (element.get("media-type") or "").lower(),
                tuple((element.get("properties") or "").split()),
            )  # fmt: skip
            items.setdefault(item.id, item)
    spine = next((each for each in root.iter() if name_of(each) == "spine"), None)
    order = [] if spine is None else [each.get("idref") or "" for each in spine if name_of(each) == "itemref"]
    documents = [items[key] for key in dict.fromkeys(order) if key in items and _is_document(items[key])]
    if not documents:
        documents = sorted((item for item in items.values() if _is_document(item)), key=lambda item: item.name)
    if sum(archive.size(document.name) for document in documents) > MOST_TEXT:
        refuse(f"`{name}` holds more than {MOST_TEXT // 1_000_000} MB of text")
    ncx = items.get((spine.get("toc") or "") if spine is not None else "")
    return EpubPackage(
        root,
        items,
        tuple({document.name: document for document in documents}.values()),
        next((item for item in items.values() if "nav" in item.properties), None),
        ncx or next((item for item in items.values() if item.media_type == "application/x-dtbncx+xml"), None),
        (spine.get("page-progression-direction") or "") if spine is not None else "",
    )


def _is_document(item: PackageItem) -> bool:
    return item.media_type in _XHTML or item.name.lower().endswith(_SUFFIXES)


def _package(archive: Archive, name: str) -> tuple[etree._Element, str]:
    """The root of the package document and its name in the archive."""
    paths: list[str] = []
    if _CONTAINER in archive:
        root = _lenient(archive.read(_CONTAINER), _CONTAINER)
        paths = [each.get("full-path") or "" for each in root.iter() if name_of(each) == "rootfile"]
    paths += [each for each in archive.names if each.lower().endswith(".opf")]
    path = next((posixpath.normpath(each) for each in paths if each and posixpath.normpath(each) in archive), None)
    if path is None:
        message = f"`{name}` is no EPUB: it has no package document"
        raise BookError([Finding(Code.IMPORT_FORMAT, message, "get the file again", Location(name))])
    return _lenient(archive.read(path), path), path


def _lenient(data: bytes, name: str) -> etree._Element:
    """The root of XML; of XML with a fault what a lenient parser makes of it."""
    if re.search(rb"<!ENTITY", data.replace(b"\0", b""), re.IGNORECASE):
        return parse_xml(data, name)
    try:
        return parse_xml(data, name, html_entities=True)
    except BookError:
        return parsed_html(data, name)
