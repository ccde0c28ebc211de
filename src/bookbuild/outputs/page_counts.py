"""An edition for the press and the pages that it came to → what its printer says of so many (`page-count`)."""

from __future__ import annotations

from collections.abc import Iterator

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.model.settings import Edition
from bookbuild.printing.printers import printers


def count_refused(edition: Edition, pages: int) -> Iterator[Finding]:
    """A finding where the printer of the edition does not bind so many pages."""
    rules = printers().get(edition.press.printer) if edition.press else None
    if rules is None or edition.press is None:
        return
    multiple = max(edition.press.pages_multiple, 1)
    reason = rules.refused_count(pages + -pages % multiple, edition.press.binding_style)
    if reason:
        message = f"the book has {reason} ({rules.sources[0]})"
        remedy = "write another `binding-style`, another trim, or name another printer"
        yield Finding(Code.PAGE_COUNT, message, remedy, Location("book.toml"), edition=edition.name)
