"""A section as written → `quran-doubtful`: an unmarked verse that is not what the reference after it reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from bookbuild.diagnostics import Code, Finding
from bookbuild.language.marks import ARABIC, LETTERS, VOWEL_SIGNS, ranges
from bookbuild.language.reference_words import AYAH, SURAH, TO
from bookbuild.resolve.rewriting import fetched, reference_of
from bookbuild.resolve.running_text import pieces_of, place_in, texts
from bookbuild.tradition.scripture import surahs
from bookbuild.tradition.scripture.quotations import tokens
from bookbuild.tradition.scripture.recognition import BREAK, ENOUGH, PRAISE, is_introduced
from bookbuild.tradition.scripture.references import Range, ReferenceUnknown
from bookbuild.tradition.scripture.riwayah import Riwayah
from bookbuild.tradition.scripture.verdicts import QuotationVerdict

_WORD = f"(?<![{ranges(ARABIC)}])[{ranges(ARABIC - LETTERS)}]*+[{ranges(LETTERS)}][{ranges(ARABIC)}]*+"
_SURAH = rf"(?:{SURAH}|[Ss][uū]rah?|Q\.?|Qurʾ?[aā]n)\s+"
_REFERENCE = re.compile(
    rf"[(\[]\s*(?P<ref>(?:{_SURAH})?(?P<name>[^\W\d][^\d:()\[\]]{{1,30}})?[\s:،,/]*\d(?:[\d\s:،,/–—-]|{TO})*)[)\]]"
)
_SURAH_WORD = re.compile(rf"^{_SURAH}")
_AYAH_WORD = re.compile(rf"\s*{AYAH}\s*\Z")
_QUOTED = re.compile(r"[«“\"{(]([^«»“”\"{}()]+)[»”\"})]\s*[،,.:]?\s*\Z")
_AFTER = " \t\n\v،,.؛:\u00a0"
_BETWEEN = re.compile(r"[\s،,؛]++")
_ENDS = re.compile(rf"[:：«»“”\"{{}}.!؟?۔()\[\]{BREAK}{PRAISE}]|[^\W\d_{ranges(ARABIC)}]")
_FEW = 3
"""Words between quotation marks that are fewer are a term; so are fewer words with their vowels."""


class _Quoted(NamedTuple):
    begin: int
    text: str


def doubtful(tree: Any, riwayah: Riwayah) -> Iterator[Finding]:
    """A finding for each unmarked quotation in `tree` (nodes, or tuples of nodes) that its reference belies."""
    for inlines in texts(tree):
        pieces = list(pieces_of(inlines))
        running = "".join([text for text, _ in pieces])
        if running.isascii():
            continue
        for found in _REFERENCE.finditer(running):
            ranges_ = _ranges(found, riwayah)
            quoted = _quoted(running, found.start()) if ranges_ else None
            if not ranges_ or not quoted:
                continue
            verdict = riwayah.verify(quoted.text, ranges_)
            told = _told(quoted.text, ranges_, verdict)
            if told and (_is_said_to_be_one(found, running, quoted) or _is_near_one(found, quoted, verdict, riwayah)):
                message, remedy = told
                yield Finding(Code.QURAN_DOUBTFUL, message, remedy, place_in(pieces, quoted.begin, len(quoted.text)))


def _is_said_to_be_one(found: re.Match[str], running: str, quoted: _Quoted) -> bool:
    """Whether a verse is meant: its reference names the sūrah, or it is introduced as one."""
    return bool(found["name"] or _SURAH_WORD.match(found["ref"])) or is_introduced(running, quoted.begin)


def _is_near_one(found: re.Match[str], quoted: _Quoted, verdict: QuotationVerdict, riwayah: Riwayah) -> bool:
    """Whether half of the words are in the verse or another: a title before volume and page (٢/١٤٥) has but a few."""
    words = [token.key for token in tokens(quoted.text, 0, len(quoted.text))]
    if "/" in found["ref"] and len(words) < ENOUGH:
        return False
    text = riwayah.quotation(verdict.ranges).plain
    keys = {token.key for token in tokens(text, 0, len(text))}
    return 2 * sum(word in keys for word in words) >= len(words)


def _ranges(found: re.Match[str], riwayah: Riwayah) -> tuple[Range, ...] | None:
    """What a bracket refers to; None for one that is no reference to the Qur'ān: (البخاري: 5), (ص 12)."""
    written = _SURAH_WORD.sub("", found["ref"].replace("/", ":").strip())
    name = _AYAH_WORD.sub("", (re.match(r"[^\d:،,]*", written) or [""])[0]).strip()
    if (name and surahs.number_of(name) is None) or (not name and ":" not in written):
        return None
    try:
        return riwayah.parse_reference(written)
    except ReferenceUnknown:
        return None


def _quoted(running: str, end: int) -> _Quoted | None:
    """What stands before a reference as its quotation: between quotation marks, after `قال تعالى:`, or vocalised."""
    before = running[:end]
    if quoted := _QUOTED.search(before):
        text = quoted[1]
        return _Quoted(quoted.start(1), text) if len(re.findall(_WORD, text)) >= _FEW else None
    begin = max((found.end() for found in _ENDS.finditer(before.rstrip(" .،,؛"))), default=0)
    start, end = _run(before, begin)
    if start == end:
        return None
    text = before[start:end]
    if is_introduced(running, start):
        return _Quoted(start, text)
    return _vocalised(text, start)


def _run(before: str, begin: int) -> tuple[int, int]:
    """Where the run of Arabic words begins and ends that `before` ends with, from `begin` on."""
    last = len(before.rstrip(_AFTER))
    start, reached = last, begin
    for word in _WORDS.finditer(before, begin, last):
        if start == last or not _BETWEEN.fullmatch(before, reached, word.start()):
            start = word.start()
        reached = word.end()
    return (start, last) if reached == last else (last, last)


_WORDS = re.compile(_WORD)


def _vocalised(text: str, start: int) -> _Quoted | None:
    """The words at the end of `text` that all have their vowels, as prose around them has not."""
    words = list(re.finditer(_WORD, text))
    first = len(words)
    while first and sum(char in VOWEL_SIGNS for char in words[first - 1][0]) > (len(words[first - 1][0]) > _FEW):
        first -= 1
    if len(words) - first < _FEW:
        return None
    begin = words[first].start()
    return _Quoted(start + begin, text[begin:])


def _told(typed: str, ranges_: tuple[Range, ...], verdict: QuotationVerdict) -> tuple[str, str] | None:
    """Message and remedy where `typed` is not the text of `ranges_`; None where it is."""
    shown, ref = " ".join(typed.split()), "; ".join(map(str, ranges_))
    if verdict.kind == "agrees":
        return None
    if verdict.kind == "wrong-reference":
        right = reference_of(verdict)
        return f"`{shown}` is not the text of {ref}, but of {right}", f"write `{fetched(verdict)}`, or quote {ref}"
    return (
        f"`{shown}` is not the text of {ref}",
        f"write the verse as `[{ref}]{{.quran}}`, or correct the words or the reference",
    )
