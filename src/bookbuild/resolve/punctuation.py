"""A tree of the model → the same with the quotation marks, dashes and ellipses of each paragraph's language.

Code, links and the text of the Qurʾān stay as they were typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec.structs import replace

from bookbuild.language.punctuation import PunctuatedPiece, has_typed_marks, in_text, punctuated
from bookbuild.model.blocks import Quran
from bookbuild.model.book import Section
from bookbuild.model.inlines import (
    CodeSpan,
    Emphasis,
    Entry,
    Honorific,
    Inline,
    Inlines,
    LineBreak,
    Note,
    PrintPage,
    SoftBreak,
    Source,
    Span,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from bookbuild.model.settings import SHOWN_OF_BOOK, Edition, LocalText
from bookbuild.model.walk import INLINE_KINDS, node_fields, plain
from bookbuild.resolve.contexts import language_of

_ENCLOSING = (Emphasis, Strong, Strikeout, Superscript, Subscript, Entry, Source)


def smart(tree: Any, language: str) -> Any:
    """`tree` (nodes or tuples of them) of a section in `language`."""
    if isinstance(tree, tuple):
        if tree and isinstance(tree[0], INLINE_KINDS):
            return _paragraph(tree, language)
        parts = tuple(smart(part, language) for part in tree)
        return tree if all(new is old for new, old in zip(parts, tree, strict=True)) else parts
    within = getattr(tree, "lang", None) or language
    changed = {}
    for name in node_fields(type(tree)):
        if isinstance(tree, Quran) and name == "typed":
            continue
        value = getattr(tree, name)
        if value and (new := smart(value, within)) is not value:
            changed[name] = new
    return replace(tree, **changed) if changed else tree


def _paragraph(inlines: Inlines, language: str) -> Inlines:
    pieces = list(_pieces(inlines, 0))
    made: Iterator[tuple[tuple[int, str], ...]]
    if has_typed_marks(pieces):
        made = punctuated(pieces, language_of(inlines, language))
    else:
        made = (((0, piece.text),) for piece in pieces if piece.kind == "text")
    return tuple(_rebuilt(inlines, language, made))


def _is_enclosing(node: Inline) -> bool:
    """Whether what `node` holds is read with the text around it."""
    return isinstance(node, _ENCLOSING) or (isinstance(node, Span) and node.lang is None)


def _pieces(inlines: Inlines, level: int) -> Iterator[PunctuatedPiece]:
    for node in inlines:
        if isinstance(node, Text):
            yield PunctuatedPiece("other" if node.literal else "text", node.text, level)
        elif isinstance(node, (SoftBreak, LineBreak)):
            yield PunctuatedPiece("break", " ", level)
        elif _is_enclosing(node):
            yield from _pieces(node.children, level + 1)  # type: ignore[union-attr]
        elif isinstance(node, CodeSpan):
            yield PunctuatedPiece("other", node.text, level)
        elif not isinstance(node, Note | PrintPage):
            yield PunctuatedPiece(
                "other", node.written if isinstance(node, Honorific) else plain((node,)) or "x", level
            )


def _rebuilt(inlines: Inlines, language: str, made: Iterator[tuple[tuple[int, str], ...]]) -> Iterator[Inline]:
    """`inlines` with the texts of `made`, one for each of theirs."""
    for node in inlines:
        if isinstance(node, Text) and not node.literal:
            parts = next(made)
            if parts == ((0, node.text),):
                yield node
            else:
                yield from (replace(node, text=text, location=node.location.moved(at)) for at, text in parts)
        elif _is_enclosing(node):
            yield replace(node, children=tuple(_rebuilt(node.children, language, made)))  # type: ignore[union-attr]
        elif isinstance(node, (Note, Span)):
            yield smart(node, language)
        else:
            yield node


def of_section(section: Section) -> Section:
    """`section` with the punctuation of its text, and of its heads."""
    parts = (section.title, section.subtitle, section.short_title, section.blocks)
    title, subtitle, short_title, blocks = (smart(part, section.lang) for part in parts)
    return replace(section, title=title, subtitle=subtitle, short_title=short_title, blocks=blocks)


def in_settings(edition: Edition) -> Edition:
    """`edition` with the punctuation of its title, and of what else its readers see of the settings."""
    table, language = edition.book, edition.book.language
    changed = {name: _localized(getattr(table, name), language) for name in SHOWN_OF_BOOK}
    series = table.series and msgspec.structs.replace(table.series, name=_localized(table.series.name, language))
    return msgspec.structs.replace(edition, book=msgspec.structs.replace(table, series=series, **changed))


def _localized(text: LocalText | None, language: str) -> LocalText | None:
    if isinstance(text, dict):
        return {tag: in_text(each, tag) for tag, each in text.items()}
    return text and in_text(text, language)
