"""No text, however strange, stops the checks; what is found lies within it; what is mended stays mended."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from check_samples import book_of, findings_of, mended
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bookbuild.checks import checked
from bookbuild.model.book import Manuscript
from bookbuild.sources.chapter.chapters import read_chapter, split_lines
from bookbuild.sources.chapter.parse_context import ParseContext

PARTS = st.sampled_from([
    "Abu Bakr", "Abu", "Ibn", "ibn", "bint", "Umm", "`Abdur-Rahman", "al-", "Al", "the ", "Muhammad", "Prophet", "of ", "and ",
    " ", "  ", "(ra)", "ﷺ", "ؓ", "(as)", "AS", "peace be upon him", "'s", "b. ", "son of", "O ", "One of the ", ", ", ".", "*",
    "أبو", "بكر", "بن", "ابن", "عبد", "الله", "عمر", "وعمر", "على", "أبى", "النبي", "رضي الله عنها", "عليهم السلام", "،", " :",
    "أم", "بنت", "قال ", "ـ", "\u200f", "٤٠", "40", "1445 AH", "2023 CE", "/", "15 Shaʿbān", "ﺍ", "\ue000", "( )", "`", "﴿", "[x]{.person}",
    "\n", "\n\n", "## ", "- ", "[^n]", "\\\n",
])  # fmt: skip


@pytest.fixture(scope="module")
def manuscript(tmp_path_factory: pytest.TempPathFactory) -> Manuscript:
    return book_of(tmp_path_factory.mktemp("book"), "Text", more='[honorifics]\nrequire = "always"\n')


@given(st.one_of(st.text(), st.lists(PARTS, max_size=30).map("".join)))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_text_is_checked(manuscript: Manuscript, text: str) -> None:
    reading = ParseContext("1.md", split_lines(f"# Chapter\n\n{text}"))
    chapter = read_chapter(reading)
    made, findings = checked(
        replace(manuscript, chapters={"1.md": chapter}, sources={"1.md": tuple(reading.lines)})
    )  # fmt: skip
    assert made.chapters.keys() == {"1.md"}
    for finding in findings:
        assert finding.message
        assert finding.remedy
        place = finding.location
        assert place.line is None or 1 <= place.line <= len(reading.lines)
        if finding.fix:
            line = reading.lines[finding.fix.line - 1]
            assert 1 <= finding.fix.column <= finding.fix.end_column <= len(line) + 1


@pytest.mark.parametrize(
    "text",
    [
        "Abu Bakr ﷺ and A'ishah رضي الله عنه; Allah (ra), the Companions (may Allah be pleased with him).",
        "قام النبي  وأبو بكر  معه، وقال عمر  نعم، ثم قال الرجـــل في ٤٠ رجلا و30 امرأة و٥٠ غلاما\u200f",
    ],
)
def test_what_is_mended_stays_so(tmp_path: Path, text: str) -> None:
    once = mended(text, findings_of(tmp_path, text))
    assert once != text
    assert [finding for finding in findings_of(tmp_path, once) if finding.fix] == []
