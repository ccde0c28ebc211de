"""Every construct of the manuscript → the nodes that it becomes, each with its place."""

from __future__ import annotations

from typing import Any

import pytest
from source_samples import cases, chapter_of, found, listing

CASES = cases("constructs.txt")


def shown(chapter: Any, findings: Any) -> list[str]:
    head = [f"{key}={value!r}" for key in ("lang", "id") if (value := getattr(chapter, key))]
    lines = head
    for key in ("title", "subtitle", "short_title"):
        if value := getattr(chapter, key):
            lines += [f".{key}", *listing(value, 1)]
    return [*lines, *listing(chapter.blocks), *found(findings)]


@pytest.mark.parametrize(("given", "want"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_construct(given: str, want: str) -> None:
    chapter, findings = chapter_of(given)
    assert shown(chapter, findings) == want.splitlines()
