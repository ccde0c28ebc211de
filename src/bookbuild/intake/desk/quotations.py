"""Paragraphs → quotations: Arabic with the translation that follows it, verses with their reference, source lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from bookbuild.intake.document import IntakeBlock, IntakeHeading, IntakeParagraph, IntakeQuotation, QuotationKind
from bookbuild.intake.reader import Repair, RepairCode
from bookbuild.intake.rewriting import flat_text, parted_runs
from bookbuild.intake.runs import Place
from bookbuild.intake.script_share import ARABIC_LETTER, LATIN_LETTER, is_arabic
from bookbuild.tradition.hadith.collections import SourceUnknown, reference
from bookbuild.tradition.scripture.references import ScriptureError
from bookbuild.tradition.scripture.riwayah import Riwayah

_REFERENCE = re.compile(r"[(\[][^()\[\]]{2,40}[)\]]")
_SOURCE = re.compile(r"^\[(?!\^)[^\[\]]{4,600}\][.]?$", re.DOTALL)
_SAID_BY_HIM = re.compile(
    r"(?:\b[Tt]he (?:Holy |Noble )?Prophet|\bProphet Muhammad|Messenger of Allah|Allah[’']s Messenger|رسول الله|النبي)"
    r"(?:(?!\bProphet\b|\bMessenger\b)[^.!?؟:]){0,120}[,،:]\s*$",
)
_LEADS = re.compile(r"[,،:]\s*$")
_OPENS = "“\"(‘'«["
_MOST = 0.8
_LONGEST_TAKHRIJ = 120
_CONTEXT = 40


class FoundQuotation(NamedTuple):
    """A quotation of so many paragraphs."""

    paragraphs: int
    block: IntakeQuotation
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class _Verse:
    """A reference as our format writes it, which words, and how many paragraphs the Arabic and it take."""

    ref: str
    words: str = ""
    count: int = 1
    spelled: str = ""


def quotation_at(blocks: Sequence[IntakeBlock], at: int, *, arabic_book: bool) -> FoundQuotation | None:
    """The quotation that begins with the block `at`; None where there is none."""
    block = blocks[at]
    if not isinstance(block, IntakeParagraph) or block.classes:
        return None
    text = flat_text(block.runs).strip()
    if (_SOURCE.match(text) or _is_takhrij(text)) and (at == 0 or not isinstance(blocks[at - 1], IntakeHeading)):
        return FoundQuotation(1, _of_source(block))
    if "﴿" in text or not _all_arabic(text):
        return None
    verse = _verse(blocks, at, text, arabic_book=arabic_book)
    if verse is None and arabic_book:
        return None
    return _with_translation(blocks, at, verse)


def _is_takhrij(text: str) -> bool:
    """Whether a paragraph is nothing but collections and numbers in brackets: `(Bukhari 1; Muslim 1907)`."""
    if text[:1] != "(" or text[-1:] != ")" or len(text) > _LONGEST_TAKHRIJ:
        return False
    try:
        return all(reference(piece) for piece in re.split("[;؛]", text[1:-1]))
    except SourceUnknown:
        return False


def _of_source(block: IntakeParagraph) -> IntakeQuotation:
    """A source line without its brackets."""
    text = flat_text(block.runs)
    begin, end = (text.index(text.strip()[0]) + 1, max(text.rfind("]"), text.rfind(")")))
    inner = replace(block, runs=parted_runs(block.runs, begin, end))
    return IntakeQuotation((inner,), "source", place=block.place)


def _all_arabic(text: str) -> bool:
    return len(LATIN_LETTER.findall(text)) == 0 and len(ARABIC_LETTER.findall(text)) >= 8


def _verse(blocks: Sequence[IntakeBlock], at: int, text: str, *, arabic_book: bool) -> _Verse | None:
    """What verse a paragraph is said to be, or is."""
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    after = flat_text(following.runs).strip() if isinstance(following, IntakeParagraph) else ""
    if _REFERENCE.fullmatch(after) and (ref := _parsed(after)):
        return _Verse(ref, count=2, spelled=after)
    tail = re.search(rf"\s*({_REFERENCE.pattern})\W*$", text)
    if tail and (ref := _parsed(tail[1])):
        return _Verse(ref, spelled=tail[1])
    return None if arabic_book else _recognised(text)


def _parsed(written: str) -> str:
    """A reference in our form; empty where it is none."""
    try:
        ranges = Riwayah.load("hafs").parse_reference(written)
    except ScriptureError:
        return ""
    return "; ".join(map(str, ranges))


def _recognised(text: str) -> _Verse | None:
    """A paragraph nearly all of whose words are Qurʾān."""
    for found in Riwayah.load("hafs").recognised(text):
        if len(text[found.start : found.end].split()) >= _MOST * len(text.split()):
            words = f"{found.words[0]}-{found.words[1]}" if found.words else ""
            return _Verse(str(found.place), words)
    return None


def _with_translation(blocks: Sequence[IntakeBlock], at: int, verse: _Verse | None) -> FoundQuotation | None:
    """The Arabic paragraph with the translation behind it, where one follows or something led to it."""
    block = blocks[at]
    assert isinstance(block, IntakeParagraph)
    count = verse.count if verse else 1
    inner: list[IntakeBlock] = [block]
    repairs: tuple[Repair, ...] = ()
    if verse and verse.spelled:
        inner[0], repairs = _without_reference(block, verse)
    if _is_translation(blocks, at + count, after_verse=verse is not None):
        inner.append(blocks[at + count])
        count += 1
    led = at > 0 and isinstance(blocks[at - 1], IntakeParagraph) and _LEADS.search(_text(blocks[at - 1]))
    if verse is None and len(inner) == 1 and not led:
        return None
    kind, attributes = _kind(blocks, at, verse)
    if verse and not verse.spelled:
        before = _text(block)[:_CONTEXT]
        repairs = (Repair(RepairCode.QURAN_RECOGNISED, before, before, block.place),)
    return FoundQuotation(count, IntakeQuotation(tuple(inner), kind, attributes, place=block.place), repairs)


def _without_reference(block: IntakeParagraph, verse: _Verse) -> tuple[IntakeParagraph, tuple[Repair, ...]]:
    """The Arabic without its reference, which becomes `ref`."""
    text = flat_text(block.runs)
    end = len(text) if verse.count > 1 else text.rindex(verse.spelled)
    kept = parted_runs(block.runs, 0, end)
    snippet = text[max(end - _CONTEXT, 0) : end].rstrip()
    line = block.place.end if verse.count == 1 else (block.place.end or 0) + 1
    place = Place(line, line, block.place.place) if block.place.line else block.place
    repair = Repair(RepairCode.QURAN_RECOGNISED, f"{snippet} {verse.spelled}", snippet, place)
    return replace(block, runs=kept), (repair,)


def _is_translation(blocks: Sequence[IntakeBlock], at: int, *, after_verse: bool) -> bool:
    if at >= len(blocks) or not isinstance(blocks[at], IntakeParagraph):
        return False
    text = _text(blocks[at]).strip()
    return bool(text) and not is_arabic(text) and bool(LATIN_LETTER.search(text)) and (text[0] in _OPENS or after_verse)


def _kind(
    blocks: Sequence[IntakeBlock], at: int, verse: _Verse | None
) -> tuple[QuotationKind, tuple[tuple[str, str], ...]]:
    if verse:
        return "quran", (("ref", verse.ref), ("words", verse.words))
    before = _text(blocks[at - 1]) if at and isinstance(blocks[at - 1], IntakeParagraph) else ""
    return ("hadith" if _SAID_BY_HIM.search(before) else ""), ()


def _text(block: IntakeBlock) -> str:
    return flat_text(block.runs) if isinstance(block, IntakeParagraph) else ""
