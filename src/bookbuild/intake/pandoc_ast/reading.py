"""What the reading of Pandoc's document knows and gathers: targets of links, notes, pictures, what it dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.intake.beside import bytes_beside
from bookbuild.intake.document import IntakeNote
from bookbuild.intake.pandoc_ast.nodes import PandocAttributes, every_node
from bookbuild.intake.pictures import picture_of
from bookbuild.intake.reader import Dropped, IntakeFile
from bookbuild.intake.runs import Picture, Place, RunMark
from bookbuild.model.inlines import Direction

ALT = "the alternative text of a picture, kept as such"
RAW = "raw code of another format"
_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class PandocDress:
    """How text stands at a place; `language` and `direction` None where they are the book's."""

    marks: frozenset[RunMark] = frozenset()
    link: str = ""
    language: str | None = None
    direction: Direction | None = None
    style: str = ""

    def marked(self, *marks: RunMark) -> PandocDress:
        return replace(self, marks=self.marks | set(marks))

    def within(self, attributes: PandocAttributes) -> PandocDress:
        """The dress within an element with attributes."""
        tag, direction = attributes.value("lang") or attributes.value("xml:lang"), attributes.value("dir").lower()
        return replace(
            self,
            language=tag if _TAG.fullmatch(tag) else self.language,
            direction="rtl" if direction == "rtl" else "ltr" if direction == "ltr" else self.direction,
            style=attributes.value("custom-style") or " ".join(attributes.classes) or self.style,
        )


@dataclass(slots=True)
class PandocReading:
    """`wanted`: ids that links lead to. `number` counts blocks of the top level, for places."""

    file: IntakeFile
    wanted: frozenset[str]
    number: int = 0
    notes: list[IntakeNote | None] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def place(self) -> Place:
        return Place(place=f"block {self.number}")

    def drop(self, text: str, reason: str) -> None:
        if text.strip():
            self.dropped.append(Dropped(text, reason, self.place))

    def picture(self, url: str, alt: str) -> Picture | None:
        """The picture beside the file; a finding where it cannot be had."""
        data = bytes_beside(self.file, url)
        picture = picture_of(url.partition("?")[0], data, alt or None, self.place) if data else None
        if picture is None:
            self.findings.append(
                Finding(
                    Code.IMAGE_MISSING,
                    f"the picture `{url[:80]}` is not beside the file, or is damaged",
                    "put it into the manuscript by hand",
                    Location(self.file.name),
                    allowed=True,
                )
            )
        return picture


def wanted_ids(blocks: Iterable[Any]) -> frozenset[str]:
    """The ids that links in the document lead to."""
    ids: set[str] = set()
    for node in every_node(list(blocks)):
        content = node.get("c")
        if node["t"] == "Link" and isinstance(content, list) and content and isinstance(content[-1], list):
            url = content[-1][0] if content[-1] else ""
            if isinstance(url, str) and url.startswith("#"):
                ids.add(url[1:])
    return frozenset(ids)
