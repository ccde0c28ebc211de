"""`[style] digits`: references and the markers of lists have the digits of the edition, in the text and in the index."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookbuild.model.blocks import Hadith, OrderedList, Paragraph, SourceLine
from bookbuild.model.walk import nodes, plain
from bookbuild.resolve import resolve
from bookbuild.sources import read_book

TEXT = """# واحد

قال كذا.

[البخاري 1؛ مسلم ٢]{.source}

::: {.source}
البخاري 3، Bukhari 4، [رابط 9](https://example.org/9)
:::

::: {.hadith source="البخاري 5"}
إنما الأعمال
:::

كلام [البخاري 7]{.source} آخر.

1. أ
2. ب

فصل

2) أ
3) ب

فصل

(1) أ

فصل

١- أ

فصل

أ) أ
ب) ب
"""

RIGHT = {
    ("ar", ""): (
        ["البخاري ١؛ مسلم ٢", "البخاري ٣، Bukhari 4، رابط 9"], "البخاري ٥", "كلام البخاري ٧ آخر.",
        [(), ("٢)", "٣)"), ("(١)",), ("١-",), ("أ)", "ب)")],
    ),
    ("ar", 'digits = "as-written"'): (
        ["البخاري 1؛ مسلم ٢", "البخاري 3، Bukhari 4، رابط 9"], "البخاري 5", "كلام البخاري 7 آخر.",
        [("1.", "2."), ("2)", "3)"), ("(1)",), ("١-",), ("أ)", "ب)")],
    ),
    ("ar", 'folios = "digits"'): (
        ["البخاري 1؛ مسلم 2", "البخاري 3، Bukhari 4، رابط 9"], "البخاري 5", "كلام البخاري 7 آخر.",
        [("1.", "2."), ("2)", "3)"), ("(1)",), ("1-",), ("أ)", "ب)")],
    ),
    ("ur", ""): (
        ["البخاري ۱؛ مسلم ۲", "البخاري ۳، Bukhari 4، رابط 9"], "البخاري ۵", "كلام البخاري ۷ آخر.",
        [(), ("۲)", "۳)"), ("(۱)",), ("۱-",), ("أ)", "ب)")],
    ),
    ("bn", ""): (
        ["البخاري ১؛ مسلم ২", "البخاري ৩، Bukhari 4، رابط 9"], "البخاري ৫", "كلام البخاري ৭ آخر.",
        [(), ("২)", "৩)"), ("(১)",), ("১-",), ("أ)", "ب)")],
    ),
    ("en", ""): (
        ["البخاري 1؛ مسلم 2", "البخاري 3، Bukhari 4، رابط 9"], "البخاري 5", "كلام البخاري 7 آخر.",
        [(), ("2)", "3)"), ("(1)",), ("١-",), ("أ)", "ب)")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("language", "style"), RIGHT)
def test_digits_are_of_one_kind(tmp_path: Path, language: str, style: str) -> None:
    settings = f'[book]\ntitle = "A"\nlanguage = "{language}"\n[matter]\nfront = []\nbody = ["1.md"]\nback = ["index:hadith"]\n'
    (tmp_path / "book.toml").write_text(f"{settings}[style]\n{style}\n", encoding="utf-8")
    (tmp_path / "1.md").write_text(TEXT, encoding="utf-8")
    manuscript, _ = read_book(tmp_path)
    assert manuscript is not None
    book, _ = resolve(manuscript, manuscript.editions[0])
    found = list(nodes(book.sections[0].blocks))
    lines, source, running, markers = RIGHT[language, style]
    of_lines = [
        plain(part.children)
        for node in found
        if isinstance(node, SourceLine)
        for part in nodes(node.blocks)
        if isinstance(part, Paragraph)
    ]
    assert of_lines == lines
    assert [node.sources for node in found if isinstance(node, Hadith)] == [(source,)]
    assert running in [plain(node.children) for node in found if isinstance(node, Paragraph)]
    assert [node.markers for node in found if isinstance(node, OrderedList)] == markers
    filed = {plain(line.heading) for _, group in book.indexes["index:hadith"].groups for line in group}
    wanted = {lines[0].split("؛")[0], source, running.split(" ", 1)[1].rsplit(" ", 1)[0]}
    name = "البخاري" if language in ("ar", "ur") else "Bukhari"  # an index has each collection by one name
    assert {line.replace("البخاري", name) for line in wanted} <= filed
