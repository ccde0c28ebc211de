"""What stands in a line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

import bookbuild
from bookbuild.diagnostics import NOWHERE, Location
from bookbuild.model.node import ModelNode

if TYPE_CHECKING:
    import bookbuild.model.blocks  # whose name is looked up when the type of a note is first asked for

HonorificKind = Literal["allah", "muhammad", "prophet", "companion", "scholar"]
IndexKind = Literal["person", "place", "term", "work", "index"]
Direction = Literal["ltr", "rtl"]


class Text(ModelNode, frozen=True):
    """`literal`: a mark that was escaped, which stays as it was typed."""

    text: str
    location: Location = NOWHERE
    literal: bool = False


class Generated(ModelNode, frozen=True):
    """Text that the tool made: marked `data-generated` in the output. `role` becomes its class."""

    text: str
    role: str
    location: Location = NOWHERE


class Emphasis(ModelNode, frozen=True):
    children: tuple[Inline, ...]
    location: Location = NOWHERE


class Strong(ModelNode, frozen=True):
    children: tuple[Inline, ...]
    location: Location = NOWHERE


class Strikeout(ModelNode, frozen=True):
    children: tuple[Inline, ...]
    location: Location = NOWHERE


class Superscript(ModelNode, frozen=True):
    children: tuple[Inline, ...]
    location: Location = NOWHERE


class Subscript(ModelNode, frozen=True):
    children: tuple[Inline, ...]
    location: Location = NOWHERE


class CodeSpan(ModelNode, frozen=True):
    text: str
    location: Location = NOWHERE


class MathFormula(ModelNode, frozen=True):
    """`$…$`, or with `display` `$$…$$`: TeX as written, and MathML."""

    tex: str
    mathml: str
    display: bool = False
    location: Location = NOWHERE


class SoftBreak(ModelNode, frozen=True):
    """A line's end in the source: a space on the page."""

    location: Location = NOWHERE


class LineBreak(ModelNode, frozen=True):
    location: Location = NOWHERE


class Link(ModelNode, frozen=True):
    """A link with text. `target` is as written: `https://…`, `mailto:…`, or `#id` anywhere in the book.

    After resolve, an inner target is `#id` of an id that exists, and `section` the section it stands in.
    """

    target: str
    children: tuple[Inline, ...]
    title: str = ""
    section: str | None = None
    location: Location = NOWHERE


class CrossReference(ModelNode, frozen=True):
    """`[](#id)`, or with `by_page` `[](#id){.page}`. After resolve `text` is the title or number referred to."""

    target: str
    by_page: bool = False
    text: tuple[Inline, ...] = ()
    section: str | None = None
    location: Location = NOWHERE


class Image(ModelNode, frozen=True):
    """`source` is the path relative to the book's folder, with `/`; `size` is CSS: `width: 60%`."""

    source: str
    alt: str
    id: str | None = None
    title: str = ""
    location: Location = NOWHERE
    size: str = ""


class Note(ModelNode, frozen=True):
    """A note at its call. `number` (its mark as set in the edition) and `id` come from resolve."""

    blocks: tuple[bookbuild.model.blocks.Block, ...]
    label: str
    number: str = ""
    id: str = ""
    location: Location = NOWHERE

    @property
    def series(self) -> str:
        """The name before the colon of its label; empty for the book's own series."""
        name, colon, _ = self.label.partition(":")
        return name if colon else ""


class Span(ModelNode, frozen=True):
    """`[…]{.x-… lang=… dir=… #id}`: passes through."""

    children: tuple[Inline, ...]
    classes: tuple[str, ...] = ()
    lang: str | None = None
    id: str | None = None
    location: Location = NOWHERE
    direction: Direction | None = None


class EditionWords(ModelNode, frozen=True):
    """Inlines for the `editions` that are named, `[…]{only=press}`. After resolve there are none."""

    children: tuple[Inline, ...]
    editions: tuple[str, ...]
    location: Location = NOWHERE


class Run(ModelNode, frozen=True):
    """Text in another script than its paragraph's, marked by resolve: one element with language and direction."""

    children: tuple[Inline, ...]
    lang: str
    direction: Direction
    location: Location = NOWHERE


class Entry(ModelNode, frozen=True):
    """An index entry: `[Abu Bakr]{.person}`. `key` is what it is filed under (the text, where none is given).

    `id` (the anchor that the index points to) comes from resolve. `sub`: the line under its heading that the place
    stands in; `see`, `see_also`: another heading. `of`: the index of the book's own that an `.index` is for.
    """

    kind: IndexKind
    children: tuple[Inline, ...]
    key: str
    id: str = ""
    sub: str = ""
    see: str = ""
    see_also: str = ""
    of: str = ""
    location: Location = NOWHERE


class Source(ModelNode, frozen=True):
    """`[…]{.source}`: where a story is taken from. `id`, for the index of hadiths, comes from resolve."""

    children: tuple[Inline, ...]
    location: Location = NOWHERE
    id: str = ""


class Honorific(ModelNode, frozen=True):
    """One honorific, whatever its spelling. `written` is the spelling.

    `kind` None: an abbreviation that takes the person's. `gender` m, f; `number` singular, dual, plural; None where
    the spelling carries none. `wish`: what is wished, where it is not the usual wish of the kind. After resolve:
    `set_as` is what stands on the page, `reading` the words it stands for, and `script` that of `set_as`; `quoted`: it
    stands between « and ».
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
    quoted: bool = False


class Written(ModelNode, frozen=True):
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


class Verse(ModelNode, frozen=True):
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


class PrintPage(ModelNode, frozen=True):
    """`[]{.print-page n=12}`: a page of the printed book begins here; `number` as it is printed there.

    `id`, for the list of pages, comes from resolve. A PDF, which has pages of its own, has none of these.
    """

    number: str
    id: str = ""
    location: Location = NOWHERE


Inline: TypeAlias = (
    Text
    | Generated
    | Emphasis
    | Strong
    | Strikeout
    | Superscript
    | Subscript
    | CodeSpan
    | MathFormula
    | SoftBreak
    | LineBreak
    | Link
    | CrossReference
    | Image
    | Note
    | Span
    | EditionWords
    | Run
    | Entry
    | Source
    | Honorific
    | Verse
    | PrintPage
)
Inlines: TypeAlias = tuple[Inline, ...]


Gender = Literal["m", "f"]
Number = Literal["singular", "dual", "plural"]
