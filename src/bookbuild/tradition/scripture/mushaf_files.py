"""`hafs`, or the path of a file in quran-text's format → what reads the muṣḥaf, refused where it is not sound."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from bookbuild.tradition.scripture.orthography import read
from bookbuild.tradition.scripture.references import ScriptureError


class RiwayahUnreadable(ScriptureError):
    """The file of a riwāyah is missing, or not in quran-text's format."""


def mushaf_loader(riwayah: str) -> Callable[[], Any]:
    """What gives a riwāyah's `quran_text.Mushaf`; that of a file is read already. Raises RiwayahUnreadable."""
    import quran_text

    if riwayah == "hafs":  # it comes with quran-text, and is read when the first word is asked of it
        hafs: Callable[[], Any] = quran_text.Mushaf.hafs
        return hafs
    try:
        mushaf = quran_text.Mushaf.load(riwayah)
        _refuse_unsound(mushaf)
        return lambda: mushaf
    except OSError as error:
        raise RiwayahUnreadable(f"`{riwayah}` cannot be read: {error.strerror}", "write `hafs`, or a path") from error
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise RiwayahUnreadable(f"`{riwayah}` is not a muṣḥaf in quran-text's format", "write `hafs`") from error


def _refuse_unsound(mushaf: Any) -> None:
    """Raise ValueError for a muṣḥaf whose words are no words, or whose divisions do not divide them."""
    words, conventional = mushaf.words, mushaf._doc.get("rasm_imlai")
    starts = [ayah.start for ayah in mushaf.ayahs]
    surahs = [surah.start for surah in mushaf.surahs]
    divisions = all(a < b for a, b in pairwise([-1, *starts, len(words)])) and all(a < b for a, b in pairwise(surahs))
    texts = all(isinstance(word, str) and read(word).letters for word in words)
    plain = conventional is None or (
        len(conventional) == len(words) and all(each is None or isinstance(each, str) for each in conventional)
    )
    if not (divisions and texts and plain and len(words) > 4):
        raise ValueError
