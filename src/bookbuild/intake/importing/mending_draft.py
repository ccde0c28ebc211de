"""A draft on the disk → the same with all that `check` can mend without a doubt mended, each change as a repair.

The draft has been written as it was read: gaps, misplaced signs and garbled verses are all still there. So the checks
of bookbuild see all evidence before anything is repaired; what they are certain of is written, and read again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bookbuild import pipeline
from bookbuild.diagnostics import Code, Finding, Fix
from bookbuild.intake.importing.index_marks import found_names
from bookbuild.intake.reader import Repair, RepairCode
from bookbuild.intake.runs import NO_PLACE, Place
from bookbuild.intake.writing.blocks import WrittenLines
from bookbuild.intake.writing.folder import write_files, written_text
from bookbuild.intake.writing.inlines import WrittenLine
from bookbuild.intake.writing.settings import persons_toml
from bookbuild.model.settings import Person
from bookbuild.progress import Progress

ROUNDS = 3
"""What a repair uncovers is repaired too, and none goes on for ever."""
REPAIRS = {
    Code.HONORIFIC_MISSING: RepairCode.HONORIFIC_RESTORED,
    Code.HONORIFIC_MISMATCH: RepairCode.HONORIFIC_MOVED,
    Code.QURAN_UNREFERENCED: RepairCode.QURAN_RECOGNISED,
    Code.ARABIC_PRESENTATION_FORM: RepairCode.LETTER_UNSHAPED,
}
"""The findings whose fixes are repairs of import."""
_INDEXES = (("person", "index:persons"), ("place", "index:places"), ("work", "index:works"))
OF_THE_MACHINE = frozenset((Code.FONT_MISSING, Code.STORE_UNWRITABLE, Code.WORKER_DIED))
_CONTEXT = 28


@dataclass(frozen=True, slots=True)
class MendedDraft:
    """`findings`: what a person has to look at. `texts` as they are now on the disk. `indexes`: matter items."""

    texts: Mapping[str, WrittenLines]
    repairs: tuple[Repair, ...] = ()
    findings: tuple[Finding, ...] = ()
    indexes: tuple[str, ...] = ()
    persons: tuple[Person, ...] = ()

    def place(self, finding: Finding) -> Place:
        """Where in the source a finding of the draft comes from."""
        lines, at = self.texts.get(finding.location.path or "", []), finding.location.line
        return lines[at - 1].place if at and at <= len(lines) else NO_PLACE


def mended(folder: Path, texts: Mapping[str, WrittenLines], progress: Progress) -> MendedDraft:
    """Repair the draft in `folder`, whose files have the lines `texts`; then mark the names for its indexes."""
    repairs: list[Repair] = []
    indexes: tuple[str, ...] = ()
    persons: tuple[Person, ...] = ()
    for number in range(ROUNDS):
        findings = pipeline.check(folder, progress=progress).findings
        texts, made = _rewritten(folder, texts, _fixes(findings))
        repairs += made
        if number == 0:
            names = found_names(folder)
            texts, _ = _rewritten(folder, texts, _by_file((fix, None) for fix in names.marks))
            indexes = tuple(item for kind, item in _INDEXES if kind in names.kinds)
            persons = names.persons
            if names.marks or persons:
                write_files(folder, {"persons.toml": persons_toml(persons)} if persons else {}, {})
                continue
        if not made:
            break
    left = tuple(finding for finding in findings if finding.code not in OF_THE_MACHINE)
    return MendedDraft(texts, tuple(repairs), left, (*indexes, *_of_verses(texts)), persons)


def _rewritten(
    folder: Path, texts: Mapping[str, WrittenLines], fixes: Mapping[str, Sequence[tuple[Fix, RepairCode | None]]]
) -> tuple[Mapping[str, WrittenLines], list[Repair]]:
    """The lines with fixes, written to the disk, and the repairs that these are."""
    changed = dict(texts)
    made = [repair for path, of_file in sorted(fixes.items()) for repair in _applied(changed, path, of_file)]
    new = {path: written_text(lines) for path, lines in changed.items() if lines is not texts[path]}
    write_files(folder, new, {})
    return changed, made


def _of_verses(texts: Mapping[str, WrittenLines]) -> tuple[str, ...]:
    quoted = any("﴿" in line.text or "{.quran" in line.text for lines in texts.values() for line in lines)
    return ("index:quran",) if quoted else ()


def _fixes(findings: Iterable[Finding]) -> dict[str, list[tuple[Fix, RepairCode | None]]]:
    """By file, what is certain and is a repair of import."""
    certain = (each for each in findings if each.fix and each.code in REPAIRS and not each.allowed)
    return _by_file((each.fix, REPAIRS[each.code]) for each in certain if each.fix)


def _by_file(fixes: Iterable[tuple[Fix, RepairCode | None]]) -> dict[str, list[tuple[Fix, RepairCode | None]]]:
    of_file: dict[str, list[tuple[Fix, RepairCode | None]]] = defaultdict(list)
    for fix, code in fixes:
        of_file[fix.path].append((fix, code))
    return of_file


def _applied(
    texts: dict[str, WrittenLines], path: str, fixes: Sequence[tuple[Fix, RepairCode | None]]
) -> Iterable[Repair]:
    """Write the fixes of a file, the last first; of two that overlap, the first in the text. None is no repair."""
    if path not in texts:
        return []
    lines = list(texts[path])
    apart: list[tuple[Fix, RepairCode | None]] = []
    for fix, code in sorted(dict.fromkeys(fixes), key=lambda each: (each[0].line, each[0].column)):
        if not apart or (fix.line, fix.column) > (apart[-1][0].end_line, apart[-1][0].end_column):
            apart.append((fix, code))
    repairs = [_written(lines, fix, code) for fix, code in reversed(apart)]
    texts[path] = lines
    return [repair for repair in reversed(repairs) if repair]


def _written(lines: WrittenLines, fix: Fix, code: RepairCode | None) -> Repair | None:
    """Put one fix into the lines; the repair that it is."""
    first, last = lines[fix.line - 1], lines[fix.end_line - 1]
    before, after = first.text[: fix.column - 1], last.text[fix.end_column - 1 :]
    span = [line.text for line in lines[fix.line - 1 : fix.end_line]]
    span[-1] = span[-1][: fix.end_column - 1]
    span[0] = span[0][fix.column - 1 :]
    new = f"{before}{fix.text}{after}".split("\n")
    lines[fix.line - 1 : fix.end_line] = [WrittenLine(text, first.place) for text in new]
    if code is None:
        return None
    left, right = before[-_CONTEXT:], after[:_CONTEXT]
    return Repair(code, f"{left}{chr(10).join(span)}{right}", f"{left}{fix.text}{right}", first.place)
