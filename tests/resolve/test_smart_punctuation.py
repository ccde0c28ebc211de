"""`[style] smart`: what is typed straight is set as the marks of its paragraph's language, and nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.language.punctuation import PunctuatedPiece, in_text, punctuated
from bookbuild.model.book import Book
from bookbuild.model.walk import nodes, plain
from bookbuild.resolve import resolve
from bookbuild.sources import read_book


def book(folder: Path, text: str, lang: str = "en", style: str = "", title: str = "A") -> Book:
    settings = f"[book]\ntitle = '''{title}'''\nlanguage = \"{lang}\"\n[matter]\nfront = []\nbody = [\"1.md\"]\n{style}"
    (folder / "book.toml").write_text(settings, encoding="utf-8")
    (folder / "1.md").write_text(f"# One\n\n{text}\n", encoding="utf-8")
    manuscript, findings = read_book(folder)
    assert manuscript is not None
    assert findings == ()
    return resolve(manuscript, manuscript.editions[0], lambda sign: sign in "ﷺﷻ")[0]


def page(folder: Path, text: str, lang: str = "en", style: str = "") -> str:
    blocks = book(folder, text, lang, style).sections[0].blocks
    return " | ".join(plain(node.children) for node in nodes(blocks) if type(node).__name__ in ("Paragraph", "Cell"))


CASES = [
    ("en", "He said \"I am 'here' now\" and don't -- wait --- go...", "He said “I am ‘here’ now” and don’t – wait — go…"),
    ("en", "'Tis the '90s; the companions' friend; rock 'n' roll; Qur'an", "’Tis the ’90s; the companions’ friend; rock ’n’ roll; Qur’an"),
    ("en", "\"It goes on.\n\n\"It ends.\"", "“It goes on. | “It ends.”"),
    ("en", "*\"Hello\"* he said, \"see *this*\" (\"yes\")", "“Hello” he said, “see this” (“yes”)"),
    ("en", "\"ﷺ\", the Prophet ﷺ's way", "“ﷺ”, the Prophet\u00a0ﷺ’s way"),
    ("en", "| \"a\" | 'b' |\n|---|---|\n| \"c\" | d-e |", "“a” | ‘b’ | “c” | d-e"),
    ("ar", "قال \"نعم\" ثم \"قال 'لا' مرة\"...", "قال «نعم» ثم «قال ‹لا› مرة»…"),
    ("en", "وقد قال \"نعم\" ثم مضى", "وقد قال «نعم» ثم مضى"),
    ("ar", "He said \"yes\" and didn't go", "He said “yes” and didn’t go"),
    ("fr", "Il dit \"l'homme a dit 'oui' hier\".", "Il dit «\u00a0l’homme a dit “oui” hier\u00a0»."),
    ("de", "Er sagte \"Das ist 'gut' so\" und ging.", "Er sagte „Das ist ‚gut‘ so“ und ging."),
    ("en", "Il [dit \"oui\"]{lang=fr} \"x\"^[A \"note\".]", "Il dit «\u00a0oui\u00a0» “x” | A “note”."),
    ("en", "::: {.x-q lang=fr}\nIl dit \"oui\".\n:::", "Il dit «\u00a0oui\u00a0»."),
    # particles that Arabic joins to a quotation
    ("ar", "\"نعم\"، و\"لا\"، وكـ\"نص\" وب\"نص\" ل\"نص\" فـ\"هو\"؛ و'بلى'.", "«نعم»، و«لا»، وكـ«نص» وب«نص» ل«نص» فـ«هو»؛ و‹بلى›."),
    ("ar", "قال:\"نعم\"، (\"لا\") و\"هل \"هو\" هنا\"", "قال:«نعم»، («لا») و«هل «هو» هنا»"),
    ("en", "وقال و\"نعم\" ثم مضى", "وقال و«نعم» ثم مضى"),
    # an apostrophe for ʿayn
    ("en", "the surah 'al-'Asr' is short", "the surah ‘al-’Asr’ is short"),
    ("en", "called 'Umar' and 'Ali'", "called ‘Umar’ and ‘Ali’"),
    ("en", "'Umar said 'yes' to 'Ali", "’Umar said ‘yes’ to ’Ali"),
    ("en", "'Abdullah ibn 'Umar said: 'O 'Ali.'", "’Abdullah ibn ’Umar said: ‘O ’Ali.’"),
    ("en", "'Ali is here,' said 'Umar", "‘Ali is here,’ said ’Umar"),
    ("fr", "Il dit « bonjour » et \"oui\".", "Il dit «\u00a0bonjour\u00a0» et «\u00a0oui\u00a0»."),
    ("de", "Er »sagte« »das ›ist‹ gut« und „so ‚ist‘ es“.", "Er »sagte« »das ›ist‹ gut« und „so ‚ist‘ es“."),
    # what stays as it is typed
    ("en", "`\"a\" -- b...` \\\"x\\\" \\-- 5'10\" ----", "\"a\" -- b... \"x\" -- 5'10\" ----"),
    ("en", "[a \"b\" -- c](https://x.org/--'a') <https://x.org/a--b> https://x.org/a--'b'", "a \"b\" -- c https://x.org/a--b https://x.org/a--'b'"),
    ("ar", "من ١٢--١٥ إلى ٣'٥ و١٢...١٣", "من ١٢--١٥ إلى ٣'٥ و١٢...١٣"),
    ("en", "a well-known man. Yes.. no", "a well-known man. Yes.. no"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "right"), CASES)
def test_marks_are_those_of_the_paragraphs_language(tmp_path: Path, lang: str, text: str, right: str) -> None:
    assert page(tmp_path, text, lang) == right


def test_false_leaves_what_is_typed(tmp_path: Path) -> None:
    text = 'He "said" -- don\'t...'
    assert page(tmp_path, text, style="[style]\nsmart = false\n") == text


def test_the_title_of_the_book_and_an_index_entry(tmp_path: Path) -> None:
    made = book(tmp_path, "[Qur'an]{.term}", style='back = ["index:terms"]\n', title='A "Life"')
    assert made.title == "A “Life”"
    assert [plain(line.heading) for _, lines in made.indexes["index:terms"].groups for line in lines] == ["Qur’an"]


def test_a_place_is_true_after_a_mark_that_is_longer_than_what_was_typed(tmp_path: Path) -> None:
    texts = [n for n in nodes(book(tmp_path, 'He -- so... "then" x', "fr").sections[0].blocks) if hasattr(n, "text")]
    assert [(n.text, n.location.column) for n in texts] == [
        ("He –", 1), (" so…", 6), (" «\u00a0", 12), ("then\u00a0»", 14), (" x", 19),
    ]  # fmt: skip


def test_a_backtick_for_ayn_is_written_as_ayn(tmp_path: Path) -> None:
    text = "`Umar, Ka`b and *Ibn `Abbas* came; not `code`, \\`Ali"
    fixes = book(tmp_path, text).fixes
    assert [(fix.line, fix.column, fix.text) for fix in fixes] == [(3, at, "ʿ") for at in (1, 10, 22)]


@given(st.text("ab \"'-.«١٢5“\n"), st.sampled_from(["en", "ar", "fr", "sv"]))
def test_nothing_but_marks_changes(text: str, language: str) -> None:
    def letters(of: str) -> str:
        return "".join(char for char in of if char in "ab١٢5")

    made = in_text(text, language)
    assert letters(made) == letters(text)
    (parts,) = punctuated([PunctuatedPiece("text", text)], language)
    assert [at for at, _ in parts] == sorted({at for at, _ in parts})
