"""Quotations in a book: where findings stand, what is set, what `check --fix` writes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from book_command import command

SETTINGS = """[book]
title = "A Book"
[matter]
back = ["index:quran", "colophon"]
[scripture]
translation = { name = "A Translation", rights = "All rights theirs." }
[editions.ebook]
format = "epub"
"""


@pytest.fixture
def book(tmp_path: Path):
    """Makes a book of one chapter, whose text begins in line 3."""

    def make(text: str, settings: str = SETTINGS, newline: str = "\n") -> Path:
        folder = tmp_path / "book"
        (folder / "chapters").mkdir(parents=True, exist_ok=True)
        (folder / "book.toml").write_text(settings, encoding="utf-8")
        (folder / "chapters" / "01.md").write_text(f"# One\n\n{text}\n", encoding="utf-8", newline=newline)
        return folder

    return make


def findings(folder: Path, *options: str) -> list[str]:
    told = json.loads(command("check", folder, "--json", *options).stdout)["findings"]
    told = [each for each in told if each["code"] != "index-empty"]
    return [f"{each['code']} {each['line']}:{each['column']} {each['message']}" for each in told]


def places(folder: Path) -> list[str]:
    return [" ".join(each.split()[:2]) for each in findings(folder)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said: ﴿لا تخف إن الله معنا﴾ [9:40].", ["quran-mismatch 3:14"]),
        ("> He said: ﴿لا تحزن\n> إن الله معهم﴾ [9:40].", ["quran-mismatch 4:11"]),
        ("﴿ثاني اثنين\n   إذ هم   في\n الدار﴾ [9:40]", ["quran-mismatch 4:7"]),
        ("﴿ثاني اثنان إذ هما في الدار﴾ [9:40]", ["quran-mismatch 3:7", "quran-mismatch 3:20"]),
        ("::: {.quran ref=\"9:40\"}\nثاني اثنين\nإذ هما في الدار\n:::", ["quran-mismatch 5:8"]),
        ("::: {.quran ref=\"9:40\"}\n﴿ثاني اثنين إذ هما\nفي الغار﴾ [9:41]\n:::", []),
        ("[لا تخف إن الله معنا]{.quran ref=\"9:40\"}", ["quran-mismatch 3:5"]),
        ("[لا تحزن\nإن الله معهم]{.quran ref=\"9:40\"}", ["quran-mismatch 4:9"]),
        ("| a | b |\n|---|---|\n| x | ﴿لا تخف إن الله معنا﴾ [9:40] |", ["quran-mismatch 5:11"]),
        ("She[^n].\n\n[^n]: She read ﴿لا تخف إن الله معنا﴾ [9:40].", ["quran-mismatch 5:20"]),
        ("## ﴿لا تخف إن الله معنا﴾ [9:40]", ["quran-mismatch 3:8"]),
        ("﴿لا تحزن إن الله معنا﴾ [9:41]", ["quran-reference-wrong 3:1"]),
        ("وقرأ: *لا تحزن إن* الله معنا", ["quran-unreferenced 3:8"]),
        ("وقرأ: لا تحزن\nإن الله معنا", ["quran-unreferenced 3:7"]),
        ("> وقرأ\n> [لا تحزن إن الله معنا](https://example.org)[^n]\n\n[^n]: وقرأ: ثاني اثنين إذ هما في الغار", ["quran-unreferenced 4:4", "quran-unreferenced 6:13"]),
        ("::: {.hadith source=\"Bukhari 3653\"}\nوقرأ: لا تحزن إن الله معنا\n:::", ["quran-unreferenced 4:7"]),
        ("`لا تحزن إن الله معنا`", []),
        ("وقرأ: لا تحزن ﷺ إن الله معنا", []),
        ("الحمد لله رب العالمين ﴿٢﴾ وبعد", []),
    ],
)  # fmt: skip
def test_findings_stand_where_the_words_do(book, text: str, found: list[str]) -> None:
    assert places(book(text)) == found


def test_a_mismatch_names_words_text_and_reference(book) -> None:
    (found,) = findings(book("﴿ثَانِيَ اثْنَيْنِ إِذْ هُمَا فِي الْعَهْدِ﴾ [9:40]"))
    assert "`فِي الْعَهْدِ` is not the text of 9:40, which reads `فِي ٱلۡغَارِ`" in found


def test_of_two_places_as_near_both_are_named(book) -> None:
    (found,) = findings(book("﴿ثم أنشأنا من بعدهم آخرين﴾"))
    assert "23:31" in found
    assert "23:42" in found


def test_the_caret_is_one_character_wide(book) -> None:
    told = command("check", book("﴿لا تحزن إن الله معهم﴾ [9:40]")).stderr.splitlines()
    assert told[2].strip(" |") == "^"


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("He: ﴿لا تحزن إن الله معنا﴾ [9:40].", 'He: [9:40]{.quran words="19-23"}.'),
        ("He: ﴿لا تحزن إن الله معنا﴾.", 'He: [9:40]{.quran words="19-23"}.'),
        ("> He: ﴿لا تحزن\n> إن الله معنا﴾\n> (التوبة: ٤٠).", '> He: [9:40]{.quran words="19-23"}.'),
        ("﴿قل هو الله أحد﴾ ﴿الله الصمد﴾", "[112:1]{.quran} [112:2]{.quran}"),
        ("﴿لا تحزن … فأنزل الله سكينته﴾", '[9:40]{.quran words="19-20, 24-26"}'),
        ("﴿لَا تُحْزَنْ﴾ [9:40]", '[9:40]{.quran words="19-20"}'),
        ("﴿ثاني اثنين إذ هما في الغار﴾ [9:41]", '[9:40]{.quran words="10-15"}'),
        ('[إن الله معنا]{.quran ref="9:40"}', '[9:40]{.quran words="21-23"}'),
        ('[إن الله معنا]{.quran .x-loud ref="9:40"}', '[إن الله معنا]{.quran .x-loud ref="9:40"}'),
        ("﴿بسم الله الرحمن الرحيم قل هو الله أحد﴾", "﴿بسم الله الرحمن الرحيم قل هو الله أحد﴾"),
        ("﴿لا تخف إن الله معنا﴾ [9:40]", "﴿لا تخف إن الله معنا﴾ [9:40]"),
        ("﴿فبأي آلاء ربكما تكذبان﴾ [2:1]", "﴿فبأي آلاء ربكما تكذبان﴾ [2:1]"),
        ("وقرأ: لا تحزن إن الله معنا", "وقرأ: لا تحزن إن الله معنا"),
        ("::: {.quran}\nقل هو الله أحد\n:::", '::: {.quran ref="112:1"}\n:::'),
        ('> ::: {.quran #a ref="9:40" .x-b}\n> Before.\n>\n> ثاني اثنين إذ\n> هما في الغار\n>\n> After.\n> :::', '> ::: {.quran #a .x-b ref="9:40" words="10-15"}\n> Before.\n>\n> After.\n> :::'),
        ("::: quran\nقل هو الله أحد\n:::", "::: quran\nقل هو الله أحد\n:::"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_is_typed_right_is_fetched(book, text: str, fixed: str, newline: str) -> None:
    folder = book(text, newline=newline)
    before = (folder / "chapters" / "01.md").read_bytes()
    shown = command("check", folder, "--fix", "--dry-run")
    assert (folder / "chapters" / "01.md").read_bytes() == before
    assert ("@@" in shown.stdout) == (text != fixed)
    command("check", folder, "--fix")
    after = (folder / "chapters" / "01.md").read_bytes().decode()
    assert after == f"# One\n\n{fixed}\n".replace("\n", newline)
    command("check", folder, "--fix")
    assert (folder / "chapters" / "01.md").read_bytes().decode() == after


def test_the_front_matter_is_not_rewritten(book) -> None:
    folder = book("Text.")
    path = folder / "chapters" / "01.md"
    path.write_text('---\ntitle: "﴿لا تحزن﴾"\n---\n\n﴿لا تحزن﴾ [9:40]\n', encoding="utf-8")
    command("check", folder, "--fix")
    assert path.read_text(encoding="utf-8").splitlines()[1::3] == ['title: "﴿لا تحزن﴾"', '[9:40]{.quran words="19-20"}']
    assert findings(folder) == []


def test_nothing_is_rewritten_where_editions_have_other_riwayat(book, tmp_path: Path) -> None:
    import quran_text

    other = Path(quran_text.__file__).parent / "quran_text_data" / "hafs.json"
    settings = f'{SETTINGS}[editions.screen]\nformat = "pdf"\n[editions.screen.scripture]\nriwayah = "other.json"\n'
    folder = book("﴿قل هو الله أحد﴾", settings)
    (folder / "other.json").write_bytes(other.read_bytes())
    assert findings(folder, "--fix") == []
    assert "﴿قل" in (folder / "chapters" / "01.md").read_text(encoding="utf-8")


TRANSLATED = (
    '::: {.quran ref="112:1"}\nSay: He is Allah, One.\n:::\n\n::: {.quran ref="112:2"}\nThe everlasting refuge.\n:::'
)


def test_a_translation_is_credited_or_found_once(book) -> None:
    assert places(book(TRANSLATED)) == []
    assert places(book(TRANSLATED, SETTINGS.replace("translation", "# translation"))) == ["source-unparsed 4:1"]


def test_a_book_in_the_spelling_of_print_is_held_to_it(book) -> None:
    """One word without its alif is a slip there; in a book that writes as the muṣḥaf does it is not."""
    text = "﴿رب العلمين﴾ [1:2]"
    assert findings(book(text)) == []
    print_like = "\n\n".join(["﴿والعاديات ضبحا﴾", "﴿إنا أعطيناك الكوثر﴾", "﴿ويمنعون الماعون﴾", text])
    assert places(book(print_like)) == ["quran-mismatch 9:5"]
    as_mushaf = "\n\n".join(["﴿وٱلعديت ضبحا﴾", "﴿إنا أعطينك ٱلكوثر﴾", "﴿ويمنعون ٱلماعون﴾", text])
    assert findings(book(as_mushaf)) == []


CAREFUL = ["﴿إن الله مع الصابرين﴾", "﴿وإذا سألك عبادي عني فإني قريب﴾", "﴿إنا أعطيناك الكوثر﴾", "﴿رحمة من ربك﴾"]


@pytest.mark.parametrize("slip", ["﴿لا تحزن ان الله معنا﴾", "﴿قال رب فأنظرنى إلى يوم يبعثون﴾"])
def test_a_book_that_is_careful_of_its_letters_is_held_to_it(book, slip: str) -> None:
    """One hamza that is left off there is a slip; in a book that writes none it is not."""
    assert findings(book(slip)) == []
    column = slip.index("ان" if "ان" in slip else "فأ") + 1
    assert places(book("\n\n".join([*CAREFUL, slip]))) == [f"quran-mismatch 11:{column}"]
    hasty = [re.sub(r"ي\b", "ى", each).translate(str.maketrans("أإ", "اا")) for each in CAREFUL]
    assert findings(book("\n\n".join([*hasty, slip]))) == []
