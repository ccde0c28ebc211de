"""A draft on the disk → the same with all that `check` can mend without a doubt mended, each change as a repair.

The draft has been written as it was read: gaps, misplaced signs and garbled verses are all still there. So the checks
of bookbuild see all evidence before anything is repaired; what they are certain of is written, and read again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bookbuild import pipeline
from bookbuild.checks import checked
from bookbuild.diagnostics import BookError, Code, Finding, Fix
from bookbuild.intake.importing.draft_memory import DraftMemory
from bookbuild.intake.importing.index_marks import found_names
from bookbuild.intake.reader import Repair, RepairCode
from bookbuild.intake.runs import NO_PLACE, Place
from bookbuild.intake.writing.blocks import WrittenLines
from bookbuild.intake.writing.folder import write_files, written_text
from bookbuild.intake.writing.inlines import WrittenLine
from bookbuild.intake.writing.settings import persons_toml
from bookbuild.model.settings import Person
from bookbuild.progress import Progress
from bookbuild.sources import read_book

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


def mended(folder: Path, texts: Mapping[str, WrittenLines], progress: Progress, memory: DraftMemory) -> MendedDraft:
    """Repair the draft in `folder`, whose files have the lines `texts`; then mark the names for its indexes.

    Raises BookError where the draft cannot be read.
    """
    with memory("read") as recall:
        manuscript, of_reading = read_book(folder, recall)
    if manuscript is None:
        raise BookError(of_reading)
    names = found_names(manuscript)
    with memory("check") as recall:
        certain = _certain(checked(manuscript, recall)[1])
    first = [*certain, *((fix, None) for fix in names.marks)]
    texts, repairs = _rewritten(folder, texts, _by_file(first))
    if names.persons:
        write_files(folder, {"persons.toml": persons_toml(names.persons)}, {})
    for _ in range(ROUNDS):
        findings = pipeline.check(folder, progress=progress, remembered=memory).findings
        texts, made = _rewritten(folder, texts, _by_file(_certain(findings)))
        repairs += made
        if not made:
            break
    indexes = tuple(item for kind, item in _INDEXES if kind in names.kinds)
    left = tuple(finding for finding in findings if finding.code not in OF_THE_MACHINE)
    return MendedDraft(texts, tuple(repairs), left, (*indexes, *_of_verses(texts)), names.persons)


def _rewritten(
    folder: Path, texts: Mapping[str, WrittenLines], fixes: Mapping[str, Sequence[tuple[Fix, RepairCode | None]]]
) -> tuple[Mapping[str, WrittenLines], list[Repair]]:
    """The lines with fixes, written to the disk, and the repairs that these are."""
    changed = dict(texts)
    made = [repair for path, of_file in sorted(fixes.items()) for repair in _applied(changed, path, of_file)]
    new = {path: written_text(lines) for path, lines in changed.items() if lines is not texts[path]}
    write_files(folder, new, {})
    return changed, made


_VERSE = re.compile(r"﴿[^﴿﴾]*[^\W\d_]|^[> ]*::: \{\.quran|\]\{\.quran")
"""As the writer writes a verse; what stands so in the source itself is written with a backslash."""


def _of_verses(texts: Mapping[str, WrittenLines]) -> tuple[str, ...]:
    quoted = any(_VERSE.search(line.text) for lines in texts.values() for line in lines)
    return ("index:quran",) if quoted else ()


def _certain(findings: Iterable[Finding]) -> list[tuple[Fix, RepairCode | None]]:
    """What is certain and is a repair of import."""
    certain = (each for each in findings if each.fix and each.code in REPAIRS and not each.allowed)
    return [(each.fix, REPAIRS[each.code]) for each in certain if each.fix]


def _by_file(fixes: Iterable[tuple[Fix, RepairCode | None]]) -> dict[str, list[tuple[Fix, RepairCode | None]]]:
    of_file: dict[str, list[tuple[Fix, RepairCode | None]]] = defaultdict(list)
    for fix, code in fixes:
        of_file[fix.path].append((fix, code))
    return of_file


def _applied(texts: dict[str, WrittenLines], path: str, fixes: Sequence[tuple[Fix, RepairCode | None]]) -> list[Repair]:
    """Write the fixes of a file, the last first. Those that are no repair stand back where they meet one that is."""
    if path not in texts:
        return []
    lines = list(texts[path])
    kept: list[tuple[Fix, RepairCode | None]] = []
    for each in sorted(dict.fromkeys(fixes), key=lambda one: (one[1] is None, one[0].line, one[0].column)):
        if not any(_meet(each[0], other) for other, _ in kept if other.end_line >= each[0].line):
            kept.append(each)
    kept.sort(key=lambda one: (one[0].line, one[0].column))
    repairs = [_written(lines, fix, code) for fix, code in reversed(kept)]
    texts[path] = lines
    return [repair for repair in reversed(repairs) if repair]


def _meet(one: Fix, other: Fix) -> bool:
    """Whether two spans overlap, or begin at one place."""
    begins = (one.line, one.column) == (other.line, other.column)
    before = (one.end_line, one.end_column) <= (other.line, other.column)
    after = (other.end_line, other.end_column) <= (one.line, one.column)
    return begins or not (before or after)


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
