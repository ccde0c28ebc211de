"""PDFs of our own, set by WeasyPrint as any book is, and what their reader makes of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from weasyprint import HTML

from bookbuild.intake.conservation import check_reading, runs_text
from bookbuild.intake.document import IntakeBlock, IntakeHeading, IntakeItem, IntakeParagraph
from bookbuild.intake.pdf.pdf_reader import read_pdf
from bookbuild.intake.reader import IntakeFile, ReadDocument, ReadOptions

SHEET = """
@page { size: 120mm 180mm; margin: 20mm 15mm;
  @top-center { content: string(title) } @bottom-center { content: counter(page) } }
h1 { break-before: page; bookmark-level: none; string-set: title content(); font-size: 20pt }
h2 { font-size: 14pt; bookmark-level: none }
body { font: 11pt/15pt "EB Garamond 12", Amiri, serif; text-align: justify; hyphens: auto }
p { margin: 0; text-indent: 1em }
.note { float: footnote; font-size: 8.5pt } ::footnote-call { font-size: 7pt; vertical-align: super }
.cols { columns: 2; column-gap: 8mm }
"""
SENTENCES = (
    "They went by night and hid by day.", "The guide knew the wells of the coast, and the places between them.",
    "Nobody had told them how long the road would be, and nobody asked.", "At dawn there was a fire on the hill.",
    "They counted the bread, and there was enough of it for two days more.", "So they went on.",
)  # fmt: skip


def prose(first: int, count: int = 9) -> str:
    return " ".join(SENTENCES[(first + at) % len(SENTENCES)] for at in range(count))


@cache
def pdf(body: str, sheet: str = "", language: str = "en") -> bytes:
    page = (
        f'<html lang="{language}"><head><title>T</title><style>{SHEET}{sheet}</style></head><body>{body}</body></html>'
    )
    return bytes(HTML(string=page).write_pdf())


def read(data: bytes, name: str = "road.pdf", folder: Path | None = None) -> ReadDocument:
    """The document of a PDF, its letters balanced."""
    found = read_pdf(IntakeFile(name, data, folder), ReadOptions())
    check_reading(found)
    return found


def told(blocks: tuple[IntakeBlock, ...]) -> list[tuple[str, str]]:
    """Kind and text of headings (`# `), items and paragraphs."""
    kinds = {IntakeHeading: "heading", IntakeItem: "item", IntakeParagraph: "paragraph"}
    return [
        (kinds[type(block)], runs_text(block.runs))
        for block in blocks
        if isinstance(block, (IntakeHeading, IntakeItem, IntakeParagraph))
    ]
