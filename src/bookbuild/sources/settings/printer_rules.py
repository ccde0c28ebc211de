"""An edition for the press → what its printer does not take of it, as far as settings tell: trim, language, binding."""

from __future__ import annotations

from bookbuild.diagnostics import Code
from bookbuild.model.settings import Edition
from bookbuild.nearest import listed
from bookbuild.printing.printers import INCH, Printer, Size, printers
from bookbuild.sources.settings.convert import Converter
from bookbuild.sources.settings.toml_places import Path

NAMED = 3
"""So many trims a remedy names: those that are nearest."""


def find_refused(converter: Converter, edition: Edition, path: Path, language: Path) -> None:
    """Findings about `edition`, whose table stands at `path`; `language` is the table that its language stands in."""
    rules = printers().get(edition.press.printer) if edition.press else None
    if rules is None or edition.press is None:
        return
    if not rules.makes(edition.trim):
        width, height = edition.trim
        message = f"a trim of {width:g} × {height:g} mm, of which {rules.title} makes no books ({rules.sources[0]})"
        remedy = f"write such as {listed(nearest_trims(rules, edition.trim))}, or name another printer"
        converter.find(Code.TRIM_REFUSED, message, remedy, converter.places.value((*path, "trim")))
    if rules.pages and edition.press.binding_style not in rules.pages:
        message = f"`{edition.press.binding_style}` is none of the bindings of {rules.title}"
        converter.invalid(message, f"write {listed(rules.pages)}", (*path, "binding-style"))
    if not rules.takes(edition.book.language):
        message = (
            f"`{edition.book.language}` is not among the languages that {rules.title} prints ({rules.sources[-1]})"
        )
        remedy = "ask the printer before the files are sent, name another, or accept this with `[[allow]]`"
        converter.find(Code.STORE_LANGUAGE, message, remedy, converter.places.value((*language, "language")))


def nearest_trims(rules: Printer, trim: Size) -> list[str]:
    """The trims that are nearest to one in mm, as they are written in `book.toml`."""
    trims = sorted(rules.trims, key=lambda size: _apart(size, trim))
    return [f"{width:g}in x {height:g}in" for width, height in trims[:NAMED]]


def _apart(size: Size, trim: Size) -> float:
    return abs(size[0] * INCH - trim[0]) + abs(size[1] * INCH - trim[1])
