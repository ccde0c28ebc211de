"""What stands in an index: subentries, references, indexes of one's own, first words, rhymes; none without an entry."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookbuild.checks import checked
from bookbuild.checks.index_marks import index_marks
from bookbuild.model.book import Book, IndexLine, Manuscript
from bookbuild.model.walk import nodes, plain
from bookbuild.resolve import resolve
from bookbuild.sources import read_book

PERSONS = """
[abu-bakr]
name = { en = "Abū Bakr", ar = "أبو بكر" }
kind = "companion"
see-also = ["umar"]
[atiq]
name = "ʿAtīq"
see = "abu-bakr"
"""


def manuscript_of(folder: Path, text: str, *indexes: str, lang: str = "en", persons: str = "") -> Manuscript:
    back = ", ".join(f'"index:{name}"' for name in indexes)
    (folder / "book.toml").write_text(
        f'[book]\ntitle = "T"\nlanguage = "{lang}"\n[matter]\nbody = ["1.md"]\nback = [{back}]\n'
        '[editions.e]\nformat = "epub"\n',
        encoding="utf-8",
    )
    (folder / "1.md").write_text(f"# One\n\n{text}\n", encoding="utf-8")
    if persons:
        (folder / "persons.toml").write_text(persons, encoding="utf-8")
    manuscript, findings = read_book(folder)
    assert manuscript is not None, findings
    assert findings == ()
    return manuscript


def book_of(folder: Path, text: str, *indexes: str, lang: str = "en", persons: str = "") -> Book:
    manuscript = manuscript_of(folder, text, *indexes, lang=lang, persons=persons)
    return resolve(manuscript, manuscript.editions[0])[0]


def line(each: IndexLine) -> str:
    """`heading locators; sub locators > see, seealso`, locators as their number."""
    subs = "".join(f"; {plain(sub.heading)} {len(sub.anchors)}" for sub in each.subs)
    see = "".join(f" > {plain(name)}" for name in each.see) + "".join(f" >> {plain(name)}" for name in each.see_also)
    return f"{plain(each.heading)} {len(each.anchors)}{subs}{see}"


def lines(book: Book, index: str) -> list[str]:
    return [f"{letter}| {line(each)}" for letter, found in book.indexes[f"index:{index}"].groups for each in found]


CASES = [
    ("persons", "[A]{.person}, [A]{.person sub=\"at Badr\"}, [A]{.person sub=\"at Badr\"}, [A]{.person sub=alone}.",
     ["A| A 1; alone 1; at Badr 2"]),
    ("places", "[Yathrib]{.place see=Madinah} and [Madinah]{.place see-also=Makkah}.",
     ["M| Madinah 1 >> Makkah", "Y| Yathrib 0 > Madinah"]),
    ("tribes", "[Aws]{.index of=tribes}, [Khazraj]{.index of=tribes}, [X]{.index of=wells}.", ["A| Aws 1", "K| Khazraj 1"]),
    ("quran", "[9:40]{.quran} [112:1-2]{.quran}", ["9. At-Tawbah| 40 1", "112. Al-Ikhlas| 1–2 1"]),
    ("hadith", "Text.\n\n[Bukhari: 5895; al-Khulafa, p. 3]{.source}\n\n::: {.hadith source=\"Bukhari 5895\"}\nنعم\n:::",
     ["B| Bukhari 5895 2"]),
    ("hadith", "[Bukhari: 5895]{.source} [Sahih al-Bukhari 5895]{.source} [البخاري (٥٨٩٥)]{.source} [Bukhari no. 5895]{.source}",
     ["B| Bukhari 5895 4"]),
    ("hadith", "[Bukhari 1, Muslim 2 and Tirmidhi 3]{.source} [رواه مسلم برقم ٢]{.source} [البخاري ١ ومسلم ٥]{.source}",
     ["B| Bukhari 1 2", "M| Muslim 2 2", "M| Muslim 5 1", "T| Tirmidhi 3 1"]),
    ("hadith", "::: {.source}\nBukhari 5; al-Bukhari: 5, Bukhari 6\n:::", ["B| Bukhari 5 1", "B| Bukhari 6 1"]),
    ("hadith", "::: {.hadith source=\"Muslim 8a; أحمد (٢/٢٣٦)\"}\nنعم\n:::\n\n[Muslim 8]{.source} [Ahmad 2/236]{.source}",
     ["A| Ahmad 2/236 2", "M| Muslim 8 1", "M| Muslim 8a 1"]),
    ("first-words", "::: {.hadith source=\"Bukhari 1\"}\nعن عمر قال: «إنما الأعمال بالنيات، وإنما لكل امرئ ما نوى»\n:::",
     ["ا| إنما الأعمال بالنيات، وإنما لكل امرئ ما 1"]),
    ("rhymes", "::: {.verse}\nقفا نبك من ذكرى حبيب ومنزل // بسقط اللوى بين الدخول فحومل\n:::", ["ل| فحومل 1"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("index", "text", "want"), CASES, ids=[f"{case[0]}-{number}" for number, case in enumerate(CASES)]
)
def test_the_lines_of_an_index(tmp_path: Path, index: str, text: str, want: list[str]) -> None:
    assert lines(book_of(tmp_path, text, index), index) == want


def test_persons_refer_to_one_another(tmp_path: Path) -> None:
    text = "[Abū Bakr]{.person key=abu-bakr} and [ʿUmar]{.person key=umar} came."
    book = book_of(tmp_path, text, "persons", persons=PERSONS)
    assert lines(book, "persons") == ["A| Abū Bakr 1 >> ʿUmar", "A| ʿAtīq 0 > Abū Bakr", "U| ʿUmar 1"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He read it in Madīnah. [2:127]{.quran}", "2. al-Baqarah"),
        ("He read it in Madinah. [2:127]{.quran}", "2. Al-Baqarah"),
        ("He read it. [2:127]{.quran} and [al-Baqara 2:128]{.quran}", "2. al-Baqara"),
    ],
)
def test_surahs_are_named_as_the_book_names_them(tmp_path: Path, text: str, name: str) -> None:
    book = book_of(tmp_path, text, "quran")
    assert [letter for letter, _ in book.indexes["index:quran"].groups] == [name]


def test_an_index_without_an_entry_is_no_leaf(tmp_path: Path) -> None:
    text = "ʿUthmān ibn ʿAffān (ra) went to Badr."
    manuscript = manuscript_of(tmp_path, text, "persons", "works", "rhymes")
    findings = [finding for finding in checked(manuscript)[1] if finding.code == "index-empty"]
    assert len(findings) == 3
    assert "`ʿUthmān` are named" in findings[0].message or "are named and not marked" in findings[0].message
    assert [section.kind for section in resolve(manuscript, manuscript.editions[0])[0].sections][-1] == "chapter"


def test_names_are_marked_where_they_are_certain(tmp_path: Path) -> None:
    text = "Abu Hurayrah (ra) went to Badr, and Abu Hurayrah (ra) and [Badr]{.place} and a Zayd."
    manuscript = manuscript_of(tmp_path, text)
    fixes = list(index_marks(manuscript, ("persons", "places")))
    assert [(fix.column, fix.text) for fix in fixes] == [(1, "[Abu Hurayrah]{.person}")]


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Umar Faruq came, and Omar Farooq, and Prof. Ali ibn Abi Talib Khan.",
        "He lived in Mecca Street, near Badr Hospital and Abu Hurayrah Mosque.",
    ],
)
def test_names_of_today_and_parts_of_other_names_are_not_marked(tmp_path: Path, text: str) -> None:
    assert list(index_marks(manuscript_of(tmp_path, text), ("persons", "places"))) == []


def test_a_source_of_which_a_part_is_a_run_of_its_own_is_one_source(tmp_path: Path) -> None:
    text = "ج [البخاري (٥٨٩٥)]{.source} و[al-Bukhari 5895 كذا]{.source} و[بدر (Badr) هنا]{.place}"
    book = book_of(tmp_path, text, "hadith", "places", lang="ar")
    assert lines(book, "hadith") == ["ب| البخاري ٥٨٩٥ 1"]
    assert lines(book, "places") == ["ب| بدر (Badr) هنا 1"]
    ids = [node.id for node in nodes(tuple(section.blocks for section in book.sections)) if getattr(node, "id", None)]
    assert len(ids) == len(set(ids)) == 3


REFERENCES = {
    "to itself": ("[A]{.place see=A} x", ["refers `A` to itself"]),
    "also to itself": ("[A]{.place see-also=A}", ["refers `A` to itself"]),
    "in a circle": ("[A]{.place see=B} [B]{.place see=A}", ["`A`, `B` refer to each other"]),
    "in a circle of three": ("[A]{.place see=B} [B]{.place see=C} [C]{.place see=A}", ["`A`, `B`, `C` refer to each"]),
    "to what is not there": ("[A]{.place see=Nowhere} [B]{.place see-also=Nowhere}", ["`A` refers", "`B` refers"]),
    "to what is written otherwise": ("[A]{.place see=Madinh} [Madinah]{.place}", ["`A` refers to `Madinh`"]),
    "to each other, with pages": ("[A]{.place} [A]{.place see=B} [B]{.place see=A}", []),
    "to one that refers on": ("[A]{.place see=B} [B]{.place see=C} [C]{.place}", []),
    "in another index": ("[A]{.index of=wells see=Nowhere}", []),
}


@pytest.mark.parametrize("case", REFERENCES)
def test_references_of_an_index_lead_to_an_entry(tmp_path: Path, case: str) -> None:
    text, told = REFERENCES[case]
    found = [each for each in checked(manuscript_of(tmp_path, text, "places"))[1] if each.code == "link-broken"]
    assert len(found) == len(told)
    assert all(part in each.message and each.location.line == 3 for part, each in zip(told, found, strict=True))


def test_a_person_is_referred_to_by_key_or_name(tmp_path: Path) -> None:
    text = '[Siddiq]{.person see=abu-bakr} [Sadiq]{.person see="Abū Bakr"} [AB]{.person key=abu-bakr}'
    assert not [each for each in checked(manuscript_of(tmp_path, text, "persons", persons=PERSONS))[1]
                if each.code == "link-broken"]  # fmt: skip


def test_a_person_of_the_register_is_named_as_the_book_spells_the_name(tmp_path: Path) -> None:
    text = "[al-Ṣiddīq]{.person key=abu-bakr} is [Abū Bakr]{.person key=abu-bakr}."
    assert lines(book_of(tmp_path, text, "persons"), "persons") == ["A| Abū Bakr 2"]


def test_a_case_of_a_name_is_no_spelling_of_it(tmp_path: Path) -> None:
    book = book_of(tmp_path, "عن [أبي الدرداء]{.person key=abu-ad-darda} قال", "persons", lang="ar")
    assert [each.split("| ")[1] for each in lines(book, "persons")] == ["أبو الدرداء 1"]


def test_an_entry_of_no_index_is_found_where_its_name_is_a_slip(tmp_path: Path) -> None:
    text = "[Aws]{.index of=tribes} [Khazraj]{.index of=tribe} [Zamzam]{.index of=wells}"
    found = checked(manuscript_of(tmp_path, text, "tribes"))[1]
    assert [(each.code, each.remedy) for each in found] == [("construct-unknown", 'write `of="tribes"`')]


def test_whom_a_person_refers_to_is_known(tmp_path: Path) -> None:
    persons = '[atiq]\nname = "Atiq"\nsee = "abu-bakar"\nsee-also = ["umar", "Badr"]\n'
    text = "[Atiq]{.person key=atiq} and [Badr]{.person}."
    found = checked(manuscript_of(tmp_path, text, "persons", persons=persons))[1]
    assert [(each.location.path, each.location.line, each.code, each.remedy) for each in found] == [
        ("persons.toml", 3, "link-broken", "write `abu-bakr`"),
    ]  # fmt: skip
