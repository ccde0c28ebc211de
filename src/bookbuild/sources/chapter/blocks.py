"""The tree of block tokens → blocks of the model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from markdown_it.token import Token
from msgspec.structs import replace

from bookbuild.diagnostics import Code, Location
from bookbuild.model import blocks as model
from bookbuild.model.blocks import Block, Blocks
from bookbuild.model.inlines import (
    Direction,
    EditionWords,
    Inlines,
    LineBreak,
    PrintPage,
    SoftBreak,
    Source,
    Span,
    Text,
)
from bookbuild.model.walk import mapped
from bookbuild.sources.chapter import divs, tables
from bookbuild.sources.chapter.attributes import Attributes, read_attributes, without_attributes
from bookbuild.sources.chapter.for_editions import blocks_for
from bookbuild.sources.chapter.inlines import InlineReader
from bookbuild.sources.chapter.limits import heading_in_bounds
from bookbuild.sources.chapter.list_markers import Marker, written_markers
from bookbuild.sources.chapter.notes import Notes
from bookbuild.sources.chapter.parse_context import ParseContext
from bookbuild.sources.chapter.source_map import Places, block_places
from bookbuild.sources.chapter.spans import IMAGE_KEYS, check_alt, image_size
from bookbuild.sources.chapter.tree import Node
from bookbuild.sources.chapter.vocabulary import HEADINGS, PICTURES, Named, direction_of, float_place, named

DIRECTION_AT_END = re.compile(r"(?<=\s)\{dir=[^{}\s]*\}$")

PIPES = re.compile(r"\A[^\n|]*+\|[^\n]*+\n {0,3}\|?+(?: *+:?-++:? *+\|)++(?: *+:?-++:? *+)?+(?:\n|\Z)")
"""The first two lines of a pipe table."""
CLOSING = re.compile(r"(?<=\s)#++\Z")
"""The signs that may close a heading, before its attributes."""
NO_HEADING = re.compile(r"^#{2,}+", re.MULTILINE)


class ChapterBlockReader:
    """Reads the blocks of one file; a `BlockReader`."""

    def __init__(self, reading: ParseContext, env: dict[str, Any], definitions: Sequence[Node]) -> None:
        self.reading = reading
        self.notes = Notes(self, definitions)
        self.inliner = InlineReader(reading, env, self.notes.call)
        self.level = 1

    def blocks(self, nodes: Sequence[Node]) -> Blocks:
        """The blocks of a container, each table with its caption."""
        captions = tables.captions(nodes)
        taken = set(captions.values())
        out: list[Block] = []
        for index, node in enumerate(nodes):
            if node.type in tables.TABLES:
                caption = nodes[captions[index]] if index in captions else None
                out.extend(tables.table(self, node, caption))
            elif index not in taken:
                out.extend(self._block(node))
        return tuple(out)

    def _block(self, node: Node) -> Blocks:
        place = node.place(self.reading)
        match node.type:
            case "paragraph_open":
                return self.paragraph(node)
            case "heading_open":
                return self._heading(node)
            case "div_open":
                return divs.div(self, node)
            case "blockquote_open":
                return (model.BlockQuote(self.blocks(node.children), place),)
            case "bullet_list_open":
                return (model.BulletList(self._items(node), _tight(node), place, _tasks(node)),)
            case "ordered_list_open":
                start = int(node.token.attrs.get("start", 1))
                return (model.OrderedList(self._items(node), start, _tight(node), place, _markers(node)),)
            case "dl_open":
                return (self._definitions(node, place),)
            case "hr":
                return (model.Ornament(place),)
            case "line_block":
                return (self._line_block(node, place),)
            case "fence" if node.token.info.strip().startswith("{="):
                message, remedy = "a block that is raw text for one format", "write it in Markdown, for all formats"
                self.reading.find(Code.CONSTRUCT_UNKNOWN, message, remedy, place)
                return (model.CodeBlock(node.token.content, "", place),)
            case "fence" | "code_block":
                self._find_open_fence(node, place)
                return (model.CodeBlock(node.token.content, _language(node.token.info), place),)
            case _:
                return self._html(node, place)

    def _find_open_fence(self, node: Node, place: Location) -> None:
        """A block of code that no line closes takes in all that follows."""
        begin, end = node.token.map or [0, 0]
        mark = node.token.markup
        last = self.reading.lines[end - 1].rstrip() if begin < end - 1 <= len(self.reading.lines) - 1 else ""
        if mark and not (last.endswith(mark) and not last.strip("> \t" + mark[0])):
            remedy = f"close it with a line `{mark}`"
            self.reading.find(Code.CONSTRUCT_UNKNOWN, "the block of code is not closed", remedy, place)

    def _html(self, node: Node, place: Location) -> Blocks:
        message, remedy = "raw HTML", "write it in Markdown: a block of a class of your own is `::: {.x-…}`"
        self.reading.find(Code.HTML_FORBIDDEN, message, remedy, place)
        return (model.Paragraph((Text(node.token.content, place),), location=place),)

    def paragraph(self, node: Node) -> Blocks:
        """A paragraph; or, if nothing else stands in it, a figure or a references line."""
        text, places = self.text(node)
        if alone := self.inliner.read_image(text, places):
            return figure(self.reading, *alone, places)
        if "|" in text and PIPES.match(text):
            message = "the head of a table and the line of dashes below it have not as many cells"
            remedy = "give both the same number of cells; what is no table has a backslash before its `|`"
            self.reading.find(Code.CONSTRUCT_UNKNOWN, message, remedy, places.at(0))
        if "##" in text and (found := NO_HEADING.search(text)):
            message = "a line that begins like a heading and is none"
            remedy = "write two to six `#` and a space; a line of text has a backslash before its `#`"
            self.reading.find(Code.CONSTRUCT_UNKNOWN, message, remedy, places.at(found.start(), len(found[0])))
        text, direction = self._direction(text, places)
        children = self.inliner.read(text, places)
        place = places.at(0)
        pages = tuple(child for child in children if isinstance(child, PrintPage))
        if pages and all(isinstance(child, PrintPage | SoftBreak) for child in children):
            return (model.PrintPages(pages, place),)
        if len(children) == 1 and isinstance(words := children[0], EditionWords):
            blocks = self._paragraph(words.children, place, direction)
            return (model.EditionBlocks(blocks, words.editions, words.location),)
        return self._paragraph(children, place, direction)

    def _paragraph(self, children: Inlines, place: Location, direction: Direction | None) -> Blocks:
        match children:
            case (Source() as source,):
                return (model.SourceLine((model.Paragraph(source.children, location=place),), place),)
            case (Span((Source() as source,), classes, lang, name),):
                line = model.SourceLine((model.Paragraph(source.children, location=place),), place)
                return (model.Division("div", (line,), classes, lang, name or "", bool(name), place),)
        return (model.Paragraph(children, location=place, direction=direction),)

    def _direction(self, text: str, places: Places) -> tuple[str, Direction | None]:
        """The text of a paragraph without `{dir=rtl}` at its end, and that direction."""
        found = DIRECTION_AT_END.search(text)
        attributes = found and read_attributes(text, found.start())
        if not found or not attributes:
            return text, None
        return text[: found.start()].rstrip(), direction_of(self.reading, attributes, places)

    def text(self, node: Node) -> tuple[str, Places]:
        """The text of a paragraph or heading, and where it stands."""
        token = node.text
        if token is None or not token.content:
            return "", Places(self.reading.path, [(0, node.line + 1, node.token.meta.get("column", 1))])
        return token.content, block_places(self.reading.path, self.reading.lines, token.content, node.line)

    def _heading(self, node: Node) -> Blocks:
        level = int(node.token.tag[1])
        text, places = self.text(node)
        if level == 1:
            message, remedy = "a second heading of level 1", "use `##`: the title is the only `#` of a file"
            self.reading.find(Code.CONSTRUCT_UNKNOWN, message, remedy, node.place(self.reading))
        elif level > self.level + 1:
            message = f"a heading of level {level} after one of level {self.level}"
            remedy = f"use `{'#' * (self.level + 1)}`"
            self.reading.find(Code.HEADING_SKIPPED, message, remedy, node.place(self.reading))
        self.level = level
        heading, names = self.heading(text, places, level, node.place(self.reading))
        return blocks_for(names, (heading,))

    def heading(self, text: str, places: Places, level: int, place: Location) -> tuple[model.Heading, Named]:
        """A heading from its text with the attributes at its end, and what these name."""
        text, attributes = without_attributes(text)
        if attributes.end:
            text = CLOSING.sub("", text).rstrip()
        text = heading_in_bounds(self.reading, text, place)
        names = named(self.reading, attributes, places, HEADINGS)
        children = self.inliner.read(text, places)
        if names.lang:
            children = (Span(children, lang=names.lang, location=place),)
        classes = tuple(name for name, _ in attributes.classes if name in HEADINGS) + names.classes
        return model.Heading(max(level, 2), children, names.id, bool(names.id), classes, place, names.direction), names

    def _line_block(self, node: Node, place: Location) -> model.Division:
        """Lines that end where they end."""
        content, goes_on = node.token.content, node.token.meta["goes_on"]
        places = block_places(self.reading.path, self.reading.lines, content, node.line)

        def ended(part: Any) -> Any:
            is_end = isinstance(part, SoftBreak) and part.location.line not in goes_on
            return LineBreak(part.location) if is_end else part

        children = mapped(self.inliner.read(content, places), ended)
        return model.Division("div", (model.Paragraph(children, location=place),), ("line-block",), location=place)

    def _items(self, node: Node) -> tuple[Blocks, ...]:
        return tuple(self.blocks(item.children) for item in node.children)

    def _definitions(self, node: Node, place: Location) -> model.DefinitionList:
        items: list[model.Definition] = []
        for child in node.children:
            if child.type == "dt_open":
                text, places = self.text(child)
                items.append(model.Definition(self.inliner.read(text, places), (), places.at(0)))
            else:
                term = items[-1]
                definitions = (*term.definitions, self.blocks(child.children))
                items[-1] = model.Definition(term.term, definitions, term.location)
        return model.DefinitionList(tuple(items), _tight(node), place)


def figure(reading: ParseContext, token: Token, caption: Inlines, places: Places) -> Blocks:
    """An image that is alone in its paragraph."""
    place = places.at(0)
    attributes: Attributes = token.meta["attributes"]
    names = named(reading, attributes, places, PICTURES, (*IMAGE_KEYS, "place"))
    alt, longdesc = attributes.value("alt"), attributes.value("longdesc") or ""
    check_alt(reading, alt, caption, place)
    source = reading.image(token.meta["href"], place)
    block = model.Figure(source, caption, alt, longdesc, names.id, bool(names.id), location=place)
    if size := image_size(reading, attributes, places):
        block = replace(block, size=size)
    if names.kind:
        block = replace(block, pages=names.kind)
    if where := float_place(reading, attributes, places):
        block = replace(block, place=where)
    if names.passes_through:
        around = model.Division("div", (block,), names.classes, names.lang, location=place)
        return blocks_for(names, (replace(around, direction=names.direction),))
    return blocks_for(names, (block,))


def _tasks(node: Node) -> tuple[bool | None, ...]:
    tasks = tuple(item.token.meta.get("checked") for item in node.children)
    return () if all(task is None for task in tasks) else tasks


def _markers(node: Node) -> tuple[str, ...]:
    """The markers of an ordered list, where they are not CommonMark's."""
    first: Marker | None = node.token.meta.get("marker")
    if first is None:
        return ()
    items = [item.token for item in node.children]
    texts, numbers = [item.info + item.markup for item in items], [item.meta.get("example", 0) for item in items]
    return written_markers(first, texts, numbers)


def _tight(node: Node) -> bool:
    """markdown-it hides the paragraphs of a tight list."""
    paragraphs = [block for item in node.children for block in item.children if block.type == "paragraph_open"]
    return all(paragraph.token.hidden for paragraph in paragraphs)


def _language(info: str) -> str:
    """The language of a fence: ```` ```python ````, ```` ```{.python} ````."""
    words = info.strip().strip("{}").split()
    return words[0].lstrip(".") if words else ""
