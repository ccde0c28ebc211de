"""An Arabic book: its title page, parts, notes, verse, verses of the Qurʾān, and gaps where honorifics were."""

from __future__ import annotations

import tomllib

import pytest
from intake_samples import ARABIC, SampleImport, imported


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> SampleImport:
    return imported(tmp_path_factory.mktemp("import"), ARABIC)


def test_what_the_title_page_says_stands_in_the_settings(book: SampleImport) -> None:
    said = tomllib.loads(book.text("book.toml"))["book"]
    assert (said["language"], said["title"], said["subtitle"]) == ("ar", "الطريق إلى المدينة", "رحلة في عشر منازل")
    assert said["contributors"] == [{"name": "سالم بن حمد الرفاعي", "role": "author"}]
    assert (said["publisher"], said["place"], said["published"]) == ("دار الشمال للنشر", "بيروت", 2012)
    assert said["rights"] == "الطبعة الأولى 1433هـ - 2012م جميع حقوق الطبع محفوظة"


def test_parts_chapters_and_front_matter_are_those_of_the_contents(book: SampleImport) -> None:
    matter = tomllib.loads(book.text("book.toml"))["matter"]
    assert [part["title"] for part in matter["parts"]] == ["الباب الأول: الخروج", "الباب الثاني: الوصول"]
    assert [len(part["chapters"]) for part in matter["parts"]] == [2, 1]
    assert [title for _, title in book.done.chapters] == [
        "الإهداء", "المقدمة", "الفصل الأول: الليلة الأولى", "الفصل الثاني: البئر", "الفصل الثالث: باب المدينة",
    ]  # fmt: skip
    assert all(path.isascii() for path, _ in book.done.chapters)


@pytest.mark.parametrize(
    "whole",
    [
        "خرجوا بعد أن غاب القمر[^1]، ولم يره",
        "[^1]: هكذا يحكي أهل الطريق.",
        "[أبو بكر]{.person} رضي الله عنه يمشي أمام النبي ﷺ ساعة",
        "﴿إن مع العسر يسرا﴾ [الشرح: 6]",
        '[ثاني اثنين إذ هما في الغار إذ يقول لصاحبه لا تحزن إن الله معنا]{.quran ref="9:40" words="10-23"}',
        "- خبز.\n- ماء.\n",
        "فقيل: «لمن هي؟»\n",
        "::: {.verse}\nطلعنا على البئر عند الغروب // وقد غاب عنا ضياء النهار\n",
    ],
)
def test_what_stands_in_it(book: SampleImport, whole: str) -> None:
    assert whole in book.all_text


def test_a_garbled_verse_is_told_with_the_true_one_and_stands_as_it_was(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    text = "قرأ الإمام ﴿إن مع اليسر عسرا﴾ [الشرح: 6] ثم ركع.\n"
    garbled = imported(tmp_path_factory.mktemp("garbled"), text)
    [finding] = [finding for finding in garbled.done.findings if finding.code == "quran-mismatch"]
    assert (finding.allowed, "94:6" in finding.message) == (True, True)
    assert "﴿إن مع اليسر عسرا﴾ [الشرح: 6]" in garbled.chapter
    [waiver] = tomllib.loads(garbled.text("book.toml"))["allow"]
    assert (waiver["code"], waiver["reason"]) == ("quran-mismatch", "import: see import-report.md")
    assert waiver["line"] == finding.location.line
