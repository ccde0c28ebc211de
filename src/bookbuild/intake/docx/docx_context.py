"""What all readers of a document's parts share: its styles and lists, the place, what they found on the way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from lxml import etree

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.intake.conservation import letters_of
from bookbuild.intake.docx.fields import FieldStack
from bookbuild.intake.docx.numbering import ListNumbering
from bookbuild.intake.docx.package import DocxPackage
from bookbuild.intake.docx.run_properties import RunProperties
from bookbuild.intake.docx.style_map import StyleMap
from bookbuild.intake.docx.styles import WordStyles
from bookbuild.intake.reader import Dropped
from bookbuild.intake.runs import Place

HIDDEN = "hidden text"
CODE_OF_FIELD = "code of a field"
PLACEHOLDER = "placeholder of an empty control"
MARK = "mark of a note: notes are numbered anew"
REFERENCE = "shown text of a reference: it is made anew"
HEADING_NUMBER = "number of a heading: numbers are made anew"
MISPLACED = "text where Word shows none"
DRAWN = "words within a drawing"


@dataclass(frozen=True, slots=True)
class WordComment:
    text: str
    author: str = ""


@dataclass(slots=True)
class DocxContext:
    """`part`: the one that is read; `within`: a note of it. `made`: letters that no part spells (a symbol's field).

    `boxes`: text boxes of the paragraph that is read, each the element with its blocks. `rules`: whether it draws a
    rule across the page. `in_cell`: a table's cell is read. `notes_called`: keys in the order of their calls.
    `seen`: the elements whose text was read.
    """

    package: DocxPackage
    styles: WordStyles
    numbering: ListNumbering
    map: StyleMap
    part: str
    comments: dict[str, WordComment] = field(default_factory=dict)
    note_keys: frozenset[str] = frozenset()
    within: str = ""
    fields: FieldStack = field(default_factory=FieldStack)
    dropped: list[Dropped] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    made: Counter[str] = field(default_factory=Counter)
    boxes: list[etree._Element] = field(default_factory=list)
    rules: bool = False
    paragraph: int = 0
    in_cell: bool = False
    notes_called: list[str] = field(default_factory=list)
    seen: set[etree._Element] = field(default_factory=set)
    bases: dict[tuple[str, str], tuple[RunProperties, RunProperties]] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        within = f"{self.within}, " if self.within else ""
        return Place(place=f"{self.part}, {within}paragraph {self.paragraph}")

    def drop(self, text: str, reason: str) -> None:
        """List text as dropped; what follows at the same place for the same reason is one piece with it."""
        if not text:
            return
        last = self.dropped[-1] if self.dropped else None
        if last is not None and last.reason == reason and last.place == self.place:
            self.dropped[-1] = replace(last, text=last.text + text)
        else:
            self.dropped.append(Dropped(text, reason, self.place))

    def drop_made(self, text: str, reason: str) -> None:
        """Drop what a reader of the document sees and no part spells: it is counted as the source's too."""
        self.made.update(letters_of(text))
        self.drop(text, reason)

    def close_fields(self) -> None:
        """End a story: list what a reference shows that does not end in it."""
        for each in self.fields.open:
            self.drop("".join(each.shown), REFERENCE)
        self.fields.open.clear()

    def find(self, code: Code, message: str, remedy: str) -> None:
        where = f" ({self.place.place})"
        self.findings.append(Finding(code, f"{message}{where}", remedy, Location(self.package.file)))

    def base(self, paragraph: str, character: str) -> tuple[RunProperties, RunProperties]:
        """What the styles say of a run: of all runs of its paragraph, and with its own style of characters."""
        key = (paragraph, character)
        if key not in self.bases:
            of_paragraph = self.styles.run("paragraph", paragraph)
            of_character = self.styles.run("character", character)
            whole = of_paragraph.under(of_character).with_toggles_of(of_paragraph, of_character)
            self.bases[key] = (self.styles.defaults.under(of_paragraph), self.styles.defaults.under(whole))
        return self.bases[key]
