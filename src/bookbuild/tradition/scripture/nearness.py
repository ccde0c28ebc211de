"""A quotation whose letters are those of no place → the places that it is nearest to, word against word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from bookbuild.tradition.scripture.alignment import EXTRA, MISSING, Step, aligned, difference
from bookbuild.tradition.scripture.concordance import Concordance
from bookbuild.tradition.scripture.lexicon import Lexicon
from bookbuild.tradition.scripture.quotations import QuotedPiece


class AlignedPiece(NamedTuple):
    """A piece of a quotation, and which of its words stand for which words of record."""

    piece: QuotedPiece
    steps: tuple[Step, ...]

    @property
    def span(self) -> tuple[int, int]:
        """The position of the first word of record, and that after the last."""
        return self.steps[0].word, self.steps[-1].word_end


class Near(NamedTuple):
    """The pieces at the place that they are near to. `cost` is 0 where all words are the same, in some hand."""

    cost: float
    pieces: tuple[AlignedPiece, ...]

    @property
    def spans(self) -> list[tuple[int, int]]:
        """From which position to before which each piece stands; one for which there is no place is left out."""
        return [each.span for each in self.pieces if each.span[0] < each.span[1]]

    @property
    def span(self) -> tuple[int, int]:
        return min(first for first, _ in self.spans), max(last for _, last in self.spans)


class VerseDivision(Protocol):
    """How the words of record are divided."""

    def surah_span(self, position: int) -> range: ...

    def begins_ayah(self, position: int) -> bool: ...

    def ayat_meant(self, first: int, last: int) -> range: ...


class Undivided(NamedTuple):
    """A text without divisions, of so many words."""

    words: int

    def surah_span(self, position: int) -> range:
        del position
        return range(self.words)

    def begins_ayah(self, position: int) -> bool:
        return position in (0, self.words)

    def ayat_meant(self, first: int, last: int) -> range:
        del first, last
        return range(0)


_AROUND, _BAND = 4, 12
_REACH = 200
_APART = 100
"""Of a quotation that has so many words more or fewer than āyāt, they are not the whole."""
_PLACES, _PLACES_OF_SHORT, _SHORT_WORDS = 32, 120, 8
_PLACES_OF_LONG, _LONG_WORDS = 4, 1_000
"""How many places are looked at closely."""
_TIES, _AS_NEAR = 4, 0.25
"""Places that cost hardly more than the nearest are told too, so many at most."""
_SHORT, _MANY = 400, 40_000
"""Words against words: beyond so many pairs, only the likely ones are looked at."""
_ENOUGH = 0.45
_MOVED = 0.45
_ORDER = 0.6
"""What it costs that words stand in another order, and nothing else is wrong."""
_NOT_WHOLE, _ACROSS = 0.1, 0.3
"""Of places that are as near, the whole āyah is meant."""


def nearest(
    quoted: Sequence[QuotedPiece], words: Lexicon, concordance: Concordance, frame: VerseDivision
) -> list[Near]:
    """The place nearest to `quoted`, and those that are hardly farther, each text once; none where none is near."""
    longest = max(range(len(quoted)), key=lambda index: len(quoted[index]))
    ranked: list[tuple[float, int, AlignedPiece]] = []
    for stretch in _stretches(quoted[longest], words, concordance, frame):
        for piece in _readings(quoted[longest], words, stretch, frame):
            if _meets(piece, words):
                ranked.append((_cost(piece, words) + _not_whole(piece, frame), piece.span[0], piece))
    ranked.sort(key=lambda each: each[:2])
    texts: dict[tuple[object, ...], tuple[float, AlignedPiece]] = {}
    for cost, _, piece in ranked:
        if cost - ranked[0][0] < _AS_NEAR:
            texts.setdefault(words.types(*piece.span), (cost, piece))
    return [_with_others(quoted, longest, *each, words, frame) for each in list(texts.values())[:_TIES]]


def against(quoted: Sequence[QuotedPiece], words: Lexicon) -> Near:
    """`quoted` against all of `words`, however far apart they are."""
    frame = Undivided(len(words))
    longest = max(range(len(quoted)), key=lambda index: len(quoted[index]))
    stretches, band = [range(len(words))], None
    if len(words) * len(quoted[longest]) > _MANY:
        concordance = Concordance(words.text(0, len(words)).split(" "))
        stretches = list(_stretches(quoted[longest], words, concordance, frame)) or [range(min(_SHORT, len(words)))]
        band = _BAND
    tried = [
        AlignedPiece(quoted[longest], aligned(quoted[longest], words, stretch, band=band)) for stretch in stretches
    ]
    cost, _, anchor = min((_cost(piece, words), index, piece) for index, piece in enumerate(tried))
    return _with_others(quoted, longest, cost, anchor, words, frame)


def _stretches(piece: QuotedPiece, words: Lexicon, concordance: Concordance, frame: VerseDivision) -> Iterator[range]:
    """Where to look closely, each text once."""
    seen: set[tuple[object, ...]] = set()
    places = _PLACES if len(piece) > _SHORT_WORDS else _PLACES_OF_SHORT
    places = _PLACES_OF_LONG if len(piece) > _LONG_WORDS else places
    for start in concordance.nearly([token.key for token in piece]):
        end = start + len(piece)
        inside = frame.surah_span(min(max((start + end) // 2, 0), len(words) - 1))
        stretch = range(max(start - _AROUND, inside.start), min(end + _AROUND, inside.stop))
        text = words.types(stretch.start, stretch.stop)
        if stretch and text not in seen:
            seen.add(text)
            yield stretch
        if len(seen) >= places:
            return


def _readings(piece: QuotedPiece, words: Lexicon, stretch: range, frame: VerseDivision) -> Iterator[AlignedPiece]:
    """What is typed as a part of `stretch`, and as the āyāt that it would be the whole of."""
    part = AlignedPiece(piece, aligned(piece, words, stretch, band=_BAND))
    yield part
    core = stretch[_AROUND : len(stretch) - _AROUND] or stretch
    for ayat in dict.fromkeys([frame.ayat_meant(core.start, core.stop), frame.ayat_meant(*part.span)]):
        apart = abs(len(ayat) - len(piece))
        if ayat and len(ayat) < 2 * len(piece) and apart <= max(_APART, len(piece) // 4):
            band = _BAND + apart
            yield AlignedPiece(piece, aligned(piece, words, ayat, whole=True, band=band))


def _not_whole(piece: AlignedPiece, frame: VerseDivision) -> float:
    """What it costs that a quotation is not made of whole āyāt, and more if it is so across their ends."""
    first, last = piece.span
    ends = sum(not frame.begins_ayah(position) for position in piece.span)
    across = ends and any(frame.begins_ayah(position) for position in range(first + 1, last))
    return ends * _NOT_WHOLE + (_ACROSS if across else 0.0)


def _same(piece: AlignedPiece, step: Step, words: Lexicon) -> bool:
    """Whether the words of a step are the same, in some hand."""
    typed, of_record = step.typed_end - step.typed, step.word_end - step.word
    if not typed or not of_record:
        return False
    return typed + of_record > 2 or not words.distance(piece.piece[step.typed].word, step.word)


def _meets(piece: AlignedPiece, words: Lexicon) -> bool:
    """Whether enough words are the same for the place to be meant."""
    same = sum(_same(piece, step, words) for step in piece.steps)
    return same >= max(2, len(piece.piece) * _ENOUGH)


def _cost(piece: AlignedPiece, words: Lexicon) -> float:
    """How far the typed words are from those of record; a word that stands at another place is not far."""
    wrong = [step for step in piece.steps if not _same(piece, step, words)]
    left = [position for step in wrong for position in range(step.word, step.word_end)]
    cost, moved = 0.0, 0
    for step in wrong:
        if step.typed == step.typed_end:
            continue
        typed = piece.piece[step.typed].word
        place = next((position for position in left if not words.distance(typed, position)), None)
        if place is not None:
            left.remove(place)
            moved += 1
        elif step.word < step.word_end:
            left = [position for position in left if position != step.word]
            cost += difference(words.distance(typed, step.word))
        else:
            cost += EXTRA
    cost += MISSING * len(left)
    return cost + moved * _MOVED if cost else min(moved * _MOVED, _ORDER)


def _with_others(
    quoted: Sequence[QuotedPiece], index: int, cost: float, anchor: AlignedPiece, words: Lexicon, frame: VerseDivision
) -> Near:
    """The other pieces, near to where the longest stands: what follows it after it, what goes before it before it."""
    found = {index: anchor}
    start, end = anchor.span
    inside = frame.surah_span(min(start, len(words) - 1))
    for each in range(index + 1, len(quoted)):
        stretch = range(end, min(end + _REACH, inside.stop))
        found[each] = AlignedPiece(quoted[each], aligned(quoted[each], words, stretch))
        end = found[each].span[1]
    for each in reversed(range(index)):
        stretch = range(max(start - _REACH, inside.start), start)
        found[each] = AlignedPiece(quoted[each], aligned(quoted[each], words, stretch))
        start = found[each].span[0]
    cost += sum(_cost(piece, words) for each, piece in found.items() if each != index)
    return Near(cost, tuple(found[each] for each in range(len(quoted))))
