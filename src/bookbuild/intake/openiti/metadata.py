"""The header of an OpenITI text, and the `.yml` beside it → metadata of the book."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from stdnum import isbn

from bookbuild.intake.document import IntakeContributor, IntakeMetadata

_TITLES = ("booktitle", "bk", "title", "010.title", "الكتاب", "booktitlealt")
_AUTHORS = ("authorname", "lng", "author", "auth", "المؤلف", "authoraka")
_EDITORS = ("ededitor", "edieditor", "editor", "المحقق", "تحقيق")
_PUBLISHERS = ("edpublisher", "edipublisher", "publisher", "الناشر")
_PLACES = ("edplace", "ediplace")
_YEARS = ("edyear", "ediyear")
_YML = re.compile(r"^(\d\d#[A-Z#]+(?:AR)?#*[A-Z]*)\s*:\s*(.*(?:\n[ \t]+.*)*)", re.MULTILINE)
_TEMPLATE = re.compile(
    r"Muʾallif|Fulān|permalink|^URI|src@|XXX|YEAR-MON|a free running comment|the name of the annotator"
)
_FIRST_CE_YEAR = 1500
"""Smaller years are those of the Hijrah, which a date in the settings is not."""


def metadata_of_header(values: Mapping[str, str], yml: Iterable[str]) -> IntakeMetadata:
    """What the header says, and where it does not, the `.yml` of the version and of the book."""
    beside = {key: value for text in yml for key, value in _pairs(text)}
    author = _first(values, _AUTHORS) or beside.get("10#AUTH#SHUHRA#AR", "")
    editor = _first(values, _EDITORS)
    year = re.search(r"(?<!\d)(\d{4})(?!\d)", _first(values, _YEARS))
    number = values.get("edisbn", "")
    return IntakeMetadata(
        title=_first(values, _TITLES) or beside.get("10#BOOK#TITLEA#AR", ""),
        contributors=tuple(
            IntakeContributor(name, role) for name, role in ((author, "author"), (editor, "editor")) if name
        ),
        publisher=_first(values, _PUBLISHERS),
        place=_first(values, _PLACES),
        published=year[1] if year and int(year[1]) >= _FIRST_CE_YEAR else "",
        isbns=(number,) if isbn.is_valid(number) else (),
        subjects=tuple(filter(None, (part.strip() for part in values.get("booksubj", "").split("::")))),
    )


def _first(values: Mapping[str, str], keys: Iterable[str]) -> str:
    return next((values[key] for key in keys if key in values), "")


def _pairs(text: str) -> Iterable[tuple[str, str]]:
    for found in _YML.finditer(text):
        value = " ".join(found[2].split())
        key = found[1].strip("#:") if found[1].endswith(":") else found[1]
        if value and not _TEMPLATE.search(value):
            yield key.rstrip("#"), value
