"""The bytes of a text file → its lines, each with its number, its page and the blank lines before it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bookbuild.diagnostics import BookError, Code, Finding, Location
from bookbuild.intake.reader import IntakeFile
from bookbuild.intake.runs import Place
from bookbuild.language.marks import INVISIBLE, JOIN_CONTROLS, ranges

PAGE_GAP = 3
"""So many blank lines, where a text has no form feeds, are the end of a page."""
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LINE_END = re.compile(r"\r\n?|\n|\x85|\u2028|\u2029|\v")
_INVISIBLE = re.compile(f"[{ranges(INVISIBLE - JOIN_CONTROLS)}]")


@dataclass(frozen=True, slots=True)
class PlainLine:
    """A line that is not blank. `spaces`: how many of its last spaces are more than the file's lines have.

    `blanks`: how many blank lines are before it; `page`: the page it stands on, from 0; `indent`: columns before it.
    """

    number: int
    text: str
    page: int
    blanks: int
    indent: int
    spaces: int = 0

    @property
    def place(self) -> Place:
        return Place(self.number, self.number)


def decoded_text(file: IntakeFile) -> str:
    """The text of a file. Raises BookError where it is none, or is not in UTF-8 or UTF-16 with a byte order mark."""
    encoding = next((name for mark, name in _BOMS if file.data.startswith(mark)), "utf-8")
    if encoding != "utf-16" and b"\0" in file.data[: 1 << 16]:
        message, remedy = f"`{file.name}` is no text", "name a file that import reads, and its format with `--from`"
        raise BookError([Finding(Code.IMPORT_FORMAT, message, remedy, Location(file.name))])
    try:
        return file.data.decode(encoding)
    except UnicodeDecodeError as error:
        line = file.data.count(b"\n", 0, error.start) + 1
        message = f"`{file.name}` is not UTF-8: byte {error.start} cannot be read"
        raise BookError(
            [Finding(Code.ENCODING_INVALID, message, "save it as UTF-8", Location(file.name, line))]
        ) from error


def plain_lines(text: str) -> list[PlainLine]:
    """The lines that are not blank. Directional marks, soft hyphens and the like are left out: they are no letters."""
    paged = "\f" in text
    raw = list(_raw_lines(text))
    usual = _usual_spaces(line for _, line, _ in raw)
    lines: list[PlainLine] = []
    blanks = page = 0
    for number, written, turns in raw:
        page += turns
        if not written.strip():
            blanks += 1
            continue
        if not paged and blanks >= PAGE_GAP and lines:
            page += 1
        bare = written.rstrip()
        spaces = max(len(written) - len(bare) - usual, 0)
        indent = len(bare.expandtabs(4)) - len(bare.expandtabs(4).lstrip())
        lines.append(PlainLine(number, bare.strip(), page, blanks, indent, spaces))
        blanks = 0
    return lines


def _raw_lines(text: str) -> Iterator[tuple[int, str, int]]:
    """Number, text, and how many pages end before each line; a form feed within a line ends it."""
    for number, line in enumerate(_LINE_END.split(text), 1):
        for part, piece in enumerate(line.split("\f")):
            yield number, _INVISIBLE.sub("", piece), min(part, 1)


def _usual_spaces(lines: Iterable[str]) -> int:
    """How many spaces most lines of a file end with: an export of a PDF ends each with one."""
    counts = Counter(len(line) - len(line.rstrip(" ")) for line in lines if line.strip())
    return counts.most_common(1)[0][0] if counts else 0
