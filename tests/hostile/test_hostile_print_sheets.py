"""Whatever a print sheet of a book's own says: pages, or findings, and never a defect."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile_books import CHAPTER, TOML
from limited_runs import limited

WORDS = "The caravan came down from the north and nobody had seen its like. " * 30
TEXT = f"{CHAPTER}\n\n{WORDS}\n\n> {WORDS}\n\n## Head\n\nWord[^1] and more.\n\n{WORDS}\n\n[^1]: {'A note. ' * 200}\n"

SHEETS = {
    "space without an end": ("* { --gives: 1e999 1e999 1e999 1e999; --ends-page: 1e999; --on-line: 1e999 }", 0),
    "one number of space": ("p, h2, blockquote { --gives: 3 }", 0),
    "lines above each other": (":root { --line: -5mm }", 1),
    "lines of a thousand kilometres": (":root { --line: 1e9mm }", None),
    "a page of a millimetre": ("@page { size: 1mm 1mm; margin: 0 }", 1),
    "notes larger than the page": ("@page { @footnote { margin-top: 900mm; padding: 300mm } }", 1),
    "no root": ("html { display: none }", None),
    "a body of columns": ("body { columns: 40 }", None),
    "paragraphs of columns, with notes": ("p { columns: 3 }", None),
    "a body that is flexible": ("body { display: flex } p { display: grid }", None),
    "a body that floats at the foot": ("body { float: footnote }", None),
    "all in one line": ("* { display: inline }", None),
    "letters a thousand kilometres apart": ("p { letter-spacing: 1e9px }", 1),
    "letters that grow within each other": ("* { letter-spacing: 9e5em }", None),
    "letters larger than Pango has numbers": ("p { font-size: 1e30px }", 1),
    "a counter of ten million signs": (
        "p { counter-reset: a 9999999 } p::after { content: counter(a, symbols('*')) }",
        0,
    ),
    "a Roman number of a hundred million": (
        "p { counter-reset: a 99999999 } p::after { content: counter(a, upper-roman) }",
        0,
    ),
    "a counter that is padded": (
        "@counter-style b { system: numeric; symbols: '0' '1'; pad: 99999999 'x' }"
        "p { counter-reset: a 5 } p::after { content: counter(a, b) }",
        0,
    ),
    "twenty thousand gradients": ("p { background: " + "linear-gradient(red, blue), " * 20_000 + "red }", 1),
    "a gradient of eighty thousand colours": ("p { background: linear-gradient(red" + ", red" * 80_000 + ") }", 1),
    "a gradient that repeats each thousandth": ("p { background: repeating-linear-gradient(red 0, blue 0.001px) }", 0),
    "rings that repeat each thousandth": ("p { background: repeating-radial-gradient(red 5px, blue 5.001px) }", 0),
    "a gradient that repeats as one sees": ("p { background: repeating-linear-gradient(red 0, blue 2mm) }", 0),
    "three hundred gradients": ("p { background: " + "linear-gradient(red, blue), " * 300 + "red }", 0),
    "words that nobody wrote": ("p::before { content: '" + "x " * 400_000 + "' }", 1),
    "nothing may be parted": ("* { break-inside: avoid; break-before: avoid; break-after: avoid }", 0),
}
"""Each with the exit status that it must have; None: 0 or 1, as WeasyPrint makes something of it or not."""

QUICK = ("one number of space", "no root", "paragraphs of columns, with notes")


def pages_or_findings(name: str, folder: Path) -> None:
    css, status = SHEETS[name]
    files = {
        "book.toml": TOML.replace("epub", "pdf"),
        "a.md": TEXT,
        "styles/plain/print-own.css": css,
    }
    for path, content in files.items():
        (folder / "book" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "book" / path).write_text(content, "utf-8")
    done = limited("build", "book", "--json", cwd=folder, clock=120)
    assert (done.status in (0, 1), done.errors) == (True, ""), done.status
    assert status is None or done.status == status, done.codes


@pytest.mark.parametrize("name", QUICK)
def test_a_hostile_print_sheet(name: str, tmp_path: Path) -> None:
    pages_or_findings(name, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in SHEETS if name not in QUICK])
def test_every_hostile_print_sheet(name: str, tmp_path: Path) -> None:
    pages_or_findings(name, tmp_path)
