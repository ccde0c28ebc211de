"""What import found, repaired, dropped and left → `import-report.md`, what needs a person's eye first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bookbuild.diagnostics import Code, Finding, Severity
from bookbuild.intake.reader import Dropped, Repair, RepairCode
from bookbuild.intake.runs import Place

_MANY = 200
"""So many repairs of a kind are listed one by one; of more, the first."""
_FIRST = 40
_WORST = (
    Code.QURAN_MISMATCH, Code.QURAN_REFERENCE_WRONG, Code.QURAN_REFERENCE_UNKNOWN, Code.HONORIFIC_MISMATCH,
    Code.HONORIFIC_MISSING, Code.HONORIFIC_DOUBTFUL, Code.QURAN_UNREFERENCED,
)  # fmt: skip
_WHAT = {
    RepairCode.HONORIFIC_RESTORED: "Honorifics that were lost, and are back by the gap that they left",
    RepairCode.HONORIFIC_MOVED: "Honorifics of another, given to the person that they follow",
    RepairCode.HONORIFIC_SPELLED: "Honorifics in a spelling that nobody reads",
    RepairCode.QURAN_RECOGNISED: "Words of the Qurʾān that were not marked",
    RepairCode.QUOTE_CURLED: "Straight quotation marks",
    RepairCode.AYN_RESTORED: "ʿAyn and hamzah",
    RepairCode.LINE_JOINED: "Lines joined",
    RepairCode.WORD_JOINED: "Words joined that a line's end broke",
    RepairCode.PARAGRAPH_JOINED: "Paragraphs joined that a page or a blank line broke",
    RepairCode.LINK_JOINED: "Links joined that a line's end broke",
    RepairCode.LETTER_UNSHAPED: "Letters of a font's shapes",
    RepairCode.ORDER_RESTORED: "Words that stood backwards",
    RepairCode.SPACE_REMOVED: "Spaces within words",
    RepairCode.GUILLEMET_RESTORED: "Guillemets that were reversed, doubled or astray",
}


@dataclass(frozen=True, slots=True)
class LeftFinding:
    """A finding that a person has to answer, and where in the source it comes from."""

    finding: Finding
    place: Place


def report_text(
    title: str, files: Sequence[str], left: Sequence[LeftFinding], repairs: Sequence[Repair],
    dropped: Sequence[Dropped], notices: Sequence[str] = (),
) -> str:  # fmt: skip
    """The report. It names no time and no path of the machine: the same files give the same bytes."""
    lines = [f"# Import of {title}", "", f"From {', '.join(f'`{name}`' for name in files)}.", ""]
    lines += [f"- {len(left)} for a person to look at", f"- {len(repairs)} repaired, each listed below"]
    lines += [f"- {len(dropped)} pieces dropped, because they are made anew or said twice", ""]
    lines += [*_of_person(left, notices), *_repaired(repairs), *_dropped(dropped)]
    return "\n".join(lines).rstrip() + "\n"


def _of_person(left: Sequence[LeftFinding], notices: Sequence[str]) -> Iterator[str]:
    yield "## For you to look at"
    yield ""
    if not left and not notices:
        yield from ("Nothing.", "")
    for notice in notices:
        yield f"- {notice}"
    for each in sorted(left, key=lambda one: (_rank(one.finding), one.place.line or 0)):
        finding = each.finding
        where = f"`{finding.location.path}` line {finding.location.line}" if finding.location.path else "the book"
        said = f"{_line(finding.message)}. To do: {_line(finding.remedy)}."
        yield f"- **{finding.code}** in {where} ({_where(each.place)}): {said}"
    yield ""


def _rank(finding: Finding) -> tuple[int, int]:
    worst = _WORST.index(finding.code) if finding.code in _WORST else len(_WORST)
    return (finding.severity is not Severity.ERROR, worst)


def _repaired(repairs: Sequence[Repair]) -> Iterator[str]:
    yield "## Repaired"
    yield ""
    by_code: Mapping[RepairCode, list[Repair]] = _grouped(repairs)
    for code in RepairCode:
        if found := by_code.get(code):
            yield f"### {_WHAT[code]} ({code}, {len(found)})"
            yield ""
            shown = found if len(found) <= _MANY else found[:_FIRST]
            yield from (f"- {_where(each.place)}: {_change(each)}" for each in shown)
            if len(shown) < len(found):
                yield f"- and {len(found) - len(shown)} more of the same kind (`--json` lists all)"
            yield ""


def _change(repair: Repair) -> str:
    note = f" ({repair.note})" if repair.note else ""
    return f"{_code(repair.before)} → {_code(repair.after)}{note}"


def _grouped(repairs: Iterable[Repair]) -> dict[RepairCode, list[Repair]]:
    groups: dict[RepairCode, list[Repair]] = defaultdict(list)
    for repair in repairs:
        groups[repair.code].append(repair)
    return groups


def _dropped(dropped: Sequence[Dropped]) -> Iterator[str]:
    yield "## Dropped"
    yield ""
    groups: dict[str, list[Dropped]] = defaultdict(list)
    for piece in dropped:
        groups[piece.reason].append(piece)
    for reason, pieces in groups.items():
        yield f"### {reason} ({len(pieces)})"
        yield ""
        yield from (f"- {_where(piece.place)}: {_code(piece.text)}" for piece in pieces)
        yield ""


def _where(place: Place) -> str:
    said = [place.place] if place.place else []
    if place.line:
        last = f"–{place.end}" if place.end and place.end != place.line else ""
        said.append(f"line{'s' if last else ''} {place.line}{last}")
    return ", ".join(said) or "somewhere"


def _line(text: str) -> str:
    return " ".join(text.split())


def _code(text: str) -> str:
    """Text as it stood, in one line: line ends are shown, and so are two spaces."""
    shown = text.replace("\n", "⏎").replace("  ", "␣␣")
    ticks = "``" if "`" in shown else "`"
    pad = " " if "`" in shown else ""
    return f"{ticks}{pad}{shown}{pad}{ticks}"
