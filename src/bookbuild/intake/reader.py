"""A file's bytes → `ReadDocument`: the protocol of readers, and what readers and the desk say that they changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from bookbuild.diagnostics import Finding
from bookbuild.intake.document import IntakeDocument
from bookbuild.intake.runs import NO_PLACE, Place


class RepairCode(StrEnum):
    """Every kind of change that import makes to what is written."""

    HONORIFIC_RESTORED = "honorific-restored"
    HONORIFIC_MOVED = "honorific-moved"
    HONORIFIC_SPELLED = "honorific-spelled"
    QURAN_RECOGNISED = "quran-recognised"
    QUOTE_CURLED = "quote-curled"
    AYN_RESTORED = "ayn-restored"
    LINE_JOINED = "line-joined"
    WORD_JOINED = "word-joined"
    PARAGRAPH_JOINED = "paragraph-joined"
    LINK_JOINED = "link-joined"
    LETTER_UNSHAPED = "letter-unshaped"
    ORDER_RESTORED = "order-restored"
    SPACE_REMOVED = "space-removed"
    GUILLEMET_RESTORED = "guillemet-restored"


@dataclass(frozen=True, slots=True)
class Repair:
    """`before` became `after`, both with as much around them as shows what it is.

    Conservation balances the two: a letter that only one of them has is told by this repair. `note` is for the report.
    """

    code: RepairCode
    before: str
    after: str
    place: Place = NO_PLACE
    note: str = ""


@dataclass(frozen=True, slots=True)
class Dropped:
    """Text of the source that the manuscript does not have, and why: lower case, no full stop."""

    text: str
    reason: str
    place: Place = NO_PLACE


@dataclass(frozen=True, slots=True)
class IntakeFile:
    """A file that is imported: its name without folders, and its bytes."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """`language` as asked for on the command line. `styles`: a style's name in the source → a class, a heading."""

    language: str | None = None
    styles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What a reader gives. `letters`: those of the source (`conservation.letters_of`), counted apart from `document`.

    What the reader left out of `document` is in `dropped`; what it wrote otherwise is in `repairs`. Comments are
    no letters of the source.
    """

    document: IntakeDocument
    letters: Counter[str]
    findings: tuple[Finding, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    repairs: tuple[Repair, ...] = ()


class IntakeReader(Protocol):
    """A function, one a format. Raises BookError for a file that it cannot read:

    `import-format`, `import-encrypted`, `encoding-invalid` or `archive-unsafe`.
    """

    def __call__(self, file: IntakeFile, options: ReadOptions, /) -> ReadDocument: ...
