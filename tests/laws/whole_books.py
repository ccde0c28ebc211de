"""A number → a small book with all that stands on pages, in words of which none occurs twice.

A book is plain numbers and names (`drawn`); `laid` writes it into a folder, and says of each paragraph, heading
and note which words it has: what is found on a page then names the place in the manuscript that it came of.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from law_samples import CONTRACT

FIRST, LATER, VOWELS = "dgklmr", "bnpstvz", "aeiou"
FIRST_LETTERS, LATER_LETTERS = "بتجحدرسش", "صطعفقكمنه"
"""Those of a word's beginning stand nowhere else: no part of a word is another."""

WORDS_OF_A_LINE = 8


@dataclass(frozen=True)
class Written:
    """A run of words: of a paragraph, a heading, a note, a cell. `kind` tells which rules hold for it.

    `called_at`: of a note, the word that bears its call. `section`: the number of its chapter. `asked`: of a figure or a
    table that is to stand at the head or the foot of a page, or on one of its own. What has no words marks a place: where
    scripture is fetched, or a page ends.
    """

    kind: str
    words: tuple[str, ...]
    section: int
    called_at: str = ""
    series: str = ""
    asked: bool = False


@dataclass
class Writer:
    """Gives words, and keeps what has been written with them."""

    arabic: bool
    section: int = 0
    count: int = 0
    written: list[Written] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def word(self, arabic: bool) -> str:
        self.count += 1
        number = self.count * 7919
        if arabic:
            return _word(number, FIRST_LETTERS, *(LATER_LETTERS,) * (4 + self.count % 2))
        return _word(number, FIRST, VOWELS, *(LATER, VOWELS) * (2 + self.count % 2))

    def text(
        self, kind: str, lines: int, notes: Sequence[NoteDrawn] = (), *, other: bool = False, words: int = 0
    ) -> str:
        """Words for so many lines (or so many words), with notes called in them, as Markdown."""
        arabic = self.arabic != other
        given = [self.word(arabic) for _ in range(words or lines * WORDS_OF_A_LINE)]
        shown = list(given)
        for note in notes:
            at = note.at % len(given)
            shown[at] += f"[^{self.note(note, given[at])}]"
        for at in range(7, len(shown) - 1, 11):
            shown[at] += "،" if arabic else ","
        self.written.append(Written(kind, tuple(given), self.section))
        return f"{' '.join(shown)}."

    def ask(self, since: int) -> None:
        """What has been written since is asked to stand elsewhere."""
        self.written[since:] = [replace(text, asked=True) for text in self.written[since:]]

    def note(self, note: NoteDrawn, called_at: str) -> str:
        """Write a note, to be put behind the text of its chapter; its label."""
        label = f"{note.series}{len(self.notes) + 1}"
        parts = [note.lines] if note.lines < 6 else [note.lines // 2, note.lines - note.lines // 2]
        runs = [[self.word(self.arabic) for _ in range(lines * WORDS_OF_A_LINE)] for lines in parts]
        self.notes.append(f"[^{label}]: " + "\n\n    ".join(" ".join(run) + "." for run in runs))
        words = tuple(word for run in runs for word in run)
        self.written.append(Written("note", words, self.section, called_at, note.series))
        return label


def _word(number: int, *alphabets: str) -> str:
    """Letters out of these alphabets, no two alike side by side (MuPDF reads such once): another number, another word."""
    letters = ""
    for alphabet in alphabets:
        number, at = divmod(number, len(alphabet) - (letters[-1:] in alphabet and letters != ""))
        letters += alphabet.replace(letters[-1:], "")[at] if letters else alphabet[at]
    return letters


@dataclass(frozen=True)
class NoteDrawn:
    lines: int
    at: int
    series: str


@dataclass(frozen=True)
class BlockDrawn:
    """What is drawn of a block: its kind, its lines (or rows, or half of its verses), a choice, its notes."""

    kind: str
    lines: int
    choice: int
    notes: tuple[NoteDrawn, ...]


@dataclass(frozen=True)
class BookDrawn:
    language: str
    theme: str
    trim: str
    size: str
    initial: str
    figures: str
    set_as: str
    chapters: tuple[tuple[BlockDrawn, ...], ...]


KINDS = (
    "paragraph", "paragraph", "paragraph", "paragraph", "paragraph", "heading", "heading", "quotation", "quran", "hadith", "verse", "list",
    "table", "figure", "margin", "break", "only", "run-in", "letter", "mixed", "ornament",
)  # fmt: skip
LENGTHS = (1, 1, 1, 1, 2, 2, 2, 3, 4, 6, 9, 14, 25, 45, 80, 130, 200)
THEMES, TRIMS = ("plain", "narrative", "naskh", "leaflet"), ("A6", "pocket", "A5", "6x9in", "170mm x 240mm")


def drawn(number: int) -> BookDrawn:
    """The book of that number: of another number, another book, with all that differs drawn anew."""
    chosen = random.Random(number)

    def note() -> NoteDrawn:
        return NoteDrawn(chosen.choice(LENGTHS), chosen.randrange(200), chosen.choice(("", "", "", "ed:", "tk:")))

    def block() -> BlockDrawn:
        notes = tuple(note() for _ in range(chosen.choice((0, 0, 0, 0, 1, 1, 2, 3))))
        return BlockDrawn(
            chosen.choice(KINDS), chosen.randint(1, chosen.choice((4, 12, 30))), chosen.randrange(12), notes
        )

    return BookDrawn(
        language=chosen.choice(("en", "ar")),
        theme=chosen.choice(THEMES),
        trim=chosen.choice(TRIMS),
        size=chosen.choice(("9.5pt", "11pt", "11pt", "16pt")),
        initial=chosen.choice(("none", "drop", "raised")),
        figures=chosen.choice(("float", "float", "here")),
        set_as=chosen.choice(("block", "run-in")),
        chapters=tuple(tuple(block() for _ in range(chosen.randint(2, 7))) for _ in range(chosen.choice((1, 1, 1, 2)))),
    )


TOML = """[book]
title = "Made"
language = "{language}"
[matter]
front = []
[style]
theme = "{theme}"
size = "{size}"
initial = "{initial}"
figures = "{figures}"
opening = "any"
[scripture]
translation = {{ name = "Made" }}
[notes.series.ed]
marks = "symbols"
numbering = "page"
[notes.series.tk]
marks = "digits"
set = "{set_as}"
[editions.made]
format = "pdf"
purpose = "press"
trim = "{trim}"
[editions.other]
format = "epub"
"""


def laid(folder: Path, book: BookDrawn) -> list[Written]:
    """Write the book into `folder`; what stands in it, in the order of the manuscript, notes before their paragraph."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(CONTRACT / "stock" / "images", folder / "images")
    (folder / "chapters").mkdir()
    values = {name: getattr(book, name) for name in BookDrawn.__dataclass_fields__}
    (folder / "book.toml").write_text(TOML.format(**values), encoding="utf-8")
    writer = Writer(arabic=book.language == "ar")
    for number, blocks in enumerate(book.chapters, 1):
        writer.section, writer.notes = number, []
        head = writer.text("title", 0, words=3)
        parts = [part for block in _with_text(blocks) for part in markdown(block, writer)]
        text = "\n\n".join([f"# {head[:-1]}", *parts, *writer.notes, ""])
        (folder / "chapters" / f"{number}.md").write_text(text, encoding="utf-8")
    return writer.written


def _with_text(blocks: Sequence[BlockDrawn]) -> Iterator[BlockDrawn]:
    """A heading, a note for the margin and a run-in head have text behind them; a chapter begins and ends with some."""
    paragraph = BlockDrawn("paragraph", 4, 0, ())
    yield paragraph
    before = "paragraph"
    for block in blocks:
        if before in ("heading", "run-in", "margin", "break") and block.kind in (
            "heading",
            "run-in",
            "margin",
            "break",
            "only",
        ):
            yield paragraph
        yield block
        before = block.kind
    if before != "paragraph":
        yield paragraph


def markdown(block: BlockDrawn, writer: Writer) -> Iterator[str]:
    """The parts of a block, as they stand in the manuscript, with empty lines between."""
    lines, choice, notes = block.lines, block.choice, block.notes
    match block.kind:
        case "paragraph":
            yield writer.text("paragraph", lines, notes)
        case "mixed":
            yield _mixed(writer, lines, notes)
        case "heading":
            yield f"## {writer.text('heading', 0, notes[:1], words=2 + choice)[:-1]}"
        case "run-in":
            yield f"## {writer.text('heading', 0, words=3)[:-1]}"
            yield f"### {writer.text('run-in', 0, words=2 + choice % 3)[:-1]} {{.run-in}}"
            yield writer.text("after-run-in", lines, notes)
        case "quotation":
            yield f"> {writer.text('quotation', lines, notes)}\n>\n> {writer.text('quotation', 1 + choice // 3)}"
        case "letter":
            yield f"::: letter\n{writer.text('quotation', lines, notes)}\n:::"
        case "quran":
            verse = ("94:5-6", "112:1-4", "2:255", "103:1-3")[choice % 4]
            writer.written.append(Written("fetched", (), writer.section))
            yield f'::: {{.quran ref="{verse}"}}\n{_translation(writer, lines, notes)}\n:::'
        case "hadith":
            arabic = writer.text("quotation", 1 + choice, other=not writer.arabic)
            yield f'::: {{.hadith source="Bukhari {choice + 1}"}}\n{arabic}\n\n{_translation(writer, lines, notes)}\n:::'
        case "verse":
            rows = [_bayt(writer, notes if not at else ()) for at in range(lines)]
            halves = [rows[: len(rows) // 2], rows[len(rows) // 2 :]] if choice % 3 == 0 else [rows]
            yield "::: verse\n" + "\n\n".join("\n".join(half) for half in halves if half) + "\n:::"
        case "list":
            mark = "1." if choice % 2 else "-"
            counts = [1 + (choice * at + lines) % 4 for at in range(2 + lines % 7)]
            yield "\n".join(
                f"{mark} {writer.text('item', count, notes if at == 1 else ())}" for at, count in enumerate(counts)
            )
        case "table":
            yield from _table(writer, lines, choice, notes)
        case "figure":
            place = ("", " place=top", " place=bottom", " place=page", " place=here", " width=50%")[choice % 6]
            since = len(writer.written)
            caption = writer.text("caption", 0, notes[:1], words=4 + choice)[:-1]
            if choice % 6 in (1, 2, 3):
                writer.ask(since)
            yield f"![{caption}](../images/lantern.svg){{#f{writer.count}{place}}}"
        case "margin":
            yield f"::: {{.margin}}\n{writer.text('margin', 0, words=3 + choice)}\n:::"
            yield writer.text("paragraph", 6, notes)
        case "break":
            writer.written.append(Written("recto" if choice % 2 else "break", (), writer.section))
            yield f"::: {{.break{' .recto' if choice % 2 else ''}}}\n:::"
        case "only":
            kept = Writer(writer.arabic, count=900_000 + writer.count)
            yield f"::: {{only=other}}\n{kept.text('paragraph', lines)}\n:::"
            yield f"::: {{only=made}}\n{writer.text('paragraph', lines, notes)}\n:::"
        case "ornament":
            yield "***"
            yield writer.text("paragraph", lines, notes)


def _mixed(writer: Writer, lines: int, notes: Sequence[NoteDrawn]) -> str:
    """A paragraph with words of the other script in it, here and there."""
    text = writer.text("mixed", lines, notes).split(" ")
    others = []
    for at in range(3, len(text), 9):
        others.append(writer.word(not writer.arabic))
        text[at] = f"{others[-1]} {text[at]}"
    if others:
        writer.written.append(Written("within", tuple(others), writer.section))
    return " ".join(text)


def _translation(writer: Writer, lines: int, notes: Sequence[NoteDrawn]) -> str:
    """What stands below Arabic; in an Arabic book nothing, but for its notes."""
    return "" if writer.arabic else writer.text("quotation", lines, notes)


def _bayt(writer: Writer, notes: Sequence[NoteDrawn]) -> str:
    first = writer.text("bayt", 0, notes, words=4)[:-1]
    return f"{first} // {writer.text('hemistich', 0, words=4)[:-1]}"


def _table(writer: Writer, lines: int, choice: int, notes: Sequence[NoteDrawn]) -> Iterator[str]:
    def cell(words: int, called: Sequence[NoteDrawn] = ()) -> str:
        return writer.text("cell", 0, called, words=words)[:-1]

    since = len(writer.written)
    rows = [f"| {cell(2, notes if at == lines // 2 else ())} | {cell(1 + choice)} |" for at in range(lines)]
    place = ("", " place=top", " place=bottom", " place=here")[choice % 4]
    head = f"| {writer.text('table-head', 0, words=1)[:-1]} | {writer.text('table-head', 0, words=1)[:-1]} |"
    yield "\n".join([head, "| --- | --- |", *rows])
    if choice % 3:
        yield f": {writer.text('caption', 0, words=4)[:-1]} {{#t{writer.count}{place}}}"
        if choice % 4 in (1, 2):
            writer.ask(since)
