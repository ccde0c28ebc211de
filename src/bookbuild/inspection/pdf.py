"""A PDF file → its facts and its findings. Lengths are in mm, pages count from 1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from lxml import etree

from bookbuild.diagnostics import BookError, Code, Finding
from bookbuild.inspection.pdf_fonts import Font, fonts
from bookbuild.inspection.pdf_links import PdfLink, links, outline
from bookbuild.inspection.pdf_values import name_of, table, tables, text_of
from bookbuild.inspection.refusal import unsafe
from bookbuild.inspection.telling import Telling, silent

# What pikepdf and pypdfium2 raise where a file is not what it says: objects of other types, broken trees, bad numbers.
_DAMAGE = (
    pikepdf.PdfError,
    pikepdf.PasswordError,
    pikepdf.DataDecodingError,
    pypdfium2.PdfiumError,
    etree.XMLSyntaxError,
    OSError,
    RuntimeError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    NotImplementedError,
)
# What qpdf has to say stands after the path, and after the place in the file.
_OF_QPDF = re.compile(r"(?s:.*): ([^:\n]+)")
_MM = 25.4 / 72
# What pdfium gives for a written hyphen where a line ends.
_LINE_END_HYPHEN = "\x02"
_CLAIMS = {
    "PDF/A": ("{http://www.aiim.org/pdfa/ns/id/}part", "{http://www.aiim.org/pdfa/ns/id/}conformance"),
    "PDF/UA": ("{http://www.aiim.org/pdfua/ns/id/}part", ""),
    "PDF/X": ("{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion", ""),
}


def pdf_facts(path: Path) -> dict[str, Any]:
    """What there is to know about the PDF at `path`. Raises BookError where it cannot be read."""
    return pdf_report(path)[0]


def pdf_findings(path: Path) -> tuple[Finding, ...]:
    """Fonts that are not embedded, and links to places that the file does not have. Raises BookError."""
    return pdf_report(path)[1]


def pdf_report(path: Path, at: Telling = silent) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """Facts and findings of the PDF at `path`; `at` is told what is read. Raises BookError where it cannot be read."""
    at("the list of its objects")
    with opened_pdf(path) as pdf:
        at("its pages")
        facts = {
            "version": pdf.pdf_version,
            "pages": len(pdf.pages),
            "sizes": _sizes(pdf),
            "labels": [page.label for page in pdf.pages],
        }
        at("its metadata")
        facts |= _document(pdf)
        at("its outline")
        facts["outline"] = outline(pdf)
        at("its fonts")
        used = fonts(pdf)
        facts["fonts"] = [font.fact() for font in used]
        at("its links")
        found = list(links(pdf))
        facts["links"] = {
            "internal": sum(1 for link in found if not link.outside),
            "external": sum(1 for link in found if link.outside),
            "broken": sum(1 for link in found if not link.outside and link.page is None),
        }
        at("its metadata")
        facts |= {
            "claims": _claims(pdf),
            "output_intents": _output_intents(pdf),
            "attachments": sorted(pdf.attachments),
        }
    words, characters = _counted(path, at)
    findings = (*_font_findings(used), *_link_findings(found))
    return {**facts, "words": words, "characters": characters}, findings


def pdf_text(path: Path) -> str:
    """The text of the pages as pdfium reads it, lines with `\\n`, pages apart by a form feed."""
    return "\f".join(_page_texts(path, silent))


def _counted(path: Path, at: Telling) -> tuple[int, int]:
    """How many words and characters `pdf_text` has, without holding all of it."""
    words = characters = 0
    for number, text in enumerate(_page_texts(path, at)):
        words += len(text.split())
        characters += len(text) + (number > 0)
    return words, characters


def _page_texts(path: Path, at: Telling) -> Iterator[str]:
    at("its text")
    with _reading(path):
        document = pypdfium2.PdfDocument(path)
        try:
            for number in range(len(document)):
                at(f"the text of page {number + 1}")
                yield _page_text(document[number])
        finally:
            document.close()


def _page_text(page: Any) -> str:
    try:
        text_page = page.get_textpage()
        text: str = text_page.get_text_bounded(errors="replace")
        text_page.close()
        return text.replace("\r\n", "\n").replace(_LINE_END_HYPHEN, "-")
    finally:
        page.close()


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Where foreign errors about a file become a finding."""
    try:
        yield
    except pikepdf.PasswordError as error:
        raise BookError([unsafe(f"`{path.name}` asks for a password")]) from error
    except _DAMAGE as error:
        raise BookError([unsafe(f"`{path.name}` is not a readable PDF ({_reason(error)})")]) from error


def _reason(error: BaseException) -> str:
    """What qpdf or the system say, without the path, which may be absolute; of other errors the name."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    said = _OF_QPDF.fullmatch(str(error)) if isinstance(error, pikepdf.PdfError) else None
    return said[1] if said else type(error).__name__


@contextmanager
def opened_pdf(path: Path) -> Iterator[pikepdf.Pdf]:
    """The PDF at `path`; whatever is wrong with it while it is read raises BookError (`archive-unsafe`)."""
    # not mapped into memory: the pages of a map count as used
    access = pikepdf.AccessMode.stream
    with _reading(path), pikepdf.open(path, suppress_warnings=True, access_mode=access) as pdf:
        yield pdf


def _font_findings(used: list[Font]) -> Iterator[Finding]:
    for font in used:
        if not font.embedded:
            message = f"the font `{font.name}` is not in the file"
            yield Finding(Code.FONT_MISSING, message, "embed the font", page=font.page)


def _link_findings(found: list[PdfLink]) -> Iterator[Finding]:
    for link in found:
        if not link.outside and link.page is None:
            message = f"the link to `{link.target}` leads nowhere"
            yield Finding(Code.LINK_BROKEN, message, "give the place a destination, or correct the link", page=link.on)


def _sizes(pdf: pikepdf.Pdf) -> list[dict[str, Any]]:
    """The distinct sizes of pages in the order in which they come, each with how many pages have it."""
    found: list[dict[str, Any]] = []
    for page in pdf.pages:
        unit = float(page.obj.get("/UserUnit", 1))
        boxes = {
            "media": _box(page.mediabox, unit),
            "trim": _own_box(page, "/TrimBox", unit),
            "bleed": _own_box(page, "/BleedBox", unit),
        }
        known = next((size for size in found if size | boxes == size), None)
        if known is None:
            found.append({**boxes, "pages": 1})
        else:
            known["pages"] += 1
    return found


def _own_box(page: pikepdf.Page, name: str, unit: float) -> list[float] | None:
    return _box(page.obj[name], unit) if name in page.obj else None


def _box(box: Any, unit: float) -> list[float]:
    """Width and height in mm."""
    left, bottom, right, top = (float(side) * unit * _MM for side in box)
    return [round(abs(right - left), 2), round(abs(top - bottom), 2)]


def _document(pdf: pikepdf.Pdf) -> dict[str, Any]:
    preferences = table(pdf.Root, "/ViewerPreferences")
    info = _info(pdf)
    return {
        "title": text_of(info.get("/Title")) or _xmp(pdf).get("dc:title"),
        "author": text_of(info.get("/Author")),
        "producer": text_of(info.get("/Producer")),
        "language": text_of(pdf.Root.get("/Lang")),
        "direction": {"R2L": "rtl", "L2R": "ltr"}.get(name_of(preferences.get("/Direction"))),
        "display_title": bool(preferences.get("/DisplayDocTitle", False)),
        "encrypted": pdf.is_encrypted,
        "tagged": bool(table(pdf.Root, "/MarkInfo").get("/Marked", False)) and "/StructTreeRoot" in pdf.Root,
    }


def _info(pdf: pikepdf.Pdf) -> Any:
    return table(pdf.trailer, "/Info")


def _xmp(pdf: pikepdf.Pdf) -> Any:
    """The file's XMP; without one, nothing."""
    return pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) if "/Metadata" in pdf.Root else {}


def _claims(pdf: pikepdf.Pdf) -> list[str]:
    """The standards that the file says it keeps, from XMP, and from Info for PDF/X before 2010."""
    metadata = _xmp(pdf)
    claims = []
    for standard, (part, level) in _CLAIMS.items():
        value = metadata.get(part)
        if value and standard == "PDF/X":
            claims.append(str(value))
        elif value:
            suffix = metadata.get(level) if level else None
            claims.append(f"{standard}-{value}{str(suffix or '').lower()}")
    if before_2010 := text_of(_info(pdf).get("/GTS_PDFXVersion")):
        claims.append(before_2010)
    return list(dict.fromkeys(claims))


def _output_intents(pdf: pikepdf.Pdf) -> list[dict[str, Any]]:
    return [
        {
            "subtype": text_of(intent.get("/S")),
            "condition": text_of(intent.get("/OutputConditionIdentifier")),
            "profile": "/DestOutputProfile" in intent,
        }
        for intent in tables(pdf.Root.get("/OutputIntents"))
    ]
