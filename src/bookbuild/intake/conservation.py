"""Letters of a source, of what import made of it, and of what it lists → what does not balance.

letters of the source = letters of the manuscript + dropped + repaired (before − after)
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache

from bookbuild.intake.document import (
    IntakeBlock,
    IntakeCode,
    IntakeDefinition,
    IntakeDocument,
    IntakeFigure,
    IntakeOrnament,
    IntakePageBreak,
    IntakeQuotation,
    IntakeTable,
    IntakeVerse,
)
from bookbuild.intake.reader import Dropped, ReadDocument, Repair
from bookbuild.intake.runs import PrivateSymbol, RunPieces, TextRun
from bookbuild.language.marks import WORD_SIGNS


class LettersLost(Exception):
    """Letters do not balance: a defect of import. `difference`: letter → how many too few (negative: too many)."""

    def __init__(self, difference: dict[str, int]) -> None:
        self.difference = difference
        told = ", ".join(f"U+{ord(letter):04X} {count:+d}" for letter, count in sorted(difference.items())[:8])
        super().__init__(f"letters are not conserved: {told}")


@cache
def _is_letter(character: str) -> bool:
    """Letters, digits and marks; signs of honorifics, which are symbols to Unicode; private characters."""
    category = unicodedata.category(character)
    return category[0] in "LMN" or category == "Co" or character in WORD_SIGNS


def letters_of(text: str) -> Counter[str]:
    """The letters, marks and digits of a text; white space and punctuation do not count.

    Folded and canonically decomposed: capitals are a dress (a title in capitals is written as titles are), and the
    letters of two pieces are those of the whole, wherever it is parted.
    """
    return Counter({c: n for c, n in Counter(unicodedata.normalize("NFD", text.casefold())).items() if _is_letter(c)})


def unbalanced(
    source: Counter[str], kept: Counter[str], dropped: Iterable[Dropped], repairs: Iterable[Repair]
) -> dict[str, int]:
    """Letter → how many of the source are neither kept nor listed (negative: there are more than the source has)."""
    left = Counter(source)
    left.subtract(kept)
    for piece in dropped:
        left.subtract(letters_of(piece.text))
    for repair in repairs:
        left.subtract(letters_of(repair.before))
        left.update(letters_of(repair.after))
    return {letter: count for letter, count in left.items() if count}


def check_reading(read: ReadDocument) -> None:
    """A reader's own balance, before the desk. Raises LettersLost where it does not hold."""
    kept = letters_of("\n".join(_texts_of_document(read.document)))
    if difference := unbalanced(read.letters, kept, read.dropped, read.repairs):
        raise LettersLost(difference)


def document_text(document: IntakeDocument) -> str:
    """All text of a document: blocks, front matter, notes, and what metadata has taken from the body."""
    return "\n".join(_texts_of_document(document))


def blocks_text(blocks: Iterable[IntakeBlock]) -> str:
    """All text of blocks, a line each."""
    return "\n".join(_texts_of_blocks(blocks))


def _texts_of_document(document: IntakeDocument) -> Iterable[str]:
    yield from (taken.text for taken in document.metadata.taken)
    for _, blocks in document.front:
        yield from _texts_of_blocks(blocks)
    yield from _texts_of_blocks(document.blocks)
    for note in document.notes:
        yield from _texts_of_blocks(note.blocks)


def _texts_of_blocks(blocks: Iterable[IntakeBlock]) -> Iterable[str]:
    for block in blocks:
        match block:
            case IntakeQuotation(inner):
                yield from _texts_of_blocks(inner)
            case IntakeDefinition(term, definitions):
                yield runs_text(term)
                for definition in definitions:
                    yield from _texts_of_blocks(definition)
            case IntakeTable(rows=rows, caption=caption):
                yield runs_text(caption)
                for row in rows:
                    for cell in row:
                        yield from _texts_of_blocks(cell.blocks)
            case IntakeVerse(stanzas):
                yield from (runs_text(half) for stanza in stanzas for line in stanza for half in line)
            case IntakeFigure(caption=caption):
                yield runs_text(caption)
            case IntakeCode(text):
                yield text
            case IntakeOrnament() | IntakePageBreak():
                pass
            case _:
                yield runs_text(block.runs)


def runs_text(runs: RunPieces) -> str:
    """The text of runs: what is read aloud. Calls, references, marks of pages and pictures have none."""
    return "".join(_run_text(run) for run in runs)


def _run_text(run: object) -> str:
    match run:
        case TextRun(text):
            return text
        case PrivateSymbol(character=character):
            return character
        case _:
            return ""
