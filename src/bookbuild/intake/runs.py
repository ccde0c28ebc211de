"""What stands in a line of a source as it was read: runs of text with their dress, and what stands between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from bookbuild.model.inlines import Direction


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block or run stands in its file: `line` from 1 where the format has lines, `end` the last line.

    `place` for formats without lines: a part, page or paragraph in words (`word/document.xml, paragraph 12`, `page 7`).
    """

    line: int | None = None
    end: int | None = None
    place: str | None = None


NO_PLACE = Place()


class RunMark(StrEnum):
    """How a run is dressed in its source. Complex-script bold and italic (`w:bCs`, `w:iCs`) are bold and italic."""

    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    STRIKEOUT = "strikeout"
    SMALL_CAPITALS = "small-capitals"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    CODE = "code"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class TextRun:
    """Text in one dress. `link`: a URL, or `#name` of a bookmark.

    `classes`: those of our format that it is to have, and attributes as they are written (`ref="9:40"`).
    """

    text: str
    marks: frozenset[RunMark] = frozenset()
    link: str = ""
    classes: tuple[str, ...] = ()
    direction: Direction | None = None
    language: str | None = None
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class HardBreak:
    """A line that ends within its paragraph."""

    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class NoteCall:
    """The call of the note with that key. `written` is the mark as it stood (`1`, `*`); generated anew, never kept."""

    key: str
    written: str = ""
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class BookmarkHere:
    """A place that references name."""

    name: str
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class ReferenceHere:
    """A cross-reference to a bookmark, or with `by_page` to its page. `written` is what the source shows for it."""

    target: str
    written: str = ""
    by_page: bool = False
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class PrivateSymbol:
    """A glyph of a font with an encoding of its own (`w:sym`, AGA Arabesque, KFGQPC): its code point in that font."""

    font: str
    character: str
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class CommentHere:
    """A remark of an editor in the source's margin. It is no text of the book: it becomes a finding."""

    text: str
    author: str = ""
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class PageMark:
    """A page of the source begins here; `number` as printed, empty where it is not known."""

    number: str = ""
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class Picture:
    """An image: the bytes of its file under `name` (with the suffix of its format); `alt` None where none is given."""

    name: str
    data: bytes = field(repr=False)
    alt: str | None = None
    place: Place = NO_PLACE


RunPiece: TypeAlias = (
    TextRun | HardBreak | NoteCall | BookmarkHere | ReferenceHere | PrivateSymbol | CommentHere | PageMark | Picture
)
RunPieces: TypeAlias = tuple[RunPiece, ...]
