"""The lines of a text → its lines without notes, the notes by key, and calls marked in the lines that call them.

Notes stand at the foot of their page, or after a heading `Notes`. A line is a note only where its number is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bookbuild.intake.plain.lines import PlainLine
from bookbuild.intake.reader import Dropped
from bookbuild.intake.titles import bare_title

CALL = re.compile("\ufdd2([^\ufdd2\ufdd3]*+)\ufdd3")
"""How a call is marked in a line: the key of its note between two noncharacters."""
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
_START = re.compile(
    r"^(?:\[(?P<square>\d{1,3})\]|\((?P<round>\d{1,3})\)|(?P<raised>[⁰¹²³⁴-⁹]{1,3})"
    r"|(?P<bare>\d{1,3})[.)]?)\s*(?=[^\W\d_\"“«‘'(*])"
)
_NOTE = re.compile(r"^(?:\[\d{1,3}\]|\(\d{1,3}\)|[⁰¹²³⁴-⁹])")
_CALLED = {
    "square": r"(?<=\S)\s?\[{n}\]",
    "round": r"(?<=\S)\s?\({n}\)",
    "raised": r"(?<=\S){n}(?![⁰¹²³⁴-⁹])",
    "bare": r"(?<=[^\W\d_.][.,;:!?”\"’)])(?<!\d.){n}(?![\d.,:/])|(?<=[^\W\d_]){n}(?![\w.])",
}
_RULE = re.compile(r"^[_\-–—=]{3,}$")
_HEADS = frozenset(("notes", "endnotes", "footnotes", "الهوامش", "الحواشي", "هوامش", "حواشي"))
MARK = "mark of a note: notes are numbered anew"
RULE = "rule above the notes of a page"


@dataclass(frozen=True, slots=True)
class NoteLines:
    """`notes`: pairs of a key and the note's lines, its own number left out."""

    lines: tuple[PlainLine, ...]
    notes: tuple[tuple[str, tuple[PlainLine, ...]], ...] = ()
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True, slots=True)
class _FoundNote:
    style: str
    number: str
    written: str
    lines: tuple[PlainLine, ...]


def parted_notes(lines: Sequence[PlainLine]) -> NoteLines:
    """The notes of a text, found at the feet of its pages or at its end."""
    parts: list[NoteLines] = []
    ended = _at_end(lines)
    body = lines if ended is None else ended.lines
    for page in _pages(body):
        parts.append(_of_page(page))
    text = tuple(line for part in parts for line in part.lines)
    notes = tuple(note for part in parts for note in part.notes)
    dropped = tuple(piece for part in parts for piece in part.dropped)
    return NoteLines(text, notes + (ended.notes if ended else ()), dropped + (ended.dropped if ended else ()))


def _pages(lines: Sequence[PlainLine]) -> Iterator[list[PlainLine]]:
    """The lines of each page; in a text without pages, those up to a block that begins as a note does."""
    unpaged = bool(lines) and lines[0].page == lines[-1].page
    page: list[PlainLine] = []
    in_note = False
    for line in lines:
        begins = bool(_NOTE.match(line.text)) and (line.blanks > 0 or in_note)
        ends = unpaged and in_note and line.blanks > 0 and not begins
        if page and (ends or line.page != page[-1].page):
            yield page
            page = []
        in_note = begins or (in_note and not line.blanks)
        page.append(line)
    if page:
        yield page


def _of_page(page: list[PlainLine]) -> NoteLines:
    """The notes at the foot of a page: from a line that begins one to its end, with no other text between."""
    for at in range(1, len(page)):
        if not (page[at].blanks or _RULE.match(page[at - 1].text)) or not _START.match(page[at].text):
            continue
        if found := _called(page[:at], page[at:], f"l{page[0].number}-"):
            return found
    return NoteLines(tuple(page))


def _at_end(lines: Sequence[PlainLine]) -> NoteLines | None:
    """The notes after a heading that says so, if it is in the last half of the text."""
    for at in range(len(lines) - 1, len(lines) // 2, -1):
        if bare_title(lines[at].text) in _HEADS and len(lines[at].text) < 20:
            found = _called(list(lines[:at]), list(lines[at + 1 :]), "end-")
            return found and replace(
                found, dropped=(*found.dropped, Dropped(lines[at].text, "heading of the notes", lines[at].place))
            )
    return None


def _called(body: list[PlainLine], foot: list[PlainLine], prefix: str) -> NoteLines | None:
    """The notes of `foot`, where every one is called in `body`; None where one is not."""
    notes = _notes(foot)
    if not notes:
        return None
    texts = [line.text for line in body]
    dropped: list[Dropped] = []
    kept: list[tuple[str, tuple[PlainLine, ...]]] = []
    for note in notes:
        pattern = re.compile(_CALLED[note.style].format(n=re.escape(note.number)))
        at = next((at for at in range(len(texts)) if pattern.search(texts[at])), None)
        if at is None:
            return None
        key = f"{prefix}{note.number.translate(_SUPERSCRIPTS)}"
        written = pattern.search(texts[at])
        assert written is not None
        texts[at] = f"{texts[at][: written.start()]}\ufdd2{key}\ufdd3{texts[at][written.end() :]}"
        dropped += [Dropped(written[0].strip(), MARK, body[at].place), Dropped(note.written, MARK, note.lines[0].place)]
        kept.append((key, note.lines))
    marked = [replace(line, text=text) for line, text in zip(body, texts, strict=True)]
    if marked and _RULE.match(marked[-1].text):
        dropped.append(Dropped(marked[-1].text, RULE, marked[-1].place))
        del marked[-1]
    return NoteLines(tuple(marked), tuple(kept), tuple(dropped))


def _notes(foot: list[PlainLine]) -> list[_FoundNote]:
    """The notes of lines that begin with one: each begins with the next number of the same style."""
    notes: list[_FoundNote] = []
    for line in foot:
        match = _START.match(line.text)
        style = match.lastgroup if match else None
        if match and style and (not notes or (style == notes[0].style and _value(match[style]) == _next(notes))):
            rest = replace(line, text=line.text[match.end() :].strip(), blanks=0)
            notes.append(_FoundNote(style, match[style], match[0].strip(), (rest,)))
        elif notes and not line.blanks:
            last = notes[-1]
            notes[-1] = replace(last, lines=(*last.lines, line))
        else:
            return []
    return notes


def _value(written: str) -> int:
    return int(written.translate(_SUPERSCRIPTS))


def _next(notes: list[_FoundNote]) -> int:
    return _value(notes[-1].number) + 1
