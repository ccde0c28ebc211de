"""Shops by name → which edition of a book each takes, and what its files are called there."""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.model.settings import Edition
from bookbuild.printing.ebook_shops import EBOOK_SHOPS
from bookbuild.printing.printers import printers

PRINTERS = ("kdp", "ingramspark", "lulu", "offset")
SHOPS = (*PRINTERS, *EBOOK_SHOPS)


@dataclass(frozen=True, slots=True)
class FileNames:
    """What a shop's files are called: the book's, and its cover's without the ending."""

    book: str
    cover: str


def title_of(shop: str) -> str:
    return EBOOK_SHOPS[shop].title if shop in EBOOK_SHOPS else printers()[shop].title


def takes(edition: Edition, shop: str) -> bool:
    """Whether an edition is made for a shop: an e-book, or one that is printed by that printer's rules."""
    if shop in EBOOK_SHOPS:
        return edition.format == "epub"
    return edition.press is not None and edition.press.printer == shop


def usual(editions: tuple[Edition, ...]) -> tuple[str, ...]:
    """The shops that a book has an edition for."""
    return tuple(shop for shop in SHOPS if any(takes(edition, shop) for edition in editions))


def chosen(editions: tuple[Edition, ...], shop: str) -> Edition | Finding:
    """The first edition that is made for a shop; a finding that says what to write where there is none."""
    for edition in editions:
        if takes(edition, shop):
            return edition
    title = title_of(shop)
    if shop in EBOOK_SHOPS:
        return _none(f"no edition is an e-book, which {title} sells", 'write `[editions.ebook]` with `format = "epub"`')
    pressed = next((edition.name for edition in editions if edition.press), None)
    where = (
        f"in `[editions.{pressed}]`, or an edition of its own" if pressed else 'in an edition with `purpose = "press"`'
    )
    return _none(f"no edition is set by the rules of {title}", f'write `printer = "{shop}"` {where}')


def _none(message: str, remedy: str) -> Finding:
    return Finding(Code.SETTING_INVALID, message, remedy, Location("book.toml"))


def names_for(shop: str, identifier: str, stem: str) -> FileNames:
    """The names for a shop; `identifier`: the ISBN, or what stands for it, `stem`: the name that the build gave."""
    if shop in EBOOK_SHOPS:
        return FileNames(f"{identifier}.epub", EBOOK_SHOPS[shop].cover_name.format(identifier))
    if shop == "ingramspark":
        return FileNames(f"{identifier}_txt.pdf", f"{identifier}_cov")
    if shop == "offset":
        return FileNames(f"{stem}.pdf", f"{stem}-cover")
    return FileNames("interior.pdf", "cover")
