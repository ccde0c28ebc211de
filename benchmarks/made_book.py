"""A number of chapters and of words → a made book: English with runs of Arabic, notes, contents; the same every time.

    python benchmarks/made_book.py DIR [--chapters 80] [--words 53000]

Its Markdown is such as Pandoc reads too. It says nothing, but its words, sentences and paragraphs have the lengths of
a narrative book.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

SEED = 1446
ENGLISH_WORDS = """
the of and to in he that was his with for they it had as on at by not from who were when their but this him which said
then them one there what would will be people after came before man your day city over house our went some among may
about no upon first until called more own under night made let should water never between road took without heard give
saw great left against while gave these time reached set read other hand companions letter desert morning caravan
journey gathered answered remembered understood stranger mountain merchant promise patience neighbour kindness
generosity returned together whatever knowledge teacher children treasure evening courtyard garden silence
"""
ARABIC_WORDS = """
من إلى على في عن قال كان ثم بعد قبل يوم الطريق المدينة البيت الصبر العلم الكتاب الناس القوم الليل النهار الرجل السفر
القافلة الجبل الوادي الماء النخل السوق الباب الجار الصديق الأمانة الوعد الكرم الحكمة المعلم التلميذ الصباح المساء
"""
ENGLISH, ARABIC = ENGLISH_WORDS.split(), ARABIC_WORDS.split()

BOOK = """\
[book]
title = "The Made Book"
language = "en"
contributors = [{ name = "A Machine", role = "author" }]
publisher = "The Bench"

[matter]
front = ["title-page", "contents"]
body = ["chapters/*.md"]

[editions.ebook]
format = "epub"

[editions.press]
format = "pdf"
purpose = "press"
trim = "170mm x 240mm"
"""


def make(folder: Path, chapters: int = 80, words: int = 53_000, seed: int = SEED) -> Path:
    """Write the book into `folder`; of another `seed`, another book."""
    chosen = random.Random(seed)
    (folder / "chapters").mkdir(parents=True, exist_ok=True)
    (folder / "book.toml").write_text(BOOK, encoding="utf-8")
    for number in range(1, chapters + 1):
        share = words * number // chapters - words * (number - 1) // chapters
        path = folder / "chapters" / f"{number:03}.md"
        path.write_text(chapter(chosen, number, share), encoding="utf-8")
    return folder


def chapter(chosen: random.Random, number: int, words: int) -> str:
    """A chapter: a title, paragraphs with a heading among them, a note to every third paragraph."""
    parts = [f"# {_title(chosen)}"]
    notes: list[str] = []
    for place, length in enumerate(_shares(chosen, words, 60, 130)):
        if place == 3:
            parts.append(f"## {_title(chosen)}")
        text = paragraph(chosen, length)
        if place % 3 == 1:
            label = f"{number}-{len(notes) + 1}"
            text += f"[^{label}]"
            notes.append(f"[^{label}]: {paragraph(chosen, 14)}")
        parts.append(text)
    return "\n\n".join([*parts, *notes, ""])


def paragraph(chosen: random.Random, words: int) -> str:
    return " ".join(_sentence(chosen, length) for length in _shares(chosen, words, 7, 22))


def _sentence(chosen: random.Random, length: int) -> str:
    drawn = chosen.choices(ENGLISH, k=length)
    if length > 9 and chosen.random() < 0.15:
        run = chosen.randint(1, 4)
        drawn[4 : 4 + run] = chosen.choices(ARABIC, k=run)
    if length > 12:
        drawn[length // 2 - 1] += ","
    return f"{' '.join(drawn).capitalize()}."


def _shares(chosen: random.Random, total: int, least: int, most: int) -> Iterator[int]:
    """Numbers between `least` and `most` that make `total`; the last may be smaller."""
    while total > 0:
        share = min(total, chosen.randint(least, most))
        yield share
        total -= share


def _title(chosen: random.Random) -> str:
    return " ".join(chosen.choices(ENGLISH, k=chosen.randint(2, 5))).capitalize()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--chapters", type=int, default=80)
    parser.add_argument("--words", type=int, default=53_000)
    given = parser.parse_args()
    print(make(given.folder, given.chapters, given.words))


if __name__ == "__main__":
    main()
