"""A chapter's text → `Chapter` as written, with its findings and ids."""

from __future__ import annotations

import re
from typing import Any

from bookbuild.diagnostics import Code, Location
from bookbuild.model.book import Chapter
from bookbuild.model.inlines import Inlines
from bookbuild.sources.chapter import limits, markdown
from bookbuild.sources.chapter.blocks import ChapterBlockReader
from bookbuild.sources.chapter.frontmatter import FrontMatter, read_front_matter
from bookbuild.sources.chapter.parse_context import ParseContext
from bookbuild.sources.chapter.tree import Node, TreeBuilder, definitions_taken

LINE_END = re.compile(r"\r\n?|\n")
NOT_XML = re.compile(r"[\x01-\x08\x0e-\x1f\ufffe\uffff]")
SEPARATOR = re.compile("[\u0085\u2028\u2029]")
"""What ends lines elsewhere, and has no glyph: word processors leave it behind."""
_SET_OFF = re.compile("(?:(?<! ) ++)?[\u0085\u2028\u2029] *")
BLANKED = str.maketrans({"\0": "\ufffd", "\v": " ", "\f": " "})


def split_lines(text: str) -> tuple[str, ...]:
    """The lines of a file, as CommonMark and editors count them."""
    return tuple(LINE_END.split(text))


def read_chapter(reading: ParseContext) -> Chapter:
    """Read the lines of `reading` as a chapter; `reading` takes its findings and ids."""
    reading.lines = [line.translate(BLANKED) for line in reading.lines]
    _find_controls(reading)
    limits.cut_short(reading)
    front = read_front_matter(reading)
    env: dict[str, Any] = {}
    body = ["", *[""] * (front.end - 1)] if front.end else []
    text = "\n".join([*body, *reading.lines[front.end :], ""])
    builder = TreeBuilder(reading)
    root = builder.grow(limits.blocks_in_bounds(reading, markdown.block_tokens(text, env)))
    if "too_deep" in env:
        message = f"more than {markdown.MAX_NESTING} blocks within each other"
        place = reading.line_place(env["too_deep"] + 1)
        reading.find(Code.CONSTRUCT_UNKNOWN, message, "take some of them apart", place)
    for label, line in env.get("examples_again", ()):
        message, remedy = f"the example `(@{label})` stands here a second time", "give one of them another label"
        reading.find(Code.ID_DUPLICATE, message, remedy, reading.line_place(line + 1))
    reader = ChapterBlockReader(reading, env, list(definitions_taken(root)))
    chapter = _chapter(reading, reader, front, root)
    reader.notes.find_unused()
    return chapter


def _find_controls(reading: ParseContext) -> None:
    """A finding for each character that no XML document can hold (XML 1.0, 2.2), for which U+FFFD stands then, and
    for each that separates lines."""
    for number, line in enumerate(reading.lines):
        for match in NOT_XML.finditer(line):
            message = f"the control character U+{ord(match.group()):04X}"
            place = reading.line_place(number + 1, match.start() + 1)
            reading.find(Code.ENCODING_INVALID, message, "take it out", place)
        for match in SEPARATOR.finditer(line):
            message = f"the line separator U+{ord(match.group()):04X}, which ends no line here"
            remedy = "put a line end or a space in its place; a backslash at a line's end breaks it"
            reading.find(Code.ENCODING_INVALID, message, remedy, reading.line_place(number + 1, match.start() + 1))
    # the spaces around a separator are not found besides it; what follows keeps its column
    reading.lines = [
        _SET_OFF.sub(lambda found: " " + "\u200b" * (len(found[0]) - 1), NOT_XML.sub("\ufffd", line))
        for line in reading.lines
    ]


def _chapter(reading: ParseContext, reader: ChapterBlockReader, front: FrontMatter, root: Node) -> Chapter:
    head = next((node for node in root.children if node.type == "heading_open" and node.token.tag == "h1"), None)
    title, location, name = _front_text(reader, front, "title"), reading.line_place(1), front.text("id")
    if "title" in front.values:
        location = front.values["title"].places.at(0)
    if head is not None:
        root.children.remove(head)
        written = _head(reading, reader, front, head)
        title, location, name = title or written[0], location if title else written[2], name or written[1]
    if name and "id" in front.values:
        value = front.values["id"]
        reading.write_id(name, value.places.at(0, len(name)))
    blocks = reader.blocks(root.children)
    subtitle, short = (_front_text(reader, front, key) for key in ("subtitle", "short-title"))
    if not blocks and (head is None or not title) and not reading.findings:
        _find_empty(reading)
    return Chapter(reading.path, title, blocks, subtitle, short, front.text("lang"), name, location)


def _head(
    reading: ParseContext, reader: ChapterBlockReader, front: FrontMatter, head: Node
) -> tuple[Inlines, str, Location]:
    """The first `#` of a file: its text, id and place."""
    place = head.place(reading)
    text, places = reader.text(head)
    heading, names = reader.heading(text, places, 1, place)
    if names.only:
        message = "`only=` on a chapter's title"
        remedy = "leave it out: `[editions.NAME.matter]` says of which chapters an edition is made"
        reading.find(Code.CONSTRUCT_UNKNOWN, message, remedy, names.only_place)
    if front.text("title") and "title" not in front.guessed:
        message = "the title stands in the front matter and here"
        reading.find(Code.SETTING_INVALID, message, "keep one of the two; headings in the text begin at `##`", place)
    if heading.id and "id" in front.values and "id" not in front.guessed:
        message = "the id stands in the front matter and here"
        reading.find(Code.SETTING_INVALID, message, "keep one of the two", place)
    return heading.children, heading.id, heading.location


def _front_text(reader: ChapterBlockReader, front: FrontMatter, key: str) -> Inlines:
    value = front.values.get(key)
    if value is None:
        return ()
    text = limits.heading_in_bounds(reader.reading, value.text, value.places.at(0))
    return reader.inliner.read(text, value.places)


def _find_empty(reading: ParseContext) -> None:
    message, remedy = "the file has no text", "write it, or take the file out of `[matter]`"
    reading.find(Code.CHAPTER_EMPTY, message, remedy, reading.line_place(1))
