"""Fenced divs → the block kinds that they name."""

from __future__ import annotations

import re
from dataclasses import replace as _replaced

from msgspec.structs import replace

from bookbuild.diagnostics import Code, Location
from bookbuild.model import blocks as model
from bookbuild.model.blocks import Block, Blocks, Paragraph
from bookbuild.model.inlines import PrintPage, Span
from bookbuild.model.walk import mapped, nodes
from bookbuild.sources.chapter.attributes import Attributes
from bookbuild.sources.chapter.block_reader import BlockReader
from bookbuild.sources.chapter.for_editions import blocks_for
from bookbuild.sources.chapter.languages import in_another_language, mainly_arabic
from bookbuild.sources.chapter.limits import MOST_BAYTS, MOST_BYTES, find_too_many
from bookbuild.sources.chapter.poems import stanza
from bookbuild.sources.chapter.scripture import without_reference
from bookbuild.sources.chapter.source_map import Places
from bookbuild.sources.chapter.spans import missing_reference
from bookbuild.sources.chapter.tree import Node
from bookbuild.sources.chapter.vocabulary import DIVS, Named, named

SEMICOLON = re.compile("[;؛]")


def div(reader: BlockReader, node: Node) -> Blocks:
    """The block of a div; classes and languages for which its class has no field go on a div around it."""
    place = node.place(reader.reading)
    attributes: Attributes | None = node.token.meta["attributes"]
    if attributes is None:
        message, remedy = "the attributes of this div cannot be read", 'write `::: {.class #id key="value"}`'
        reader.reading.find(Code.CONSTRUCT_UNKNOWN, message, remedy, place)
        return reader.blocks(node.children)
    line_places = Places(reader.reading.path, [(0, node.line + 1, place.column or 1)])
    names = named(reader.reading, attributes, line_places, DIVS)
    with reader.reading.for_editions(names.only):
        return blocks_for(names, _blocks(reader, node, attributes, names, line_places))


def _blocks(reader: BlockReader, node: Node, attributes: Attributes, names: Named, line_places: Places) -> Blocks:
    place = node.place(reader.reading)
    if names.kind == "break":
        return _break(reader, node, names, place)
    block, has_room = _of_kind(reader, node, attributes, names, line_places)
    pages: Blocks = ()
    if isinstance(block, model.Quran):
        block, pages = _pages_apart(block)
    if has_room or not names.passes_through:
        return (*pages, block)
    around = model.Division("div", (block,), names.classes, names.lang, location=place, direction=names.direction)
    return (*pages, around)


def _break(reader: BlockReader, node: Node, names: Named, place: Location) -> Blocks:
    """A break, and what was written in it by mistake behind it."""
    blocks = reader.blocks(node.children)
    if blocks or names.passes_through or names.id:
        message, remedy = "a break holds nothing", "write `::: {.break}` and `:::`, and the text behind them"
        reader.reading.find(Code.CONSTRUCT_UNKNOWN, message, remedy, place)
    return (model.PageEnding("recto" in names.more, place), *blocks)


def _pages_apart(quran: model.Quran) -> tuple[model.Quran, Blocks]:
    """A quotation without the pages that begin in what is typed, whose place the text of record takes; and these."""
    pages = tuple(child for child in nodes(quran.typed) if isinstance(child, PrintPage))
    if not pages:
        return quran, ()
    typed = mapped(quran.typed, lambda child: () if isinstance(child, PrintPage) else child)
    return replace(quran, typed=typed), (model.PrintPages(pages, quran.location),)


def _of_kind(
    reader: BlockReader, node: Node, attributes: Attributes, names: Named, line_places: Places
) -> tuple[Block, bool]:
    """The block, and whether it bears classes and language itself."""
    place = node.place(reader.reading)
    written = bool(names.id)
    match names.kind:
        case "quran":
            return _quran(reader, node, attributes, names, place), False
        case "verse":
            numbers = _numbers(reader, attributes, line_places)
            poem = model.Poem(_stanzas(reader, node), names.lang, names.id, written, place, numbers)
            return poem, not (names.classes or names.direction)
        case "answer" | "epigraph" | "dedication" | "letter" | "margin" as kind:
            blocks = reader.blocks(node.children)
            return _division(kind, blocks, names, place), True
    blocks = reader.blocks(node.children)
    match names.kind:
        case "hadith":
            sources = SEMICOLON.split(attributes.value("source") or "")
            given = tuple(source.strip() for source in sources if source.strip())
            return model.Hadith(given, blocks, names.id, written, place), False
        case "question":
            return model.Question(attributes.value("from") or "", blocks, names.id, written, place), False
        case "source":
            line = model.SourceLine(blocks, place)
            return (_division("div", (line,), names, place), True) if written else (line, False)
    match blocks:
        case (model.Table(direction=None) as table,) if names.direction:
            blocks, names = (replace(table, direction=names.direction),), _replaced(names, direction=None)
            if not (names.passes_through or names.id):
                return blocks[0], True
    return _division("div", blocks, names, place), True


def _division(kind: model.DivisionKind, blocks: Blocks, names: Named, place: Location) -> model.Division:
    written = bool(names.id)
    return model.Division(kind, blocks, names.classes, names.lang, names.id, written, place, names.direction)


def _quran(reader: BlockReader, node: Node, attributes: Attributes, names: Named, place: Location) -> model.Quran:
    """Arabic paragraphs are the quotation as typed, others its translation."""
    typed: list[Paragraph] = []
    ends: list[int] = []
    translation: list[Paragraph] = []
    spelled = ""
    for child in node.children:
        if child.type != "paragraph_open":
            _only_paragraphs(reader, child, "a quotation of the Qur'ān")
            continue
        text, places = reader.text(child)
        if mainly_arabic(text) and not in_another_language(text) and not _said_to_be_another_language(reader, child):
            children, reference = without_reference(reader.inliner.read(text, places, typed=True))
            spelled = reference or reader.inliner.spelled or spelled
            typed.append(Paragraph(children, location=places.at(0)))
            ends.append(child.token.map[1] if child.token.map else 0)
        else:
            translation.append(Paragraph(reader.inliner.read(text, places), location=places.at(0)))
    ref, words = attributes.value("ref") or spelled, attributes.value("words") or ""
    if not ref and not typed:
        missing_reference(reader.reading, place)
    paragraphs = tuple(typed), tuple(translation)
    quran = model.Quran(ref, words, *paragraphs, id=names.id, written_id=bool(names.id), location=place)
    return replace(quran, typed_ends=tuple(ends))


def _said_to_be_another_language(reader: BlockReader, node: Node) -> bool:
    """Whether all of an Arabic-script paragraph stands in `[…]{lang=ur}`."""
    text, places = reader.text(node)
    if not text.startswith("["):
        return False
    match reader.inliner.tried(text, places):
        case (Span(lang=str() as lang),):
            return lang.split("-")[0].lower() != "ar"
    return False


def _stanzas(reader: BlockReader, node: Node) -> tuple[tuple[model.Bayt, ...], ...]:
    stanzas: list[tuple[model.Bayt, ...]] = []
    count = 0
    for child in node.children:
        if child.type == "paragraph_open":
            text, places = reader.text(child)
            bayts = stanza(reader.inliner.read(text, places, most=MOST_BYTES))
            if (count := count + len(bayts)) > MOST_BAYTS:
                find_too_many(reader.reading, "bayts", "a poem", MOST_BAYTS, node.place(reader.reading))
                return tuple(stanzas[:1])
            stanzas.append(bayts)
        else:
            _only_paragraphs(reader, child, "verse")
    return tuple(stanzas)


def _numbers(reader: BlockReader, attributes: Attributes, places: Places) -> int:
    """Every which bayt of a poem is numbered: 0 for none."""
    written = attributes.value("numbers")
    if written is None:
        return 0
    if written.isdecimal() and 0 < int(written) < 1000:
        return int(written)
    offset = next(at for key, _, at in attributes.values if key == "numbers")
    message, remedy = f"`{written}` is not a number of bayts", 'write `numbers="5"` to number every fifth'
    reader.reading.find(Code.CONSTRUCT_UNKNOWN, message, remedy, places.at(offset))
    return 0


def _only_paragraphs(reader: BlockReader, node: Node, where: str) -> None:
    message, remedy = f"only paragraphs can stand in {where}", "close the div before it with `:::`"
    reader.reading.find(Code.CONSTRUCT_UNKNOWN, message, remedy, node.place(reader.reading))
