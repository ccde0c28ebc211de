"""`Manuscript` and one `Edition` → `Book`: everything that can be known before pages are.

After this nothing changes the book.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import msgspec

from bookbuild.cache.memo import Recall, anew
from bookbuild.diagnostics import Finding, Fix
from bookbuild.guarded.folder import MOST_FONT, GuardedFolder
from bookbuild.language.numerals import digit_style
from bookbuild.language.runs import marked, marked_anew
from bookbuild.language.scripts import direction_of_language
from bookbuild.language.terms import terms_of
from bookbuild.model.blocks import Figure, Paragraph, Quran, Table
from bookbuild.model.book import Book, ContentsLine, Manuscript, Section
from bookbuild.model.inlines import Generated, Verse
from bookbuild.model.settings import Edition, localized
from bookbuild.model.walk import nodes
from bookbuild.resolve import punctuation
from bookbuild.resolve.anchors import Anchors
from bookbuild.resolve.ayns import ayns
from bookbuild.resolve.contents import contents, lines_in_bounds, listed
from bookbuild.resolve.doubtful import doubtful
from bookbuild.resolve.honorifics import Honorifics
from bookbuild.resolve.indexes import PlacedNode, filed, index, with_entries
from bookbuild.resolve.print_pages import without_print_pages
from bookbuild.resolve.reference_digits import ReferenceDigits
from bookbuild.resolve.references import References, targets
from bookbuild.resolve.scripture import Scripture, manner_of, riwayah_of, translation_untold, translations
from bookbuild.resolve.sections import placed
from bookbuild.resolve.surah_names import surah_names
from bookbuild.resolve.unmarked import unmarked
from bookbuild.tradition.honorifics import formulas
from bookbuild.tradition.scripture import riwayah as scripture

SetSection = tuple[Section, tuple[Finding, ...], tuple[Fix, ...]]
"""A section with its scripture and honorifics set, what is wrong in it, and what may be written better."""


def resolve(
    manuscript: Manuscript, edition: Edition, has_glyph: Callable[[str], bool] = lambda _: True, recall: Recall = anew
) -> tuple[Book, tuple[Finding, ...]]:
    """The book as `edition` sets it, and what is wrong with it.

    `has_glyph` tells whether the edition's Arabic font has a character; `recall` knows what sections came to before.
    Raises BookError where the riwāyah that the edition asks for cannot be read.
    """
    riwayah = riwayah_of(manuscript, edition)
    if edition.style.smart:
        edition = punctuation.in_settings(edition)
    edition = Honorifics(edition, has_glyph).in_settings(edition, manuscript.persons)
    anchors, digits = Anchors(edition), ReferenceDigits(edition)
    signs = [known.sign for known in formulas.FORMULAS if known.sign and has_glyph(known.sign)]
    decided_by = (
        edition.honorifics, edition.scripture, edition.book.language, _digest(manuscript, edition),
        edition.honorifics.style == "glyph" and signs, edition.style.smart, digit_style(edition),
    )  # fmt: skip

    def with_tradition(section: Section) -> SetSection:
        quotations = Scripture(riwayah, manuscript, edition, manner, names)
        honorifics = Honorifics(edition, has_glyph)
        dressed = punctuation.of_section(section) if edition.style.smart else section
        placed, found, fixes = _set(dressed, quotations, honorifics, riwayah)
        written = (section.title, section.subtitle, section.blocks)
        return placed, (*found, *_quoted_unmarked(written, riwayah)), (*fixes, *ayns(written, manuscript.sources))

    sections = placed(manuscript, edition)
    names = surah_names(
        tuple((section.title, section.blocks) for section in sections if section.path), edition.book.language
    )
    manner = manner_of(tuple(section.blocks for section in sections))
    made = [
        recall((section, decided_by, repr(manner), repr(names)), partial(with_tradition, section), SetSection)
        for section in sections
    ]
    kept = (without_print_pages(section) if edition.format == "pdf" else section for section, _, _ in made)
    sections = with_entries(tuple(anchors.placed(digits.set(section)) for section in kept), edition)
    references = References(targets(sections, edition), terms_of(edition))
    sections, of_links = references.resolved(sections)
    indexed = any(section.kind.startswith("index:") for section in sections)
    found = filed(sections, edition) if indexed else []  # before runs of another script divide a source or an entry
    sections = tuple(map(_marked, sections))
    of_sections = (finding for _, found, _ in made for finding in found)
    findings = (*of_sections, *of_links, *translation_untold(sections, edition))
    fixes = tuple(fix for _, _, found in made for fix in found)
    book = replace(_book(manuscript, edition, sections, found, riwayah), fixes=fixes)
    return book, (*findings, *lines_in_bounds(book))


def _quoted_unmarked(written: Any, riwayah: scripture.Riwayah) -> Iterator[Finding]:
    """Words of the Qur'ān that are not marked; one finding a place, and first what a reference belies."""
    belied = list(doubtful(written, riwayah))
    spans = [(found.location, found.location.width) for found in belied]
    yield from belied
    for found in unmarked(written, riwayah):
        place = found.location
        inside = (
            (place.path, place.line) == (other.path, other.line)
            and 0 <= (place.column or 0) - (other.column or 0) < width
            for other, width in spans
        )
        if not any(inside):
            yield found


def _digest(manuscript: Manuscript, edition: Edition) -> str:
    """Of the file of a riwāyah that the book brings; nothing for one that comes with quran-text."""
    name = edition.scripture.riwayah
    if name == "hafs":
        return ""
    return hashlib.sha256(GuardedFolder.of(manuscript.folder).read(name, MOST_FONT)).hexdigest()


def _set(section: Section, quotations: Scripture, honorifics: Honorifics, riwayah: scripture.Riwayah) -> SetSection:
    """`section` with its scripture and its honorifics set."""
    if section.kind == "basmala":
        basmala = riwayah.basmalah
        return msgspec.structs.replace(section, blocks=(Paragraph((Generated(basmala, "quran-text"),), "ar"),)), (), ()
    parts, findings, fixes = quotations.resolved((section.title, section.subtitle, section.short_title, section.blocks))
    title, subtitle, short_title, blocks = honorifics.resolved(parts, section.lang)
    placed = msgspec.structs.replace(section, title=title, subtitle=subtitle, short_title=short_title, blocks=blocks)
    return placed, findings, fixes


def _marked(section: Section) -> Section:
    parts = (section.title, section.subtitle, section.short_title, section.blocks)
    title, subtitle, short_title, blocks = (marked(part, section.lang) for part in parts)
    return msgspec.structs.replace(section, title=title, subtitle=subtitle, short_title=short_title, blocks=blocks)


def _book(
    manuscript: Manuscript,
    edition: Edition,
    sections: tuple[Section, ...],
    found: list[PlacedNode],
    riwayah: scripture.Riwayah,
) -> Book:
    language = edition.book.language
    direction = direction_of_language(language)
    kinds = [section.kind for section in sections]
    lists: dict[str, Any] = {"list:figures": Figure, "list:tables": Table}
    binding = edition.style.binding
    kinds_of_index = [kind for kind in kinds if kind.startswith("index:")]
    return Book(
        name=manuscript.name,
        folder=manuscript.folder,
        edition=edition,
        language=language,
        direction=direction,
        binding=("right" if direction == "rtl" else "left") if binding == "auto" else binding,
        title=localized(edition.book.title, language),
        subtitle=localized(edition.book.subtitle, language),
        sections=sections,
        contents=_marked_lines(contents(sections, edition.style.contents_depth), language),
        indexes={kind: index(kind, sections, found, edition, manuscript.persons) for kind in kinds_of_index},
        lists={kind: _marked_lines(listed(sections, lists[kind]), language) for kind in kinds if kind in lists},
        credits=tuple(_credits(edition, sections, riwayah)),
        persons=manuscript.persons,
    )


def _marked_lines(lines: tuple[ContentsLine, ...], language: str) -> tuple[ContentsLine, ...]:
    return tuple(replace(line, title=marked_anew(line.title, language)) for line in lines)


def _credits(edition: Edition, sections: tuple[Section, ...], riwayah: scripture.Riwayah) -> list[str]:
    """The colophon's lines: the fonts, the text of scripture where there is any, the tool."""
    language = edition.book.language
    fonts = edition.style.fonts
    quoted = any(isinstance(node, (Quran, Verse)) and node.text for node in nodes(tuple(s.blocks for s in sections)))
    names = [fonts.latin, fonts.arabic, *([fonts.quran] if quoted else [])]
    terms, names = terms_of(edition), list(dict.fromkeys(names))
    lines = [terms.word("colophon-set", count=len(names), fonts=terms.joined(names))]
    if quoted:
        lines.append(terms.word("colophon-quran", riwayah=riwayah.key))
    if (translation := edition.scripture.translation) and any(translations(sections)):
        told = terms.word("colophon-translation", name=localized(translation.name, language))
        lines.append(" ".join(filter(None, [told, localized(translation.rights, language)])))
    return [line for line in (*lines, terms.word("colophon-made")) if line]
