"""`docProps/core.xml` and `custom.xml` → what the document says about the book."""

from __future__ import annotations

import re

from bookbuild.diagnostics import BookError
from bookbuild.intake.document import IntakeContributor, IntakeMetadata
from bookbuild.intake.docx.names import name
from bookbuild.intake.docx.package import DocxPackage

_NO_PERSONS = frozenset((
    "administrator", "admin", "user", "utilisateur", "author", "owner", "unknown", "pc", "hp", "dell", "microsoft",
    "microsoft office user", "microsoft account", "windows user", "python-docx", "apache poi", "docx4j", "guest",
))  # fmt: skip
_NO_TITLE = re.compile(r"^(?:microsoft word - |untitled\b|document\d*$|word document$|doc\d+$)|\.docx?$", re.IGNORECASE)
_CUSTOM = {"publisher": "publisher", "isbn": "isbn", "rights": "rights", "copyright": "rights", "place": "place",
           "subtitle": "subtitle", "series": "series", "translator": "translator", "editor": "editor"}  # fmt: skip


def core_properties(package: DocxPackage) -> dict[str, str]:
    """Values by local name (`title`, `creator`, `language`), and custom properties by theirs in lower case."""
    values: dict[str, str] = {}
    for kind in ("custom-properties", "core-properties"):
        part = next((link.target for link in package.links("").values() if link.kind == kind), "")
        if part not in package.archive:
            continue
        try:
            root = package.tree(part)
        except BookError:
            continue
        for each in root:
            written = " ".join("".join(each.itertext()).split())
            if name(each) == "custom:property":
                key = _CUSTOM.get((each.get("name") or "").strip().lower(), "")
            else:
                key = name(each).partition(":")[2]
            if key and written:
                values[key] = written
    return values


def metadata_of(values: dict[str, str]) -> IntakeMetadata:
    """Metadata of a document's properties; names that a program gives stand for nobody."""
    title = values.get("title", "")
    people = [IntakeContributor(person) for person in _persons(values.get("creator", ""))]
    people += [
        IntakeContributor(person, role)
        for role in ("translator", "editor")
        for person in _persons(values.get(role, ""))
    ]
    return IntakeMetadata(
        title="" if _NO_TITLE.search(title) else title,
        subtitle=values.get("subtitle", ""),
        contributors=tuple(people),
        publisher=values.get("publisher", ""),
        place=values.get("place", ""),
        isbns=tuple(re.findall(r"[\d-]{9,16}[\dXx]", values.get("isbn", ""))),
        rights=values.get("rights", ""),
        description=values.get("description", ""),
        subjects=tuple(_parted(values.get("subject", "")) + _parted(values.get("keywords", ""))),
        series=values.get("series", ""),
    )


def _persons(written: str) -> list[str]:
    return [person for person in _parted(written) if person.lower() not in _NO_PERSONS]


def _parted(written: str) -> list[str]:
    parts = [part.strip() for part in re.split(r"[;؛]", written)]
    return [part for part in dict.fromkeys(parts) if part]
