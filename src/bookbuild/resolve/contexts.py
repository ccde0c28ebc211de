"""A tree of the model → the same with each run of sibling inlines changed, in the light of what is around it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from msgspec.structs import replace

from bookbuild.language.scripts import dominant_script, language_of_script
from bookbuild.model.blocks import BlockQuote, Division, Hadith, Poem, Quran
from bookbuild.model.inlines import Honorific, Inlines, Note
from bookbuild.model.walk import INLINE_KINDS, node_fields, plain

T = TypeVar("T")


class ProseContext(NamedTuple):
    """`language`: as marked, or the section's. `quoted`: the words are another's, in a hadith, a verse, a letter."""

    language: str
    quoted: bool = False


def language_of(inlines: Inlines, language: str) -> str:
    """The language of a paragraph, by the script of most of it: in an English book, one in Arabic has Arabic words."""
    script = dominant_script("".join(plain((node,)) for node in inlines if not isinstance(node, Honorific)))
    return language_of_script(script, language) if script else language


def sequences_within(tree: T, context: ProseContext, change: Callable[[Inlines, ProseContext], Inlines]) -> T:
    """`tree` with `change` put on each run of sibling inlines, inner ones first."""
    if isinstance(tree, tuple):
        parts = tuple(sequences_within(part, context, change) for part in tree)
        if all(new is old for new, old in zip(parts, tree, strict=True)):
            parts = tree
        if parts and isinstance(parts[0], INLINE_KINDS):
            return change(parts, context)  # type: ignore[return-value]
        return parts  # type: ignore[return-value]
    node: Any = tree
    held = node_fields(type(node))
    within = within_node(node, context) if held else context
    changed = {}
    for name in held:
        value = getattr(node, name)
        if value and (new := sequences_within(value, within, change)) is not value:
            changed[name] = new
    return replace(node, **changed) if changed else tree


def within_node(node: Any, context: ProseContext) -> ProseContext:
    """The context of what `node` holds; a note on a quotation is the author's own."""
    quoted = isinstance(node, (BlockQuote, Hadith, Poem, Quran)) or (
        isinstance(node, Division) and node.kind in ("letter", "epigraph")
    )
    language = getattr(node, "lang", None) or context.language
    return ProseContext(language, (context.quoted or quoted) and not isinstance(node, Note))
