"""Every finding of reading a chapter, at its place."""

from __future__ import annotations

import pytest
from source_samples import cases, chapter_of, found

from bookbuild.sources.chapter.markdown import MAX_NESTING

CASES = cases("findings.txt")


@pytest.mark.parametrize(("given", "want"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_finding(given: str, want: str) -> None:
    _, findings = chapter_of(given)
    assert found(findings) == want.splitlines()


@pytest.mark.parametrize(
    ("given", "remedy"),
    [
        ("[Abu Bakr]{.persn}", "write `.person`, or `.x-persn` for a class of your own"),
        ("::: qurann\n:::", "write `.quran`, or `.x-qurann` for a class of your own"),
        ("[x]{.verse}", "write it as a div, `::: {.…}`"),
        ("::: {.hadith sorce=x}\n:::", "write `source=`"),
        ("---\ntitel: x\n---\nText", "write `title`"),
        ("A[^tow]\n\n[^two]: B[^two]", "call `[^two]`"),
        ("#### Four", "use `##`"),
        ("Text\n\n:::", "take the line out, or open a div before it: `::: {.…}`"),
    ],
)
def test_the_remedy_names_what_was_meant(given: str, remedy: str) -> None:
    _, findings = chapter_of(given)
    assert remedy in [finding.remedy for finding in findings]


@pytest.mark.parametrize("opening", ["> ", "- ", "::: {.x-a}\n", "*a **b ", "[a "])
def test_deep_nesting_is_found_and_not_followed(opening: str) -> None:
    depth = 30 * MAX_NESTING
    closing = {"*a **b ": "x** x*", "[a ": "]{.x-a}"}.get(opening, "")
    _, findings = chapter_of(opening * depth + "text" + closing * depth)
    assert {finding.code for finding in findings} == {"construct-unknown"}
