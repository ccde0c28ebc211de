"""Law: whatever an EPUB, HTML, Shamela, OpenITI or JSON file holds, it is read with all its letters, or refused."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from foreign_samples import FILES, OPENITI, SHAMELA, package, read
from hypothesis import given, settings
from hypothesis import strategies as st

from bookbuild.diagnostics import BookError
from bookbuild.intake.conservation import document_text

TAGS = [
    "p",
    "div",
    "section",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "tr",
    "td",
    "th",
    "thead",
    "tbody",
    "caption",
    "blockquote",
    "h1",
    "h2",
    "h4",
    "a",
    "sup",
    "span",
    "i",
    "b",
    "em",
    "pre",
    "hr",
    "br",
    "q",
    "ruby",
    "rt",
    "rp",
    "aside",
    "nav",
    "figure",
    "figcaption",
    "img",
    "svg",
    "center",
    "font",
    "details",
    "title",
    "style",
    "article",
    "header",
]
ATTRIBUTES = (
    'id="a"', 'href="#a"', 'href="#b"', 'id="b"', 'epub:type="noteref"', 'epub:type="footnote"', 'class="verse"', "dir=rtl",
    'epub:type="pagebreak" title="3"', 'class="quran"', "data-generated", 'class="pagenum"', "hidden", 'src="data:x,y"',
    "colspan=9", 'class="hemistich"', 'lang="ar"', 'start="0"', 'role="doc-endnotes"', 'class="footnotes"', 'epub:type="toc"',
)  # fmt: skip
TEXTS = (
    "one",
    " two ",
    "٣",
    "(1)",
    "[2]",
    "ﷺ",
    "&amp;",
    "&#1;",
    "َ",
    "\n",
    "3. ",
    "﴿قل﴾",
    "# ",
    "```",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
)
PIECES = st.one_of(
    st.sampled_from(TEXTS),
    st.builds(lambda tag, attribute: f"<{tag} {attribute}>", st.sampled_from(TAGS), st.sampled_from(("", *ATTRIBUTES))),
    st.sampled_from(TAGS).map(lambda tag: f"</{tag}>"),
)
MARKUP = st.lists(PIECES, max_size=60).map("".join)
OPENITI_PIECES = st.lists(
    st.sampled_from(("\n# ", "\n~~", "\n### | ", "\n### $ ", " PageV01P002 ", "(¬1)", "\n# (¬1) ", "%~%", "$RWY$", "@MATN@", "@HUKM@",
                     "@QB@", "ms01", "قال", "كذا", " ", "\n", "@P02", "|EDITOR|", "AUTO ")),
    max_size=50,
).map("".join)  # fmt: skip
KINDS = [
    "Para",
    "Plain",
    "Str",
    "Emph",
    "Strong",
    "Link",
    "Image",
    "Note",
    "Span",
    "Div",
    "Header",
    "BulletList",
    "OrderedList",
    "DefinitionList",
    "Table",
    "Quoted",
    "Cite",
    "Code",
    "CodeBlock",
    "BlockQuote",
    "LineBlock",
    "RawInline",
    "Space",
    "LineBreak",
    "Figure",
    "Math",
    "Null",
]
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(
        st.sampled_from(("a", "ب", "", "#a", 1, None, [], ["", [], []])), st.sampled_from(KINDS).map(lambda t: {"t": t})
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=5), st.builds(lambda t, c: {"t": t, "c": c}, st.sampled_from(KINDS), inner)
    ),
    max_leaves=30,
)


def read_or_refused(name: str, data: bytes | str, wanted: str) -> bool:
    """Whether a file was read, its letters balanced; False: it got a finding. All else is raised."""
    with suppress(BookError):
        return bool(document_text(read(name, data, wanted).document).strip())
    return False


@pytest.mark.slow
@settings(max_examples=800, deadline=None)
@given(text=MARKUP)
def test_any_html(text: str) -> None:
    read_or_refused("a.html", f"<html><body>{text}", "html")


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(first=MARKUP, second=MARKUP, nav=MARKUP)
def test_any_epub(first: str, second: str, nav: str) -> None:
    whole = "<html><body>{}</body></html>"
    files = {**FILES, "OPS/a.xhtml": whole.format(first), "OPS/b.xhtml": second, "OPS/nav.xhtml": f"<nav><ol>{nav}"}
    read_or_refused("a.epub", package(files), "epub")


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(at=st.integers(0, 2000), length=st.integers(0, 40), new=st.binary(max_size=12))
def test_any_damage_to_an_epub(at: int, length: int, new: bytes) -> None:
    whole = package()
    at %= len(whole)
    read_or_refused("a.epub", whole[:at] + new + whole[at + length :], "epub")


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(text=OPENITI_PIECES, page=MARKUP)
def test_any_text_of_a_corpus(text: str, page: str) -> None:
    assert read_or_refused("a-ara1", f"{OPENITI}{text}", "openiti")
    read_or_refused("a.htm", SHAMELA.replace("ليلا", page), "shamela")


@pytest.mark.slow
@settings(max_examples=800, deadline=None)
@given(blocks=st.lists(VALUES, max_size=4), meta=VALUES)
def test_any_json(blocks: list[Any], meta: Any) -> None:
    read_or_refused("a.json", json.dumps({"meta": {"title": meta, "x": meta}, "blocks": blocks}), "pandoc-json")
