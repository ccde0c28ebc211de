"""Straight quotation marks, `--` and `...` of a paragraph → the marks of its language, each with its place.

Which quotation mark opens and which closes is told by markdown-it's rule for it, over the whole paragraph; a language's
marks are CLDR's (`delimiters`), with the inner ones that its printers use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

from bookbuild.language.marks import DIGITS, ranges
from bookbuild.language.quotation_sides import APOSTROPHE, with_sides

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore

_NB = "\u00a0"
_ENGLISH = ("“", "”", "‘", "’")
_MARKS = {
    "ar": ("«", "»", "‹", "›"), "fa": ("«", "»", "‹", "›"), "ps": ("«", "»", "‹", "›"), "ur": ("”", "“", "’", "‘"),
    "fr": (f"«{_NB}", f"{_NB}»", "“", "”"), "fr-ch": ("«", "»", "‹", "›"),
    "de": ("„", "“", "‚", "‘"), "de-ch": ("«", "»", "‹", "›"), "cs": ("„", "“", "‚", "‘"), "sk": ("„", "“", "‚", "‘"),
    "bs": ("„", "”", "‘", "’"), "hr": ("„", "“", "‚", "‘"), "pl": ("„", "”", "«", "»"), "hu": ("„", "”", "»", "«"),
    "es": ("«", "»", "“", "”"), "it": ("«", "»", "“", "”"), "pt-pt": ("«", "»", "“", "”"), "ca": ("«", "»", "“", "”"),
    "ru": ("«", "»", "„", "“"), "uk": ("«", "»", "„", "“"), "sq": ("«", "»", "“", "”"), "az": ("«", "»", "‹", "›"),
    "sv": ("”", "”", "’", "’"), "fi": ("”", "”", "’", "’"), "da": ("»", "«", "›", "‹"), "no": ("«", "»", "‘", "’"),
    "nb": ("«", "»", "‘", "’"), "el": ("«", "»", "“", "”"),
}  # fmt: skip
"""Language → what opens and closes a quotation, and one within it; every other has the marks of English."""

_OPEN, _CLOSE, _INNER_OPEN, _INNER_CLOSE = "\ue000\ue001\ue002\ue003"
_PLACEHOLDERS = (_OPEN, _CLOSE, _INNER_OPEN, _INNER_CLOSE)
_LEFT_OUT = re.compile(
    r"(?<!\w)'(?=[0-9]{2}(?:s\b|(?!\w)))|(?<!\w)'(?=(?:tis|twas|twere|twill|em|til|cause|bout|round)\b)|(?<!\w)'n'(?!\w)",
    re.IGNORECASE,
)
"""An apostrophe that begins a word: the '90s, 'tis, rock 'n' roll."""
_TYPED = re.compile(r"[\"']|-{2,}|\.{3,}|(?<=«) | (?=»)")
_ARABIC_DIGIT = f"[{ranges(DIGITS - frozenset('0123456789'))}]"
_KEPT = re.compile(
    r"(?:https?|ftp)://\S+|\bwww\.\S+|\bmailto:\S+|[\w.+-]+@[\w-]+\.\S+"
    rf"|(?<={_ARABIC_DIGIT})(?:[\"']|-+|\.+)(?={_ARABIC_DIGIT})|(?<=[0-9])[\"'](?=[0-9])"
)
"""Addresses, and what stands within a number: the writer's."""


class PunctuatedPiece(NamedTuple):
    """A piece of a paragraph: a text, a line's end, or what is no text (its last character is what a mark stands on).

    `level`: how many elements enclose it; marks of one quotation stand on one level.
    """

    kind: Literal["text", "break", "other"]
    text: str
    level: int = 0


class _Settings:
    """What markdown-it's rule asks for."""

    class md:
        class options:
            quotes = _PLACEHOLDERS


def marks_of(language: str) -> tuple[str, str, str, str]:
    """What opens and closes a quotation in `language` (BCP 47), and one within it."""
    tag = language.lower()
    return _MARKS.get(tag) or _MARKS.get(tag.split("-")[0]) or _ENGLISH


def punctuated(pieces: Sequence[PunctuatedPiece], language: str) -> Iterator[tuple[tuple[int, str], ...]]:
    """For each text of `pieces`, the parts that it becomes, each with where it begins in what was typed."""
    texts = _with_placeholders(pieces) if has_typed_marks(pieces) else [piece.text for piece in pieces]
    set_as = dict(zip(_PLACEHOLDERS, marks_of(language), strict=True))
    for piece, text in zip(pieces, texts, strict=True):
        if piece.kind == "text":
            yield tuple(_parts(piece.text, text, set_as))


def has_typed_marks(pieces: Sequence[PunctuatedPiece]) -> bool:
    """Whether a text of `pieces` has anything that becomes another mark."""
    return any(piece.kind == "text" and _TYPED.search(piece.text) for piece in pieces)


def in_text(text: str, language: str) -> str:
    """A text that stands alone."""
    (parts,) = punctuated([PunctuatedPiece("text", text)], language)
    return "".join(part for _, part in parts)


def _with_placeholders(pieces: Sequence[PunctuatedPiece]) -> list[str]:
    """The texts with one private character for each quotation mark that has a side."""
    from markdown_it.rules_core.smartquotes import process_inlines

    contents = with_sides([_masked(piece) for piece in pieces])
    tokens = [_token(piece, content) for piece, content in zip(pieces, contents, strict=True)]
    process_inlines(tokens, cast("StateCore", _Settings))
    texts = [token.content for token in tokens]
    return [
        _sided(text, texts, at) if piece.kind == "text" else piece.text
        for at, (text, piece) in enumerate(zip(texts, pieces, strict=True))
    ]


def _masked(piece: PunctuatedPiece) -> str:
    """The piece without what is no mark of punctuation, as long."""
    if piece.kind == "break":
        return " "
    content = _KEPT.sub(lambda found: "x" * len(found[0]), piece.text)
    return _LEFT_OUT.sub(lambda found: found[0].replace("'", APOSTROPHE), content)


def _token(piece: PunctuatedPiece, content: str) -> Any:
    from markdown_it.token import Token

    if piece.kind == "break":
        return Token("softbreak", "", 0, level=piece.level)
    return Token("text" if piece.kind == "text" else "other", "", 0, content=content, level=piece.level)


def _sided(text: str, texts: Sequence[str], at: int) -> str:
    """`text` with the marks that have no partner: an apostrophe, or the side of a quotation that goes on elsewhere."""

    def side(found: re.Match[str]) -> str:
        if found[0] == "'":
            return APOSTROPHE
        before = text[found.start() - 1 : found.start()] or "".join(texts[:at])[-1:]
        after = text[found.end() : found.end() + 1] or "".join(texts[at + 1 :])[:1]
        if after.strip() and (not before.strip() or before in "([{—–-"):
            return _OPEN
        return _CLOSE if before.strip() and not before.isdigit() else found[0]

    return re.sub("[\"']", side, text)


def _parts(typed: str, text: str, set_as: dict[str, str]) -> Iterator[tuple[int, str]]:
    """The parts of a text: a new one begins behind each mark that is not as long as what was typed."""
    kept = [range(*found.span()) for found in _KEPT.finditer(typed)]
    part, begin, end = "", 0, 0
    for found in _TYPED.finditer(typed):
        part += typed[end : found.start()]
        end = found.end()
        if any(found.start() in each for each in kept):
            part += found[0]
            continue
        mark = _mark(text[found.start() : end], set_as)
        part += mark
        if len(mark) != len(found[0]):
            yield begin, part
            part, begin = "", end
    if part or end < len(typed) or not typed:
        yield begin, part + typed[end:]


def _mark(typed: str, set_as: dict[str, str]) -> str:
    """What stands for a quotation mark, for `--` and `---`, for `...`; longer runs of hyphens stay. A space within
    guillemets is the language's own: in French no line ends there."""
    if typed[0] == " ":
        return set_as[_OPEN][1:] if set_as[_OPEN].startswith("«") and len(set_as[_OPEN]) > 1 else typed
    if typed[0] == "-":
        return {2: "–", 3: "—"}.get(len(typed), typed)
    if typed[0] == ".":
        return "…" * (len(typed) // 3) + "." * (len(typed) % 3)
    return set_as.get(typed, typed)
