"""The ids that were written in each file → findings for those that two places of an edition share."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.model.book import Chapter
from bookbuild.sources.chapter.parse_context import WrittenId
from bookbuild.sources.settings.matter import MatterFiles


@dataclass(frozen=True, slots=True)
class ChapterIds:
    """A chapter with the ids that stand in it, its own among them."""

    chapter: Chapter
    ids: tuple[WrittenId, ...]


def duplicates(matter: MatterFiles, written: dict[str, ChapterIds]) -> Iterator[Finding]:
    """A finding for every id that meets another in some edition, at the later of the two."""
    reported: set[Location] = set()
    for edition, paths in matter.used.items():
        first = {item.replace(":", "-"): Location("book.toml") for item in matter.generated[edition]}
        for path in paths:
            for name, place, editions in _ids(path, written):
                if editions and edition not in editions:
                    continue
                other = first.setdefault(name, place)
                if other != place and place not in reported:
                    reported.add(place)
                    message = f"the id `{name}` stands already in {_where(other)}"
                    yield Finding(Code.ID_DUPLICATE, message, "give one of them another id", place)


def _ids(path: str, written: dict[str, ChapterIds]) -> Iterator[WrittenId]:
    """The section's id, then those that stand in it."""
    if path not in written:
        return
    if not written[path].chapter.id:
        yield posixpath.splitext(posixpath.basename(path))[0], Location(path, 1, 1), ()
    yield from written[path].ids


def _where(place: Location) -> str:
    if place.line is None:
        return "a generated section"
    return f"`{place.path}`, line {place.line}"
