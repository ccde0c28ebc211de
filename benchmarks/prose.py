"""A folder of plain Arabic texts → what is found in them as Qur'ān, though it is not: what prose and verse share.

    python benchmarks/prose.py FOLDER

The texts are files without suffix, `.txt` and `.md`: plain ones, and such as OpenITI has, whose head and marks are left
out. Verses that a text quotes as such, between ﴿ ﴾, { } or OpenITI's @QB@ @QE@, are taken out first; others that it
quotes are to be taken out by hand. Each text is a chapter of a book that is checked as any other. It ends with 1 if
there are more than two `quran-unreferenced` in 10,000 words, or any `quran-mismatch`. No text comes with bookbuild.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from made_book import BOOK
from misquotations import findings_of

PER_WORDS, BAR = 10_000, 2
_HEAD = "#META#Header#End#"
_QUOTED = re.compile(r"﴿[^﴾]*﴾|\{[^}]*\}|@QB@.*?@QE@|﴾[^﴿]*﴿", re.DOTALL)
_MARKS_OF_OPENITI = re.compile(r"(?m)^(?:~~|#+ ?(?:\|+ ?)?)|PageV\d+P\d+|\bms\d+\b|%~%|@\w+@|[$&^*=|<>\[\]`\\_~#]")
_ARABIC = re.compile("[\u0621-\u064a\u064b-\u0652\u0670]+")


def paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a text, without what it marks as Qur'ān; nothing in them has a meaning in Markdown."""
    if _HEAD in text:
        text = re.sub(r"\n~~", " ", text.split(_HEAD, 1)[1]).replace("\n", "\n\n")
    plain = _MARKS_OF_OPENITI.sub(" ", _QUOTED.sub(" ، ", text))
    for paragraph in re.split(r"\n\s*\n", plain):
        if words := " ".join(paragraph.split()).lstrip("-+.:0123456789) "):
            yield words


def book_of(folder: Path, texts: list[list[str]]) -> Path:
    (folder / "chapters").mkdir(parents=True)
    (folder / "book.toml").write_text(BOOK.replace('"en"', '"ar"'), encoding="utf-8")
    for number, text in enumerate(texts, 1):
        body = "\n\n".join(text)
        (folder / "chapters" / f"{number:03}.md").write_text(f"# نص\n\n{body}\n", encoding="utf-8")
    return folder


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    paths = sorted(path for path in given.folder.rglob("*") if path.is_file() and path.suffix in ("", ".txt", ".md"))
    texts = [list(paragraphs(path.read_text(encoding="utf-8", errors="replace"))) for path in paths]
    words = sum(len(_ARABIC.findall(paragraph)) for text in texts for paragraph in text)
    if not words:
        parser.error(f"there is no Arabic text in {given.folder}")
    with tempfile.TemporaryDirectory() as folder:
        found = findings_of(book_of(Path(folder) / "prose", texts))
    for finding in found:
        print(f"{finding.location.path}:{finding.location.line}: {finding.code}: {finding.message}")
    counts = Counter(str(finding.code) for finding in found)
    rate = counts["quran-unreferenced"] * PER_WORDS / words
    print(f"{words} words in {len(paths)} texts: {dict(counts) or 'nothing found'}, {rate:.2f} in {PER_WORDS} unmarked")
    return int(rate > BAR or counts["quran-mismatch"] > 0)


if __name__ == "__main__":
    sys.exit(main())
