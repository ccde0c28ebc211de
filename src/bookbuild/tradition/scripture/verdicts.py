"""What a quotation as typed proves to be: `QuotationVerdict`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bookbuild.tradition.scripture import habits
from bookbuild.tradition.scripture.differences import Difference
from bookbuild.tradition.scripture.habits import CAREFUL
from bookbuild.tradition.scripture.references import Range

VerdictKind = Literal["agrees", "mismatch", "wrong-reference", "unknown"]


@dataclass(frozen=True, slots=True)
class QuotationVerdict:
    """What a typed quotation is.

    `agrees`: the text of `ranges`; `wrong-reference`: the text of `ranges`, which are not those that were given;
    `mismatch`: not the text of `ranges`, from which it has `differences`; `unknown`: not found. `pieces` are the first
    and last word of each piece (of which an ellipsis makes several); empty where all the words of `ranges` are typed.
    `basmalah`: it begins with one that is not numbered. `only`: it stands nowhere else. `besides`: places with another
    text that a mismatch is hardly less near to. `doubts`: a single word lacks an alif that print has, and nothing shows
    that the quotation is in the spelling of the muṣḥaf; whoever knows how the book quotes may hold it for wrong. So
    with `slips`: a single word, and nothing else, shows that the quotation is in another `hand` than a careful one.
    """

    kind: VerdictKind
    ranges: tuple[Range, ...] = ()
    pieces: tuple[tuple[int, int], ...] = ()
    differences: tuple[Difference, ...] = ()
    basmalah: bool = False
    only: bool = False
    besides: tuple[Range, ...] = ()
    doubts: tuple[Difference, ...] = ()
    hand: habits.Habit = CAREFUL
    slips: tuple[Difference, ...] = ()

    @property
    def words(self) -> tuple[int, int] | None:
        return self.pieces[0] if len(self.pieces) == 1 else None

    @property
    def letters_agree(self) -> bool:
        """Whether no more than vowel signs are wrong."""
        return self.kind != "unknown" and all(difference.vowels for difference in self.differences)
