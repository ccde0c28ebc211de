"""All verses, as other editions write them, are what they are; and what is changed in them is found."""

from __future__ import annotations

import random
from collections import Counter, defaultdict

import pytest
from editions import AYAT, EDITIONS, HAFS, conventional, plain, tanzil

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإئؤةى"
PLAIN = {ayah: plain(ayah) for ayah in AYAT}
LONG = [ayah for ayah in AYAT if len(PLAIN[ayah].split()) >= 5]
TEXTS = defaultdict(set)
for _ayah in AYAT:
    TEXTS[PLAIN[_ayah]].add(str(_ayah))


def wrong(edition, ayat):
    """The verses that do not verify, by reference and without."""
    found = [(str(ayah), HAFS.verify(EDITIONS[edition](ayah))) for ayah in ayat]
    found += [(str(ayah), HAFS.verify(EDITIONS[edition](ayah), (ayah,))) for ayah in ayat[::3]]
    return [(ayah, verdict) for ayah, verdict in found if verdict.kind != "agrees"]


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_sample_of_verses_agrees_in_every_edition(edition):
    assert wrong(edition, AYAT[::61]) == []


@pytest.mark.slow
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_verse_agrees_in_every_edition(edition):
    assert wrong(edition, AYAT) == []


def replaced(text, chance):
    at = chance.choice([i for i, char in enumerate(text) if char in LETTERS])
    return text[:at] + chance.choice(LETTERS.replace(text[at], "")) + text[at + 1 :]


def dropped(text, chance):
    at = chance.choice([i for i, char in enumerate(text) if char in LETTERS])
    return text[:at] + text[at + 1 :]


def swapped(text, chance):
    words = text.split()
    one, other = chance.sample(range(len(words)), 2)
    words[one], words[other] = words[other], words[one]
    return " ".join(words)


def without_a_word(text, chance):
    words = text.split()
    del words[chance.randrange(1, len(words) - 1)]
    return " ".join(words)


CHANGES = (replaced, dropped, swapped, without_a_word)


def letters_of(text):
    """The letters that no spelling leaves out: by them what a change left is known to stand in the Qur'ān."""
    return "".join(char for char in text if char in LETTERS and char not in "اوىيءأإئؤة")


WHOLE = {edition: letters_of("".join(map(edition, AYAT))) for edition in (plain, conventional)}


def result(edition, ayah, changed):
    """What the verdict on a changed verse is worth; None where the change left what is Qur'ān, or left the verse."""
    text = edition(ayah)
    if changed == text or letters_of(changed) == letters_of(text) or letters_of(changed) in WHOLE.get(edition, ""):
        return None
    verdict = HAFS.verify(changed)
    if not verdict.differences and not verdict.doubts and verdict.kind != "unknown":
        return "not found"
    named = {str(place) for place in (*verdict.ranges, *verdict.besides)}
    return "found" if named & TEXTS[PLAIN[ayah]] else "misnamed"


def results(edition, count):
    chance = random.Random(40)
    told = Counter()
    for number in range(count):
        ayah = chance.choice(LONG)
        told[result(edition, ayah, CHANGES[number % len(CHANGES)](edition(ayah), chance))] += 1
    return told


@pytest.mark.parametrize("edition", [plain, conventional, tanzil])
def test_changes_of_a_sample_of_verses_are_found(edition):
    told = results(edition, 60)
    assert (told["not found"], told["misnamed"]) == (0, 0)
    assert told["found"] > 40


@pytest.mark.slow
@pytest.mark.parametrize("edition", [plain, conventional, tanzil])
def test_changes_of_verses_are_found(edition):
    told = results(edition, 4000)
    assert told["found"] / (told["found"] + told["not found"] + told["misnamed"]) >= 0.999


VOWELS = "\u064e\u064f\u0650"


def with_another_vowel(text, chance):
    """A vowel of a consonant changed, where a long vowel does not decide it."""
    at = chance.choice([
        i for i, char in enumerate(text[:-1])
        if char in VOWELS and text[i - 1] in letters_of(text) and text[i + 1] not in "\u0670\u06e2\u06ed"
    ])  # fmt: skip
    return text[:at] + chance.choice(VOWELS.replace(text[at], "")) + text[at + 1 :]


def vowels_found(count):
    chance = random.Random(7)
    found = 0
    for _ in range(count):
        ayah = chance.choice(LONG)
        verdict = HAFS.verify(with_another_vowel(plain(ayah), chance), (ayah,))
        found += verdict.kind == "mismatch" and verdict.letters_agree and len(verdict.differences) == 1
    return found


def test_a_wrong_vowel_is_found():
    assert vowels_found(60) == 60


@pytest.mark.slow
def test_wrong_vowels_are_found():
    assert vowels_found(3000) >= 2997
