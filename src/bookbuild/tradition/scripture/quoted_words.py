"""Words of the text of record, by their positions → what stands in a book: `Quotation`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bookbuild.tradition.scripture.riwayah import Riwayah


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of the text of record: their positions in the muṣḥaf, a run of them for each piece."""

    riwayah: Riwayah
    pieces: tuple[tuple[int, ...], ...]
    total: int
    basmalah: bool = False

    @property
    def plain(self) -> str:
        """The words without signs."""
        return self.text(signs=False, ayah_numbers=False)

    @property
    def count(self) -> int:
        """How many words are quoted, of the `total` of the ranges."""
        return sum(len(piece) for piece in self.pieces)

    @property
    def places(self) -> tuple[tuple[int, int, int], ...]:
        """(sūrah, first āyah, last āyah) for each run of āyāt that words are quoted from."""
        found: list[tuple[int, int, int]] = []
        for position in (position for piece in self.pieces for position in piece):
            surah, ayah = self.riwayah.place(position)
            if found and found[-1][0] == surah and ayah - found[-1][2] in (0, 1):
                found[-1] = (surah, found[-1][1], ayah)
            else:
                found.append((surah, ayah, ayah))
        return tuple(found)

    def text(self, signs: bool, ayah_numbers: bool) -> str:
        """The words, with the waqf signs, and with ۝ and the number where an āyah ends, if there is more than one.

        Pieces are apart by an ellipsis.
        """
        more_than_one = len(self.places) > 1 or any(first != last for _, first, last in self.places)
        numbers = ayah_numbers and more_than_one
        pieces = (" ".join(self.riwayah.word(p, signs, numbers) for p in piece) for piece in self.pieces)
        opening = f"{self.riwayah.basmalah} " if self.basmalah else ""
        return opening + " … ".join(pieces)
