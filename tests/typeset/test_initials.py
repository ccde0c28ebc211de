"""`initial = "drop"`, `"raised"`: the first letter of a chapter is drawn large; its word is read as one."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from page_samples import BuiltBook, built, prose

from bookbuild.fonts.catalogue import faces_of
from bookbuild.typeset.book.initials import InitialStyle, initials

EDITIONS = '[editions.press]\nformat = "pdf"\npurpose = "screen"\n[editions.ebook]\nformat = "epub"\n'


def chapter(place: Path, text: str, mode: str = "drop", **more: Any) -> BuiltBook:
    return built(place, f"# A\n\n{text}\n", style=f'initial = "{mode}"', editions=EDITIONS, **more)


def pdftotext(book: BuiltBook) -> str:
    file = book.folder / "book-press.pdf"
    return subprocess.run(["pdftotext", "-l", "1", str(file), "-"], capture_output=True, check=True).stdout.decode()


def drawings(book: BuiltBook) -> list[Any]:
    """Where something is drawn that is as wide as a large letter, in pt."""
    return [each["rect"] for each in book.document[0].get_drawings() if 8 < each["rect"].width < 90]


def baselines(book: BuiltBook) -> list[float]:
    """Of the lines of the first page, behind the title, in pt."""
    blocks = book.document[0].get_text("dict")["blocks"]
    lines = [line for block in blocks for line in block.get("lines", ()) if line["bbox"][2] - line["bbox"][0] > 99]
    return sorted({round(line["spans"][-1]["origin"][1], 1) for line in lines})


WORDS = {
    "a letter": ("Bismillah", "Bismillah"),
    "a quotation mark goes with it": ('"Quiet', "“Quiet"),
    "ʿ goes with it": ("ʿUmar", "ʿUmar"),
    "a letter of transliteration": ("Ṣāliḥ", "Ṣāliḥ"),
    "an entry of an index": ("[Bilāl]{.person}", "Bilāl"),
}


@pytest.mark.parametrize("mode", ["drop", "raised"])
@pytest.mark.parametrize("name", WORDS)
def test_the_word_is_read_whole(name: str, mode: str, tmp_path: Path) -> None:
    written, read = WORDS[name]
    end = '"' if written.startswith('"') else ""
    book = chapter(tmp_path, f"{written} {prose(120, 1)}{end}", mode)
    assert drawings(book)
    assert f"{read} " in pdftotext(book)
    assert f"{read} " in " ".join(book.pages[0].split())


def test_it_stands_on_the_baseline_of_its_last_line_and_is_as_high_as_the_first(tmp_path: Path) -> None:
    book = chapter(tmp_path, f"Hijrah {prose(120, 1)}")
    [letter] = drawings(book)
    lines = baselines(book)
    assert abs(letter.y1 - lines[2]) < 0.7
    assert abs(letter.y0 - (lines[0] - 0.65 * 11)) < 1.0


def test_lines_beside_it_begin_behind_it_and_the_next_at_the_edge(tmp_path: Path) -> None:
    book = chapter(tmp_path, f"Hijrah {prose(120, 1)}")
    [letter] = drawings(book)
    words = book.document[0].get_text("words")
    starts = [min(word[0] for word in words if abs(word[3] - y) < 6) for y in baselines(book)[1:4]]
    assert starts[0] > letter.x1
    assert starts[1] > letter.x1
    assert starts[2] <= letter.x0 + 1


def test_a_tail_has_room(tmp_path: Path) -> None:
    book = chapter(tmp_path, f"Quiet {prose(120, 1)}")
    [letter] = drawings(book)
    words = book.document[0].get_text("words")
    inside = [word[4] for word in words if word[0] < letter.x1 and letter.y0 < (word[1] + word[3]) / 2 < letter.y1]
    assert inside in ([], ["Quiet"])


@pytest.mark.parametrize(
    "text",
    [
        f"Too short {prose(30)}",
        f"- An item {prose(90)}",
        f"> Quoted {prose(90)}",
        f"1435 was a year {prose(90)}",
        f"لا تحزن {prose(90)}",
    ],
)
def test_where_there_is_none(text: str, tmp_path: Path) -> None:
    assert drawings(chapter(tmp_path, text)) == []


def test_none_unless_it_is_asked_for(tmp_path: Path) -> None:
    book = chapter(tmp_path, f"Hijrah {prose(120, 1)}", "none")
    assert drawings(book) == []
    with zipfile.ZipFile(book.folder / "book-ebook.epub") as archive:
        assert b"initial-" not in archive.read("EPUB/one.xhtml")


def test_in_arabic_the_first_word_is_larger_and_whole(tmp_path: Path) -> None:
    style = 'initial = "drop"\ntheme = "naskh"'
    book = built(tmp_path, f"# A\n\nقبل {prose(120, 1, 'ar')}\n", language="ar", style=style)
    spans = [
        (round(span["size"]), span["text"])
        for block in book.document[0].get_text("dict")["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
    ]
    usual = next(size for size, text in spans if "الرجل" in text)
    assert any(size > 1.3 * usual and "قبل" in text for size, text in spans)


def test_in_an_ebook_the_word_is_one_text(tmp_path: Path) -> None:
    book = chapter(tmp_path, f"Hijrah {prose(120, 1)}")
    with zipfile.ZipFile(book.folder / "book-ebook.epub") as archive:
        assert b"<p>Hijrah " in archive.read("EPUB/one.xhtml")
        assert b'class="chapter initial-drop"' in archive.read("EPUB/one.xhtml")
        assert b"::first-letter" in archive.read("EPUB/styles/book.css")


def test_pages_of_a_chapter_with_an_initial_are_chosen_together(tmp_path: Path) -> None:
    text = f"Hijrah {prose(120, 1)}\n\n" + "\n\n".join(prose(60, seed) for seed in range(30))
    bottoms = []
    for mode in ("none", "drop"):
        document = chapter(tmp_path / mode, text, mode).document
        words = [document[number].get_text("words") for number in range(1, len(document) - 1)]
        bottoms.append({round(max(word[3] for word in page if word[3] < 520)) for page in words})
    assert len(bottoms[1]) <= len(bottoms[0]) + 1


LEAD_IN = {
    "three words, the initial's the first": ("Hijrah was a road, not a flight", 3, "ijrah was a"),
    "ʿ goes with its letter": ("“ʿUmar went out", 2, "mar went"),
    "up to a word of which the face has none": ("Hijrah was Ṣāliḥ’s road", 4, "ijrah was"),
    "none, where its own word has none": ("Ṣāliḥ was here", 3, ""),
    "none, where a theme asks for none": ("Hijrah was a road", 0, ""),
}


@pytest.mark.parametrize("mode", ["drop", "raised"])
@pytest.mark.parametrize("name", LEAD_IN)
def test_words_behind_it_are_small_capitals_of_the_face(name: str, mode: str) -> None:
    begins, count, led = LEAD_IN[name]
    face = next(face for face in faces_of("EB Garamond 12") if face.weight == 400 and not face.italic)
    text = f"{begins}, {prose(120, 1)}"
    section = fromstring(f'<section class="initial-{mode}"><div class="opening"/><p>{text}</p></section>')
    initials(section, InitialStyle(3, face, 5.0, 3.9, 60.0, count), "en")
    assert "".join(each.text or "" for each in section.iter("span") if each.get("class") == "lead-in") == led
    assert "".join(section[1].itertext()) == text


def test_what_is_set_in_small_capitals_is_read_as_written(tmp_path: Path) -> None:
    widths = {}
    for theme in ("plain", "narrative"):
        text = f"# A\n\nHijrah was a road, {prose(120, 1)}\n"
        book = built(tmp_path / theme, text, style=f'initial = "raised"\ntheme = "{theme}"', editions=EDITIONS)
        assert "Hijrah was a road, " in " ".join(pdftotext(book).split())
        words = {word[4]: word[2] - word[0] for word in book.document[0].get_text("words")}
        widths[theme] = words["was"] / words["road,"]
    assert widths["narrative"] > 1.1 * widths["plain"]


def test_in_an_ebook_the_first_line_is_in_small_capitals_where_the_theme_wants_it(tmp_path: Path) -> None:
    for theme, wanted in (("plain", False), ("narrative", True)):
        text = f"# A\n\nHijrah {prose(120, 1)}\n"
        book = built(tmp_path / theme, text, style=f'initial = "drop"\ntheme = "{theme}"', editions=EDITIONS)
        with zipfile.ZipFile(book.folder / "book-ebook.epub") as archive:
            assert (b"p::first-line" in archive.read("EPUB/styles/book.css")) is wanted
            assert b"<p>Hijrah " in archive.read("EPUB/one.xhtml")
