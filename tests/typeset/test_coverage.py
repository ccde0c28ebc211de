"""What the fonts of an edition cannot set is found before it is set, each with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from seconds import seconds

from bookbuild.diagnostics import Finding
from bookbuild.documents import render
from bookbuild.documents.theme import theme_of
from bookbuild.fonts import catalogue, fallback
from bookbuild.fonts.catalogue import Face, asked_as, faces_of
from bookbuild.fonts.coverage import LONELY, coverage, named
from bookbuild.fonts.fallback import families_with
from bookbuild.model.document import Rendered
from bookbuild.resolve import resolve
from bookbuild.sources import read_book
from bookbuild.typeset.book.design import print_tokens


def rendered(folder: Path, text: str, settings: str = "") -> Rendered:
    (folder / "chapters").mkdir(parents=True)
    (folder / "book.toml").write_text(f'[book]\ntitle = "One"\n{settings}', encoding="utf-8")
    (folder / "chapters/1.md").write_text(f"# A\n\n{text}\n", encoding="utf-8")
    manuscript, _ = read_book(folder)
    assert manuscript
    edition = manuscript.editions[0]
    book, _ = resolve(manuscript, edition, lambda _: False)
    return render(book, theme_of(folder, edition).folders)


def found(folder: Path, text: str, settings: str = "") -> list[Finding]:
    return list(coverage(rendered(folder, text, settings), ()))


def places(findings: list[Finding]) -> list[tuple[str | None, int | None, int | None]]:
    return [(f.location.path, f.location.line, f.location.column) for f in findings]


MISSES = {
    "a sign of no font": ("Here 𓀀 it is.", [6], "U+13000 EGYPTIAN HIEROGLYPH A001"),
    "a word of another script": ("Shalom: שלום.", [9, 10, 11, 12], "HEBREW LETTER SHIN"),
    "within emphasis": ("So *it was 𓀀* said.", [12], "EGYPTIAN"),
    "in a run of Arabic": ("He said قال 𓀀 قلنا then.", [13], "EGYPTIAN"),
    "in code": ("Code `x ⍺` so.", [9], "`Gentium Plus`, `EB Garamond 12`"),
    "in a poem": ("::: {.verse}\nقيل ꙮ // هنا\n:::", [5], "CYRILLIC"),
    "a mark at the start": ("\u064eقال", [1], "ARABIC FATHA"),
    "a mark behind a space": ("قال \u0651ثم", [5], "ARABIC SHADDA"),
    "a mark behind a bracket": ("قال (\u0652)", [6], "ARABIC SUKUN"),
    "a mark in a box of its own": ("قد*\u064e* جاء", [4], "ARABIC FATHA"),
    "a sign of an honorific that is none": ("قال \u0615 هنا", [5], "ARABIC SMALL HIGH TAH"),
}


@pytest.mark.parametrize(("text", "columns", "said"), MISSES.values(), ids=MISSES.keys())
def test_what_cannot_be_set_is_found_at_its_place(tmp_path: Path, text: str, columns: list[int], said: str) -> None:
    findings = found(tmp_path / "b", text)
    assert [column for _, _, column in places(findings)] == columns
    assert {(path, str(f.code)) for f in findings for path in [f.location.path]} == {("chapters/1.md", "glyph-missing")}
    assert said in findings[0].message
    assert all(f.remedy for f in findings)


FINE = {
    "Latin with marks": "Abū Bakr al-Ṣiddīq, Muṣʿab, Ḥirāʾ: *Dalāʾil* and **Ṣaḥīḥ**.",
    "Arabic with marks": "قَالَ رَسُولُ اللَّهِ ﷺ: «إِنَّمَا الْأَعْمَالُ بِالنِّيَّاتِ»، ثم مضى ﴿لا تحزن﴾.",
    "a mark on a tatweel and on a no-break space": "الفتحة ـَ والضمة \u00a0\u064f هنا",
    "what is not shown": "a\u200bb c\u200dd e\u00adf",
    "a verse as Urdu types it": "﴿اِنَّ مَعَ الْعُسْرِ یُسْرًا﴾ اور ﴿قُلْ ہُوَ اللّٰہُ اَحَدٌ﴾ اور ﴿رَحْمَۃً وَّ ذِکْرٰی﴾",
    "what is no verse, as Urdu types it": "﴿کتابِ ہدایت کا نام یہاں ہے﴾",
    "scripture, with its signs": '::: {.quran ref="2:282"}\n:::',
}


@pytest.mark.parametrize("text", FINE.values(), ids=FINE.keys())
def test_what_can_be_set_is_no_finding(tmp_path: Path, text: str) -> None:
    assert found(tmp_path / "b", text) == []
    assert found(tmp_path / "c", text, 'language = "ar"\n') == []


def test_a_word_is_not_set_in_two_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An italic without `q`, which the next font has."""
    having = catalogue.characters
    monkeypatch.setattr(fallback, "characters", lambda face: having(face) - ({ord("q")} if face.italic else set()))
    findings = found(tmp_path / "b", "The queue, *the queue*, and *q*.")
    assert places(findings) == [("chapters/1.md", 3, 17)]
    assert "`queue` would be set in two fonts, the other `Amiri`" in findings[0].message
    assert "(U+0071 LATIN SMALL LETTER Q) is not in `EB Garamond 12`" in findings[0].message


def test_a_miss_of_the_settings_is_found_without_a_place(tmp_path: Path) -> None:
    settings = 'subtitle = "A 𓀀"\n[matter]\nfront = ["title-page"]\n'
    assert places(found(tmp_path / "b", "Text.", settings)) == [("book.toml", None, None)]


def test_the_same_miss_is_not_told_without_end(tmp_path: Path) -> None:
    assert len(found(tmp_path / "b", "𓀀 " * 50)) == 10


def test_the_remedy_names_fonts_that_have_it() -> None:
    assert "Gentium Plus" in families_with("ʿ", ())
    assert families_with("\U000fffff", ()) == ()


def test_a_combining_mark_is_shown_on_a_circle() -> None:
    assert named("\u064e") == "`\u25cc\u064e` (U+064E ARABIC FATHA)"


def test_no_verse_of_the_text_of_record_has_a_mark_without_a_letter() -> None:
    from quran_text import Mushaf

    assert [verse for verse in Mushaf.hafs().ayahs if LONELY.search(verse.text)] == []


def test_it_takes_a_few_times_as_long_as_parsing_the_documents(tmp_path: Path) -> None:
    """50,000 words: about 3 times as long as reading the text out of the documents; the bar is 10."""
    paragraph = "Abū Bakr came to the well, and قال رسول الله to those who stood by it. " * 20
    book = rendered(tmp_path / "b", "\n\n".join([paragraph] * 170))
    assert list(coverage(book, ())) == []
    parsing = seconds(lambda: ["".join(etree.fromstring(document.xhtml).itertext()) for document in book.documents])
    assert seconds(lambda: list(coverage(book, ()))) < 10 * parsing


# ---- the right cut

CUTS = (
    Face("Text Serif", Path("/f/TextSerif08.otf"), 0, 400, False),
    Face("Text Serif 08", Path("/f/TextSerif08.otf"), 0, 400, False),
    Face("Text Serif", Path("/f/TextSerif12.otf"), 0, 400, False),
    Face("Text Serif 12", Path("/f/TextSerif12.otf"), 0, 400, False),
    Face("Old Serif", Path("/f/OldSerif-Caption.otf"), 0, 400, False),
    Face("Old Serif Caption", Path("/f/OldSerif-Caption.otf"), 0, 400, False),
    Face("Old Serif", Path("/f/OldSerif-Display.otf"), 0, 400, False),
    Face("Old Serif Display", Path("/f/OldSerif-Display.otf"), 0, 400, False),
    Face("Old Serif", Path("/f/OldSerif.otf"), 0, 400, False),
    Face("Plain", Path("/f/Plain.otf"), 0, 400, False),
)


@pytest.mark.parametrize(
    ("family", "file", "name"),
    [
        ("Text Serif", "TextSerif12.otf", "Text Serif 12"),
        ("Text Serif 08", "TextSerif08.otf", "Text Serif 08"),
        ("Old Serif", "OldSerif.otf", "Old Serif"),
        ("Plain", "Plain.otf", "Plain"),
    ],
)
def test_the_cut_for_text_is_chosen(monkeypatch: pytest.MonkeyPatch, family: str, file: str, name: str) -> None:
    monkeypatch.setattr(catalogue, "installed", lambda: CUTS)
    assert [face.path.name for face in faces_of(family)] == [file]
    assert asked_as(family, ()) == name


def test_garamond_is_not_set_in_its_cut_for_captions(tmp_path: Path) -> None:
    book = rendered(tmp_path / "b", "Text.", '[style.fonts]\nlatin = "EB Garamond"\n').book
    assert '--latin: "EB Garamond 12"' in print_tokens(book, theme_of(tmp_path, book.edition), "body")
    assert "08" not in {face.path.stem[10:12] for face in faces_of("EB Garamond")}


def test_a_script_without_a_font_is_one_finding_with_its_count(tmp_path: Path) -> None:
    (finding,) = found(tmp_path / "b", "Here বাংলা ভাষা একটি সুন্দর ভাষা।\n\nআরও লেখা।")
    assert (finding.location.line, finding.location.column) == (3, 6)
    assert finding.message.startswith("21 characters of Bengali (`")
