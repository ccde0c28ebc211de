"""What every reader of import gives: metadata, and blocks with runs, each with its place, direction and language.

A reader makes one `IntakeDocument` of a file and says beside it what it dropped or repaired itself (`ReadDocument` in
`reader.py`); what stands in a line is in `runs.py`. It decides nothing that needs the whole book: honorifics,
quotations, names and quotes are the desk's.
`direction` and `language` are None where the source says nothing; an inner value counts before an outer one.

What is made anew in every edition is no text: marks of notes, markers of lists, numbers of pages, the shown text of
references. They are fields for recognising; a reader whose source spells them out lists them as dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from bookbuild.intake.runs import NO_PLACE, Picture, Place, RunPieces
from bookbuild.model.inlines import Direction

NoteKind = Literal["foot", "end", "margin"]
QuotationKind = Literal[
    "", "quran", "hadith", "epigraph", "dedication", "letter", "question", "answer", "source", "isnad", "matn", "grade"
]


@dataclass(frozen=True, slots=True)
class IntakeParagraph:
    """`style` is its name in the source (a Word style, a CSS class). `classes`: those that it is to have in ours."""

    runs: RunPieces
    style: str = ""
    classes: tuple[str, ...] = ()
    direction: Direction | None = None
    language: str | None = None
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class IntakeHeading:
    """`level` from 1 (a chapter), None where the source does not tell. `part`: it names a part, not a chapter."""

    runs: RunPieces
    level: int | None = None
    part: bool = False
    id: str = ""
    style: str = ""
    opens_page: bool = False
    direction: Direction | None = None
    language: str | None = None
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class IntakeItem:
    """A paragraph of a list. `level` from 1; `marker` as written (`-`, `3.`, `أ)`), empty for an item's next paragraph.

    `number` is the value of an ordered item's marker; None: a bullet. `blocks` follow the paragraph within the item
    (a quotation, a table, what comes after it); they have no items of the item's own list.
    """

    runs: RunPieces
    marker: str
    level: int = 1
    number: int | None = None
    direction: Direction | None = None
    language: str | None = None
    place: Place = NO_PLACE
    blocks: tuple[IntakeBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class IntakeDefinition:
    """A term and what is said of it: a tuple of blocks for each definition."""

    term: RunPieces
    definitions: tuple[tuple[IntakeBlock, ...], ...]
    direction: Direction | None = None
    language: str | None = None
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class IntakeCell:
    """`columns` and `rows`: how many it spans. `head`: it heads its row or column."""

    blocks: tuple[IntakeBlock, ...]
    columns: int = 1
    rows: int = 1
    head: bool = False
    direction: Direction | None = None
    language: str | None = None
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class IntakeTable:
    """`direction` is that of its columns (`w:bidiVisual`); the first `head_rows` rows head the others."""

    rows: tuple[tuple[IntakeCell, ...], ...]
    head_rows: int = 0
    caption: RunPieces = ()
    direction: Direction | None = None
    language: str | None = None
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class IntakeFigure:
    picture: Picture
    caption: RunPieces = ()
    id: str = ""
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class IntakeQuotation:
    """Blocks set off. `kind` empty: a quotation and no more is known.

    `attributes`: pairs of a name of our format (`source`, `from`, `ref`) and its value. `classes`: `x-…` of ours.
    """

    blocks: tuple[IntakeBlock, ...]
    kind: QuotationKind = ""
    attributes: tuple[tuple[str, str], ...] = ()
    classes: tuple[str, ...] = ()
    direction: Direction | None = None
    language: str | None = None
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class IntakeVerse:
    """A poem: stanzas of lines, a line of one hemistich or two."""

    stanzas: tuple[tuple[tuple[RunPieces, ...], ...], ...]
    direction: Direction | None = None
    language: str | None = None
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class IntakeCode:
    text: str
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class IntakeOrnament:
    """`***`, a rule, a row of stars between stories; `written` as it stood."""

    written: str = ""
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class IntakePageBreak:
    """A page of the source begins before the next block; `number` as printed, empty where it is not known.

    `forced`: an editor ended the page before; it was not full.
    """

    number: str = ""
    place: Place = NO_PLACE
    forced: bool = False


IntakeBlock: TypeAlias = (
    IntakeParagraph
    | IntakeHeading
    | IntakeItem
    | IntakeDefinition
    | IntakeTable
    | IntakeFigure
    | IntakeQuotation
    | IntakeVerse
    | IntakeCode
    | IntakeOrnament
    | IntakePageBreak
)


@dataclass(frozen=True, slots=True)
class IntakeNote:
    """The text of a note; `key` is unique in its document."""

    key: str
    blocks: tuple[IntakeBlock, ...]
    kind: NoteKind = "foot"
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class TakenText:
    """Text of the source's body that stands in `book.toml` instead: the key, and the text as it stood."""

    key: str
    text: str
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class IntakeContributor:
    """`role` is a MARC relator by name (`author`, `translator`, …)."""

    name: str
    role: str = "author"


@dataclass(frozen=True, slots=True)
class IntakeMetadata:
    """What the source says about the book. `published` a year or an ISO date; `taken`: what of it stood in the body."""

    title: str = ""
    subtitle: str = ""
    contributors: tuple[IntakeContributor, ...] = ()
    publisher: str = ""
    place: str = ""
    published: str = ""
    isbns: tuple[str, ...] = ()
    rights: str = ""
    description: str = ""
    subjects: tuple[str, ...] = ()
    series: str = ""
    taken: tuple[TakenText, ...] = ()


@dataclass(frozen=True, slots=True)
class IntakeDocument:
    """A file as it was read. `front`: blocks before the first chapter that are matter (imprint, dedication), by role.

    Roles of `front`: `cataloguing`, `epigraph`, `dedication`; what has no role stands in `blocks`. `levelled`: the
    source tells the levels of its headings; where it does not, short chapters are put into one file.
    """

    blocks: tuple[IntakeBlock, ...]
    notes: tuple[IntakeNote, ...] = ()
    metadata: IntakeMetadata = IntakeMetadata()
    front: tuple[tuple[str, tuple[IntakeBlock, ...]], ...] = ()
    language: str | None = None
    direction: Direction | None = None
    levelled: bool = True
