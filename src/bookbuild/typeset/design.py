"""An edition's settings → the CSS that goes before its theme's: page, sizes, fonts, counters."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from bookbuild.model.book import Book, Matter
from bookbuild.model.settings import Edition
from bookbuild.resolve.anchors import digit_style
from bookbuild.tradition import numerals
from bookbuild.tradition.scripts import script_of_language
from bookbuild.typeset.fonts import Cut, Face, asked_as, cuts, families

SLUG = 7.0
"""mm beyond the bleed in which the printer's marks stand."""

LEADING = {"latin": 1.36, "arabic": 1.75}
"""Line height over size where `leading = "auto"`: Arabic has marks above and below its letters."""

NEVER_STRETCHED = ".quran, .quran-text, code, pre { --kashida: off !important }"
"""The Qur'an's text stands as it is in the muṣḥaf, whatever a theme says; code, as it was typed."""

HEMISTICHS_STRETCHED = {True: ".hemistich { --kashida: verse }", False: ""}
"""Whether the hemistichs of a poem come to their measure by stretches, or by their spaces alone."""

MOST_FOLIOS = 1999

NATIVE = {"digits": "decimal", "roman": "lower-roman", "arabic-indic": "arabic-indic"}
"""Styles of numerals that CSS has of its own."""


def print_tokens(book: Book, font_folders: tuple[Path, ...], matter: Matter) -> str:
    """The CSS of the settings for the sections of `matter`."""
    edition = book.edition
    chosen = cuts(edition, font_folders)
    return "\n".join(
        [
            *_font_faces(cut.face for cut in chosen),
            _root(book, chosen, font_folders),
            HEMISTICHS_STRETCHED[edition.style.kashida != "off"],
            NEVER_STRETCHED,
            _page(edition),
            folio_counter(book, matter),
            f"@counter-style note-number {{ system: extends {NATIVE[digit_style(edition)]} }}",
        ]
    )


def _font_faces(faces: Iterable[Face]) -> Iterable[str]:
    """Faces that fontconfig does not know are named with their files, and with their digests: they decide pages."""
    for face in faces:
        if face.own:
            style = "italic" if face.italic else "normal"
            digest = hashlib.sha256(face.path.read_bytes()).hexdigest()
            yield (
                f'/* {digest} */ @font-face {{ font-family: "{face.family}"; src: url("{face.path.as_uri()}"); '
                f"font-weight: {face.weight}; font-style: {style} }}"
            )


def _root(book: Book, chosen: tuple[Cut, ...], font_folders: tuple[Path, ...]) -> str:
    style = book.edition.style
    script = script_of_language(book.language) or "latin"
    leading = LEADING.get(script, LEADING["latin"]) if style.leading == "auto" else style.leading
    bold = next((cut for cut in chosen if cut.name == "book-latin" and cut.face.weight >= 700), None)
    asked = {use: asked_as(family, font_folders) for use, family in families(style.fonts).items()}
    bold_family, bold_size = (bold.face.family, bold.scale) if bold else (asked["latin"], 1.0)
    return (
        f':root {{ --size: {style.size}; --leading: {leading}; --latin: "{asked["latin"]}"; '
        f'--latin-bold: "{bold_family}"; --bold-size: {bold_size:g}em; --arabic: "{asked["arabic"]}"; '
        f'--quran: "{asked["quran"]}"; --kashida: {style.kashida} }}'
    )


def _page(edition: Edition) -> str:
    width, height = edition.trim
    beyond = edition.bleed + (SLUG if edition.marks else 0)
    marks = "crop cross" if edition.marks else "none"
    return f"@page {{ size: {width:g}mm {height:g}mm; bleed: {beyond:g}mm; marks: {marks} }}"


def folio_style(book: Book, matter: Matter) -> str | None:
    """How folios are written in `matter`: a style of `numerals.in_style`; None where there are none.

    Front matter has a series of its own, in letters: roman beside digits, abjad beside Arabic-Indic.
    """
    style = book.edition.style.folios
    if style == "none":
        return None
    if style == "auto":
        style = "arabic-indic" if digit_style(book.edition) == "arabic-indic" else "digits"
    if matter != "front":
        return style
    return {"digits": "roman", "roman": "digits", "arabic-indic": "abjad", "abjad": "arabic-indic"}[style]


def folio(book: Book, matter: Matter, number: int) -> str:
    """A page's number as its folio shows it; empty where pages have none."""
    style = folio_style(book, matter)
    return numerals.in_style(number, style, book.language) if style else ""  # type: ignore[arg-type]


def folio_counter(book: Book, matter: Matter) -> str:
    """A counter style `folio` for page margins."""
    style = folio_style(book, matter)
    if style is None:
        return '@counter-style folio { system: cyclic; symbols: ""; suffix: "" }'
    if style in NATIVE:
        return f"@counter-style folio {{ system: extends {NATIVE[style]} }}"
    symbols = " ".join(f'"{folio(book, matter, number)}"' for number in range(1, MOST_FOLIOS))
    return f"@counter-style folio {{ system: fixed; symbols: {symbols} }}"
