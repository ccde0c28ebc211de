"""The lines of OpenITI mARkdown → units: a tag at the beginning of a line, and the lines that go on with `~~`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

UnitKind = Literal["heading", "entry", "paragraph", "meta"]
_HEADER_END = "#META#Header#End#"
_HEADING = re.compile(
    r"#{1,3} ?(?P<pipes>\|+)(?P<editor>(?:EDITOR|PARATEXT)\|?)?[ \t]*(?P<auto>(?:(?:AUTO|CHECK)\b[ \t]*)*)"
)
_ENTRY = re.compile(
    r"### ?(?P<tag>\$+(?:[A-Z_]+\$)?|@+(?: (?:RAW|MAN|WOM)\b)?)[ \t]*(?P<auto>(?:(?:AUTO|CHECK)\b[ \t]*)*)"
)
_OTHER = re.compile(r"#(?:~:[\w]*:|[ \t]+|(?=\S))?")


@dataclass(frozen=True, slots=True)
class MarkdownUnit:
    """`lines`: number and text of each, without tags. `level` of a heading: how many pipes. `tag`: what was cut off."""

    kind: UnitKind
    lines: tuple[tuple[int, str], ...]
    level: int = 0
    tag: str = ""

    @property
    def number(self) -> int:
        return self.lines[0][0]

    @property
    def text(self) -> str:
        return " ".join(text for _, text in self.lines if text).strip()


def units_of(text: str) -> Iterator[MarkdownUnit]:
    """The units of a text, those of its header first."""
    lines = text.split("\n")
    end = next((at for at, line in enumerate(lines) if line.startswith(_HEADER_END)), None)
    in_header = -1 if end is None else end
    held: MarkdownUnit | None = None
    for at, line in enumerate(lines):
        number = at + 1
        if at <= in_header or line.startswith(("#META#", "######OpenITI#")):
            if line.strip():
                yield MarkdownUnit("meta", ((number, line),))
            continue
        if line.startswith("~~") and held:
            held = MarkdownUnit(held.kind, (*held.lines, (number, line[2:].strip())), held.level, held.tag)
            continue
        if held:
            yield held
        held = _unit(number, line) if line.strip() else None
    if held:
        yield held


def _unit(number: int, line: str) -> MarkdownUnit:
    line = line.removeprefix("~~").strip()
    if found := _HEADING.match(line):
        return MarkdownUnit("heading", ((number, line[found.end() :]),), len(found["pipes"]), found[0].strip())
    if found := _ENTRY.match(line):
        return MarkdownUnit("entry", ((number, line[found.end() :]),), 0, found[0].strip())
    found = _OTHER.match(line)
    return MarkdownUnit(
        "paragraph", ((number, line[found.end() :] if found else line),), 0, found[0].strip() if found else ""
    )


def header_values(units: Sequence[MarkdownUnit]) -> dict[str, str]:
    """The keys of the header, without their numbers and in small letters → their values; what says nothing left out."""
    values: dict[str, str] = {}
    for unit in units:
        found = re.match(r"#META#\s*(?:\d+\.)?([^:\t]+?)\s*::\s*(.*)", unit.lines[0][1])
        if (
            found
            and (value := found[2].strip())
            and value.upper() not in ("NODATA", "NOTGIVEN", "NOCODE", "NOTAVAILABLE")
        ):
            values.setdefault(found[1].strip().lower(), value)
    return values
