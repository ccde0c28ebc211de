"""What the child read of a PDF → its pages, with lines in reading order. Lengths in pt, from the left and the top."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from bookbuild.intake.pdf.columns import in_columns
from bookbuild.intake.pdf.reading_order import (
    SeenCluster,
    brackets_are_drawn,
    clusters_of,
    from_right,
    in_reading_order,
)
from bookbuild.intake.script_share import ARABIC_LETTER, LATIN_LETTER
from bookbuild.language.scripts import HAS_ARABIC

_WIDE, _LOST = 2.5, 0.8
"""In em: a gap that parts columns of a line, and one in which a sign may have stood."""
_MANY = 400


@dataclass(frozen=True, slots=True)
class LineWord:
    """A word from the left. `raised`: its baseline is above its line's; `joined`: no space is before it."""

    text: str
    left: float
    right: float
    dress: int
    raised: bool = False
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Dress:
    font: str
    size: float
    bold: bool
    italic: bool


@dataclass(slots=True)
class PageLine:
    """A line in reading order. `y`: its baseline from above; `raised`: pairs of an offset and what stands raised there.

    `number` counts the lines of the book from 1. `first`: how wide its first word is.
    """

    page: int
    y: float
    left: float
    right_edge: float
    text: str
    size: float
    bold: bool
    italic: bool
    from_right: bool
    first: float
    column: int = 0
    number: int = 0
    raised: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PagePicture:
    y: float
    width: float
    height: float
    data: bytes = field(repr=False)


@dataclass(slots=True)
class PdfPage:
    """`number` from 0; `label` as the file has it. `rules`: the heights of level rules."""

    number: int
    label: str
    width: float
    height: float
    lines: list[PageLine]
    rules: tuple[float, ...]
    pictures: tuple[PagePicture, ...]
    across: str


def pages_of(facts: Mapping[str, Any]) -> list[PdfPage]:
    """The pages of a PDF; their lines are numbered from 1 through the book."""
    dresses = [Dress(*each) for each in facts["dresses"]]
    raw = [_words_of_page(page) for page in facts["pages"]]
    setting = _setting(raw, dresses)
    pages = [
        _page(number, fact, lines, setting)
        for number, (fact, lines) in enumerate(zip(facts["pages"], raw, strict=True))
    ]
    for number, line in enumerate((line for page in pages for line in page.lines), 1):
        line.number = number
    return pages


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a book is set: whether it is read from the right, and what its brackets are."""

    dresses: Sequence[Dress]
    book: bool
    mirrored: bool


WordLine = tuple[float, tuple[LineWord, ...]]


def _words_of_page(page: Mapping[str, Any]) -> list[WordLine]:
    return [(y, tuple(map(_line_word, words))) for y, words in page["lines"]]


def _line_word(fact: Sequence[Any]) -> LineWord:
    text, left, right, dress, flags = fact
    return LineWord(text, left, right, dress, bool(flags & 1), bool(flags & 2))


def _setting(raw: Sequence[Sequence[WordLine]], dresses: Sequence[Dress]) -> _Setting:
    arabic = latin = 0
    bracketed: list[list[SeenCluster]] = []
    for page in raw:
        for _, words in page:
            text = " ".join(word.text for word in words)
            count = len(ARABIC_LETTER.findall(text)) if HAS_ARABIC.search(text) else 0
            arabic += count
            other = len(LATIN_LETTER.findall(text))
            latin += other
            if count > 4 * other and len(bracketed) < _MANY and any(sign in text for sign in "([«"):
                bracketed.append(_clusters(words, [" "] * len(words)))
    return _Setting(dresses, arabic > latin, brackets_are_drawn(bracketed))


def _page(number: int, fact: Mapping[str, Any], raw: Sequence[WordLine], setting: _Setting) -> PdfPage:
    left, bottom, right, top = fact["box"]
    lines: list[PageLine] = []
    for column, (y, words) in in_columns(raw, from_right=setting.book):
        line = _line(number, top - y, words, setting)
        line.column = column
        lines.append(line)
    pictures = tuple(_picture(each, top) for each in fact["pictures"])
    rules = tuple(top - rule[0] for rule in fact["rules"])
    return PdfPage(number, fact["label"], right - left, top - bottom, lines, rules, pictures, fact["across"])


def _picture(fact: Sequence[Any], top: float) -> PagePicture:
    from base64 import b64decode

    left, bottom, right, upper, data = fact
    return PagePicture(top - bottom, right - left, upper - bottom, b64decode(data))


def _line(page: int, y: float, words: Sequence[LineWord], setting: _Setting) -> PageLine:
    """A line of words: its text as it is read, with emphasis as `*…*`."""
    plain = "".join(word.text for word in words)
    right = from_right(plain, book=setting.book)
    usual = _usual(words, setting.dresses, right=right)
    gaps = _gaps(words, usual.size)
    if right or HAS_ARABIC.search(plain):
        read = in_reading_order(_clusters(words, gaps), right=right, mirrored=setting.mirrored)
    else:
        pairs = zip(words, gaps, strict=True)
        read = [
            SeenCluster(text, dress)
            for word, gap in pairs
            for text, dress in ((gap, -1), (word.text, _kept(word)))
            if text
        ]
    text, raised = _written(read, usual, setting.dresses)
    first = words[-1] if right else words[0]
    return PageLine(
        page, y, words[0].left, max(word.right for word in words), text, usual.size, usual.bold, usual.italic, right,
        first.right - first.left, raised=raised,
    )  # fmt: skip


def _usual(words: Sequence[LineWord], dresses: Sequence[Dress], *, right: bool) -> Dress:
    """The dress of most letters of a line, of the script in which it is read."""
    counts: Counter[int] = Counter()
    for word in words:
        own = right == bool(HAS_ARABIC.search(word.text)) and not word.raised
        counts[word.dress] += len(word.text) if own else 0
    if not any(counts.values()):
        counts.update(word.dress for word in words)
    most = dresses[counts.most_common(1)[0][0]]
    sizes: Counter[float] = Counter()
    slanted = bold = total = 0
    for index, count in counts.items():
        sizes[dresses[index].size] += count
        slanted += count * dresses[index].italic
        bold += count * dresses[index].bold
        total += count
    size = sizes.most_common(1)[0][0]
    return Dress(most.font, size, bold * 10 > total * 9, slanted * 10 > total * 9)


def _gaps(words: Sequence[LineWord], size: float) -> list[str]:
    """What stands before each word: nothing, a space, two where a sign may be lost, a tab."""
    white = [after.left - before.right for before, after in itertools.pairwise(words)]
    parted = [gap for gap, word in zip(white, words[1:], strict=True) if not word.joined]
    usual = median(parted) if parted else 0.0
    gaps = [""]
    for gap, word in zip(white, words[1:], strict=True):
        if word.joined:
            gaps.append("")
        elif gap > _WIDE * size:
            gaps.append("\t")
        else:
            gaps.append("  " if len(parted) > 3 and gap > max(2.2 * usual, _LOST * size) else " ")
    return gaps


_RAISED = 1 << 20


def _kept(word: LineWord) -> int:
    return word.dress | (_RAISED if word.raised else 0)


def _clusters(words: Sequence[LineWord], gaps: Sequence[str]) -> list[SeenCluster]:
    found: list[SeenCluster] = []
    for word, gap in zip(words, gaps, strict=True):
        found += [SeenCluster(space) for space in gap if found]
        found += clusters_of(word.text, _kept(word))
    return found


def _written(
    read: Sequence[SeenCluster], usual: Dress, dresses: Sequence[Dress]
) -> tuple[str, tuple[tuple[int, str], ...]]:
    """The text of a line with `*` around what is dressed otherwise than the line, and what stands raised in it."""
    runs = list(_runs(read))
    raised: list[tuple[int, str]] = []
    text = ""
    for at, (piece, dress) in enumerate(runs):
        if dress >= _RAISED:
            raised.append((len(text), piece))
        after = runs[at + 1][0] if at + 1 < len(runs) else " "
        apart = not (text[-1:].isalnum() and piece[0].isalnum()) and not (piece[-1].isalnum() and after[0].isalnum())
        mark = _mark(dresses[dress], usual, piece) if 0 <= dress < _RAISED and apart else ""
        text += f"{mark}{piece}{mark}"
    lead = len(text) - len(text.lstrip())
    if "﴿" in text or "﴾" in text:
        text = text.replace("﴿ ", "﴿").replace(" ﴾", "﴾")
    return text.strip(), tuple((at - lead, piece) for at, piece in raised)


def _runs(read: Sequence[SeenCluster]) -> Iterator[tuple[str, int]]:
    """Text of one dress; a space between two words of one dress is of theirs."""
    text, dress, white = "", -1, ""
    for cluster in read:
        if cluster.dress < 0:
            white += cluster.text
            continue
        if text and cluster.dress == dress:
            text += white + cluster.text
        else:
            if text:
                yield text, dress
            if white:
                yield white, -1
            text, dress = cluster.text, cluster.dress
        white = ""
    if text:
        yield text, dress


def _mark(dress: Dress, usual: Dress, text: str) -> str:
    """The asterisks around text: its slant and weight where the line's are others. Arabic has no slant."""
    if "*" in text or not any(c.isalpha() for c in text) or HAS_ARABIC.search(text):
        return ""
    return "*" * ((dress.italic and not usual.italic) + 2 * (dress.bold and not usual.bold))
