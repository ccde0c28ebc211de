"""Cases of mixed directions → the order in which a page shows them: on ours, and in Chromium.

A line is told as its tokens from left to right. A token is a word of one script, a number, or a single sign; of an Arabic
word it is the letters that count, sorted, since ligatures have no order on the page.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterable, Sequence
from html import unescape
from pathlib import Path
from statistics import median

import pypdfium2
from lxml import etree
from lxml.html import tostring
from pypdfium2 import raw

from bookbuild import pipeline
from bookbuild.documents import render
from bookbuild.documents.theme import theme_of
from bookbuild.resolve import resolve
from bookbuild.sources import read_book
from bookbuild.workshop import workshop

CASES = Path(__file__).parent / "bidi"
CHAPTERS = {"arabic": "ar", "english": "en", "narrow-arabic": "ar", "narrow-english": "en"}
BREAKS_AT_SPACES = ("narrow-arabic", "narrow-english")
"""In these chapters each space ends a line; words that stay together are joined by no-break spaces."""

CSS = """
@page { margin: 20mm }
@page :left { margin: 20mm } @page :right { margin: 20mm }
section > p { margin: 0 0 60pt !important; text-indent: 0 !important; text-align: start; hyphens: none; break-inside: avoid }
#narrow-arabic p, #narrow-english p { width: 1mm; margin-left: 80mm !important }
.opening, .chapter-number { display: none }
@page :left { @top-left { content: none } } @page :right { @top-right { content: none } }
"""
XHTML = {"h": "http://www.w3.org/1999/xhtml"}

Char = tuple[str, float, float, float]
"""A character: its left and right edges, and its middle from the top."""


def cases(name: str) -> list[str]:
    """The texts of a file of cases."""
    text = (CASES / f"{name}.md").read_text(encoding="utf-8")
    parts = [part.strip() for part in text.split("\n\n") if part.strip()]
    return [_kept_together(part) for part in parts] if name in BREAKS_AT_SPACES else parts


def _kept_together(text: str) -> str:
    """Every second space ends no line."""
    found = iter(range(len(text)))
    return re.sub(" ", lambda _: "\u00a0" if next(found) % 2 == 0 else " ", text)


def book(folder: Path) -> Path:
    """A book of all cases, a chapter a file."""
    (folder / "chapters").mkdir(parents=True)
    for at, (name, language) in enumerate(CHAPTERS.items()):
        head = f"---\ntitle: A\nlang: {language}\nid: {name}\n---\n\n"
        (folder / f"chapters/{at}.md").write_text(head + "\n\n".join(cases(name)), encoding="utf-8")
    (folder / "styles/bidi").mkdir(parents=True)
    (folder / "styles/bidi/print-own.css").write_text(CSS, encoding="utf-8")
    (folder / "styles/bidi/epub-own.css").write_text("", encoding="utf-8")
    (folder / "book.toml").write_text(
        '[book]\ntitle = "Order"\nlanguage = "ar"\n[matter]\nfront = []\nbody = ["chapters/*.md"]\n'
        '[style]\nsmart = false\ntheme = "bidi"\nkashida = "off"\nfolios = "none"\nopening = "any"\n'
        '[editions.screen]\nformat = "pdf"\ntrim = "400mm x 900mm"\n',
        encoding="utf-8",
    )
    return folder


# ---- tokens

_TOKEN = re.compile(
    r"(?P<arabic>[^\W\d_\u0000-\u05ff\u0900-\ufaff]+)|(?P<latin>[^\W\d_]+)|(?P<digits>\d+)|(?P<sign>\S)"
)


_UNSHOWN = "\u200d\u200c\u200f\u0640'"
_PAIR_OF = {sign: pair for pair in ("()", "[]", "{}", "<>", "«»", "﴿﴾", "“”", "≤≥") for sign in pair}
"""pdfium tells some mirrored signs by what they look like, and others by what they are: here they are of their pair."""


def lines_of(chars: Iterable[Char], *, tolerance: float) -> list[list[Char]]:
    """Characters in lines from the top, each from left to right; `tolerance`: how far from each other those of one line
    may stand."""
    lines: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: char[3]):
        if char[0].isspace() and not lines:
            continue
        if not lines or char[3] - median(other[3] for other in lines[-1]) > tolerance:
            lines.append([])
        lines[-1].append(char)
    return [sorted(line, key=lambda char: char[1] + char[2]) for line in lines]


def tokens(line: Sequence[Char], *, gap: float) -> str:
    """A line as its tokens, with a space between each two. A `gap` so wide parts words."""
    text, before = "", line[0][1]
    for char, left, right, _ in line:
        if char.isspace():
            text += " " * (left > before - 1.6 and right > left)  # not one within a ligature
            continue
        plain = unicodedata.normalize("NFKD", char).replace(" ", "")
        letters = "".join(part for part in plain if not unicodedata.combining(part) and part not in _UNSHOWN)
        text += " " * (left - before > gap) + letters
        before = max(before, right) if letters else before
    found = []
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "arabic":
            found.append("".join(sorted(char for char in token[0] if unicodedata.category(char) == "Lo")))
        else:
            found.append(_PAIR_OF.get(token[0], token[0]))
    return " ".join(found)


# ---- ours


def our_order(folder: Path) -> dict[str, list[list[str]]]:
    """Each case's lines in our PDF, by chapter."""
    source = book(folder / "order")
    with workshop(1, folder / "cache") as shop:
        result = pipeline.build(
            source, editions=(), out=folder / "dist", strict=False, one_go=False, workshop=shop, progress=Unwatched()
        )
    assert result.editions, result.findings
    document = pypdfium2.PdfDocument(folder / "dist/order/order-screen.pdf")
    paragraphs = [paragraph for page in document for paragraph in _paragraphs(_pdf_chars(page))]
    order: dict[str, list[list[str]]] = {}
    for name in CHAPTERS:
        count = len(cases(name))
        order[name], paragraphs = paragraphs[:count], paragraphs[count:]
    assert not paragraphs
    return order


class Unwatched:
    def step(self, book: str, edition: str | None, name: str) -> None: ...

    def section(self, book: str, edition: str, title: str) -> None: ...


def _pdf_chars(page: pypdfium2.PdfPage) -> Iterable[Char]:
    text = page.get_textpage()
    height = page.get_height()
    for index in range(text.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(text, index))
        if char in "\r\n" or raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        left, bottom, right, top = text.get_charbox(index, loose=True)
        yield char, left, right, height - (bottom + top) / 2


def _paragraphs(chars: Iterable[Char]) -> list[list[str]]:
    found: list[list[str]] = []
    before = 0.0
    for line in lines_of(chars, tolerance=8):
        at = median(char[3] for char in line)
        if not found or at - before > 50:
            found.append([])
        before = at
        found[-1].append(tokens(line, gap=1.2))
    return found


# ---- Chromium's

SCRIPT = """
const out = [];
for (const p of document.querySelectorAll('p')) {
  const chars = [];
  const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode.data;
    for (let i = 0; i < text.length; i++) {
      const range = document.createRange();
      range.setStart(walk.currentNode, i); range.setEnd(walk.currentNode, i + 1);
      const box = range.getClientRects()[0];
      if (box && box.width && text[i] != "\\n") chars.push([text[i], box.left, box.right, box.top + box.height / 2]);
    }
  }
  out.push([p.dataset.chapter, chars]);
}
document.body.textContent = JSON.stringify(out);
"""


def chromium() -> str | None:
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def page_for_chromium(folder: Path) -> str:
    """The cases as plain HTML: our markup without the elements and attributes that say directions within a line."""
    manuscript, _ = read_book(book(folder / "plain"))
    assert manuscript
    edition = manuscript.editions[0]
    resolved, _ = resolve(manuscript, edition)
    parts = []
    for document in render(resolved, theme_of(manuscript.folder, edition).folders).documents:
        for paragraph in etree.fromstring(document.xhtml).iterfind(".//h:section/h:p", XHTML):
            parts.append(_plain(paragraph, document.id, document.direction))
    style = (
        "p { font: 20px/2 Amiri, serif; margin: 0 0 60px; width: 2000px } sup { line-height: 0 }"
        '[data-chapter^="narrow"] { width: 1px; margin-left: 500px }'
    )
    return f"<!DOCTYPE html><meta charset='utf-8'><style>{style}</style><body>{''.join(parts)}<script>{SCRIPT}</script>"


def _plain(paragraph: etree._Element, chapter: str, direction: str) -> str:
    paragraph.tail = None
    direction = paragraph.get("dir") or direction
    for element in list(paragraph.iter()):
        element.tag = etree.QName(element).localname
        kept = {"dir": "ltr"} if element.tag == "code" else {}
        element.attrib.clear()
        element.attrib.update(kept)
    etree.strip_tags(paragraph, "span")
    etree.cleanup_namespaces(paragraph)
    paragraph.set("dir", direction)
    paragraph.set("data-chapter", chapter)
    return tostring(paragraph, encoding="unicode")


def chromium_order(folder: Path) -> dict[str, list[list[str]]]:
    """Each case's lines in Chromium, by chapter."""
    page = folder / "page.html"
    page.write_text(page_for_chromium(folder), encoding="utf-8")
    command = [chromium() or "", "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", page.as_uri()]
    dumped = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
    found = re.search(r"<body>(.*)</body>", dumped, re.DOTALL)
    assert found
    order: dict[str, list[list[str]]] = {name: [] for name in CHAPTERS}
    for chapter, chars in json.loads(unescape(found[1])):
        lines = lines_of([tuple(char) for char in chars], tolerance=14)  # type: ignore[misc]
        order[chapter].append([tokens(line, gap=2) for line in lines])
    return order


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        found = json.dumps(chromium_order(Path(folder)), ensure_ascii=False, indent=0)
    (CASES / "chromium.json").write_text(f"{found}\n", encoding="utf-8")
