"""A quotation aligned with the words of record → the words that differ, as typed and as they read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bookbuild.tradition.scripture import habits, tashkil
from bookbuild.tradition.scripture.alignment import EVIDENT, Step, is_short
from bookbuild.tradition.scripture.habits import CAREFUL, Habit
from bookbuild.tradition.scripture.lexicon import CONVENTIONAL, UTHMANI, Lexicon
from bookbuild.tradition.scripture.nearness import AlignedPiece
from bookbuild.tradition.scripture.quotations import QuotedPiece, shows_uthmani

_TOLD = 4
"""So many differences are told each; more as one."""
_SHOWN = 12
"""So many words of the right text are shown where nothing of it is typed."""
_PREPOSITIONS = frozenset(["في", "فى", "من", "عن", "إلى", "الى", "إلي", "على", "علي", "حتى", "مع"])


class Difference(NamedTuple):
    """From `offset` in what is typed (code points), `differing` stands for `expected`; either may be empty.

    `vowels`: the letters agree, the signs on them do not.
    """

    offset: int
    differing: str
    expected: str
    vowels: bool = False


class _Stretch(NamedTuple):
    """The steps `first` to before `last` of a piece, which differ."""

    first: int
    last: int
    vowels: bool


def differences(typed: str, aligned: Sequence[AlignedPiece], words: Lexicon) -> tuple[Difference, ...]:
    """What differs, in the hand and the spelling that leave the least; stretches of words that differ are one."""
    if not any(_fit(each, step, words, CAREFUL) for each in aligned for step in each.steps):
        begin, end = aligned[0].piece[0].start, aligned[-1].piece[-1].end
        right = words.text(0, _SHOWN) + (" …" if len(words) > _SHOWN else "")
        return (Difference(begin, typed[begin:end], right),)
    uthmani = shows_uthmani(typed)
    judged = _judged(aligned, words, uthmani=uthmani, careful=tashkil.is_written_with_care(typed, uthmani=uthmani))
    found = [
        (each, stretch)
        for each, wrong in zip(aligned, judged, strict=True)
        for stretch in _stretches(each, wrong, words)
    ]
    if len(found) > _TOLD:
        found = [(each, _Stretch(0, len(each.steps), vowels=False)) for each in aligned if each.steps]
    if not found:  # word for word the same, and yet not: all of it is told, so that it is not passed over
        found = [(each, _Stretch(0, len(each.steps), vowels=False)) for each in aligned if each.steps]
    return tuple(_difference(typed, each, stretch, words) for each, stretch in found)


def vowels_differing(typed: str, piece: QuotedPiece, steps: Sequence[Step], words: Lexicon) -> tuple[Difference, ...]:
    """The words of a piece whose letters agree and whose vowel signs do not."""
    each = AlignedPiece(piece, tuple(steps))
    return tuple(
        _difference(typed, each, _Stretch(index, index + 1, vowels=True), words)
        for index, step in enumerate(steps)
        if not _vowels_agree(each, step, words)
    )


def told_of(typed: str, piece: QuotedPiece, step: Step, words: Lexicon) -> Difference:
    """The words of one step, and how they read."""
    return _difference(typed, AlignedPiece(piece, (step,)), _Stretch(0, 1, vowels=False), words)


def _judged(aligned: Sequence[AlignedPiece], words: Lexicon, *, uthmani: bool, careful: bool) -> list[list[bool]]:
    """For each step of each piece whether its letters are wrong, in the hand and spelling that leave the fewest.

    `uthmani`: the quotation shows that it is in the spelling of the muṣḥaf; `careful`: none is left off in haste.
    """
    rasms = [rasm for each in aligned for token in each.piece for rasm in token.word.rasms]
    ways: list[list[list[bool]]] = []
    bears = any(tashkil.alif_bears_vowels(token.word.letters) for each in aligned for token in each.piece)
    for hand in habits.possible(rasms, slips=1, careful=careful, alif_bears_vowels=bears):
        fits = [[_fit(each, step, words, hand) for step in each.steps] for each in aligned]
        ways.append([[not fit & CONVENTIONAL for fit in of_piece] for of_piece in fits])
        if uthmani or _short(aligned, fits) not in range(1, EVIDENT):
            ways.append([[not fit & UTHMANI for fit in of_piece] for of_piece in fits])
    return min(ways, key=lambda way: sum(map(sum, way)))


def _short(aligned: Sequence[AlignedPiece], fits: Sequence[Sequence[int]]) -> int:
    """How many steps are spelled as in the muṣḥaf and not as in print, with no small alif for what print has."""
    return sum(
        fit == UTHMANI and is_short(token.word for token in each.piece[step.typed : step.typed_end])
        for each, of_piece in zip(aligned, fits, strict=True)
        for step, fit in zip(each.steps, of_piece, strict=True)
    )


def _fit(each: AlignedPiece, step: Step, words: Lexicon, hand: Habit) -> int:
    if step.typed == step.typed_end or step.word == step.word_end:
        return 0
    typed = [token.word for token in each.piece[step.typed : step.typed_end]]
    return words.fit(typed, step.word, step.word_end, hand)


def _vowels_agree(each: AlignedPiece, step: Step, words: Lexicon) -> bool:
    typed = [letter for token in each.piece[step.typed : step.typed_end] for letter in token.word.letters]
    return tashkil.agree(typed, words.letters(step.word, step.word_end), words.before(step.word))


def _stretches(each: AlignedPiece, wrong: Sequence[bool], words: Lexicon) -> Iterator[_Stretch]:
    """Words that differ, those with no more than one right word between them together."""
    open_at: int | None = None
    last = 0
    for index, step in enumerate(each.steps):
        if wrong[index]:
            if open_at is not None and index - last > 1:
                yield _widened(each, open_at, last)
                open_at = None
            open_at, last = index if open_at is None else open_at, index + 1
        elif not _vowels_agree(each, step, words):
            if open_at is not None:
                yield _widened(each, open_at, last)
                open_at = None
            yield _Stretch(index, index + 1, vowels=True)
    if open_at is not None:
        yield _widened(each, open_at, last)


def _widened(each: AlignedPiece, first: int, last: int) -> _Stretch:
    """With the preposition before it; with a word more on either side where words are missing or too many."""
    steps = each.steps
    if first and not _PREPOSITIONS.isdisjoint(each.piece[steps[first - 1].typed].word.rasms):
        first -= 1
    if steps[first].typed == steps[last - 1].typed_end or steps[first].word == steps[last - 1].word_end:
        first, last = max(first - 1, 0), min(last + 1, len(steps))
    return _Stretch(first, last, vowels=False)


def _difference(typed: str, each: AlignedPiece, stretch: _Stretch, words: Lexicon) -> Difference:
    first, last = each.steps[stretch.first], each.steps[stretch.last - 1]
    expected = words.text(first.word, last.word_end)
    if first.typed == last.typed_end:
        begin = end = each.piece[min(first.typed, len(each.piece) - 1)].start
    else:
        begin, end = each.piece[first.typed].start, each.piece[last.typed_end - 1].end
    return Difference(begin, typed[begin:end], expected, stretch.vowels)
