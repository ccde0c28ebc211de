"""Elements that say what they set off (by element, type or class) → quotations of our kinds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from lxml import etree

from bookbuild.intake.document import IntakeBlock, IntakeQuotation, QuotationKind
from bookbuild.intake.flattening import paragraphs_of, without_headings
from bookbuild.intake.markup.elements import classes_of, line_text
from bookbuild.intake.markup.reading import MarkupDress, MarkupReading
from bookbuild.intake.rewriting import changed_blocks
from bookbuild.intake.runs import RunPieces, TextRun
from bookbuild.language.terms import Terms

MarkupFlow = Callable[[etree._Element, MarkupDress, MarkupReading], list[IntakeBlock]]
_BY_CLASS: dict[str, QuotationKind] = {
    "quran": "quran", "quran-block": "quran", "hadith": "hadith", "epigraph": "epigraph", "dedication": "dedication",
    "question": "question", "answer": "answer", "letter": "letter", "source-line": "source", "isnad": "isnad",
    "matn": "matn",
}  # fmt: skip
_BY_TYPE: dict[str, QuotationKind] = {"epigraph": "epigraph", "dedication": "dedication"}
_BOXES = frozenset(("blockquote", "div", "section", "aside", "figure"))
_BRACKETS = re.compile("[﴿﴾]")


def kind_of(name: str, types: Iterable[str], classes: Iterable[str]) -> QuotationKind | None:
    """What a box is by its classes and types; None: nothing but a box. A letter of `letter` headings is an index's."""
    if name not in _BOXES:
        return None
    kind = next((_BY_CLASS[each] for each in classes if each in _BY_CLASS), None)
    kind = kind or next((_BY_TYPE[each] for each in types if each in _BY_TYPE), None)
    return kind or ("" if name == "blockquote" else None)


def quotation_of(
    element: etree._Element, kind: QuotationKind, dress: MarkupDress, reading: MarkupReading, flow: MarkupFlow
) -> list[IntakeBlock]:
    """The quotation; what bookbuild itself printed under one of its own is its reference, its source, who asked."""
    attributes = tuple(_attributes(element, kind, reading))
    blocks = without_headings(flow(element, dress, reading))
    if kind == "quran":
        paragraphs = (replace(each, language=None, direction=None) for each in paragraphs_of(blocks))
        blocks = changed_blocks(paragraphs, _without_brackets)
    if not blocks and not attributes:
        return []
    return [IntakeQuotation(blocks, kind, attributes, place=reading.place(element))]


def _without_brackets(runs: RunPieces) -> RunPieces:
    """The words of a quotation that is set off: the tool sets the brackets."""
    bare = (
        TextRun(_BRACKETS.sub("", run.text), run.marks, run.link, run.classes, None, None, run.place)
        if isinstance(run, TextRun)
        else run
        for run in runs
    )
    return tuple(run for run in bare if not isinstance(run, TextRun) or run.text)


def _attributes(element: etree._Element, kind: QuotationKind, reading: MarkupReading) -> Iterable[tuple[str, str]]:
    for child in element:
        if child.get("data-generated") is None:
            continue
        said, classes = line_text(child), classes_of(child)
        if kind == "quran" and "reference" in classes:
            yield "ref", said.strip("[]()")
        elif kind == "hadith" and "reference" in classes:
            yield "source", said.replace("؛", ";")
        elif kind == "question" and "label" in classes and (name := _asker(said, reading.language or "en")):
            yield "from", name
            reading.instead[child] = said.replace(name, "", 1)


def _asker(label: str, language: str) -> str:
    """Who asked, by the words that bookbuild puts above a question."""
    before, _, after = Terms(language, {}).word("question-from").partition("{name}")
    if before.strip() and label.startswith(before.strip()) and label.endswith(after.strip()):
        return label[len(before.strip()) : len(label) - len(after.strip())].strip()
    return ""
