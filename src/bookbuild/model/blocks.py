"""What a section is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from bookbuild.diagnostics import NOWHERE, Location
from bookbuild.model.inlines import Inlines

Alignment = Literal["left", "right", "center"]
DivisionKind = Literal["epigraph", "dedication", "letter", "answer", "div"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`lang` is set by resolve where the paragraph's language is not its section's."""

    children: Inlines
    lang: str | None = None
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 2 to 6 (1 is the section's title). `id` is as written, or automatic after resolve; `number` as set."""

    level: int
    children: Inlines
    id: str = ""
    written_id: bool = False
    classes: tuple[str, ...] = ()
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class BlockQuote:
    blocks: tuple[Block, ...]
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class BulletList:
    items: tuple[tuple[Block, ...], ...]
    tight: bool = True
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class OrderedList:
    items: tuple[tuple[Block, ...], ...]
    start: int = 1
    tight: bool = True
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Definition:
    term: Inlines
    definitions: tuple[tuple[Block, ...], ...]
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class DefinitionList:
    items: tuple[Definition, ...]
    tight: bool = True
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Cell:
    children: Inlines
    alignment: Alignment | None = None
    lang: str | None = None
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Table:
    """`caption` from a paragraph `: …` or `Table: …` next to it. `label` (`Table 1`) comes from resolve."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: Inlines = ()
    id: str = ""
    written_id: bool = False
    label: str = ""
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class CodeBlock:
    text: str
    language: str = ""
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Ornament:
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Figure:
    """An image alone in its paragraph; `alt` None: the caption is the alt text. `longdesc` is a longer description.

    `label` (`Figure 1`) comes from resolve.
    """

    source: str
    caption: Inlines
    alt: str | None = None
    longdesc: str = ""
    id: str = ""
    written_id: bool = False
    label: str = ""
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Quran:
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


@dataclass(frozen=True, slots=True)
class Hadith:
    """`sources`: collection and number, as written, one each. Paragraphs by script: Arabic, then translation."""

    sources: tuple[str, ...]
    blocks: tuple[Block, ...]
    id: str = ""
    written_id: bool = False
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class SourceLine:
    """`::: {.source}`, or a paragraph that is nothing but `[…]{.source}`: the references line under a story."""

    blocks: tuple[Block, ...]
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Question:
    asked_by: str
    blocks: tuple[Block, ...]
    id: str = ""
    written_id: bool = False
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Division:
    """A block kind without fields of its own (`epigraph`, `dedication`, `letter`, `answer`), or `div` with `.x-…`."""

    kind: DivisionKind
    blocks: tuple[Block, ...]
    classes: tuple[str, ...] = ()
    lang: str | None = None
    id: str = ""
    written_id: bool = False
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Bayt:
    """A line of verse: one hemistich or two. `lang` as a paragraph's; `number` (as set) comes from resolve."""

    hemistichs: tuple[Inlines, ...]
    location: Location = NOWHERE
    lang: str | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class Poem:
    """`::: {.verse}`: a bayt a line, stanzas apart by an empty line.

    Of `numbers` bayts the last is numbered; 0: none is.
    """

    stanzas: tuple[tuple[Bayt, ...], ...]
    lang: str | None = None
    id: str = ""
    written_id: bool = False
    location: Location = NOWHERE
    numbers: int = 0


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
)
Blocks: TypeAlias = tuple[Block, ...]
