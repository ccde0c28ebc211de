"""What stands in a line of text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from bookbuild.diagnostics import NOWHERE, Location

if TYPE_CHECKING:
    from bookbuild.model.blocks import Block

HonorificKind = Literal["allah", "muhammad", "prophet", "companion", "scholar"]
IndexKind = Literal["person", "place", "term", "work"]
Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True)
class Text:
    text: str
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Generated:
    """Text that the tool made: marked `data-generated` in the output. `role` becomes its class."""

    text: str
    role: str
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Emphasis:
    children: tuple[Inline, ...]
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Strong:
    children: tuple[Inline, ...]
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Strikeout:
    children: tuple[Inline, ...]
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Superscript:
    children: tuple[Inline, ...]
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Subscript:
    children: tuple[Inline, ...]
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class CodeSpan:
    text: str
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class SoftBreak:
    """A line's end in the source: a space on the page."""

    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class LineBreak:
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Link:
    """A link with text. `target` is as written: `https://…`, `mailto:…`, or `#id` anywhere in the book.

    After resolve, an inner target is `#id` of an id that exists, and `section` the section it stands in.
    """

    target: str
    children: tuple[Inline, ...]
    title: str = ""
    section: str | None = None
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class CrossReference:
    """`[](#id)`, or with `by_page` `[](#id){.page}`. After resolve `text` is the title or number referred to."""

    target: str
    by_page: bool = False
    text: tuple[Inline, ...] = ()
    section: str | None = None
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Image:
    """`source` is the path relative to the book's folder, with `/`."""

    source: str
    alt: str
    id: str | None = None
    title: str = ""
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Note:
    """A note at its call. `number` (as set, with digits of the edition) and `id` come from resolve."""

    blocks: tuple[Block, ...]
    label: str
    number: str = ""
    id: str = ""
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Span:
    """`[…]{.x-… lang=… #id}`: passes through."""

    children: tuple[Inline, ...]
    classes: tuple[str, ...] = ()
    lang: str | None = None
    id: str | None = None
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Run:
    """Text in another script than its paragraph's, marked by resolve: one element with language and direction."""

    children: tuple[Inline, ...]
    lang: str
    direction: Direction
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Entry:
    """An index entry: `[Abu Bakr]{.person}`. `key` is what it is filed under (the text, where none is given).

    `id` (the anchor that the index points to) comes from resolve.
    """

    kind: IndexKind
    children: tuple[Inline, ...]
    key: str
    id: str = ""
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Source:
    """`[…]{.source}`: where a story is taken from."""

    children: tuple[Inline, ...]
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Honorific:
    """One honorific, whatever its spelling. `written` is the spelling.

    `kind` None: an abbreviation that takes the person's. `gender` m, f; `number` singular, dual, plural; None where
    the spelling carries none. `wish`: what is wished, where it is not the usual wish of the kind. After resolve:
    `set_as` is what stands on the page, `reading` the words it stands for, and `script` that of `set_as`.
    """

    kind: HonorificKind | None
    gender: Literal["m", "f"] | None
    number: Literal["singular", "dual", "plural"] | None
    written: str
    form: str = ""
    wish: str = ""
    set_as: str = ""
    reading: str = ""
    script: Literal["arabic", "latin"] = "arabic"
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Written:
    """Where a typed quotation stands in its source.

    `lines`: where in what is typed each line of the source begins, and its place. `end`: the place behind all of the
    construct; None where it has more to it than can be written otherwise.
    """

    lines: tuple[tuple[int, Location], ...]
    end: Location | None

    def place(self, offset: int) -> Location:
        """The place of a code point of what is typed."""
        begin, place = max(
            (line for line in self.lines if line[0] <= offset), key=lambda line: line[0], default=(offset, NOWHERE)
        )
        return place.moved(offset - begin)


@dataclass(frozen=True, slots=True)
class Verse:
    """An inline quotation of the Qur'ān: `﴿…﴾ [9:40]`, or `[9:40]{.quran words="10-15"}`.

    `ref` is as written (or empty: look it up), `words` as written, `typed` the Arabic as written (empty: fetch it).
    `spelled_reference` is the bracket after a typed quotation as written, with its spacing. After resolve `text` is
    the text of record, `reference` what is printed after it, `places` (sūrah, first āyah, last āyah) those for the
    index, `id` its anchor.
    """

    ref: str
    words: str = ""
    typed: str = ""
    spelled_reference: str = ""
    text: str = ""
    reference: str = ""
    places: tuple[tuple[int, int, int], ...] = ()
    id: str = ""
    location: Location = NOWHERE
    written: Written | None = None


Inline: TypeAlias = (
    Text
    | Generated
    | Emphasis
    | Strong
    | Strikeout
    | Superscript
    | Subscript
    | CodeSpan
    | SoftBreak
    | LineBreak
    | Link
    | CrossReference
    | Image
    | Note
    | Span
    | Run
    | Entry
    | Source
    | Honorific
    | Verse
)
Inlines: TypeAlias = tuple[Inline, ...]


Gender = Literal["m", "f"]
Number = Literal["singular", "dual", "plural"]
