"""The text of record: what is fetched, and how it is set."""

from __future__ import annotations

import json
import unicodedata

import pytest
import quran_text

from bookbuild.tradition.scripture.riwayah import ReferenceUnknown, Riwayah, RiwayahUnreadable, parse_reference


@pytest.fixture(scope="module")
def hafs():
    return Riwayah.load("hafs")


def quoted(hafs, ref, words=None, **how):
    return hafs.quotation(parse_reference(ref), words, **how)


def composed(text):
    """Marks in one order: that of the text of record is its own, and is kept."""
    return unicodedata.normalize("NFC", text)


def test_words_of_an_ayah(hafs):
    quotation = quoted(hafs, "9:40", (10, 15))
    assert composed(quotation.plain) == "ثَانِيَ ٱثۡنَيۡنِ إِذۡ هُمَا فِي ٱلۡغَارِ"
    assert (quotation.count, quotation.total, quotation.places) == (6, 43, ((9, 40, 40),))


def test_signs_are_set_where_asked(hafs):
    with_signs = quoted(hafs, "9:40", (19, 23)).text(signs=True, ayah_numbers=False)
    assert composed(with_signs) == composed("لَا تَحۡزَنۡ إِنَّ ٱللَّهَ مَعَنَاۖ")
    assert quoted(hafs, "9:40", (19, 23)).plain == with_signs.removesuffix("ۖ")


def test_numbers_stand_where_there_is_more_than_one_ayah(hafs):
    two = "قُلۡ هُوَ ٱللَّهُ أَحَدٌ ۝١ ٱللَّهُ ٱلصَّمَدُ ۝٢"
    assert composed(quoted(hafs, "112:1-2").text(signs=True, ayah_numbers=True)) == composed(two)
    assert "۝" not in quoted(hafs, "112:1-2").plain
    assert "۝" not in quoted(hafs, "112:1").text(signs=True, ayah_numbers=True)
    assert "۝" not in quoted(hafs, "112:1-4", (1, 4)).text(signs=True, ayah_numbers=True)


def test_several_ranges_are_counted_through(hafs):
    quotation = quoted(hafs, "112:1; 114:1", (4, 6))
    assert quotation.plain == "أَحَدٌ قُلۡ أَعُوذُ"
    assert quotation.places == ((112, 1, 1), (114, 1, 1))


def test_pieces_are_apart_by_an_ellipsis(hafs):
    quotation = quoted(hafs, "9:40", ((10, 11), (19, 20)))
    assert quotation.plain == "ثَانِيَ ٱثۡنَيۡنِ … لَا تَحۡزَنۡ"


def test_a_basmalah_may_stand_before(hafs):
    basmalah = "بِسۡمِ ٱللَّهِ ٱلرَّحۡمَٰنِ ٱلرَّحِيمِ"
    assert composed(quoted(hafs, "1:1").plain) == composed(basmalah)
    both = quoted(hafs, "112:1", basmalah=True).plain
    assert both == f"{quoted(hafs, '1:1').plain} {quoted(hafs, '112:1').plain}"


@pytest.mark.parametrize("words", [(1, 44), (44, 50), (0, 3), (5, 4)])
def test_words_that_there_are_not(hafs, words):
    with pytest.raises(ReferenceUnknown) as caught:
        quoted(hafs, "9:40", words)
    assert "43" in caught.value.message


def test_unnumbered_basmalahs_do_not_count(tmp_path):
    """A muṣḥaf that writes the basmalah of sūrah 2 as words before its first āyah."""
    document = quran_text.Mushaf.hafs()._doc
    at = document["surah_starts"][1]
    mushaf = json.loads(json.dumps(document))
    for column in ("words", "rasm_imlai"):
        mushaf[column][at:at] = mushaf[column][:4]
    for column in ("surah_starts", "ayah_starts"):
        mushaf[column] = [start + 4 if start >= at else start for start in mushaf[column]]
    mushaf["surah_starts"][1] = at
    mushaf["marks"] = [[place + 4 if place >= at else place, kind] for place, kind in mushaf["marks"]]
    path = tmp_path / "other.json"
    path.write_text(json.dumps(mushaf), "utf-8")
    other = Riwayah.load(path)
    assert other.quotation(parse_reference("1:7")).plain == Riwayah.load("hafs").quotation(parse_reference("1:7")).plain
    assert other.quotation(parse_reference("2:1-2"), (1, 2)).plain == "الٓمٓ ذَٰلِكَ"
    assert other.quotation(parse_reference("114:6")).places == ((114, 6, 6),)


@pytest.mark.parametrize("content", [None, "", "{}", "[]", '{"format": "quran-mushaf"}', "\x00"])
def test_a_file_that_is_no_mushaf(tmp_path, content):
    path = tmp_path / "broken.json"
    if content is not None:
        path.write_text(content, "utf-8")
    with pytest.raises(RiwayahUnreadable):
        Riwayah.load(path)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("words", [1] * 77432), ("words", [" "] * 77432), ("words", ["الله"] * 5), ("words", None), ("rasm_imlai", ["x"]),
        ("rasm_imlai", 7), ("ayah_starts", list(range(6236, 0, -1))), ("surah_starts", [0] * 114), ("surahs", []), ("marks", [[5, 99]]),
    ],
)  # fmt: skip
def test_a_damaged_mushaf_is_refused(tmp_path, column, value):
    path = tmp_path / "damaged.json"
    path.write_text(json.dumps(quran_text.Mushaf.hafs()._doc | {column: value}), "utf-8")
    with pytest.raises(RiwayahUnreadable):
        Riwayah.load(path)


def test_a_riwayah_without_a_conventional_spelling_is_read_by_rule(tmp_path):
    path = tmp_path / "other.json"
    path.write_text(json.dumps(quran_text.Mushaf.hafs()._doc | {"rasm_imlai": None}), "utf-8")
    other = Riwayah.load(path)
    for typed in (
        "ثَانِيَ ٱثْنَيْنِ إِذْ هُمَا فِي ٱلْغَارِ",
        "ثاني اثنين إذ هما في الغار",
        "الحمد لله رب العالمين",
        "آمن الرسول بما أنزل إليه من ربه",
    ):
        assert other.verify(typed).kind == "agrees"
    assert other.verify("ثاني اثنين إذ هما في الدار").kind == "mismatch"


def test_a_riwayah_is_read_once():
    assert Riwayah.load("hafs") is Riwayah.load("hafs")
