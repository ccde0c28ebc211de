"""Language and direction of blocks and runs → attributes of our format, where the text does not tell them by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bookbuild.intake.document import (
    IntakeBlock,
    IntakeHeading,
    IntakeItem,
    IntakeParagraph,
    IntakeQuotation,
)
from bookbuild.intake.runs import RunPiece, RunPieces, TextRun
from bookbuild.intake.script_share import ARABIC_LETTER, LATIN_LETTER, is_arabic
from bookbuild.model.inlines import Direction


def said_of(text: str, language: str | None, direction: Direction | None, classes: Iterable[str] = ()) -> str:
    """The inside of the braces of a div or span; empty where nothing has to be said.

    A direction that is the text's own is not said. A text without letters has none of its own.
    """
    said = [name if "=" in name else f".{name}" for name in classes]
    said += [f"lang={language}"] if language else []
    said += [f"dir={direction}"] if direction and direction != _own(text) else []
    return " ".join(said)


def _own(text: str) -> Direction | None:
    if not text:
        return None
    if is_arabic(text):
        return "rtl"
    return "ltr" if LATIN_LETTER.search(text) or not ARABIC_LETTER.search(text) else None


def spoken_runs(block: IntakeParagraph | IntakeHeading | IntakeItem) -> RunPieces:
    """The runs of a block that cannot stand in a div of its own, each with the block's language and direction."""
    if block.language is None and block.direction is None:
        return block.runs
    return tuple(
        replace(run, language=run.language or block.language, direction=run.direction or block.direction)
        if isinstance(run, TextRun)
        else run
        for run in block.runs
    )


def in_line(blocks: Iterable[IntakeBlock], *, flat: bool = True) -> tuple[IntakeBlock, ...]:
    """Blocks without divs, as a cell and a note have them. `flat`: without lists and quotations too."""
    return tuple(_in_line(blocks, flat=flat))


def _in_line(blocks: Iterable[IntakeBlock], *, flat: bool) -> Iterator[IntakeBlock]:
    for block in blocks:
        match block:
            case IntakeParagraph():
                yield IntakeParagraph(spoken_runs(block), place=block.place)
            case IntakeItem() if flat:
                yield IntakeParagraph(spoken_runs(block), place=block.place)
                yield from _in_line(block.blocks, flat=flat)
            case IntakeQuotation(inner) if flat or block.classes or block.kind:
                yield from _in_line(inner, flat=flat)
            case _:
                yield block


def plain_verses(runs: RunPieces) -> RunPieces:
    """Runs without dress between `﴿` and `﴾`, which would part the words of a verse; the brackets are the verse's."""
    text = "".join(run.text for run in runs if isinstance(run, TextRun))
    if "﴿" not in text or _nests(text):
        return runs
    plain: list[RunPiece] = []
    inside = False
    for run in runs:
        if not isinstance(run, TextRun):
            plain.append(run)
            continue
        for part in re.split("(﴿[^﴾]*﴾?|^[^﴾]*﴾)" if inside else "(﴿[^﴾]*﴾?)", run.text):
            within = inside or part.startswith("﴿")
            if part:
                bare = TextRun(part, place=run.place)
                plain.append(bare if within else replace(run, text=part))
                inside = within and not part.endswith("﴾")
    return tuple(plain)


def _nests(text: str) -> bool:
    """Whether the brackets of verses do not come in pairs, one after another."""
    return bool(re.search("[﴿﴾]", re.sub("﴿[^﴿﴾]*﴾", "", text)))
