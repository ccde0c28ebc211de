"""The paragraphs of a document → the constructs that they are: quotations, source lines, questions and answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bookbuild.intake.desk.quotations import quotation_at
from bookbuild.intake.desk.verses import with_verses
from bookbuild.intake.document import (
    IntakeBlock,
    IntakeDocument,
    IntakeHeading,
    IntakeItem,
    IntakeParagraph,
    IntakeQuotation,
    QuotationKind,
)
from bookbuild.intake.languages import is_right_to_left
from bookbuild.intake.reader import Dropped, Repair
from bookbuild.intake.rewriting import flat_text, parted_runs

_QUESTION = re.compile(
    r"^(?P<word>(?:the )?question(?: (?:no\.? ?)?\d+)?|السؤال|سؤال|س)"
    r"(?:\s+(?P<from>from|من)\s+(?P<who>[^:]{2,80}?))?\s*[:：]\s*",
    re.IGNORECASE,
)
_ANSWER = re.compile(r"^(?P<word>(?:the )?answer|الجواب|الإجابة|جواب|ج)\s*[:：]\s*", re.IGNORECASE)
SAID = "the construct says it"


@dataclass(slots=True)
class Constructed:
    """A document with its constructs, and what was changed on the way."""

    document: IntakeDocument
    repairs: list[Repair] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)


def with_constructs(document: IntakeDocument, language: str) -> Constructed:
    """The document with quotations set off, and questions with their answers."""
    built = Constructed(document)
    arabic_book = is_right_to_left(language)
    blocks = _questions(document.blocks, built)
    front = tuple((role, _quotations(part, built, arabic_book=arabic_book)) for role, part in document.front)
    verses: list[Repair] = []
    whole = with_verses(_quotations(blocks, built, arabic_book=arabic_book), verses)
    notes = tuple(replace(note, blocks=with_verses(note.blocks, verses)) for note in document.notes)
    built.repairs += sorted(verses, key=lambda repair: repair.place.line or 0)
    built.document = replace(document, blocks=whole, front=front, notes=notes)
    return built


def _quotations(blocks: Sequence[IntakeBlock], built: Constructed, *, arabic_book: bool) -> tuple[IntakeBlock, ...]:
    """Quotations among blocks, and among those of questions, answers and the like."""
    kept: list[IntakeBlock] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if isinstance(block, IntakeQuotation) and block.kind in ("question", "answer", "letter"):
            inner = _quotations(block.blocks, built, arabic_book=arabic_book)
            kept.append(replace(block, blocks=inner))
        elif found := quotation_at(blocks, at, arabic_book=arabic_book):
            kept.append(found.block)
            built.repairs += found.repairs
            at += found.paragraphs - 1
        else:
            kept.append(block)
        at += 1
    return tuple(kept)


def _questions(blocks: Sequence[IntakeBlock], built: Constructed) -> tuple[IntakeBlock, ...]:
    """Questions and answers of a text that has both; each ends where the next begins, or a heading stands."""
    texts = [flat_text(block.runs) if isinstance(block, (IntakeParagraph, IntakeItem)) else "" for block in blocks]
    if not (any(map(_QUESTION.match, texts)) and any(map(_ANSWER.match, texts))):
        return tuple(blocks)
    kept: list[IntakeBlock] = []
    open_: IntakeQuotation | None = None
    for block, text in zip(blocks, texts, strict=True):
        match = _QUESTION.match(text) or _ANSWER.match(text)
        if match or isinstance(block, IntakeHeading):
            kept += [open_] if open_ else []
            open_ = _opened(block, match, built) if match and isinstance(block, IntakeParagraph) else None
            if open_ is None:
                kept.append(block)
        elif open_:
            open_ = replace(open_, blocks=(*open_.blocks, block))
        else:
            kept.append(block)
    return (*kept, open_) if open_ else tuple(kept)


def _opened(block: IntakeParagraph, match: re.Match[str], built: Constructed) -> IntakeQuotation:
    """The construct that a paragraph opens; the word for it is dropped, who asks becomes `from`."""
    groups = match.groupdict()
    kind: QuotationKind = "question" if "who" in groups else "answer"
    said = " ".join(word for word in (groups["word"], groups.get("from")) if word)
    built.dropped.append(Dropped(said, SAID, block.place))
    rest = parted_runs(block.runs, match.end(), len(flat_text(block.runs)))
    inner = (replace(block, runs=rest),) if flat_text(rest).strip() else ()
    attributes = (("from", groups["who"]),) if groups.get("who") else ()
    return IntakeQuotation(inner, kind, attributes, place=block.place)
