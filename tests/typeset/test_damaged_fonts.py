"""Fonts of a publisher's that are damaged → told where a family is missing, passed over where none is."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from bookbuild.fonts.catalogue import faces_of
from bookbuild.fonts.soundness import MOST_UNPACKED, is_sound

SOUND = faces_of("Amiri Quran")[0].path


def test_a_font_of_the_machine_is_sound() -> None:
    assert is_sound(str(SOUND))


@pytest.mark.parametrize("table", ["head", "hhea", "maxp", "hmtx", "cmap", "name", "OS/2"])
def test_a_font_without_a_table_is_not(table: str, tmp_path: Path) -> None:
    with TTFont(SOUND) as font:
        font.ensureDecompiled()
    shutil.copyfile(SOUND, tmp_path / "a.ttf")
    content = bytearray(SOUND.read_bytes())
    place = content.index(table.encode().ljust(4))
    content[place : place + 4] = b"XXXX"
    (tmp_path / "a.ttf").write_bytes(content)
    assert not is_sound(str(tmp_path / "a.ttf"))


def test_a_font_of_the_web_that_says_it_is_huge_is_not_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.woff2").write_bytes(b"wOF2" + bytes(12) + (MOST_UNPACKED + 1).to_bytes(4, "big") + bytes(60))
    assert not is_sound(str(tmp_path / "a.woff2"))


@pytest.mark.parametrize("seed", range(12))
def test_any_bytes_are_a_font_or_not(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    content = bytearray(SOUND.read_bytes())
    for _ in range(60):
        content[chance.randrange(2_000)] = chance.randrange(256)
    (tmp_path / "a.ttf").write_bytes(content[: chance.randrange(len(content))] if seed % 2 else content)
    assert is_sound(str(tmp_path / "a.ttf")) in (True, False)
