"""A section's nodes → markup: each kind of node through the macro of its name."""

from __future__ import annotations

import hashlib
import unicodedata
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from bookbuild.language.runs import marked
from bookbuild.language.scripts import direction_of_language, script_of_language
from bookbuild.language.terms import terms_of
from bookbuild.model.blocks import Block, Blocks, BulletList, Figure, OrderedList, Paragraph, Table
from bookbuild.model.book import Book, Section
from bookbuild.model.inlines import Inlines, MathFormula, Note, SoftBreak, Text
from bookbuild.model.note_series import OWN, SetSeries, series_of
from bookbuild.model.walk import nodes, plain


def file_name(section_id: str) -> str:
    """The file of a section's document: its id where that is safe in a file's name."""
    safe = "".join(char if char.isalnum() or char in "-_." else "_" for char in section_id)
    same = safe == section_id == section_id.casefold() == unicodedata.normalize("NFC", section_id)
    # OCF 3.3, 4.2.3: names differ by more than case and normalisation
    return f"{safe}.xhtml" if same else f"{safe}-{hashlib.sha256(section_id.encode()).hexdigest()[:6]}.xhtml"


class Renderer:
    """What templates call, for one book; `section` is the one being rendered.

    `images` gives the href of an image's path.
    """

    def __init__(self, book: Book, images: dict[str, str]) -> None:
        self.book = book
        self.images = images
        self.terms = terms_of(book.edition)
        self.series = series_of(book.edition)
        self.section = Section(id="", kind="", matter="front", title=())
        self.macros: dict[str, Any] = {}

    def functions(self) -> dict[str, Any]:
        """What a template may call."""
        return {
            "inlines": self.inlines,
            "blocks": self.blocks,
            "tight_blocks": self.tight_blocks,
            "note_blocks": self.note_blocks,
            "note_number": self.note_number,
            "note_href": self.note_href,
            "of_series": self.of_series,
            "href": self.href,
            "image": self.image,
            "alt": self.alt,
            "mathml": self.mathml,
            "side": self.side,
            "language": self.language,
            "in_table": self.in_table,
            "of_items": self.of_items,
            "printed": self.marked_text,
            "marked_text": self.marked_text,
            "word": self.word,
            "book": self.book,
        }

    def inlines(self, inlines: Inlines) -> Markup:
        return Markup("".join([self._inline(node) for node in inlines]))

    def _inline(self, node: Any) -> str:
        if type(node) is Text:
            return escape(node.text)
        if type(node) is SoftBreak:
            return "\n"
        return str(self.macros[type(node).__name__](node))

    def blocks(self, blocks: Blocks) -> Markup:
        return Markup("".join([str(self.macros[type(node).__name__](node)) for node in blocks]))

    def tight_blocks(self, blocks: Blocks) -> Markup:
        """The blocks of a list's item that are not set apart: a paragraph is its text alone."""
        parts = []
        for node in blocks:
            bare = isinstance(node, Paragraph) and node.lang is None and node.direction is None
            parts.append(self.inlines(node.children) if isinstance(node, Paragraph) and bare else self.blocks((node,)))
        return Markup("\n".join(part.rstrip("\n") for part in parts))

    def series_of(self, note: Note) -> SetSeries:
        """The series of a note; the book's own where it is not declared."""
        return self.series.get(note.series, self.series[OWN])

    def of_series(self, note: Note) -> Markup:
        """Attributes of a call: its series and mark by name, and the kind of its marks; none of the book's own."""
        series = self.series_of(note)
        if not series.name:
            return Markup("")
        label = Markup(' aria-label="{} {}"').format(series.title, note.number)
        return label + (Markup(' data-marks="{}"').format(series.marks) if series.marks else "")

    def note_number(self, note: Note) -> str:
        if script_of_language(self.book.language) == "arabic":
            return f"({note.number})"
        return note.number

    def note_blocks(self, note: Note) -> Markup:
        """A note's blocks, its number (a link back to the call) at the head of the first paragraph."""
        back = self.href(f"#{note.id}-call", self._note_sections.get(note.id, self.section.id))
        number = Markup('<a class="note-number" href="{}" role="doc-backlink" data-generated="">{}</a> ').format(
            back, self.note_number(note)
        )
        first, *rest = note.blocks or (Paragraph(()),)
        if isinstance(first, Paragraph):
            said = self.language(first.lang, first.direction)
            head = Markup("<p{}>{}{}</p>\n").format(said, number, self.inlines(first.children))
        else:
            head = Markup("<p>{}</p>\n").format(number) + self.blocks((first,))
        return head + self.blocks(tuple(rest))

    @property
    def _note_sections(self) -> dict[str, str]:
        """The section of each note, where notes stand apart from their calls."""
        if self.section.kind != "notes":
            return {}
        return {note.id: section.id for section in self.book.sections for note in notes_of(section)}

    def note_href(self, note: Note) -> str:
        at_end = self.series_of(note).place == "book"
        return self.href(f"#{note.id}", "notes" if at_end else self.section.id)

    def href(self, target: str, section: str | None) -> str:
        """The href of `#id` in `section` (None: outside the book, as written) from the section being rendered."""
        if section is None or not target.startswith("#"):
            return target
        if section == self.section.id:
            return target
        file = quote(file_name(section))
        return file if target == f"#{section}" else f"{file}{target}"

    def side(self, alignment: str, direction: str | None = None) -> str:
        """The side of a column: where a table is read from the right, what is written as its left is its start."""
        if (direction or direction_of_language(self.section.lang)) == "ltr":
            return alignment
        return {"left": "right", "right": "left"}.get(alignment, alignment)

    def mathml(self, formula: MathFormula) -> Markup:
        """MathML of latex2mathml, which escapes what is written."""
        return Markup(formula.mathml)

    def image(self, source: str) -> str:
        return self.images.get(source, source)

    def alt(self, figure: Figure) -> str:
        return plain(figure.caption) if figure.alt is None else figure.alt

    def language(self, language: str | None, direction: str | None = None) -> Markup:
        """`lang`, `xml:lang` and `dir` attributes; nothing without a language or a direction of its own."""
        if not language:
            return Markup(' dir="{}"').format(direction) if direction else Markup("")
        own = direction or direction_of_language(language)
        return Markup(' lang="{0}" xml:lang="{0}" dir="{1}"').format(language, own)

    def in_table(self, table: Table, language: str | None = None) -> Markup:
        """The attributes of a cell or a caption: what its table says of its columns does not turn its text."""
        own = direction_of_language(self.section.lang) if table.direction and not language else None
        return self.language(language, own)

    def of_items(self, items: tuple[Blocks, ...]) -> Markup:
        """The attributes of a list: a direction that all paragraphs in its items say, for its markers."""
        said = {_direction_of(block) for item in items for block in item}
        return self.language(None, said.pop() if len(said) == 1 else None)

    def marked_text(self, text: str) -> Markup:
        return self.inlines(marked((Text(text),), self.section.lang))

    def word(self, name: str) -> str:
        return self.terms.word(name)


def _direction_of(block: Block) -> str | None:
    """The direction that a block says; of a list, that all blocks in it say."""
    if not isinstance(block, BulletList | OrderedList):
        return block.direction if isinstance(block, Paragraph) else None
    said = {_direction_of(inner) for item in block.items for inner in item}
    return said.pop() if len(said) == 1 else None


def notes_of(section: Section) -> tuple[Note, ...]:
    """The notes of a section in the order of their calls; those of its title first."""
    return tuple(node for node in nodes((section.title, section.subtitle, section.blocks)) if isinstance(node, Note))
