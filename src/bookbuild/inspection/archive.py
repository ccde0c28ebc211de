"""A zip file from anywhere (EPUB, DOCX) → its names, contents and XML, read under guard.

Everything that an archive can do to its reader ends here as `archive-unsafe`: bombs, names that lead out of the
archive, links, encryption, damage, and XML with entities of its own.
"""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html.entities import html5
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from lxml import etree

from bookbuild.diagnostics import BookError, Finding
from bookbuild.inspection.refusal import refuse, unsafe

_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError, OverflowError)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
# Never fetched; others are attempts to have something fetched.
_KNOWN_TYPES = ("http://www.w3.org/", "https://www.w3.org/", "http://www.daisy.org/", "about:legacy-compat")
# XML's own five are the parser's.
_HTML_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]*;)")


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes unpacked of all entries and of one, how many entries, and how many times smaller packed than unpacked.

    The ratio counts from `ratio_from` bytes on: short files of one letter are no bombs.
    """

    total: int = 1 << 30
    entry: int = 1 << 28
    entries: int = 10_000
    ratio: int = 200
    ratio_from: int = 1 << 22


LIMITS = Limits()
TAGS = 400_000
"""So many a document may have: a tree takes some hundred bytes for each."""


class Archive:
    """An open archive that has been looked through. `names` are its files, without folders, as they are stored."""

    def __init__(self, archive: zipfile.ZipFile, limits: Limits) -> None:
        self._archive = archive
        self._limits = limits
        self._entries = {info.filename: info for info in archive.infolist() if not info.is_dir()}
        self.names = tuple(self._entries)

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def size(self, name: str) -> int:
        return self._entries[name].file_size

    def read(self, name: str) -> bytes:
        """The bytes of `name`. Raises BookError where it is not there or cannot be unpacked."""
        if name not in self._entries:
            refuse(f"`{name}` is not in the archive")
        try:
            with self._archive.open(self._entries[name]) as file:
                content = file.read(self._limits.entry + 1)
        except _DAMAGE as error:
            refuse(f"`{name}` cannot be unpacked: {error}", path=name)
        if len(content) > self._limits.entry:
            refuse(f"`{name}` is larger than {self._limits.entry} bytes", path=name)
        return content

    def xml(self, name: str) -> etree._Element:
        """The root element of `name`. Raises BookError where it is not well-formed or brings entities of its own."""
        return parse_xml(self.read(name), name)


@contextmanager
def open_archive(path: Path | BinaryIO, limits: Limits = LIMITS, name: str = "") -> Iterator[Archive]:
    """The archive at `path`, or in an open file that is called `name`, looked through.

    Raises BookError where it is damaged or unsafe.
    """
    try:
        archive = zipfile.ZipFile(path)
    except _DAMAGE as error:
        shown = path.name if isinstance(path, Path) else name
        refuse(f"`{shown}` is not a readable archive: {_reason(error)}")
    with archive:
        findings = list(_findings(archive, limits))
        if findings:
            raise BookError(findings)
        yield Archive(archive, limits)


def _reason(error: BaseException) -> str:
    """An error's text without the path, which may be absolute."""
    return (error.strerror if isinstance(error, OSError) else str(error)) or type(error).__name__


def _findings(archive: zipfile.ZipFile, limits: Limits) -> Iterator[Finding]:
    entries = archive.infolist()
    if len(entries) > limits.entries:
        yield unsafe(f"the archive has {len(entries)} entries, more than {limits.entries}")
        return
    yield from _overlapping(entries, archive.start_dir)
    total = sum(info.file_size for info in entries)
    if total > limits.total:
        yield unsafe(f"the archive unpacks to {total} bytes, more than {limits.total}")
    seen: set[str] = set()
    for info in entries:
        fault = _name_fault(info) or _content_fault(info, limits)
        if fault or info.filename in seen:
            yield unsafe(f"`{info.filename}` {fault or 'is in the archive twice'}", path=info.filename)
        seen.add(info.filename)


def _overlapping(entries: list[zipfile.ZipInfo], end: int) -> Iterator[Finding]:
    """Entries that share their bytes: a few kilobytes can be read as any number of large files so."""
    in_order = sorted(entries, key=lambda info: info.header_offset)
    ends = [*(info.header_offset for info in in_order[1:]), end]
    for info, following in zip(in_order, ends, strict=True):
        # a local header has 30 bytes and the name at least (APPNOTE 4.3.7)
        if info.header_offset + 30 + info.compress_size > following:
            yield unsafe(f"`{info.filename}` overlaps what stands after it", path=info.filename)
            return


def _name_fault(info: zipfile.ZipInfo) -> str:
    """Why the entry's name leads out of the archive; empty where it does not."""
    name = info.orig_filename.replace("\\", "/")
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        return "has an absolute path"
    if ".." in PurePosixPath(name).parts:
        return "leads out of the archive"
    if "\0" in name:
        return "has a name with a zero byte"
    return ""


def _content_fault(info: zipfile.ZipInfo, limits: Limits) -> str:
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a symbolic link"
    if info.flag_bits & _ENCRYPTED:
        return "is encrypted"
    if info.compress_type not in _METHODS:
        return "is packed in a way that EPUB does not allow"
    if info.file_size > limits.entry:
        return f"unpacks to {info.file_size} bytes, more than {limits.entry}"
    if info.file_size > limits.ratio_from and info.file_size > limits.ratio * max(info.compress_size, 1):
        return f"unpacks to more than {limits.ratio} times its size"
    return ""


def parse_xml(content: bytes, name: str, *, html_entities: bool = False) -> etree._Element:
    """The root element of `content`, which comes from `name`, read without network, DTD or entities of its own.

    `html_entities`: HTML's names (`&nbsp;`), as EPUB 2 has them, stand for their characters.
    """
    # UTF-16 and UTF-32 hide a declaration behind zero bytes.
    if b"<!ENTITY" in content.replace(b"\0", b""):
        refuse(f"`{name}` declares entities", path=name)
    if content.count(b"<") > TAGS:
        refuse(f"`{name}` has more than {TAGS} tags", path=name)
    if html_entities:
        content = _HTML_ENTITY.sub(_character, content)
    try:
        root = etree.fromstring(content, _parser())
    except etree.XMLSyntaxError as error:
        refuse(f"`{name}` is not well-formed: {error.msg}", path=name, line=error.lineno or None)
    except (ValueError, LookupError) as error:
        refuse(f"`{name}` is not readable XML: {error}", path=name)
    if _has_own_declarations(root):
        refuse(f"`{name}` has a document type with declarations of its own", path=name)
    system = root.getroottree().docinfo.system_url
    if system and not system.startswith(_KNOWN_TYPES):
        refuse(f"`{name}` names `{system}` as its document type", path=name)
    return root


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=False
    )


def _has_own_declarations(root: etree._Element) -> bool:
    declared = root.getroottree().docinfo.internalDTD
    return declared is not None and (any(declared.iterentities()) or any(declared.iterelements()))


def _character(entity: re.Match[bytes]) -> bytes:
    characters = html5.get(entity[1].decode("ascii"))
    return "".join(f"&#{ord(c)};" for c in characters).encode() if characters else entity[0]
