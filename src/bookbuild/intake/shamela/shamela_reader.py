"""An HTML file of the Shamela library → `ReadDocument`."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import replace

from bookbuild.diagnostics import BookError, Code, Finding, Location
from bookbuild.intake.beside import bytes_beside
from bookbuild.intake.clean_text import clean_text
from bookbuild.intake.conservation import letters_of, runs_text
from bookbuild.intake.document import (
    IntakeBlock,
    IntakeDocument,
    IntakeHeading,
    IntakeMetadata,
    IntakeNote,
    IntakePageBreak,
    IntakeParagraph,
)
from bookbuild.intake.markup.blocks import flow
from bookbuild.intake.markup.elements import text_of
from bookbuild.intake.markup.evidence import MarkupSource, gathered
from bookbuild.intake.markup.metadata import metadata_of_head
from bookbuild.intake.markup.page_marks import PAGE_NUMBER
from bookbuild.intake.markup.parsing import decoded_html, parsed_html
from bookbuild.intake.markup.reading import MarkupDress, MarkupReading
from bookbuild.intake.reader import Dropped, IntakeFile, ReadDocument, ReadOptions, Repair, RepairCode
from bookbuild.intake.runs import PageMark, RunPieces, TextRun
from bookbuild.intake.settling import settled
from bookbuild.intake.shamela.catalogue import catalogued
from bookbuild.intake.shamela.page_notes import notes_below, with_calls
from bookbuild.intake.shamela.pages import ShamelaPage, outside_pages, pages_of

HEAD = "the running head of a page"
_LINE_END = re.compile(r"</p\s*>", re.IGNORECASE)
"""The exporter ends lines with it and opens no paragraph, which the parser would pass over."""
_GOES_ON = 24
_ENDS = frozenset('.!?؟:؛…»”"])}*')


def read_shamela(file: IntakeFile, options: ReadOptions) -> ReadDocument:
    """The document of a Shamela export. Raises BookError for HTML that is none."""
    text = _LINE_END.sub("<p></p>", decoded_html(file.data, file.name))
    root = parsed_html(codecs.BOM_UTF8 + text.encode("utf-8"), file.name)
    letters = letters_of(clean_text(text_of(root)))
    head = metadata_of_head(root)
    pages = pages_of(root)
    if not pages:
        message = f"`{file.name}` is HTML, and no book of Shamela: it has no `PageText`"
        raise BookError([Finding(Code.IMPORT_FORMAT, message, "give `--from html`", Location(file.name))])
    boxes = [*outside_pages(root), *(box for page in pages for box in (page.text, page.notes) if box is not None)]
    evidence = gathered([MarkupSource("", box) for box in boxes], {})
    reading = MarkupReading("", evidence, lambda _, name: bytes_beside(file, name), language="ar", direction="rtl")
    work = _ShamelaWork(reading, replace(head, title=head.title.removesuffix(" - المكتبة الشاملة").strip()))
    outside = [block for box in outside_pages(root) for block in flow(box, MarkupDress(), reading)]
    for number, page in enumerate(pages, 1):
        work.page(page, number)
    document = IntakeDocument(
        (*outside, *work.blocks), tuple(work.notes), work.metadata, (), options.language or "ar", "rtl", levelled=False
    )
    whole, dropped = settled(document)
    return ReadDocument(
        whole, letters, tuple(reading.findings), (*reading.dropped, *work.dropped, *dropped), tuple(work.repairs)
    )


class _ShamelaWork:
    """Pages put together: a paragraph that a page breaks is one."""

    def __init__(self, reading: MarkupReading, metadata: IntakeMetadata) -> None:
        self.reading, self.metadata = reading, metadata
        self.blocks: list[IntakeBlock] = []
        self.notes: list[IntakeNote] = []
        self.dropped: list[Dropped] = []
        self.repairs: list[Repair] = []

    def page(self, page: ShamelaPage, number: int) -> None:
        blocks = flow(page.text, MarkupDress(), self.reading)
        if page.is_catalogue and not self.blocks:
            self.metadata, dropped, blocks = catalogued(blocks, self.metadata)
            self.dropped += dropped
        below = flow(page.notes, MarkupDress(), self.reading) if page.notes is not None else []
        noted = notes_below(below, number)
        self._go_on(noted.before)
        self.dropped += noted.dropped
        self.notes += noted.notes.values()
        self._head(page)
        self._put(with_calls([_levelled(block) for block in blocks], noted), page)

    def _head(self, page: ShamelaPage) -> None:
        if page.head is None:
            return
        place = self.reading.place(page.head)
        self.dropped.append(Dropped(page.said, PAGE_NUMBER if page.number == page.said else HEAD, place))

    def _go_on(self, before: Sequence[IntakeBlock]) -> None:
        """Text before the first note of a page goes on with the last note of the page before."""
        if not before:
            return
        if self.notes:
            self.notes[-1] = replace(self.notes[-1], blocks=(*self.notes[-1].blocks, *before))
        else:
            self.blocks += before

    def _put(self, blocks: list[IntakeBlock], page: ShamelaPage) -> None:
        number = f"{page.volume}/{page.number}" if page.volume and page.number else page.number
        last = self.blocks[-1] if self.blocks else None
        first = blocks[0] if blocks else None
        if isinstance(last, IntakeParagraph) and isinstance(first, IntakeParagraph) and _goes_on(last.runs):
            mark = PageMark(number, first.place)
            end, begin = runs_text(last.runs)[-_GOES_ON:], runs_text(first.runs)[:_GOES_ON]
            self.blocks[-1] = replace(last, runs=(*last.runs, TextRun(" ", place=last.place), mark, *first.runs))
            self.repairs.append(Repair(RepairCode.PARAGRAPH_JOINED, f"{end}\n{begin}", f"{end} {begin}", first.place))
            blocks = blocks[1:]
        elif page.head is not None:
            self.blocks.append(IntakePageBreak(number, self.reading.place(page.head)))
        self.blocks += blocks


def _goes_on(runs: RunPieces) -> bool:
    """Whether a paragraph at the end of a page does not end with a sentence."""
    text = runs_text(runs).rstrip()
    return bool(text) and text[-1] not in _ENDS


def _levelled(block: IntakeBlock) -> IntakeBlock:
    """A title of Shamela has no level."""
    return replace(block, level=None, style="") if isinstance(block, IntakeHeading) else block
