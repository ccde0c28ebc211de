"""Lines without furniture, contents and notes → blocks with runs, and what was joined on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from bookbuild.intake.document import (
    IntakeBlock,
    IntakeHeading,
    IntakeItem,
    IntakeOrnament,
    IntakeParagraph,
    IntakeVerse,
)
from bookbuild.intake.plain.habits import LineHabits, is_full, paragraphs_of
from bookbuild.intake.plain.headings import FindsHeadings, HeadingLines
from bookbuild.intake.plain.joining import JoinedText, begins_item, goes_on, joined_lines, over_gap
from bookbuild.intake.plain.lines import PlainLine
from bookbuild.intake.plain.notes import CALL
from bookbuild.intake.reader import Dropped, Repair, RepairCode
from bookbuild.intake.runs import HardBreak, NoteCall, Place, RunMark, RunPiece, RunPieces, TextRun
from bookbuild.intake.script_share import is_arabic

_MARKER = re.compile(r"^(?:(?P<bullet>[-•●▪◦–*])\s+|\(?(?P<number>\d{1,3})(?P<end>\s?[.)]|\s?[-–])\s*(?=\D))")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*\n]+?)(?<=\S)\1(?![\w*])")
_ORNAMENT = re.compile(r"^(?:[*⁂❖✦•~#=_\-–—·.]\s*){3,}$|^[⁂❖✦۞❦❧❀※◆◇★☆✤]$")
_HEMISTICHS = re.compile(r"^(\S.{6,70}?\S)(?:\s{4,}|\t+|\s*\*{1,3}\s*|\s+\.{3}\s+|\s*…\s*)(\S.{6,70}\S)$")
_MARKS = {1: RunMark.ITALIC, 2: RunMark.BOLD}
NUMBER = "number of a list: lists are numbered anew"
_CONTEXT = 24


@dataclass(slots=True)
class PlainBlocks:
    """`blocks` as they stand; `repairs` and `dropped` as they were made on the way."""

    blocks: list[IntakeBlock] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Gathered:
    """A paragraph that may go on in the next: its text, where its lines begin, its last line."""

    joined: JoinedText
    last: PlainLine


def blocks_of_lines(
    lines: Sequence[PlainLine], habits: LineHabits, finder: FindsHeadings | None = None, *, display: bool = False
) -> PlainBlocks:
    """The blocks of lines; without `finder` none of them is a heading. `display`: lines end where they end."""
    return blocks_of_paragraphs(list(paragraphs_of(lines, habits)), habits, finder, display=display)


def blocks_of_paragraphs(
    parted: Sequence[list[PlainLine]], habits: LineHabits, finder: FindsHeadings | None = None, *, display: bool = False
) -> PlainBlocks:
    """The blocks of paragraphs, each given by its lines."""
    built = PlainBlocks()
    paragraphs = [part for lines in parted for part in _parted(lines)]
    at = 0
    open_: _Gathered | None = None
    while at < len(paragraphs):
        heading = finder.found_at(paragraphs, at) if finder else None
        count = heading.count if heading else 1
        special = None if heading else _special(paragraphs[at])
        if heading or special:
            _close(open_, built, display=display)
            open_ = None
            built.blocks.append(special or _heading(heading, paragraphs[at : at + count], built))  # type: ignore[arg-type]
        else:
            open_ = _with(open_, paragraphs[at], habits, built, display=display)
        at += count
    _close(open_, built, display=display)
    return built


def _parted(lines: list[PlainLine]) -> Iterator[list[PlainLine]]:
    """A paragraph parted into the items of a list, where it is one; ornaments and verse stand by themselves."""
    items = [begins_item(line.text) for line in lines]
    is_list = items[0] or sum(items) > 1
    verses = _verses(lines)
    part: list[PlainLine] = []
    for at, line in enumerate(lines):
        apart = bool(_ORNAMENT.match(line.text)) or (at > 0 and bool(_ORNAMENT.match(lines[at - 1].text)))
        if part and ((items[at] and is_list) or apart or verses[at] != verses[at - 1]):
            yield part
            part = []
        part.append(line)
    yield part


def _verses(lines: Sequence[PlainLine]) -> list[bool]:
    """Which lines are of two halves, with another such line right before or behind."""
    halved = [bool(_HEMISTICHS.match(line.text)) and is_arabic(line.text) for line in lines]
    beside = zip([False, *halved[:-1]], [*halved[1:], False], strict=True)
    return [here and (before or after) for here, (before, after) in zip(halved, beside, strict=True)]


def _special(lines: Sequence[PlainLine]) -> IntakeBlock | None:
    """An ornament, or verse: two lines at least of two halves each."""
    place = _place(lines)
    if len(lines) == 1 and _ORNAMENT.match(lines[0].text):
        return IntakeOrnament(lines[0].text, place)
    if len(lines) < 2 or not all(_verses(lines)):
        return None
    halves = [_HEMISTICHS.match(line.text) for line in lines]
    verses = tuple(
        tuple((TextRun(half, place=line.place),) for half in match.groups())
        for line, match in zip(lines, halves, strict=True)
        if match
    )
    return IntakeVerse((verses,), place=place)


def _place(lines: Sequence[PlainLine]) -> Place:
    return Place(lines[0].number, lines[-1].number)


def _heading(heading: HeadingLines, paragraphs: Sequence[list[PlainLine]], built: PlainBlocks) -> IntakeHeading:
    """A heading; what stood in several lines or paragraphs is joined."""
    lines = [line for paragraph in paragraphs for line in paragraph]
    if len(lines) > 1:
        code = RepairCode.PARAGRAPH_JOINED if heading.count > 1 else RepairCode.LINE_JOINED
        before = ("\n\n" if heading.count > 1 else "\n").join(line.text for line in lines)
        built.repairs.append(Repair(code, before, heading.text, _place(lines)))
    runs = runs_of(JoinedText(heading.text, ((0, lines[0].number),)))
    return IntakeHeading(runs, heading.level, heading.part, opens_page=heading.opens_page, place=_place(lines))


def _with(
    open_: _Gathered | None, lines: list[PlainLine], habits: LineHabits, built: PlainBlocks, *, display: bool
) -> _Gathered:
    """The paragraph of `lines`; joined to the one before, which is closed otherwise."""
    joined = joined_lines(lines, habits, display=display)
    built.repairs += joined.repairs
    if open_ is not None and not display and _continues(open_, lines[0], habits):
        before, after = open_.joined.text, joined.text
        place = Place(open_.last.number, lines[0].number)
        text, repair = over_gap(before, after, habits, place)
        offset = len(text) - len(after)
        built.repairs.append(repair)
        starts = (*open_.joined.starts, *((begin + offset, line) for begin, line in joined.starts))
        return _Gathered(JoinedText(text, starts), lines[-1])
    _close(open_, built, display=display)
    return _Gathered(joined, lines[-1])


def _continues(open_: _Gathered, line: PlainLine, habits: LineHabits) -> bool:
    if habits.continued is not None:
        return line.number in habits.continued
    paged = line.page != open_.last.page
    ended = habits.each_line or bool(habits.width and not is_full(open_.last, line, habits))
    return goes_on(open_.joined.text, line.text, paged=paged, ended=ended)


def _close(open_: _Gathered | None, built: PlainBlocks, *, display: bool) -> None:
    if open_ is not None:
        built.blocks.append(_block(open_, built, display=display))


def _block(open_: _Gathered, built: PlainBlocks, *, display: bool) -> IntakeBlock:
    """A paragraph, or an item without its marker; what is displayed as it stands has no numbered items."""
    joined = open_.joined
    place = Place(joined.starts[0][1], open_.last.number)
    marker = _MARKER.match(joined.text)
    if marker is None or not begins_item(joined.text) or (display and marker["number"]):
        return IntakeParagraph(runs_of(joined), place=place)
    number = int(marker["number"]) if marker["number"] else None
    if number is not None:
        built.dropped.append(Dropped(marker[0].strip(), NUMBER, Place(place.line, place.line)))
    cut = marker.end()
    rest = JoinedText(joined.text[cut:], tuple((max(begin - cut, 0), line) for begin, line in joined.starts))
    return IntakeItem(runs_of(rest), marker[0].strip(), 1, number, place=place)


def runs_of(joined: JoinedText) -> RunPieces:
    """The runs of a text: one a line of the source, `*…*` as marks, calls of notes, and lines that end for good."""
    return tuple(run for piece, marks in _dressed(joined) for run in _pieces(piece, marks))


def _dressed(joined: JoinedText) -> Iterator[tuple[TextRun, frozenset[RunMark]]]:
    """Parts of the text by the line they stand on, each with its marks."""
    bounds = [(0, len(joined.text), frozenset[RunMark]())]
    # a word or a link that was joined stays in one run
    starts = [each for each in joined.starts if not each[0] or joined.text[each[0] - 1].isspace()]
    at = 0
    parts: list[tuple[int, int, frozenset[RunMark]]] = []
    for match in _EMPHASIS.finditer(joined.text):
        count = len(match[1])
        marks = frozenset((RunMark.ITALIC, RunMark.BOLD)) if count == 3 else frozenset((_MARKS[count],))
        parts += [(at, match.start(), frozenset()), (*match.span(2), marks)]
        at = match.end()
    parts = [*parts, (at, len(joined.text), frozenset())] if parts else bounds
    for begin, end, marks in parts:
        for start, stop, line in _by_lines(begin, end, starts):
            yield TextRun(joined.text[start:stop], place=Place(line, line)), marks


def _by_lines(begin: int, end: int, starts: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int, int]]:
    """The span parted where lines of the source begin: begin, end, line."""
    for at, (start, line) in enumerate(starts):
        stop = starts[at + 1][0] if at + 1 < len(starts) else end
        first, last = max(start if at else 0, begin), min(stop, end)
        if first < last:
            yield first, last, line


def _pieces(run: TextRun, marks: frozenset[RunMark]) -> Iterator[RunPiece]:
    """Text, calls and line breaks of a run."""
    for at, part in enumerate(CALL.split(run.text)):
        if at % 2:
            yield NoteCall(part, place=run.place)
            continue
        for number, text in enumerate(part.split("\n")):
            if number:
                yield HardBreak(run.place)
            if text:
                yield replace(run, text=text, marks=marks)
