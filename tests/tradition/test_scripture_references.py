"""References as written, and the words of a range."""

from __future__ import annotations

import pytest

from bookbuild.tradition.scripture.riwayah import ReferenceUnknown, Riwayah, parse_pieces, parse_reference, parse_words

REFERENCES = [
    ("9:40", "9:40"),
    ("9:40-41", "9:40-41"),
    ("9:40–41", "9:40-41"),
    (" [ 9 : 40 ] ", "9:40"),
    ("(9:40)", "9:40"),
    ("٩:٤٠", "9:40"),
    ("۹:۴۰", "9:40"),
    ("2:127; 9:40", "2:127 9:40"),
    ("البقرة: ١٢٧؛ التوبة: ٤٠–٤١", "2:127 9:40-41"),
    ("2:127,129", "2:127 2:129"),
    ("2:286-3:2", "2:286 3:1-2"),
    ("التوبة: 40", "9:40"),
    ("التوبة 40", "9:40"),
    ("سورة التوبة، الآية 40", "9:40"),
    ("براءة: 40", "9:40"),
    ("At-Tawbah 9:40", "9:40"),
    ("At-Tawbah: 40", "9:40"),
    ("Surat al-Tawba 9:40", "9:40"),
    ("Sūrat at-Tawbah, verse 40", "9:40"),
    ("Āl ʿImrān 3:3", "3:3"),
    ("Ya-Sin: 1", "36:1"),
    ("مریم: ۷۷", "19:77"),
    ("بنی اسرائیل: ۲۴", "17:24"),
    ("سورۂ بقرہ، آیت ۱۸۳", "2:183"),
    ("سورۃ البقرۃ آیت نمبر ۱۸۳", "2:183"),
    ("سورہ یٰسین: آیات ۱ تا ۳", "36:1-3"),
    ("البقرة: ١٨٣ تا ١٨٥", "2:183-185"),
    ("سورهٔ مريم، آيه ۷", "19:7"),
]
UNKNOWN = [
    ("9:140", "`9:140` does not exist: At-Tawbah (9) has 129 āyāt, not 140"),
    ("9:40-130", "`9:40-130` does not exist: At-Tawbah (9) has 129 āyāt, not 130"),
    ("9:0", "`9:0` does not exist: At-Tawbah (9) has 129 āyāt, not 0"),
    ("115:1", "there is no sūrah 115: there are 114"),
    ("0:1", "there is no sūrah 0: there are 114"),
    ("9:41-40", "`9:41-40` runs backwards"),
    ("At-Tawbah 8:40", "`At-Tawbah` is sūrah 9, not 8"),
    ("Al-Tobah: 3", "`Al-Tobah` is not the name of a sūrah"),
    ("9", "`9` is not a reference"),
    ("nonsense", "`nonsense` is not a reference"),
    ("9:40:3", "`9:40:3` is not a reference"),
    ("", "`` is not a reference"),
    ("9:", "`9:` is not a reference"),
]


@pytest.mark.parametrize(("written", "ranges"), REFERENCES, ids=[r[0] for r in REFERENCES])
def test_reference_is_read(written, ranges):
    assert " ".join(map(str, parse_reference(written))) == ranges


@pytest.mark.parametrize(("written", "message"), UNKNOWN, ids=[u[0] or "empty" for u in UNKNOWN])
def test_reference_is_unknown(written, message):
    with pytest.raises(ReferenceUnknown) as caught:
        parse_reference(written)
    assert caught.value.message == message
    assert caught.value.remedy


def test_the_nearest_name_is_the_remedy():
    with pytest.raises(ReferenceUnknown) as caught:
        parse_reference("Al-Tobah: 3")
    assert caught.value.remedy == "do you mean `At-Tawbah`?"


def test_every_ayah_is_known():
    riwayah = Riwayah.load("hafs")
    counts = [riwayah.ayah_count(surah) for surah in range(1, 115)]
    assert sum(counts) == 6236
    for surah, count in enumerate(counts, 1):
        (found,) = parse_reference(f"{surah}:1-{count}")
        assert (found.surah, found.first, found.last) == (surah, 1, count)


@pytest.mark.parametrize(("written", "words"), [("10-15", (10, 15)), ("10", (10, 10)), (" ١٠ – ١٥ ", (10, 15))])
def test_words_are_read(written, words):
    assert parse_words(written) == words


@pytest.mark.parametrize("written", ["", "x", "0-3", "5-3", "1-2-3", "-4"])
def test_words_are_not_a_range(written):
    with pytest.raises(ReferenceUnknown):
        parse_words(written)


def test_pieces_are_read():
    assert parse_pieces("10-15") == ((10, 15),)
    assert parse_pieces("١–٢، 4") == ((1, 2), (4, 4))


@pytest.mark.parametrize("words", ["4, 1-2", "1-3, 3", "1,", ",", "", "a"])
def test_pieces_that_there_are_not(words):
    with pytest.raises(ReferenceUnknown):
        parse_pieces(words)
