"""Verses of the Qur'ān, right and changed → how many of the right ones are found fault with, how many changes are not.

    python benchmarks/misquotations.py [--changes 4000] [--seeds 1 2 3] [--text FILE]…

Each verse stands inline and without reference in a paragraph of a book, which is checked as any other. First all verses
as they are: a finding is a false one. Then verses of five words or more, in each of which a letter is replaced or
dropped, two words are swapped or an inner one is left out: found is what is `quran-mismatch` on its line, and names the
verse or one identical to it. What a change leaves Qur'ān, or spelled as any of the texts has it, does not count.
`--text` adds another edition of the text in lines of `sūrah|āyah|text`, as Tanzil gives it. It ends with 1 if a bar is
missed.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from made_book import BOOK

from bookbuild import pipeline
from bookbuild.diagnostics import Finding
from bookbuild.progress import Unwatched

BAR = 0.999
LONG = 5
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإئؤةى"
_OF_TEXT = f"{LETTERS}آٱ"
Edition = dict[str, str]
"""The text of each verse, by its reference."""


def replaced(text: str, chosen: random.Random) -> str:
    at = _letter(text, chosen)
    return text[:at] + chosen.choice(LETTERS.replace(text[at], "")) + text[at + 1 :]


def dropped(text: str, chosen: random.Random) -> str:
    """A letter less, and the marks on it."""
    at = _letter(text, chosen)
    end = at + 1
    while end < len(text) and unicodedata.category(text[end]) == "Mn":
        end += 1
    return text[:at] + text[end:]


def _letter(text: str, chosen: random.Random) -> int:
    return chosen.choice([at for at, char in enumerate(text) if char in _OF_TEXT])


def swapped(text: str, chosen: random.Random) -> str:
    words = text.split()
    one, other = chosen.sample(range(len(words)), 2)
    words[one], words[other] = words[other], words[one]
    return " ".join(words)


def left_out(text: str, chosen: random.Random) -> str:
    words = text.split()
    del words[chosen.randrange(1, len(words) - 1)]
    return " ".join(words)


CHANGES: dict[str, Callable[[str, random.Random], str]] = {
    "letter replaced": replaced, "letter dropped": dropped, "words swapped": swapped, "word left out": left_out,
}  # fmt: skip


def editions_of_record() -> dict[str, Edition]:
    """The text of record, and its column in the conventional spelling."""
    import quran_text

    ayat = [ayah for surah in quran_text.Mushaf.hafs().surahs for ayah in surah.ayahs]
    conventional = {
        ayah.key: " ".join(plain or word for plain, word in zip(ayah.rasm_imlai, ayah.words, strict=True))
        for ayah in ayat
    }
    return {"text of record": {ayah.key: " ".join(ayah.words) for ayah in ayat}, "conventional": conventional}


def edition_of(path: Path) -> Edition:
    """A text in lines of `sūrah|āyah|text`; a basmalah before a sūrah that is not numbered is taken off."""
    found: Edition = {}
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        if match := re.match(r"(\d+)\|(\d+)\|(.+)", line):
            surah, ayah, text = match[1], match[2], match[3].strip()
            if ayah == "1" and surah not in ("1", "9") and len(words := text.split()) > 4:
                text = " ".join(words[4:]) if words[:4] == found["1:1"].split()[:4] else text
            found[f"{surah}:{ayah}"] = text
    return found


def bare(text: str) -> str:
    """The letters alone, as words."""
    plain = unicodedata.normalize("NFC", text).replace("ٱ", "ا").replace("ـ", "")
    letters = "".join(char for char in plain if unicodedata.category(char) != "Mn")
    return " ".join(re.findall("[\u0621-\u064a]+", letters))


def findings(typed: Iterable[str]) -> dict[int, list[Finding]]:
    """The findings of scripture in a book of these quotations, by their numbers."""
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "book"
        (book / "chapters").mkdir(parents=True)
        (book / "book.toml").write_text(BOOK.replace('"en"', '"ar"'), encoding="utf-8")
        lines = "\n\n".join(f"﴿{text}﴾" for text in typed)
        (book / "chapters" / "1.md").write_text(f"# آيات\n\n{lines}\n", encoding="utf-8")
        found = findings_of(book)
    told: dict[int, list[Finding]] = defaultdict(list)
    for finding in found:
        if finding.location.line:
            told[(finding.location.line - 3) // 2].append(finding)
    return told


def findings_of(book: Path) -> list[Finding]:
    """The findings of scripture that `bookbuild check` has in a book."""
    found = pipeline.check(book, progress=Unwatched()).findings
    return [finding for finding in found if finding.code.startswith("quran")]


def false_findings(edition: Edition) -> list[str]:
    """The verses of an edition that fault is found with."""
    references = list(edition)
    return [references[number] for number in findings(edition.values())]


class Changed:
    """Changes of one edition's verses, and what became of them."""

    def __init__(self, edition: Edition, texts: Iterable[Edition]) -> None:
        self.edition = edition
        self.texts = tuple(texts)
        self.whole = [f" {' '.join(map(bare, text.values()))} " for text in self.texts]
        self.alike: dict[str, set[str]] = defaultdict(set)
        for reference, text in edition.items():
            self.alike[bare(text)].add(reference)
        self.long = [reference for reference, text in edition.items() if len(text.split()) >= LONG]

    def outcomes(self, count: int, seed: int) -> tuple[Counter[tuple[str, str]], list[str]]:
        """How many changes of each kind are found, not found, misnamed; and each that is not found and named."""
        chosen = random.Random(seed)
        made = [self._change(chosen, kind) for _ in range(count // len(CHANGES)) for kind in CHANGES]
        counted = [(kind, ref, text) for kind, ref, text in made if not self._is_quran(text, ref)]
        told, missed = findings(text for _, _, text in counted), []
        outcomes: Counter[tuple[str, str]] = Counter()
        for number, (kind, reference, text) in enumerate(counted):
            outcome = self._outcome(told.get(number, []), reference)
            outcomes[kind, outcome] += 1
            if outcome != "found":
                missed.append(f"{outcome}, {kind}, {reference}: {text}")
        return outcomes, missed

    def _change(self, chosen: random.Random, kind: str) -> tuple[str, str, str]:
        reference = chosen.choice(self.long)
        return kind, reference, CHANGES[kind](self.edition[reference], chosen)

    def _is_quran(self, text: str, reference: str) -> bool:
        words = bare(text).split()
        as_spelled = [bare(each[reference]).split() for each in self.texts]
        other_spellings = all(len(words) == len(each) for each in as_spelled) and all(
            word in spelled for word, *spelled in zip(words, *as_spelled, strict=True)
        )
        return other_spellings or any(f" {' '.join(words)} " in whole for whole in self.whole)

    def _outcome(self, told: list[Finding], reference: str) -> str:
        mismatches = [finding for finding in told if finding.code == "quran-mismatch"]
        if not mismatches:
            return "not found"
        named = {each for finding in mismatches for each in re.findall(r"\d+:\d+(?:-\d+)?", finding.message)}
        return "found" if named & self.alike[bare(self.edition[reference])] else "misnamed"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--changes", type=int, default=4000, help="of each edition, with each seed")
    parser.add_argument("--seeds", type=int, nargs="*", default=[1, 2, 3])
    parser.add_argument("--text", type=Path, action="append", default=[])
    parser.add_argument("--missed", action="store_true", help="print what is not found and named")
    given = parser.parse_args()
    editions = editions_of_record() | {path.name: edition_of(path) for path in given.text}
    short = False
    for name, edition in editions.items():
        false = false_findings(edition)
        print(f"{name}: {len(edition)} verses, {len(false)} false findings {' '.join(false[:10])}")
        changed = Changed(edition, editions.values())
        total: Counter[tuple[str, str]] = Counter()
        for seed in given.seeds:
            outcomes, missed = changed.outcomes(given.changes, seed)
            total += outcomes
            if given.missed:
                print(*(f"   {each}" for each in missed), sep="\n")
        for kind in CHANGES:
            found = total[kind, "found"]
            wrong = {what: total[kind, what] for what in ("not found", "misnamed") if total[kind, what]}
            count = found + sum(wrong.values())
            print(f"   {kind:16} {found:6} of {count:6}   {100 * found / max(count, 1):6.2f} %   {wrong or ''}")
        found = sum(count for (_, outcome), count in total.items() if outcome == "found")
        print(f"   {'all':16} {found:6} of {total.total():6}   {100 * found / max(total.total(), 1):6.2f} %")
        short |= bool(false) or found < BAR * total.total()
    return int(short)


if __name__ == "__main__":
    sys.exit(main())
