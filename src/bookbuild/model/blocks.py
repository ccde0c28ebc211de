"""What a section is made of.

`direction`, where a block has it, is what was written, `{dir=rtl}`: where it is not that of the language.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from bookbuild.diagnostics import NOWHERE, Location
from bookbuild.model.inlines import Direction, Inlines, PrintPage
from bookbuild.model.node import ModelNode

Alignment = Literal["left", "right", "center"]
WholePages = Literal["full-page", "spread"]
DivisionKind = Literal["epigraph", "dedication", "letter", "answer", "margin", "div"]


class Paragraph(ModelNode, frozen=True):
    """`lang` is set by resolve where the paragraph's language is not its section's."""

    children: Inlines
    lang: str | None = None
    location: Location = NOWHERE
    direction: Direction | None = None


class Heading(ModelNode, frozen=True):
    """`level` 2 to 6 (1 is the section's title). `id` is as written, or automatic after resolve; `number` as set."""

    level: int
    children: Inlines
    id: str = ""
    written_id: bool = False
    classes: tuple[str, ...] = ()
    location: Location = NOWHERE
    direction: Direction | None = None


class BlockQuote(ModelNode, frozen=True):
    blocks: tuple[Block, ...]
    location: Location = NOWHERE


class BulletList(ModelNode, frozen=True):
    """`tasks`: whether each item is done, None for one that is no task; empty where there is none."""

    items: tuple[tuple[Block, ...], ...]
    tight: bool = True
    location: Location = NOWHERE
    tasks: tuple[bool | None, ...] = ()


class OrderedList(ModelNode, frozen=True):
    """`markers`: of its items as they are set, `(a)`; empty where they are the language's numbers from `start`."""

    items: tuple[tuple[Block, ...], ...]
    start: int = 1
    tight: bool = True
    location: Location = NOWHERE
    markers: tuple[str, ...] = ()


class Definition(ModelNode, frozen=True):
    term: Inlines
    definitions: tuple[tuple[Block, ...], ...]
    location: Location = NOWHERE


class DefinitionList(ModelNode, frozen=True):
    items: tuple[Definition, ...]
    tight: bool = True
    location: Location = NOWHERE


class Cell(ModelNode, frozen=True):
    """`columns` and `rows`: how many it spans."""

    children: Inlines
    alignment: Alignment | None = None
    lang: str | None = None
    location: Location = NOWHERE
    columns: int = 1
    rows: int = 1


class Table(ModelNode, frozen=True):
    """`caption` from a paragraph `: …` or `Table: …` next to it; it is read, and its notes are numbered, first.

    `subheads` are rows of heads under the first. `label` (`Table 1`) comes from resolve. `direction` is that of its
    columns, not of the text in its cells. `place` is a figure's.
    """

    caption: Inlines
    header: tuple[Cell, ...]
    subheads: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    id: str = ""
    written_id: bool = False
    label: str = ""
    location: Location = NOWHERE
    direction: Direction | None = None
    place: str = ""


class CodeBlock(ModelNode, frozen=True):
    text: str
    language: str = ""
    location: Location = NOWHERE


class Ornament(ModelNode, frozen=True):
    location: Location = NOWHERE


class Figure(ModelNode, frozen=True):
    """An image alone in its paragraph; `alt` None: the caption is the alt text. `longdesc` is a longer description.

    `size` is CSS: `width: 60%`. `label` (`Figure 1`) comes from resolve. `pages`: the whole pages that it fills.
    `place`: where the author wants it on a page: `top`, `bottom`, `page`, `here`.
    """

    source: str
    caption: Inlines
    alt: str | None = None
    longdesc: str = ""
    id: str = ""
    written_id: bool = False
    label: str = ""
    location: Location = NOWHERE
    size: str = ""
    pages: WholePages | None = None
    place: str = ""


class Quran(ModelNode, frozen=True):
    """A quotation of the Qur'ān set off.

    `ref`, `words` as written; `typed` the Arabic paragraphs as written (none: fetch); `translation` further
    paragraphs. After resolve `text` is the text of record, `reference` what is printed, `places` (sūrah, first āyah,
    last āyah) a range each, `id` its anchor. `typed_ends`: the last line of each typed paragraph.
    """

    ref: str
    words: str = ""
    typed: tuple[Paragraph, ...] = ()
    translation: tuple[Paragraph, ...] = ()
    text: str = ""
    reference: str = ""
    places: tuple[tuple[int, int, int], ...] = ()
    id: str = ""
    written_id: bool = False
    location: Location = NOWHERE
    typed_ends: tuple[int, ...] = ()


class Hadith(ModelNode, frozen=True):
    """`sources`: collection and number, as written, one each. Paragraphs by script: Arabic, then translation."""

    sources: tuple[str, ...]
    blocks: tuple[Block, ...]
    id: str = ""
    written_id: bool = False
    location: Location = NOWHERE


class SourceLine(ModelNode, frozen=True):
    """`::: {.source}`, or a paragraph that is nothing but `[…]{.source}`: the references line under a story.

    `id`, for the index of hadiths, comes from resolve.
    """

    blocks: tuple[Block, ...]
    location: Location = NOWHERE
    id: str = ""


class Question(ModelNode, frozen=True):
    asked_by: str
    blocks: tuple[Block, ...]
    id: str = ""
    written_id: bool = False
    location: Location = NOWHERE


class Division(ModelNode, frozen=True):
    """A block kind without fields of its own (`epigraph`, `dedication`, `letter`, `answer`, `margin`), or `div` with
    `.x-…`."""

    kind: DivisionKind
    blocks: tuple[Block, ...]
    classes: tuple[str, ...] = ()
    lang: str | None = None
    id: str = ""
    written_id: bool = False
    location: Location = NOWHERE
    direction: Direction | None = None


class Bayt(ModelNode, frozen=True):
    """A line of verse: one hemistich or two. `lang` as a paragraph's; `number` (as set) comes from resolve."""

    hemistichs: tuple[Inlines, ...]
    location: Location = NOWHERE
    lang: str | None = None
    number: str = ""


class Poem(ModelNode, frozen=True):
    """`::: {.verse}`: a bayt a line, stanzas apart by an empty line.

    Of `numbers` bayts the last is numbered; 0: none is.
    """

    stanzas: tuple[tuple[Bayt, ...], ...]
    lang: str | None = None
    id: str = ""
    written_id: bool = False
    location: Location = NOWHERE
    numbers: int = 0


class PageEnding(ModelNode, frozen=True):
    """`::: {.break}`: what follows begins a page, with `recto` a right-hand one (a left-hand one where the book is
    bound on the right)."""

    recto: bool = False
    location: Location = NOWHERE


class EditionBlocks(ModelNode, frozen=True):
    """Blocks for the `editions` that are named, `only="press pocket"`. After resolve there are none: they are in their
    place, or are not there."""

    blocks: tuple[Block, ...]
    editions: tuple[str, ...]
    location: Location = NOWHERE


class PrintPages(ModelNode, frozen=True):
    """Pages of the printed book that begin between two blocks."""

    children: tuple[PrintPage, ...]
    location: Location = NOWHERE


Block: TypeAlias = (
    Paragraph
    | Heading
    | BlockQuote
    | BulletList
    | OrderedList
    | DefinitionList
    | Table
    | CodeBlock
    | Ornament
    | Figure
    | Quran
    | Hadith
    | SourceLine
    | Question
    | Division
    | Poem
    | PageEnding
    | EditionBlocks
    | PrintPages
)
Blocks: TypeAlias = tuple[Block, ...]
