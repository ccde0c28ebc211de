"""Floats, plates, notes, breaks and heads where nobody has them, in absurd sizes and numbers: pages, or findings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from forked_runs import MEGABYTES, SECONDS, Forks
from hostile_books import TOML, HostileBook, lay
from limited_runs import SAID

pytestmark = pytest.mark.slow

PDF = TOML.replace("epub", "pdf")
SERIES = '[notes.series.ed]\ntitle = "E"\nset = "run-in"\n'
WORDS = "Words of the road that goes south, and a well beside it. "


def drawn(width: float, height: float) -> str:
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><rect width="9" height="9"/></svg>'


def figures(count: int, *places: str) -> str:
    return "".join(f"{WORDS}\n\n![F {n}](i/a.svg){{{places[n % len(places)]}}}\n\n" for n in range(count))


LAYOUTS: dict[str, tuple[str, str]] = {
    "many floats": (figures(120, "place=top", "place=bottom", "place=page", "place=here"), ""),
    "floats and no text": ("".join(f"![F {n}](i/a.svg){{place=bottom}}\n\n" for n in range(120)), ""),
    "floats higher than pages": ("".join(f"{WORDS}\n\n![F](i/high.svg){{place=top}}\n\n" for _ in range(20)), ""),
    "a float wider than pages": (f"{WORDS}\n\n![F](i/wide.svg){{place=bottom}}\n\n{WORDS * 50}", ""),
    "a caption of pages": (f"{WORDS}\n\n![{WORDS * 400}](i/a.svg){{place=top}}\n\n{WORDS * 50}", ""),
    "a long note in a caption": (f"![F[^1]](i/a.svg){{place=top}}\n\n{WORDS * 50}\n\n[^1]: {WORDS * 300}", ""),
    "floats in lists and quotations": ("- a\n\n  ![F](i/a.svg){place=top}\n\n> > ![F](i/a.svg){place=page}\n\n" * 40, ""),
    "a float in a note": ("a[^1]\n\n[^1]: b\n\n    ![F](i/a.svg){place=top}\n", ""),
    "floats in the margin": ("::: {.margin}\n![F](i/a.svg){place=top}\n:::\n\nText.\n\n" * 20, ""),
    "plates and no text": (figures(100, ".full-page", '.spread alt="x"').replace(WORDS, ""), ""),
    "plates in quotations and tables": ("> - ![F](i/a.svg){.full-page}\n\n| a |\n|---|\n| ![F](i/a.svg){.full-page} |", ""),
    "a plate without a size": ("![F](i/none.svg){.full-page}", ""),
    "many notes in the margin": ("".join(f"::: {{.margin}}\nN {n}.\n:::\n\n{WORDS}\n\n" for n in range(300)), ""),
    "many notes beside one paragraph": ("::: {.margin}\nNote.\n:::\n\n" * 300 + "Text.", ""),
    "a note in the margin of pages": (f"::: {{.margin}}\n{WORDS * 500}[^1]\n:::\n\nText.\n\n[^1]: {WORDS * 200}", ""),
    "a note in the margin and nothing beside it": ("Text.\n\n::: {.margin}\nNote.\n:::\n", ""),
    "breaks and no text": ("::: {.break}\n:::\n\n" * 1000, ""),
    "breaks to rectos": ("a\n\n::: {.break .recto}\n:::\n\n" * 200, ""),
    "breaks in notes and margins": ("a[^1]\n\n::: {.margin}\n::: {.break}\n:::\n:::\n\nb\n\n[^1]: c\n\n    ::: {.break}\n    :::\n", ""),
    "heads in lines that do not follow": ("### H {.run-in}\n\n" * 3 + "| a |\n|---|\n| b |\n\n### H {.run-in}\n\n![F](i/a.svg)\n\n### H {.run-in}", ""),
    "a head in the line that is longer than it": (f"### {WORDS * 30} {{.run-in}}\n\nText.", ""),
    "an initial of a long word": ("a" * 1999, '[style]\ninitial = "drop"\n'),
    "initials of what is no letter": ("“[^1]*ﷺ*\n\n[^1]: a", '[style]\ninitial = "drop"\n'),
    "words with odd places to divide them": (WORDS, '[style]\nhyphenation = ["", "--", "-a", "(", "[a-z", "\\\\", "\\u0000"]\n'),
    "a word with five thousand places": (WORDS, f'[style]\nhyphenation = ["{"a-" * 5000}a"]\n'),
    "notes run in, in one paragraph": (" ".join(f"a[^ed:{n}]" for n in range(400)) + "\n\n" + "".join(f"[^ed:{n}]: b\n\n" for n in range(400)), SERIES),
    "notes that call each other": ("a[^ed:1]\n\n[^ed:1]: b[^1] c[^ed:2]\n\n[^1]: c[^ed:1]\n\n[^ed:2]: d[^1]", SERIES),
    "series without end": ("a", "".join(f'[notes.series.s{n}]\ntitle = "S{n}"\n' for n in range(2000))),
}  # fmt: skip


@pytest.fixture(scope="module")
def forks() -> Iterator[Forks]:
    with Forks() as running:
        yield running


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_ends_in_pages_or_findings(name: str, forks: Forks, tmp_path: Path) -> None:
    body, settings = LAYOUTS[name]
    pictures = {"a": drawn(9, 9), "high": drawn(10, 99_999), "wide": drawn(99_999, 1), "none": drawn(0, 0)}
    files = {"book.toml": PDF + settings, "a.md": f"---\ntitle: A\n---\n\n{body}\n"}
    lay(HostileBook({**files, **{f"i/{each}.svg": text for each, text in pictures.items()}}), tmp_path / "book")
    done = forks.run(["build", "book", "--jobs", "1"], tmp_path)
    assert done.status in (0, 1), done
    assert (done.seconds <= SECONDS, done.megabytes <= MEGABYTES) == (True, True), done
    assert [line for line in done.errors.splitlines() if not SAID.fullmatch(line)] == []
