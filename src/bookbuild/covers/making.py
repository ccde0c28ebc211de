"""A rendered edition with `[cover]` → its cover, set: the wrap around its pages, or the front alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bookbuild.covers.designs import Design, design_of
from bookbuild.covers.pictures import Pictures, pictures_of
from bookbuild.covers.safety import MILLIMETRES, Outside, outside
from bookbuild.covers.style import css_of
from bookbuild.covers.wrap import Wrap, front_alone, wrap_of
from bookbuild.diagnostics import Code, Finding
from bookbuild.documents.cover import cover_document
from bookbuild.documents.theme import Theme
from bookbuild.language.terms import terms_of
from bookbuild.model.book import Book
from bookbuild.model.document import Document, Rendered
from bookbuild.model.settings import CoverTable, localized
from bookbuild.printing.printers import printers
from bookbuild.typeset.book.cover_sheets import CoverSheet, cover_job, cover_sheet, lines_before
from bookbuild.typeset.book.messages import findings_of, missing
from bookbuild.typeset.book.page_plan import millimetres
from bookbuild.typeset.work.fragment_store import FragmentStore
from bookbuild.typeset.work.workers import Workers

ANYWHERE = "sheet"
"""Stands for a panel where it is not known."""

SCALES = (1.0, 0.92, 0.84, 0.76, 0.68, 0.6)
"""How large text is set, until it stays within its panel."""

EBOOK = (150.0, 240.0)
"""mm of an e-book's cover: its picture is 1600 by 2560 pixels."""


@dataclass(frozen=True, slots=True)
class Cover:
    """A cover that is set, the sheet that it is on, and what is wrong with it."""

    sheet: CoverSheet
    wrap: Wrap
    findings: tuple[Finding, ...]


def wrapped(rendered: Rendered, theme: Theme, pages: int, workers: Workers, store: FragmentStore) -> Cover:
    """The cover around a printed edition of `pages`. Raises BookError where it cannot be set."""
    book = rendered.book
    cover = _cover(book)
    flaps = millimetres(cover.flaps) if cover.flaps else 0.0
    wrap = wrap_of(book.edition, pages, binding=book.binding, flaps=flaps)
    return _set(rendered, theme, wrap, workers, store, tagged=False)


def front(rendered: Rendered, theme: Theme, workers: Workers, store: FragmentStore) -> Cover:
    """The front alone, as large as a page for screens, or as an e-book's cover. Raises BookError."""
    edition = rendered.book.edition
    size = EBOOK if edition.format == "epub" else edition.trim
    return _set(rendered, theme, front_alone(*size), workers, store, tagged=edition.format == "pdf")


def _cover(book: Book) -> CoverTable:
    assert book.edition.cover is not None
    return book.edition.cover


def _set(
    rendered: Rendered, theme: Theme, wrap: Wrap, workers: Workers, store: FragmentStore, *, tagged: bool
) -> Cover:
    """The sheet, its text as large as lets it stay where it is safe."""
    book, cover = rendered.book, _cover(rendered.book)
    turned = book.binding == "right"
    design = design_of(book.folder, cover)
    pictures = pictures_of(book, cover, wrap, design.colours(theme.tokens("print.css")), theme, turned=turned)
    document = _document(rendered, theme, design, wrap, pictures)
    scales = {"front": 0, "back": 0}
    while True:
        sizes = {f"{name}_scale": SCALES[at] for name, at in scales.items()}
        css = "\n".join([design.css(), css_of(wrap, turned=turned, **sizes), *pictures.rules])
        job = cover_job(document, book, theme, css, tuple(pictures.resources.values()), tagged=tagged)
        sheet = cover_sheet(job, book.language, workers, store)
        found = _outside(sheet, wrap)
        smaller = {name for each in found for name in _scaled_with(each.panel)}
        smaller = {name for name in smaller if scales[name] + 1 < len(SCALES)}
        if not smaller:
            return Cover(sheet, wrap, tuple(_findings(sheet, found, book, theme, design)))
        scales = {name: at + (name in smaller) for name, at in scales.items()}


def _document(rendered: Rendered, theme: Theme, design: Design, wrap: Wrap, pictures: Pictures) -> Document:
    book, cover = rendered.book, _cover(rendered.book)
    press = book.edition.press
    rules = printers().get(press.printer if press else "")
    context = {
        "panels": [panel.name for panel in wrap.panels],
        "art": pictures.art,
        "finished": cover.kind == "finished",
        "initial": pictures.initial,
        "logo": pictures.logo,
        "bars": pictures.bars,
        "digits": pictures.digits,
        "zone": bool(pictures.bars) or (rules is not None and rules.barcode),
        "prices": [_price(currency, amount) for currency, amount in cover.price.items()],
        "spine_text": wrap.spine_text,
        "spine_names": _names(book),
    }
    folders = (*design.folders, *theme.folders)
    return cover_document(book, rendered.blurb, folders, tuple(pictures.resources), context)


def _price(currency: str, amount: str) -> str:
    """A price with the sign of its currency; in one form for all languages, as the trade has it."""
    from babel.numbers import format_currency

    return str(format_currency(Decimal(amount), currency, locale="en"))


def _names(book: Book) -> str:
    """Whose name stands on the spine: the authors, or whoever comes first."""
    contributors = book.edition.book.contributors
    authors = [each for each in contributors if each.role == "author"] or list(contributors[:1])
    return terms_of(book.edition).joined([localized(each.name, book.language) for each in authors])


def _outside(sheet: CoverSheet, wrap: Wrap) -> list[Outside]:
    """What of the text is not where it is safe, or stands over other text."""
    found = outside(saved(sheet), wrap)
    fault = next((fault for fault in sheet.fragment.pages[0].faults if fault.code == "text-outside"), None)
    if fault:
        found.append(Outside(ANYWHERE, f"{fault.text[:20]}… over {fault.over[:20]}…", fault.amount * MILLIMETRES))
    return found


def _scaled_with(panel: str) -> tuple[str, ...]:
    """Which text is to be smaller, that a panel may have room."""
    if panel == ANYWHERE:
        return ("front", "back")
    return ("back",) if panel.startswith("back") else ("front",)


def saved(sheet: CoverSheet) -> bytes:
    """The page as a file, to be looked at."""
    import io

    import pikepdf

    content = io.BytesIO()
    sheet.document().save(content, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return content.getvalue()


def _findings(sheet: CoverSheet, found: list[Outside], book: Book, theme: Theme, design: Design) -> Iterator[Finding]:
    edition = book.edition.name
    for character in sheet.fragment.missing:
        yield missing(character, edition)
    texts: Any = (*theme.texts("print.css"), *design.texts())
    shown = theme.shown("print.css")
    yield from findings_of(dict.fromkeys(sheet.fragment.messages), edition, shown, lines_before(book, theme), texts)
    for each in found:
        message = f"text of the cover's {each.panel}, `{each.text}`, is {each.by:.1f} mm out of where it is safe"
        remedy = "shorten the text, or give it room in the design"
        yield Finding(Code.MARGIN_NARROW, message, remedy, edition=edition)
