"""The persons of the register, by any spelling of their names."""

from __future__ import annotations

import pytest

from bookbuild.model.settings import Person
from bookbuild.tradition.persons.name_keys import keys as keys_of
from bookbuild.tradition.persons.name_line import NameLine
from bookbuild.tradition.persons.register import find, named_after_companion, names_of, of_the_family, register

NAMES = [
    ("Abu Bakr", "abu-bakr"), ("Abū Bakr", "abu-bakr"), ("abi bakr", "abu-bakr"), ("أبا بكر", "abu-bakr"),
    ("ʿUmar", "umar"), ("'Umar", "umar"), ("`Umar", "umar"), ("Umar b. al-Khattab", "umar"), ("عُمَر", "umar"),
    ("ʿĀʾisha", "aishah"), ("`A'ishah", "aishah"), ("Ali's", "ali"), ("The Prophet", "muhammad"),
    ("the Messenger of Allah", "muhammad"), ("رسول الله", "muhammad"), ("Al-Bukhārī", "al-bukhari"),
    ("Bukhari", "al-bukhari"),
    ("Jesus", "isa"), ("ʿĪsā ibn Maryam", "isa"), ("Mūsā", "musa"), ("الأنبياء", "prophets"), ("Jibrīl", "jibril"),
    ("Ibn ʿUmar", "ibn-umar"), ("عبد الله بن عمر", "ibn-umar"), ("abu-bakr", "abu-bakr"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "key"), NAMES)
def test_a_name_is_found(name, key):
    found = find(name)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize("name", ["", "Nobody", "the", "Bakr"])
def test_a_name_is_not_known(name):
    assert find(name) is None


LINES = [
    ("So Abu Bakr", ["abu-bakr"]), ("the daughter of Asma bint Abi Bakr", ["asma"]),
    ("said the Messenger of Allah", ["muhammad"]), ("Prophet Musa", ["muhammad", "musa"]), ("قال أبو بكر", ["abu-bakr"]),
    ("فقال لأبي بكر", ["abu-bakr"]), ("وعمر", ["umar"]), ("“ʿAli", ["ali"]), ("said Ibn Umar", ["ibn-umar"]),
    ("Hafs ibn ʿUmar", [None]), ("Umm ʿUthman bint Abi Bakr", [None]), ("ʿAbd Allah", [None]), ("in the cave", []),
    ("Muhammad Ibn Abu Bakr", ["muhammad-ibn-abi-bakr"]), ("محمد بن أبي بكر", ["muhammad-ibn-abi-bakr"]),
    ("Abu Bakr ibn Abi Shaybah", [None]), ("ʿUmar ibn al-Khattab ibn Nufayl", ["umar"]), ("Shah Waliullah", ["shah-waliullah"]),
    ("Narrated Ibn `Abbas", ["ibn-abbas"]), ("`Abdur-Rahman Ibn `Awf", ["abd-ar-rahman"]), ("بلغ عمره", []), ("على أن", []),
    ("the last of the Prophets", ["muhammad"]), ("سيد المرسلين", ["muhammad"]), ("Said he:", []), ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "keys"), LINES)
def test_the_names_in_a_text(text, keys):
    names = names_of(()).names(NameLine(text))
    assert [name.person and name.person.key for name in names] == keys


def test_no_name_means_two_persons():
    owner: dict[tuple[str, ...], str] = {}
    for person in register():
        for name in (*person.name.values(), *person.variants):
            assert owner.setdefault(keys_of(name), person.key) == person.key, name


def test_every_person_has_an_arabic_and_an_english_name():
    assert all({"en", "ar"} <= set(person.name) for person in register())
    assert {person.kind for person in register()} == {"allah", "muhammad", "prophet", "companion", "scholar", None}
    assert len(register()) >= 150
    assert len({person.key for person in register()}) == len(register())


def test_a_books_own_persons_go_first():
    own = Person(key="umar", name={"en": "ʿUmar"}, kind="scholar")
    assert find("Umar", (own,)) is own


def test_sons_of_companions_and_the_family():
    known = {person.key: person for person in register()}
    assert named_after_companion(known["ibn-umar"])
    assert not named_after_companion(known["abu-bakr"])
    assert of_the_family(known["fatimah"])
    assert not of_the_family(known["bilal"])
