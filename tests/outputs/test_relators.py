"""What a contributor did → MARC's code."""

from __future__ import annotations

import pytest

from bookbuild.model.relators import RELATORS, relator


@pytest.mark.parametrize(
    ("role", "code"),
    [
        ("author", "aut"),
        ("Translator", "trl"),
        ("editor", "edt"),
        ("compiler", "com"),
        ("writer-of-foreword", "wfw"),
        ("book designer", "bkd"),
        ("complainant-appellee", "cpe"),
        ("ill", "ill"),
        ("friend", None),
        ("", None),
    ],
)
def test_relator(role, code):
    assert relator(role) == code


def test_codes_are_three_letters_and_each_has_one_name():
    assert {len(code) for code in RELATORS.values()} == {3}
    assert len(set(RELATORS.values())) == len(RELATORS)
