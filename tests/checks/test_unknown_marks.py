"""Keys of persons that nobody has, and abbreviations after names that nobody knows."""

from __future__ import annotations

from pathlib import Path

import pytest
from check_samples import findings_of, found

ABBREVIATIONS = [
    ("Abu Bakr (rs) came.", ["honorific-doubtful 3:10"], "write `(ra)`, or the words themselves"),
    ("Abu Bakr (r.s.) came.", ["honorific-doubtful 3:10"], "write `(ra)`, or the words themselves"),
    ("Musa [aws] spoke.", ["honorific-doubtful 3:6"], "write `(as)`, or the words themselves"),
    ("The Prophet (swa) said so.", ["honorific-doubtful 3:13"], "write `(saw)`, or the words themselves"),
    ("Abu Bakr (ra) came to the well (rs) there.", [], ""),
    ("Abu Bakr (tr) and Umar (aka) and Abu Bakr (d. 13) came, Abu Bakr (ed).", [], ""),
]


@pytest.mark.parametrize(("text", "want", "remedy"), ABBREVIATIONS, ids=[case[0] for case in ABBREVIATIONS])
def test_an_abbreviation_that_nobody_knows(tmp_path: Path, text: str, want: list[str], remedy: str) -> None:
    findings = findings_of(tmp_path, text)
    assert found(findings) == want
    assert [finding.remedy for finding in findings] == ([remedy] if remedy else [])


@pytest.mark.parametrize(
    ("text", "want", "remedy"),
    [
        ("[Abu Bakr]{.person key=abu-bakrr} came.", ["construct-unknown 3:1"], 'write `key="abu-bakr"`'),
        ("[A man]{.person key=no-such-person} came.", ["construct-unknown 3:1"], "add the person"),
        ("[Abu Bakr]{.person key=abu-bakr} came.", [], ""),
        ("[The caliph]{.person key=umr} came.", ["construct-unknown 3:1"], 'write `key="umar"`'),
        ("[The caliph]{.person key=umar} came to [khalid]{.person}.", [], ""),
        ("The [well-lit]{.person} came.", [], ""),
        ('[He]{.person key="Zayd the carpenter"} came to [it]{.place key=abu-bakrr}.', [], ""),
    ],
)
def test_a_key_that_nobody_has(tmp_path: Path, text: str, want: list[str], remedy: str) -> None:
    findings = findings_of(tmp_path, text)
    assert found(findings) == want
    assert all(finding.remedy.startswith(remedy) for finding in findings)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("See [The well][] and [The well].\n\n## The well\n\nWater.", ["3:22"]),
        ("See [The well] and [the well].\n\n## The well\n\nWater.", ["3:5", "3:20"]),
        (r"See \[The well\], [sic], `[The well]` and [The well](#b)." + "\n\n## The well {#b}\n\nWater.", []),
    ],
)
def test_a_link_to_a_heading_by_its_words(tmp_path: Path, text: str, places: list[str]) -> None:
    assert found(findings_of(tmp_path, text)) == [f"construct-unknown {place}" for place in places]
