"""The persons of the register, by any spelling of their names."""

from __future__ import annotations

import pytest

from bookbuild.model.settings import Person
from bookbuild.tradition.persons import find, named_after_companion, named_at_end, normal, of_the_family, register

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
    found = find(name, register())
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize("name", ["", "Nobody", "the", "Bakr"])
def test_a_name_is_not_known(name):
    assert find(name, register()) is None


AT_END = [
    ("So Abu Bakr", "abu-bakr"), ("the daughter of Asma bint Abi Bakr", "asma"),
    ("said the Messenger of Allah", "muhammad"),
    ("Prophet Musa", "musa"), ("قال أبو بكر", "abu-bakr"), ("فقال لأبي بكر", "abu-bakr"), ("وعمر", "umar"),
    ("“ʿAli", "ali"),
    ("said Ibn Umar", "ibn-umar"), ("Hafs ibn ʿUmar", None), ("Umm ʿUthman bint Abi Bakr", None), ("ʿAbd Allah", None),
    ("in the cave", None), ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "key"), AT_END)
def test_the_person_whose_name_ends_a_text(text, key):
    found = named_at_end(text, register())
    assert (found and found.key) == key


def test_no_name_means_two_persons():
    owner: dict[str, str] = {}
    for person in register():
        for name in (person.key, *person.name.values(), *person.variants):
            assert owner.setdefault(normal(name), person.key) == person.key, name


def test_every_person_has_an_arabic_and_an_english_name():
    assert all({"en", "ar"} <= set(person.name) and person.kind for person in register())
    assert {person.kind for person in register()} == {"allah", "muhammad", "prophet", "companion", "scholar"}


def test_a_books_own_persons_go_first():
    own = Person(key="umar", name={"en": "ʿUmar"}, kind="scholar")
    assert find("Umar", (own, *register())) is own


def test_sons_of_companions_and_the_family():
    known = {person.key: person for person in register()}
    assert named_after_companion(known["ibn-umar"])
    assert not named_after_companion(known["abu-bakr"])
    assert of_the_family(known["fatimah"])
    assert not of_the_family(known["bilal"])
