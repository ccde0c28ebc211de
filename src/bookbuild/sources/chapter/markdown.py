"""Markdown text → markdown-it's tokens, each with its place: CommonMark with Pandoc's extensions.

Block tokens get `meta["column"]`, cells of a table `meta["start"]`; inline tokens get the offset of their first
character in the block's text as `map[0]`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath.index import math_inline_dollar
from mdit_py_plugins.footnote.index import footnote_def
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from bookbuild.sources.chapter import ayns, brackets, column_tables, fancy_lists, fences, line_blocks

MAX_NESTING = 40
MARKUP = re.compile(r"[\n!$&*<@\[\\\]^_`~﴿]")
"""The characters at which a construct may begin; text between them is text."""

Nesting = Literal[-1, 0, 1]


class PlacedBlockState(StateBlock):
    """Notes where each block begins, while markdown-it still knows."""

    def __init__(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        self.line_starts = self.bMarks[:]
        self.column = 1

    def shown_column(self, line: int) -> int:
        """The column of the first character in `line` that belongs to the block being read."""
        return self.bMarks[line] + self.tShift[line] - self.line_starts[line] + 1

    def push(self, ttype: str, tag: str, nesting: Nesting) -> Token:
        if ttype in ("th_close", "td_close"):
            cell = self.tokens[-1]
            line = cell.map[0] if cell.map else self.line
            cell.meta["start"] = self.shown_column(line) - 1
        token = super().push(ttype, tag, nesting)
        token.meta["column"] = self.column
        return token


def mark(state: StateBlock, start_line: int, _end_line: int, silent: bool) -> bool:
    """A rule that never matches, before all others: here a block begins."""
    if not silent and isinstance(state, PlacedBlockState):
        state.column = state.shown_column(start_line)
    return False


class BlockParser(ParserBlock):
    def parse(self, src: str, md: MarkdownIt, env: Any, outTokens: list[Token]) -> list[Token] | None:
        state = PlacedBlockState(src, md, env, outTokens)
        self.tokenize(state, state.line, state.lineMax)
        return state.tokens

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:
        if state.level >= MAX_NESTING and startLine < endLine:
            state.env.setdefault("too_deep", startLine)
        super().tokenize(state, startLine, endLine)


class PlacedInlineState(StateInline):
    """Keeps, as `map[0]` of each token, the offset where it begins."""

    def __init__(self, src: str, md: MarkdownIt, env: Any, outTokens: list[Token]) -> None:
        super().__init__(src, md, env, outTokens)
        self.pending_start = 0
        self.text_pos = -1

    def append_pending(self, text: str) -> None:
        if not self._pending_buffer and not self._pending:
            self.pending_start = self.pos
        self._pending_buffer.append(text)

    def pushPending(self) -> Token:
        start = self.pending_start
        token = super().pushPending()
        token.map = [start]
        return token

    def push(self, ttype: str, tag: str, nesting: Nesting) -> Token:
        start = self.pos
        # A run of delimiters is pushed one by one from the run's beginning.
        if ttype == "text" and self.text_pos == start and (last := self.tokens[-1]).map:
            start = last.map[0] + len(last.content)
        token = super().push(ttype, tag, nesting)
        if ttype == "text":
            self.text_pos = self.pos
        token.map = [start]
        return token


class InlineParser(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        state = PlacedInlineState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


class ManuscriptMarkdown(MarkdownIt):
    """Targets stay as they are written; whether they may be is checked where they are used."""

    def normalizeLink(self, url: str) -> str:
        return url

    def normalizeLinkText(self, link: str) -> str:
        return link

    def validateLink(self, url: str) -> bool:  # noqa: ARG002
        return True


@cache
def parser() -> ManuscriptMarkdown:
    """The one parser of the process."""
    md = ManuscriptMarkdown("zero")
    md.inline, md.block = InlineParser(), BlockParser()
    md.configure("commonmark", {"maxNesting": MAX_NESTING})
    md.enable(["table", "strikethrough"])
    md.options["tasklists"] = True
    md.block.ruler.at("list", fancy_lists.fancy_list, {"alt": ["paragraph", "reference", "blockquote"]})
    md.block.ruler.before("table", "mark", mark)
    md.block.ruler.after("mark", "div", fences.div, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.block.ruler.after("div", "column_table", column_tables.column_table)
    md.block.ruler.after("div", "table_end", fences.table_end, {"alt": ["blockquote"]})
    md.block.ruler.after("table", "line_block", line_blocks.line_block, {"alt": ["list"]})
    md.block.ruler.before("reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]})
    md.use(deflist_plugin).use(sub_plugin).use(superscript_plugin)
    md.inline.ruler.before("backticks", "ayn", ayns.ayn)
    md.inline.ruler.before("strikethrough", "math", math_inline_dollar(False, False, allow_double=True))
    md.inline.ruler.before("strikethrough", "example", brackets.example)
    md.inline.ruler.before("strikethrough", "bracket", brackets.bracket)
    md.inline.ruler.before("strikethrough", "verse", brackets.verse)
    md.inline.ruler.disable(["link", "image"])
    md.inline.ruler2.disable(["fragments_join"])
    md.inline.terminator_re = MARKUP
    return md


def block_tokens(text: str, env: dict[str, Any]) -> list[Token]:
    """The blocks of `text`; `env` takes its reference definitions."""
    tokens: list[Token] = []
    md = parser()
    md.block.parse(text, md, env, tokens)
    fancy_lists.numbered_examples(tokens, env)
    return tokens


def inline_tokens(text: str, env: dict[str, Any]) -> list[Token]:
    """The inlines of a block's text."""
    md = parser()
    return md.inline.parse(text, md, env, [])
