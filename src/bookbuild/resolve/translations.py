"""A quotation of the Qurʾān as typed → the same, its paragraphs in another language of the script as translation."""

from __future__ import annotations

from itertools import compress

from msgspec.structs import replace

from bookbuild.language.marks import LETTERS_OF_OTHERS
from bookbuild.model.blocks import Quran
from bookbuild.model.walk import plain
from bookbuild.tradition.scripture.riwayah import Riwayah


def with_translation_apart(quotation: Quran, riwayah: Riwayah) -> Quran:
    """`quotation` without the typed paragraphs that are Persian, Urdu or the like; these are its translation."""
    apart = [_is_translation(plain(paragraph.children), riwayah) for paragraph in quotation.typed]
    if not any(apart):
        return quotation
    kept = [not each for each in apart]
    return replace(
        quotation,
        typed=tuple(compress(quotation.typed, kept)),
        typed_ends=tuple(compress(quotation.typed_ends, kept)),
        translation=(*compress(quotation.typed, apart), *quotation.translation),
    )


def _is_translation(text: str, riwayah: Riwayah) -> bool:
    """Whether it has letters that Arabic has not, and more than half of its words are none of the Qurʾān's.

    Arabic that is typed on a Persian or Urdu keyboard has such letters too, but in words of the Qurʾān.
    """
    if LETTERS_OF_OTHERS.isdisjoint(text):
        return False
    words = text.split()
    return 2 * sum(riwayah.vocabulary.has(word) for word in words) < len(words)
