"""`footnotes.xml`, `endnotes.xml`, `comments.xml` → notes by the key of their calls, and comments by their ids."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bookbuild.intake.document import IntakeNote, NoteKind
from bookbuild.intake.docx.blocks import blocks_in
from bookbuild.intake.docx.docx_context import DocxContext, WordComment
from bookbuild.intake.docx.fields import field_stack
from bookbuild.intake.docx.names import attribute, children, descendants

_KINDS: tuple[tuple[str, NoteKind], ...] = (("footnote", "foot"), ("endnote", "end"))
_NO_NOTES = frozenset(("separator", "continuationSeparator", "continuationNotice"))


def note_elements(context: DocxContext) -> Iterator[tuple[str, NoteKind, str, etree._Element]]:
    """Key, kind, part and element of each note; rules between text and notes are none."""
    for word, kind in _KINDS:
        part = context.package.linked(f"{word}s")
        if part is None:
            continue
        for element in children(context.package.tree(part), f"w:{word}"):
            if attribute(element, "w:type") not in _NO_NOTES:
                yield f"{word}-{attribute(element, 'w:id')}", kind, part, element


def read_notes(context: DocxContext) -> tuple[IntakeNote, ...]:
    """All notes, each key once, whether they are called or not."""
    notes: dict[str, IntakeNote] = {}
    outer = context.part, context.fields, context.paragraph
    for key, kind, part, element in note_elements(context):
        context.part, context.within, context.paragraph = part, key.replace("-", " "), 0
        context.fields = field_stack(element)
        blocks = blocks_in(element, context, flat=True)
        context.close_fields()
        while key in notes:
            key += "-again"
        notes[key] = IntakeNote(key, blocks, kind, context.place)
    context.part, context.fields, context.paragraph = outer
    context.within = ""
    return tuple(notes.values())


def read_comments(context: DocxContext) -> dict[str, WordComment]:
    part = context.package.linked("comments")
    if part is None:
        return {}
    return {
        attribute(each, "w:id") or "": WordComment(_text_of(each), attribute(each, "w:author") or "")
        for each in children(context.package.tree(part), "w:comment")
    }


def _text_of(comment: etree._Element) -> str:
    paragraphs = ("".join(t.text or "" for t in descendants(p, "w:t")) for p in descendants(comment, "w:p"))
    return " ".join(text for text in paragraphs if text.strip())
