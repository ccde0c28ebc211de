"""What is there: a book's editions and fonts, what the machine lacks, what is kept of earlier builds."""

from __future__ import annotations

from pathlib import Path

from bookbuild.commands.said import Output, Said, ToldFindings
from bookbuild.diagnostics import MACHINE, exit_status


def editions(book: Path, *, as_json: bool = False) -> Said:
    """List the editions of a book; its findings are part of the object."""
    from bookbuild import pipeline
    from bookbuild.reporting import listing

    found, findings = pipeline.editions(book)
    if as_json:
        return Said((Output(listing.editions_object(book, found, findings)),), exit_status(findings))
    return Said((ToldFindings(findings), Output(listing.editions_text(found))), exit_status(findings))


def fonts(book: Path, *, as_json: bool = False) -> Said:
    """List the fonts that a book names. Raises BookError where it cannot be read, MachineLacks without fontconfig."""
    from bookbuild import pipeline
    from bookbuild.reporting import listing

    uses = pipeline.fonts(book)
    output = Output(listing.fonts_object(book, uses) if as_json else listing.fonts_text(uses))
    return Said((output,), 0 if all(use.found for use in uses) else MACHINE)


def doctor(*, as_json: bool = False) -> Said:
    """Say what this machine lacks."""
    from bookbuild import doctor as machine
    from bookbuild.reporting import listing

    rows = machine.examine()
    output = Output(listing.doctor_object(rows) if as_json else listing.doctor_text(rows))
    return Said((output,), 0 if all(row.found or not row.needed for row in rows) else MACHINE)


def cache(place: str | None, limit: int | None, *, clear: bool = False, as_json: bool = False) -> Said:
    """Say what is kept at `place`, and of how many bytes at most; with `clear`, delete it first."""
    from bookbuild.reporting.cache import cache_object, cache_text
    from bookbuild.workshop import workshop

    with workshop(1, place, limit=limit) as shop:
        cleared = shop.store.clear() if clear else 0
        return Said((Output((cache_object if as_json else cache_text)(shop.store, cleared)),))
