"""The laws on books that nobody wrote: made of every construct, in both languages, by Hypothesis."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from book_command import command, working_in
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from law_samples import CONTRACT, book_text, letters, lost_latin, resolved

from bookbuild.inspection.epub import epub_findings, epub_text
from bookbuild.inspection.judges import epubcheck, pdf_text_poppler, qpdf_check
from bookbuild.inspection.pdf import pdf_findings

WORDS = [
    "lamp",
    "oil",
    "wick",
    "Umar",
    "the",
    "night",
    "of",
    "a",
    "traveller",
    "who",
    "went",
    "by",
    "كتاب",
    "نور",
    "الله",
    "لا",
    "تحزن",
    "في",
    "12",
    "١٢",
    "p.",
    "(x)",
    "“so”",
    "«نعم»",
    "the Prophet ﷺ",
    "O’Neil",
    "well-lit",
    "a_b",
]
VERSES = ["[112:1]{.quran}", '[9:40]{.quran words="10-15"}', "﴿قل هو الله أحد﴾", "﴿لا تحزن إن الله معنا﴾ [9:40]"]

plain = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)


def around(before: str, after: str) -> Callable[[str], str]:
    return lambda inner: f"{before}{inner}{after}"


inline = st.one_of(
    plain,
    plain.map(around("*", "*")),
    plain.map(around("**", "**")),
    plain.map(around("[", "]{.person}")),
    plain.map(around("[", "]{.place}")),
    plain.map(around("[", "](https://example.org)")),
    plain.map(around("[", "]{.x-a lang=ur}")),
    plain.map(around("^[", "]")),
    plain.map(around("[", "]{.source}")),
    st.sampled_from(
        ["Umar (ra)", "Musa :as:", "the Prophet ﷺ", "`code`", "Allah (swt)", "[](#c1)", "[](#c2){.page}", "[see](#c1)"]
    ),
    st.sampled_from(VERSES),
)
line = st.lists(inline, min_size=1, max_size=5).map(" ".join)


def quoted(block: str) -> str:
    return "\n".join(f"> {text}".rstrip() for text in block.split("\n"))


def item(block: str) -> str:
    return "- " + "\n".join(f"  {text}".rstrip() for text in block.split("\n")).strip()


leaf = st.one_of(
    line,
    line.map(around("## ", "")),
    st.just("***"),
    st.sampled_from(["::: {.break}\n:::", "::: {.break .recto}\n:::"]),
    line.map(around("| a | b |\n|---|---|\n| ", " | x |\n\n: A caption")),
    line.map(around("Term\n:   ", "")),
    st.just("![A lamp](../images/lantern.svg)"),
    line.map(around("::: verse\n", " // and so\n:::")),
    st.just('::: {.quran ref="94:5-6"}\n:::'),
    line.map(around('::: {.hadith source="Bukhari 1"}\nما ظنك\n\n', "\n:::")),
)
block = st.recursive(
    leaf,
    lambda inner: st.one_of(
        inner.map(quoted),
        inner.map(item),
        st.tuples(
            st.sampled_from([".letter", ".margin", ".answer", '.question from="A"', ".x-b", ".epigraph"]), inner
        ).map(lambda pair: f"::: {{{pair[0]}}}\n{pair[1]}\n:::"),
    ),
    max_leaves=3,
)
chapter = st.lists(block, min_size=1, max_size=6).map("\n\n".join)
chapters = st.lists(chapter, min_size=2, max_size=4)
tables = st.fixed_dictionaries(
    {
        "notes": st.sampled_from(["foot", "chapter", "book"]),
        "note-numbers": st.sampled_from(["chapter", "book"]),
        "chapter-number": st.sampled_from(["none", "digits", "abjad", "ordinal"]),
        "opening": st.sampled_from(["recto", "any"]),
    }
)


def laid(folder: Path, language: str, style: dict[str, str], texts: list[str]) -> Path:
    """The book as a folder."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(CONTRACT / "stock" / "images", folder / "images")
    (folder / "chapters").mkdir()
    keys = "".join(f'{key} = "{value}"\n' for key, value in style.items())
    toml = (
        f'[book]\ntitle = "Made"\nlanguage = "{language}"\n[matter]\nfront = ["title-page", "contents"]\n'
        f'back = ["list:figures", "index:persons", "index:quran"]\n[style]\n{keys}'
        '[honorifics]\nstyle = "phrase"\n[editions.e]\nformat = "epub"\n[editions.p]\nformat = "pdf"\n'
    )
    (folder / "book.toml").write_text(toml, encoding="utf-8")
    for number, text in enumerate(texts, 1):
        content = f"# Chapter {number} {{#c{number}}}\n\n{text}\n"
        (folder / "chapters" / f"{number}.md").write_text(content, encoding="utf-8")
    return folder


def hold(place: Path, book: Path, *editions: str, judged: Any = None) -> None:
    options = [option for name in editions for option in ("--edition", name)]
    with working_in(place):
        result = command("build", book, *options)
    assert result.exit_code == 0, result.stderr
    for made in resolved(book):
        if made.edition.name not in editions:
            continue
        path = place / "dist" / book.name / f"{book.name}-{made.edition.name}.{made.edition.format}"
        written = book_text(made)
        if path.suffix == ".epub":
            assert [text for text in map(letters, epub_text(path)) if text] == [
                text for text in map(letters, written) if text
            ]
            assert epub_findings(path) == ()
            assert judged is None or judged(epubcheck, path)[0].remarks == ()
        else:
            assert lost_latin("\n".join(written), pdf_text_poppler(path)) == []
            assert pdf_findings(path) == ()
            assert judged is None or judged(qpdf_check, path).passed


BOOKS = given(language=st.sampled_from(["en", "ar"]), style=tables, texts=chapters)
QUICK = settings(
    max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None
)


@BOOKS
@QUICK
def test_e_books(tmp_path: Path, language: str, style: dict[str, str], texts: list[str]) -> None:
    hold(tmp_path, laid(tmp_path / "made", language, style, texts), "e")


@pytest.mark.slow
@BOOKS
@settings(QUICK, max_examples=60)
def test_many_books(tmp_path: Path, judged, language: str, style: dict[str, str], texts: list[str]) -> None:
    hold(tmp_path, laid(tmp_path / "made", language, style, texts), "e", "p")


@pytest.mark.slow
@BOOKS
@settings(QUICK, max_examples=10)
def test_judged_books(tmp_path: Path, judged, language: str, style: dict[str, str], texts: list[str]) -> None:
    hold(tmp_path, laid(tmp_path / "made", language, style, texts), "e", "p", judged=judged)
