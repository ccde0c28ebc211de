"""The bytes of a .docx → its parts and their relationships, read under guard; what cannot be is refused."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NoReturn

from lxml import etree

from bookbuild.diagnostics import BookError, Code, Finding, Location
from bookbuild.inspection.archive import Archive, Limits, open_archive
from bookbuild.intake.docx.names import children, name
from bookbuild.intake.reader import IntakeFile

MAIN = "word/document.xml"
_LIMITS = Limits(total=1 << 29, entry=1 << 27)
MOST_TAGS = 6_000_000
"""A part with more tags is no book: a tree takes some 100 bytes for each."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OLE = "EncryptedPackage".encode("utf-16-le")
_MACROS = re.compile(r"(?:^|/)vba(?:Project|Data)\w*\.(?:bin|xml)$", re.IGNORECASE)
_AGAIN = "get the file again from where it comes from, or open it in Word or LibreOffice and save it as .docx"


@dataclass(frozen=True, slots=True)
class PartLink:
    """A relationship: its kind is the last word of its type (`image`). `target` is a part's name, or a URL."""

    kind: str
    target: str
    external: bool = False


@dataclass(slots=True)
class DocxPackage:
    """An open document. Parts and relationships are read when they are asked for, each once."""

    file: str
    archive: Archive
    main: str = MAIN
    _trees: dict[str, etree._Element] = field(default_factory=dict)
    _links: dict[str, Mapping[str, PartLink]] = field(default_factory=dict)

    def tree(self, part: str) -> etree._Element:
        """The root of a part. Raises BookError where it cannot be read."""
        if part not in self._trees:
            if self.archive.read(part).count(b"<") > MOST_TAGS:
                _refuse(self.file, f"`{part}` has more than {MOST_TAGS} tags")
            self._trees[part] = self.archive.xml(part)
        return self._trees[part]

    def data(self, part: str) -> bytes:
        return self.archive.read(part)

    def links(self, part: str) -> Mapping[str, PartLink]:
        """The relationships of a part by their ids."""
        if part not in self._links:
            folder, _, base = part.rpartition("/")
            rels = f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"
            found = dict(_relationships(self.tree(rels), folder)) if rels in self.archive else {}
            self._links[part] = found
        return self._links[part]

    def linked(self, kind: str) -> str | None:
        """The part of a kind (`styles`, `footnotes`) that the main part is related to."""
        links = self.links(self.main).values()
        return next((link.target for link in links if link.kind == kind and link.target in self.archive), None)

    def all_linked(self, kind: str) -> list[str]:
        links = self.links(self.main).values()
        return list(dict.fromkeys(e.target for e in links if e.kind == kind and e.target in self.archive))


def _relationships(root: etree._Element, folder: str) -> Iterator[tuple[str, PartLink]]:
    for each in children(root, "rel:Relationship"):
        target, external = each.get("Target") or "", each.get("TargetMode") == "External"
        kind = (each.get("Type") or "").rpartition("/")[2]
        if not external:
            bare = target.partition("#")[0]
            target = bare.lstrip("/") if bare.startswith("/") else posixpath.normpath(posixpath.join(folder, bare))
        yield each.get("Id") or "", PartLink(kind, target, external)


@contextmanager
def open_docx(file: IntakeFile) -> Iterator[DocxPackage]:
    """The document in a file's bytes.

    Raises BookError: `import-encrypted` for one under a password, `import-format` for one that is damaged, is made to
    do harm, carries macros, or is no document of Word.
    """
    if file.data.startswith(_OLE):
        _refuse_ole(file)
    try:
        with open_archive(io.BytesIO(file.data), _LIMITS, name=file.name) as archive:
            package = DocxPackage(file.name, archive)
            _refuse_macros(package)
            package.main = _main_of(package)
            yield package
    except BookError as error:
        raise BookError(_told(file, error.findings)) from error


def _refuse_ole(file: IntakeFile) -> NoReturn:
    encrypted = _ENCRYPTED_OLE in file.data
    message = f"`{file.name}` is {'encrypted' if encrypted else 'a document of an old Word'}"
    code = Code.IMPORT_ENCRYPTED if encrypted else Code.IMPORT_FORMAT
    _refuse(file.name, message, "open it in Word or LibreOffice, take its password off, and save it as .docx", code)


def _refuse(file: str, message: str, remedy: str = _AGAIN, code: Code = Code.IMPORT_FORMAT) -> NoReturn:
    raise BookError([Finding(code, message, remedy, Location(file))])


def _refuse_macros(package: DocxPackage) -> None:
    macros = next((part for part in package.archive.names if _MACROS.search(part)), None)
    if macros is not None:
        remedy = "open it in Word or LibreOffice and save it as .docx, which has none"
        _refuse(package.file, f"`{package.file}` carries macros (`{macros}`)", remedy)


def _main_of(package: DocxPackage) -> str:
    """The part with the text: the one that the package names, else the one with the usual name."""
    links = package.links("").values() if "_rels/.rels" in package.archive else ()
    named = [link.target for link in links if link.kind == "officeDocument"]
    parts = [part for part in (*named, MAIN) if part in package.archive]
    if not parts:
        _refuse(package.file, f"`{package.file}` is a zip without a document of Word")
    found = next((part for part in parts if name(package.tree(part)) == "w:document"), None)
    if found is None:
        _refuse(package.file, f"`{parts[0]}` of `{package.file}` is no document of Word")
    return found


def _has_encrypted_entries(data: bytes) -> bool:
    """Whether an entry of a zip says that it is encrypted (APPNOTE.TXT, 4.4.4: bit 0)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(entry.flag_bits & 1 for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def _told(file: IntakeFile, findings: Iterable[Finding]) -> list[Finding]:
    """What the guarded archive found, as one finding of import about the file that was given."""
    found = list(findings)
    unsafe = [each for each in found if each.code is Code.ARCHIVE_UNSAFE]
    if not unsafe:
        return found
    if _has_encrypted_entries(file.data):
        remedy = "take its password off, and save it as .docx"
        return [Finding(Code.IMPORT_ENCRYPTED, f"`{file.name}` is encrypted", remedy, Location(file.name))]
    message = f"`{file.name}`: {unsafe[0].message}"
    return [Finding(Code.IMPORT_FORMAT, message, _AGAIN, Location(file.name))]
