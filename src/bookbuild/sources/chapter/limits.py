"""The lines of a chapter → the same with what is larger than any book has cut short, and findings (`too-large`).

What is beyond these sizes is no book's: a file that was joined wrongly, a dump, an attack. Each step after this one may
take time that grows with the square of a word, or of the marks on a letter, and is quick all the same.
"""

from __future__ import annotations

import re

from markdown_it.token import Token

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.language.marks import COMBINING_DIACRITICS, INVISIBLE, MARKS, ranges
from bookbuild.sources.chapter.parse_context import ParseContext

MOST_BYTES = 2_000_000
"""Of a file of text: some 350,000 words in Latin script, 200,000 in Arabic, as one chapter."""

MOST_CHARACTERS = 100_000
"""Of a line, and of a paragraph: some fifty pages without a break."""

MOST_INLINES = 10_000
"""Of a paragraph: texts, signs, links and whatever else stands in its lines, and the ends of these."""

MOST_IN_HEADING = 2_000
MOST_IN_WORD, MOST_UNBROKEN, MOST_SPACES = 2_000, 10_000, 1_000
"""Letters and digits in a row; characters without white space between them, markup and addresses too; white space."""

MOST_MARKS = 30
"""Marks after one letter. Unicode's Stream-Safe Text Format (UAX #15) has as many."""

MOST_ROWS, MOST_COLUMNS = 3_000, 100
MOST_BAYTS = 1_200
MOST_NOTES = 1_500
MOST_LINES = 100_000
MOST_TEXTS = 12_000
"""Paragraphs, headings, cells of tables, ornaments in one chapter."""

MOST_OF = {
    "heading_open": (2_000, "headings"),
    "list_item_open": (5_000, "items of lists"),
    "dd_open": (5_000, "definitions"),
}
"""Blocks whose setting takes more than a paragraph's, by the type of their tokens: how many a chapter may have."""

SHOWN = 200
"""How much is kept of what is cut short: enough to know it by."""

_WORD = re.compile(
    rf"(?<!\S)\S{{{MOST_UNBROKEN + 1},}}+|(?<!\w)\w{{{MOST_IN_WORD + 1},}}+|(?<!\s)\s{{{MOST_SPACES + 1},}}+"
)
_MARKS = re.compile(rf"[{ranges(MARKS, COMBINING_DIACRITICS, INVISIBLE)}]{{{MOST_MARKS + 1},}}")

REMEDIES = {
    "file": "take it apart into several chapters",
    "paragraph": "take it apart with empty lines",
    "heading": "put the most of it into a paragraph",
    "word": "put spaces into it, or take it out",
    "gap": "take it out",
    "marks": "take them out",
}


def too_large(path: str, size: int) -> Finding | None:
    """The finding that a file of text with so many bytes is not read; None where it is."""
    if size <= MOST_BYTES:
        return None
    message = f"`{path}` has {size:,} bytes; a file of text may have {MOST_BYTES:,}"
    return Finding(Code.TOO_LARGE, message, REMEDIES["file"], Location(path))


def cut_short(reading: ParseContext) -> None:
    """Find lines, words and rows of marks that are too large, and leave their beginnings in `reading.lines`."""
    if len(reading.lines) > MOST_LINES:
        find_too_many(reading, "lines", "a chapter", MOST_LINES, reading.line_place(MOST_LINES))
        reading.lines = reading.lines[:SHOWN]
    lines = list(reading.lines)
    for number, line in enumerate(lines):
        if len(line) > MOST_MARKS:
            lines[number] = _cut(reading, line, number + 1)
    reading.lines = lines


def _cut(reading: ParseContext, line: str, number: int) -> str:
    if len(line) > MOST_CHARACTERS:
        find_too_large(reading, "line", len(line), MOST_CHARACTERS, "paragraph", reading.line_place(number))
        line = line[:SHOWN]
    if len(line) > MOST_SPACES and (word := _WORD.search(line)):
        place = reading.line_place(number, word.start() + 1)
        what, most = ("gap", MOST_SPACES) if word[0].isspace() else ("word", MOST_IN_WORD)
        find_too_large(reading, what, len(word[0]), most, what, place)
        line = _WORD.sub(lambda found: found[0][:SHOWN], line)
    if not line.isascii() and (row := _MARKS.search(line)):
        place = reading.line_place(number, row.start() + 1)
        message = f"{len(row[0]):,} marks and signs without a letter between them; there may be {MOST_MARKS}"
        reading.find(Code.TOO_LARGE, message, REMEDIES["marks"], place)
        line = _MARKS.sub(lambda found: found[0][:1], line)
    return line


def heading_in_bounds(reading: ParseContext, text: str, place: Location) -> str:
    """The text of a heading or a title; its beginning, with a finding, where it is too large."""
    if len(text) <= MOST_IN_HEADING:
        return text
    find_too_large(reading, "heading", len(text), MOST_IN_HEADING, "heading", place)
    return text[:SHOWN]


def blocks_in_bounds(reading: ParseContext, tokens: list[Token]) -> list[Token]:
    """The tokens of a chapter's blocks; none, with a finding, where there are too many of a kind."""
    texts = [token for token in tokens if token.nesting == 0]
    too_many = [(texts, MOST_TEXTS, "paragraphs, cells and ornaments")]
    for type_, (most, things) in MOST_OF.items():
        too_many.append(([token for token in tokens if token.type == type_], most, things))
    for found, most, things in too_many:
        if len(found) > most:
            line = (found[most].map or [0])[0] + 1
            find_too_many(reading, things, "a chapter", most, reading.line_place(line))
            return []
    return tokens


def find_too_large(reading: ParseContext, what: str, size: int, most: int, remedy: str, place: Location) -> None:
    message = f"a {what} of {size:,} characters; it may have {most:,}"
    reading.find(Code.TOO_LARGE, message, REMEDIES[remedy], place)


def find_too_many(reading: ParseContext, things: str, where: str, most: int, place: Location) -> None:
    """`things` and `where`, as in `rows` and `a table`."""
    message = f"more than {most:,} {things} in {where}"
    reading.find(Code.TOO_LARGE, message, f"take {where} apart", place)
