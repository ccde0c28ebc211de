"""Laws of import: no letter is lost, whatever the text; what comes out reads back, and has nothing to answer at once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from docx_files import PNG
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from intake_samples import ANSWER, BOOK, SHATTERED, imported

from bookbuild import pipeline
from bookbuild.diagnostics import BookError, Code
from bookbuild.intake.conservation import LettersLost, check_reading, letters_of, unbalanced
from bookbuild.intake.document import IntakeDocument, IntakeParagraph
from bookbuild.intake.importing import way
from bookbuild.intake.importing.way import Imported, ImportOptions, import_files
from bookbuild.intake.reader import Dropped, ReadDocument, Repair, RepairCode
from bookbuild.intake.runs import TextRun
from bookbuild.intake.writing.read_back import letters_in
from bookbuild.progress import Unwatched

PIECES = (
    "Abu Bakr ﷺ went. ", "the Prophet  said, ", '"so it was" ', "`Umar ", "\n", "\n\n", "\n\n\n\n", "\f", "* ", "- item\n",
    "1. point\n", "1) point\n", "# ", "> ", "::: {.quran}\n", "[^1]", "[1]", "[a](b)", "[x]{.y}", "](z)", "{#id}", "<b>", "&amp;",
    "`code`", "**strong**", "*soft*", "_", "~", "^", "|a|b|\n|---|---|\n", "https://example.org/a_b*c", "http://:ra:", "﴿قل هو الله أحد﴾",
    "ﺍﻟﻄﺮﻳﻖ", "«الطريق", "طريق»", "(9:40)", "[9:40]", "Contents\n", "Chapter 1\n", "Question: ", "Answer: ", "___\n", "ß İ ŉ ½²",
    "َ", "ك", "الله", "\\", "![p](q)", ":ra:", "\u00ad", "\u200f", "Preface\n", "—", "12\n", "By\n", "ISBN 978-0-306-40615-7\n",
    "(1) ", "(٢) ", "a) ", "أ- ", "i. ", "#. ", "(@x) ", "$x$ ", "$5 and $6 ", "[x] ", "+---+---+\n", "--- ---\n", "{dir=rtl}\n",
)  # fmt: skip
INVISIBLE = {ord(character): None for character in "\u00ad\u200f\f"}
OF_WORDS = {
    "quran-mismatch", "quran-reference-wrong", "quran-reference-unknown", "quran-unreferenced", "honorific-mismatch",
    "honorific-doubtful", "honorific-missing", "transliteration-mixed", "source-unparsed", "date-disagrees",
    "digits-mixed", "tatweel-in-source", "arabic-presentation-form", "bidi-control", "glyph-missing",
    "space-stray", "punctuation-foreign", "letter-foreign", "bracket-unclosed", "mark-doubled", "quran-doubtful",
}  # fmt: skip
"""What a text may leave a person to look at. Anything else would be a fault of what import writes."""
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join)


@pytest.mark.parametrize("text", [BOOK, ANSWER, SHATTERED], ids=["book", "letter", "shattered"])
def test_letters_of_the_source_are_those_of_the_manuscript_and_of_the_lists(text: str, tmp_path: Path) -> None:
    done = imported(tmp_path, text)
    kept = letters_in(done.folder)
    assert sum(kept.values()) > 40
    lists = unbalanced(letters_of(text), kept, done.done.dropped, done.done.repairs)
    # what is left stands in the settings: title, names, rights
    settings = letters_of(done.text("book.toml"))
    assert {letter: count for letter, count in lists.items() if count > settings[letter]} == {}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_any_text_is_imported_whole_or_refused(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The balance itself is checked at the end of each import: LettersLost would be raised."""
    place = tmp_path_factory.mktemp("any")
    if not text.translate(INVISIBLE).strip():
        with pytest.raises(BookError, match="import-format"):
            imported(place, text)
        return
    done = imported(place, text)
    found = [finding for finding in done.done.findings if "without the other bracket" not in finding.message]
    assert {str(finding.code) for finding in found} <= OF_WORDS
    left = pipeline.check(done.folder, progress=Unwatched()).findings
    assert [finding for finding in left if not finding.allowed] == []


def test_a_reader_that_loses_a_letter_is_found_out() -> None:
    document = IntakeDocument((IntakeParagraph((TextRun("the road"),)),))
    check_reading(ReadDocument(document, letters_of("the road")))
    check_reading(ReadDocument(document, letters_of("12 the road"), dropped=(Dropped("12", "page number"),)))
    repair = Repair(RepairCode.WORD_JOINED, "the ro\nadd", "the road")
    check_reading(ReadDocument(document, letters_of("the roadd"), repairs=(repair,)))
    with pytest.raises(LettersLost, match=r"U\+0077 \+1"):
        check_reading(ReadDocument(document, letters_of("the roadw")))


def test_capitals_and_composition_are_no_letters() -> None:
    assert letters_of("É a") == letters_of("e\u0301A") == Counter({"e": 1, "\u0301": 1, "a": 1})


def test_nothing_is_written_where_letters_are_lost(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(way, "letters_in", lambda *_: Counter("a"))
    with pytest.raises(LettersLost):
        imported(tmp_path, "They went out.\n")
    assert [path.name for path in tmp_path.iterdir()] == ["source-1.txt"]


@pytest.mark.parametrize("start", ["-1", "0", "1000000000", "99999999999"])
def test_an_item_whose_number_markdown_has_not_is_an_item(start: str, tmp_path: Path) -> None:
    done = imported_html(tmp_path, f'<ol start="{start}"><li>the well<li>the road</ol>')
    chapter = (done.folder / done.chapters[0][0]).read_text("utf-8")
    assert ("the well" in chapter, "the road" in chapter) == (True, True)


@pytest.mark.parametrize(
    "markup", ["<p>{}</p>", "<ul><li>{}</ul>", "<blockquote><p>{}</p></blockquote>", "<p> {}<br></p>"]
)
def test_the_words_of_a_picture_that_stands_alone_are_no_caption(markup: str, tmp_path: Path) -> None:
    (tmp_path / "well.png").write_bytes(PNG)
    done = imported_html(tmp_path, f"<p>The road.</p>{markup.format('<img alt=well src=well.png>')}")
    assert '![](images/well.png){alt="well"}' in (done.folder / done.chapters[0][0]).read_text("utf-8")


def test_what_is_too_large_for_a_manuscript_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(BookError) as refused:
        imported_html(tmp_path, f"<p>The road.</p><table><tr>{'<td>well' * 300}</table>")
    assert {(finding.code, finding.location.path) for finding in refused.value.findings} == {
        (Code.TOO_LARGE, "source.html")
    }
    assert [path.name for path in tmp_path.iterdir()] == ["source.html"]


def imported_html(folder: Path, body: str) -> Imported:
    """A page of HTML as a manuscript; LettersLost is raised where its letters do not balance."""
    source = folder / "source.html"
    source.write_text(f"<html><head><title>The Road</title></head><body>{body}", "utf-8")
    return import_files([source], folder / "book", ImportOptions(), Unwatched())
