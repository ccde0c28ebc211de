"""A book: its sections and the settings that hold for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from bookbuild.diagnostics import NOWHERE, Fix, Location
from bookbuild.model.blocks import Blocks
from bookbuild.model.inlines import Inlines
from bookbuild.model.node import ModelNode
from bookbuild.model.settings import Allow, Edition, Person

Matter = Literal["front", "body", "back"]


class Section(ModelNode, frozen=True):
    """A chapter, a preface, an index: what begins a page.

    `kind` is `chapter` for a file, `part` for a part's leaf, otherwise the matter item (`title-page`,
    `index:persons`, …). `number` is the chapter's number as set (empty: none). `lang` BCP 47.
    """

    id: str
    kind: str
    matter: Matter
    title: Inlines
    blocks: Blocks = ()
    subtitle: Inlines = ()
    short_title: Inlines = ()
    lang: str = ""
    number: str = ""
    part: str = ""
    path: str | None = None
    location: Location = NOWHERE


class Chapter(ModelNode, frozen=True):
    """A Markdown file as read: a section not yet placed. `lang` and `id` empty where the front matter has none."""

    path: str
    title: Inlines
    blocks: Blocks
    subtitle: Inlines = ()
    short_title: Inlines = ()
    lang: str = ""
    id: str = ""
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A book as written: every file that an edition names, read once. `sources` are the lines for caret lines, in NFC;
    `decomposed` those of a file that are written otherwise, by their number from 1.

    `chapters` by path; `matched` gives the files of a matter item (a glob gives several); `images` are the files that
    exist, by path relative to the book.
    """

    name: str
    folder: Path
    editions: tuple[Edition, ...]
    chapters: Mapping[str, Chapter]
    matched: Mapping[str, tuple[str, ...]]
    persons: tuple[Person, ...] = ()
    allow: tuple[tuple[Allow, Location], ...] = ()
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)
    decomposed: Mapping[str, Mapping[int, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of the contents: an anchor, its title, its level (1: a section; 0: a part), the section it stands in."""

    target: str
    title: Inlines
    level: int
    section: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class IndexLine:
    """An entry of an index with its anchors in book order: (anchor id, section id).

    `subs`: the lines under it; `see`, `see_also`: the headings that it refers to.
    """

    heading: Inlines
    anchors: tuple[tuple[str, str], ...]
    lang: str = ""
    subs: tuple[IndexLine, ...] = ()
    see: tuple[Inlines, ...] = ()
    see_also: tuple[Inlines, ...] = ()


@dataclass(frozen=True, slots=True)
class Index:
    kind: str
    groups: tuple[tuple[str, tuple[IndexLine, ...]], ...]


@dataclass(frozen=True, slots=True)
class Book:
    """A book as one edition sets it: everything resolved. `indexes` and `lists` by matter item; `persons`: its own.

    `fixes` are what `check --fix` writes in its sources though nothing is wrong there.
    """

    name: str
    folder: Path
    edition: Edition
    language: str
    direction: Literal["ltr", "rtl"]
    binding: Literal["left", "right"]
    title: str
    subtitle: str
    sections: tuple[Section, ...]
    contents: tuple[ContentsLine, ...] = ()
    indexes: Mapping[str, Index] = field(default_factory=dict)
    lists: Mapping[str, tuple[ContentsLine, ...]] = field(default_factory=dict)
    credits: tuple[str, ...] = ()
    fixes: tuple[Fix, ...] = ()
    persons: tuple[Person, ...] = ()
