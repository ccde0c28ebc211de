"""The text of a block → inlines: markdown-it's tokens made into the model's nodes, each with its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markdown_it.token import Token

from bookbuild.diagnostics import Code, Location
from bookbuild.model import inlines as model
from bookbuild.model.inlines import Inline, Inlines, Text
from bookbuild.model.walk import nodes
from bookbuild.nearest import nearest
from bookbuild.sources.chapter import markdown, spans
from bookbuild.sources.chapter.formulas import NoFormula, mathml_of
from bookbuild.sources.chapter.limits import (
    MOST_CHARACTERS,
    MOST_INLINES,
    MOST_NOTES,
    SHOWN,
    find_too_large,
    find_too_many,
)
from bookbuild.sources.chapter.marks import BOUNDARY, Boundary, marked
from bookbuild.sources.chapter.parse_context import ParseContext
from bookbuild.sources.chapter.scripture import bare, quotation, spelled_out
from bookbuild.sources.chapter.source_map import Places

MAX_DEPTH = 40
LITERAL = frozenset("\"'-.")
"""What `[style] smart` leaves as it is where it is escaped."""
SIMPLE: dict[str, tuple[Any, int]] = {
    "em_open": (model.Emphasis, 0),
    # The token of a strong emphasis is its second asterisk, that of a subscript what is inside.
    "strong_open": (model.Strong, -1),
    "s_open": (model.Strikeout, 0),
    "sub_open": (model.Subscript, -1),
    "sup_open": (model.Superscript, -1),
}
NoteMaker = Callable[[str, Location], Inline]


class OpenConstruct:
    """An open construct with what it holds so far; `text` is being gathered, from `start` to `end` in the source."""

    __slots__ = ("end", "nodes", "start", "text", "token")

    def __init__(self, token: Token | None) -> None:
        self.token = token
        self.nodes: list[Inline | Boundary] = []
        self.text, self.start, self.end = "", 0, 0


class InlineReader:
    """Reads the texts of one file. `call_note` gives what stands for a call of a note."""

    def __init__(self, reading: ParseContext, env: dict[str, Any], call_note: NoteMaker) -> None:
        self.reading, self.env, self.call_note = reading, env, call_note
        self.in_note = False
        self.spelled = ""

    def read(self, text: str, places: Places, *, typed: bool = False, most: int = MOST_CHARACTERS) -> Inlines:
        """The inlines of `text`, which may have so many characters at `most`.

        `typed`: scripture as it was typed, where nothing is an honorific; its reference, if it has one, is `spelled`.
        """
        self.spelled = ""
        text = self._bounded(text, most, places)
        if markdown.MARKUP.search(text) is None:
            children = self._finished([Text(*piece) for piece in places.texts(text, 0)] if text else [], typed)
        else:
            children = self._built(markdown.inline_tokens(text, self.env), places, typed)
        if len(children) > MOST_INLINES and most == MOST_CHARACTERS:
            find_too_many(self.reading, "parts (signs, links, lines)", "a paragraph", MOST_INLINES, places.at(0))
            return children[:SHOWN]
        return children

    def _bounded(self, text: str, most: int, places: Places) -> str:
        if len(text) <= most:
            return text
        find_too_large(self.reading, "paragraph", len(text), most, "paragraph", places.at(0))
        return text[:SHOWN]

    def read_image(self, text: str, places: Places) -> tuple[Token, Inlines] | None:
        """The image that is all there is in `text`, and its caption."""
        if not text.startswith("![") or len(text) > MOST_CHARACTERS:
            return None
        tokens = markdown.inline_tokens(text, self.env)
        ends = [index for index, token in enumerate(tokens) if token.type == "image_close" and token.level == 0]
        if tokens[0].type != "image_open" or ends != [len(tokens) - 1]:
            return None
        return tokens[0], self._built(tokens[1:-1], places, typed=False)

    def tried(self, text: str, places: Places) -> Inlines:
        """The inlines of `text`, read without leaving findings or ids."""
        reading = ParseContext(self.reading.path, self.reading.lines)
        return InlineReader(reading, self.env, lambda label, place: Text(label, place)).read(text, places)

    def _finished(self, nodes: list[Inline | Boundary], typed: bool) -> Inlines:
        return bare(nodes) if typed else marked(self.reading, nodes)

    def _built(self, tokens: list[Token], places: Places, typed: bool) -> Inlines:
        stack = [OpenConstruct(None)]
        ignored = 0
        for token in tokens:
            if token.nesting > 0:
                if len(stack) > MAX_DEPTH:
                    if not ignored:
                        self._too_deep(places.at(_offset(token)))
                    ignored += 1
                    continue
                stack.append(OpenConstruct(token))
            elif token.nesting < 0:
                if ignored:
                    ignored -= 1
                elif len(stack) > 1:
                    frame = stack.pop()
                    self._flush(frame, places)
                    self._flush(stack[-1], places)
                    children = self._finished(frame.nodes, typed)
                    stack[-1].nodes.extend(self._construct(frame, children, places))
            else:
                self._leaf(stack[-1], token, places, typed)
        while len(stack) > 1:
            frame = stack.pop()
            self._flush(frame, places)
            self._flush(stack[-1], places)
            stack[-1].nodes.extend(frame.nodes)
        self._flush(stack[0], places)
        return self._finished(stack[0].nodes, typed)

    def _flush(self, frame: OpenConstruct, places: Places) -> None:
        """Make the gathered text a node."""
        if frame.text:
            frame.nodes.extend(Text(*piece) for piece in places.texts(frame.text, frame.start))
            frame.text = ""

    def _leaf(self, frame: OpenConstruct, token: Token, places: Places, typed: bool) -> None:
        offset = _offset(token)
        if token.type == "text":
            self._gather(frame, token.content, offset, places)
            return
        if token.type == "text_special" and token.content == token.markup and token.markup != "\\ ":
            self._gather(frame, token.content, offset, places)  # a backslash that takes no meaning away
            return
        if token.type == "text_special":
            if token.content in LITERAL:
                self._flush(frame, places)
                frame.nodes.append(Text(token.content, places.at(offset), literal=True))
                return
            # Pandoc: an escaped space is a no-break space.
            self._gather(frame, "\u00a0" if token.markup == "\\ " else token.content, offset, places)
            self._flush(frame, places)
            frame.nodes.append(BOUNDARY)
            return
        self._flush(frame, places)
        place = places.at(offset)
        match token.type:
            case "softbreak":
                frame.nodes.append(model.SoftBreak(place))
            case "hardbreak":
                frame.nodes.append(model.LineBreak(place))
            case "code_inline":
                frame.nodes.append(model.CodeSpan(token.content, place))
            case "example":
                if token.content.startswith("@"):
                    self._find_no_example(token.content, places.at(offset, len(token.content)))
                frame.nodes.append(Text(token.content, place))
            case "math_inline" | "math_inline_double":
                frame.nodes.append(self._formula(token, place))
            case "verse" if typed:
                self.spelled = self.spelled or token.meta["ref"]
                frame.nodes.extend(spelled_out(token, places))
            case "verse":
                frame.nodes.append(quotation(token, places))
            case "note_call":
                label = token.meta["label"]
                frame.nodes.append(
                    self.call_note(label, place) if self._note_fits(place) else Text(f"[^{label}]", place)
                )
            case _:
                message = f"`{token.content}` is raw HTML"
                remedy = "write it in Markdown: a class is `[…]{.x-…}`, a break a backslash at the line's end"
                self.reading.find(Code.HTML_FORBIDDEN, message, remedy, places.at(offset, len(token.content)))
                frame.nodes.append(Text(token.content, place))

    def _find_no_example(self, written: str, place: Location) -> None:
        """`(@label)` without its example; in a chapter without any it may be a name, or a citation."""
        known = self.env.get("examples", {})
        near = nearest(written[1:], known)
        remedy = f"write `(@{near})`" if near else f"begin a line with `({written})  …`, or write `(\\{written})`"
        code = Code.CONSTRUCT_UNKNOWN if known else Code.CITATION_UNKNOWN
        self.reading.find(code, f"there is no example `({written})` in this file", remedy, place)

    def _formula(self, token: Token, place: Location) -> Inline:
        tex, display = token.content.strip(), token.markup == "$$"
        try:
            return model.MathFormula(tex, mathml_of(tex, display=display), display, place)
        except NoFormula as fault:
            message, remedy = (
                f"the formula `{tex[:40]}` cannot be set: {fault}",
                "correct it; a dollar is `\\$`",
            )
            self.reading.find(Code.CONSTRUCT_UNKNOWN, message, remedy, place)
            return model.CodeSpan(f"{token.markup}{token.content}{token.markup}", place)

    def _gather(self, frame: OpenConstruct, text: str, offset: int, places: Places) -> None:
        if not text:
            return
        if not frame.text or frame.end != offset:
            self._flush(frame, places)
            frame.start = frame.end = offset
        frame.text += text
        frame.end += len(text)

    def _construct(self, frame: OpenConstruct, children: Inlines, places: Places) -> Inlines:
        """The node of a construct that has just been closed."""
        token = frame.token
        if token is None:
            return children
        if token.type in SIMPLE:
            kind, shift = SIMPLE[token.type]
            return (kind(children, places.at(_offset(token) + shift)),)
        if token.type == "note_open":
            return self._inline_note(children, places.at(_offset(token)))
        if token.info == "auto":
            children = tuple(Text(node.text, node.location.moved(1)) for node in children if isinstance(node, Text))
            return (model.Link(str(token.attrs["href"]), children, location=places.at(_offset(token))),)
        return spans.construct(self.reading, token, children, places)

    def _inline_note(self, children: Inlines, place: Location) -> Inlines:
        from bookbuild.model.blocks import Paragraph

        if self.in_note or any(isinstance(node, model.Note) for node in nodes(children)):
            nested_note(self.reading, place)
            return children
        if not self._note_fits(place):
            return children
        return (model.Note((Paragraph(children, location=place),), "", location=place),)

    def _note_fits(self, place: Location) -> bool:
        """Count a call of a note; False for those that are too many, of which the first is found."""
        self.reading.notes += 1
        if self.reading.notes == MOST_NOTES + 1:
            find_too_many(self.reading, "notes", "a chapter", MOST_NOTES, place)
        return self.reading.notes <= MOST_NOTES

    def _too_deep(self, place: Location) -> None:
        remedy = "take some of the constructs apart"
        self.reading.find(Code.CONSTRUCT_UNKNOWN, f"more than {MAX_DEPTH} constructs within each other", remedy, place)


def nested_note(reading: ParseContext, place: Location) -> None:
    """A note's text calls a note: Pandoc reads none there, and no page has room for it."""
    message, remedy = "a note cannot stand in a note", "put its text in the note itself"
    reading.find(Code.CONSTRUCT_UNKNOWN, message, remedy, place)


def _offset(token: Token) -> int:
    return token.map[0] if token.map else 0
