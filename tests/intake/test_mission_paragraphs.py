"""The paragraphs of three texts that lie beside the repository and not in it, by their lines and a digest of their ends.

`mission_paragraphs.txt` has every paragraph of the three (19, 114, 34), held by eye against the lines of the texts: its first and
last line in the source, what it is, and a digest of its first and last word.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from bookbuild.intake.conservation import blocks_text
from bookbuild.intake.desk.desk import edited
from bookbuild.intake.document import IntakeBlock, IntakeHeading, IntakeItem, IntakeQuotation
from bookbuild.intake.plain.text_reader import read_plain
from bookbuild.intake.reader import IntakeFile, ReadOptions

TEXTS = Path(__file__).parents[3] / "shared" / "mission"
LISTED = Path(__file__).with_name("mission_paragraphs.txt")
ENOUGH = 0.98


def listed() -> dict[str, list[str]]:
    """The name of each text → its paragraphs, a line each: `12-24 paragraph 0a1b2c3d`."""
    found: dict[str, list[str]] = {}
    for line in LISTED.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            name = line[2:]
            found[name] = []
        elif line:
            found[name].append(line)
    return found


def described(blocks: Sequence[IntakeBlock]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, IntakeQuotation):
            yield from described(block.blocks)
        elif words := blocks_text((block,)).split():
            kinds: dict[type, str] = {IntakeHeading: "heading", IntakeItem: "item"}
            ends = hashlib.sha256(f"{words[0]} {words[-1]}".encode()).hexdigest()[:8]
            yield f"{block.place.line}-{block.place.end} {kinds.get(type(block), 'paragraph')} {ends}"


def read(path: Path) -> list[str]:
    """The paragraphs of a text as the desk leaves them, before the letters in them are repaired."""
    document = read_plain(IntakeFile(path.name, path.read_bytes(), path.parent), ReadOptions(None)).document
    assert edited(document, "en").document.blocks
    front = [block for _, blocks in document.front for block in blocks]
    return [*described(front), *described(document.blocks)]


@pytest.mark.skipif(not TEXTS.is_dir(), reason="the texts are not beside the repository")
@pytest.mark.parametrize("name", sorted(listed()))
def test_paragraphs_are_right(name: str) -> None:
    wanted, found = listed()[name], read(TEXTS / f"{name}.txt")
    right = set(wanted) & set(found)
    assert len(right) >= ENOUGH * len(wanted), sorted(set(wanted) - right)
    assert len(set(found) - right) <= (1 - ENOUGH) * len(wanted), sorted(set(found) - right)
