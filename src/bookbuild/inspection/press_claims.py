"""What a PDF says that it is, its version, Info and XMP → where that is not as its standard, or its printer, asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pikepdf

from bookbuild.diagnostics import Code
from bookbuild.inspection.pdf_values import name_of, table, tables, text_of
from bookbuild.inspection.preflight_rules import Breach, Rulebook

_X_ID = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"
_X = "{http://ns.adobe.com/pdfx/1.3/}"
_EDITIONS: dict[str, dict[str, tuple[int, int]]] = {
    "x1a": {"PDF/X-1:2001": (1, 3), "PDF/X-1a:2001": (1, 3), "PDF/X-1a:2003": (1, 4)},
    "x3": {"PDF/X-3:2002": (1, 3), "PDF/X-3:2003": (1, 4)},
    "x4": {"PDF/X-4": (1, 6)},
}
"""Of each standard what a file may say that it is, with the highest version of PDF."""
_REMEDY = "make the file anew with that standard"
_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z.*|([+-])(\d\d)'?(\d\d)?'?)?")
_STEPS = (("/Title", "dc:title"), ("/Producer", "pdf:Producer"), ("/Creator", "xmp:CreatorTool"),
          ("/Keywords", "pdf:Keywords"))  # fmt: skip
_DATES = (("/CreationDate", "xmp:CreateDate"), ("/ModDate", "xmp:ModifyDate"))


def version_of(pdf: pikepdf.Pdf) -> tuple[int, int]:
    """The version that the file says it is of, in its header or in its catalogue: the higher."""
    written = [pdf.pdf_version, name_of(pdf.Root.get("/Version")) or "1.0"]
    found = [tuple(map(int, each.split("."))) for each in written if re.fullmatch(r"\d\.\d", each)]
    return max(found, default=(1, 0))  # type: ignore[return-value]


def metadata_of(pdf: pikepdf.Pdf) -> Any:
    """The file's XMP; without one, nothing."""
    return pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) if "/Metadata" in pdf.Root else {}


def claim_breaches(pdf: pikepdf.Pdf, book: Rulebook) -> Iterator[Breach]:
    """What is wrong with the version of a file, with its encryption and with what it says of itself."""
    if pdf.is_encrypted:
        yield _breach(f"the file is encrypted, which {book.who('version')} does not take", "take the encryption off")
    flat = book.standard is not None and not book.standard.transparent
    if (flat or not book.expected.transparency) and "/OCProperties" in pdf.Root:
        rule = "version" if flat else "transparency"
        yield _breach(f"the file has layers, which {book.who(rule)} does not take", "flatten its layers")  # type: ignore[arg-type]
    if book.standard is None:
        return
    info, metadata = table(pdf.trailer, "/Info"), metadata_of(pdf)
    yield from _claim(pdf, info, metadata, book)
    yield from _told(info, metadata, book)
    yield from _in_step(info, metadata, book)


def _breach(message: str, remedy: str = _REMEDY) -> Breach:
    return Breach("version", Code.PREFLIGHT_VERSION, message, remedy)


def _claim(pdf: pikepdf.Pdf, info: Any, metadata: Any, book: Rulebook) -> Iterator[Breach]:
    standard = book.standard
    assert standard is not None
    editions, version = _EDITIONS[standard.name], version_of(pdf)
    by_xmp = standard.name == "x4"
    said = metadata.get(_X_ID) if by_xmp else text_of(info.get("/GTS_PDFXVersion"))
    key = "pdfxid:GTS_PDFXVersion` in its XMP" if by_xmp else "GTS_PDFXVersion` in its Info"
    if said not in editions:
        is_said = f"says `{said}`" if said else "is not there"
        yield _breach(f"`{key} {is_said}: {book.who('version')} asks for `{next(iter(editions))}`")
    most = editions.get(str(said), next(iter(editions.values())))
    if version > most:
        yield _breach(f"the file is of PDF {version[0]}.{version[1]}: {book.who('version')} knows {most[0]}.{most[1]}")
    elif not standard.compressed and "/W" in pdf.trailer:
        yield _breach(f"the list of its objects is compressed, which {book.who('version')} does not know (PDF 1.5)")
    conformance = text_of(info.get("/GTS_PDFXConformance"))
    if standard.name == "x1a" and said == "PDF/X-1:2001" and conformance != "PDF/X-1a:2001":
        is_said = f"says `{conformance}`" if conformance else "is not there"
        yield _breach(f"`GTS_PDFXConformance` in its Info {is_said}: {book.who('version')} asks for `PDF/X-1a:2001`")
    in_xmp = metadata.get(f"{_X}GTS_PDFXVersion")
    if not by_xmp and in_xmp and said and in_xmp != said:
        yield _breach(f"the file is `{in_xmp}` in its XMP and `{said}` in its Info, against {book.who('version')}")


def _told(info: Any, metadata: Any, book: Rulebook) -> Iterator[Breach]:
    """Title, dates, and whether the file is trapped."""
    trapped = name_of(info.get("/Trapped")) or str(metadata.get("pdf:Trapped") or "")
    if trapped not in ("True", "False"):
        is_said = f"is `{trapped}`" if trapped else "is not there"
        yield _breach(
            f"`Trapped` {is_said}: {book.who('version')} asks for `True` or `False`", "say whether it is trapped"
        )
    known: tuple[tuple[str, str, str], ...] = (("title", "/Title", "dc:title"),)
    known += tuple((name, *keys) for name, keys in zip(("date of creation", "date of change"), _DATES, strict=True))
    for what, key, in_xmp in known:
        if not (text_of(info.get(key)) or "").strip() and not metadata.get(in_xmp):
            yield _breach(
                f"the file has no {what}, which {book.who('version')} asks for", f"give it one (`{key}` in Info)"
            )


def identity_breaches(pdf: pikepdf.Pdf, book: Rulebook) -> Iterator[Breach]:
    """A file that is written has its `/ID`, where a standard holds it."""
    if book.standard and "/ID" not in pdf.trailer:
        yield _breach(f"the file has no `/ID`, which {book.who('version')} asks for", "give the trailer an `/ID`")


def _in_step(info: Any, metadata: Any, book: Rulebook) -> Iterator[Breach]:
    """Info and XMP say the same where both say something."""
    remedy = "write both anew from one source"
    for key, in_xmp in _STEPS:
        one, other = (text_of(info.get(key)) or "").strip(), str(metadata.get(in_xmp) or "").strip()
        if one and other and one != other:
            yield _breach(f"`{key}` is `{one}` in Info and `{other}` in XMP, against {book.who('version')}", remedy)
    for key, in_xmp in _DATES:
        first, then = _moment(text_of(info.get(key))), _iso(metadata.get(in_xmp))
        if first and then and abs((first - then).total_seconds()) >= 1:
            yield _breach(f"`{key}` is another day or time in Info than in XMP, against {book.who('version')}", remedy)
    in_info, said = name_of(info.get("/Trapped")), str(metadata.get("pdf:Trapped") or "")
    if in_info and said and in_info != said:
        yield _breach(f"`/Trapped` is `{in_info}` in Info and `{said}` in XMP, against {book.who('version')}", remedy)


def _moment(written: str | None) -> datetime | None:
    """A date as PDF writes it; without a zone, that of Greenwich."""
    found = _DATE.fullmatch((written or "").strip())
    if not found:
        return None
    year, month, day, hour, minute, second, sign, hours, minutes = found.groups()
    zone = f"{sign}{hours}:{minutes or '00'}" if sign else "+00:00"
    return _iso(f"{year}-{month or '01'}-{day or '01'}T{hour or '00'}:{minute or '00'}:{second or '00'}{zone}")


def _iso(written: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(written))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def language_breaches(pdf: pikepdf.Pdf, book: Rulebook) -> Iterator[Breach]:
    """The file's language, where the printer is not known to take it."""
    tag, taken = text_of(pdf.Root.get("/Lang")), book.expected.languages
    if tag and taken is not None and tag not in taken and tag.split("-")[0].casefold() not in taken:
        message = (
            f"the file is in `{tag}`, which {book.who('language')} does not name among the languages that it takes"
        )
        yield Breach("language", Code.STORE_LANGUAGE, message, "ask it, or choose another printer")


def size_breaches(size: int, book: Rulebook) -> Iterator[Breach]:
    """The file's size in bytes, where the printer does not take so much."""
    most = book.expected.megabytes
    if most is not None and size > most << 20:
        message = f"the file has {size >> 20} MB: {book.who('size')} takes {most} MB"
        yield Breach("size", Code.TOO_LARGE, message, "make its pictures smaller")


def names_of(pdf: pikepdf.Pdf, key: str) -> bool:
    """Whether the catalogue has names of that kind."""
    found = table(pdf.Root, "/Names", key)
    return bool(len(found)) or any(tables(found.get("/Kids")))
