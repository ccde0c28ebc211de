"""A letter with questions and their answer, hard-wrapped: constructs, guillemets, gaps, slips, signature."""

from __future__ import annotations

import tomllib

import pytest
from intake_samples import ANSWER, SampleImport, imported


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> SampleImport:
    return imported(tmp_path_factory.mktemp("import"), ANSWER)


def test_question_and_answer_are_constructs(letter: SampleImport) -> None:
    assert '::: {.question from="Salim of Leeds"}\nHow long was the road?\n' in letter.chapter
    assert "\n::: {.answer}\n1. Both are right.\n" in letter.chapter


def test_the_signature_tells_who_wrote_it_and_when(letter: SampleImport) -> None:
    said = tomllib.loads(letter.text("book.toml"))["book"]
    assert (said["title"], said["subtitle"]) == ("The Length of the Road", "Question and Answer")
    assert said["contributors"] == [{"name": "Bilal Haddad", "role": "author"}]
    assert said["published"].isoformat() == "2016-09-04"


def test_guillemets_reversed_and_astray_stand_where_they_belong(letter: SampleImport) -> None:
    assert letter.codes().count("guillemet-restored") == 2
    assert "«الطريق طويل» “The road is long.”" in letter.chapter
    assert "«سر على مهل فإن الطريق طويل»" in letter.chapter


def test_a_gap_at_the_end_of_a_wrapped_line_is_seen_before_lines_are_joined(letter: SampleImport) -> None:
    assert letter.codes().count("honorific-restored") == 1
    assert "the Prophet ﷺ was mentioned, and he wept." in letter.chapter


def test_a_name_that_is_spelled_once_otherwise_is_told_and_left(letter: SampleImport) -> None:
    told = [finding for finding in letter.done.findings if finding.code == "transliteration-mixed"]
    assert [(finding.location.line, finding.message.split(" ")[0]) for finding in told] == [(18, "`Yusur`")]
    assert "Yusur ibn Tariq" in letter.chapter
