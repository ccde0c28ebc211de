"""Fonts that Python packages bring: `quran-text`, and those named `fontpkg-…`, such as `bookbuild[fonts]` installs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

PREFIX = "fontpkg_"
"""How the modules of the packages begin; the files of a family lie in the folder `files` of its module."""

ALSO_CALLED = {"EB Garamond 12": "EB Garamond"}
"""Names by which a package's family is asked for too: Debian's, with the size of its cut, which is the package's."""

VARIABLE_WEIGHTS = (400, 700)
"""The weights, as in CSS, that a variable font is taken for: text, and what is strong."""


def packaged_files() -> tuple[Path, ...]:
    """The font files of installed packages, in the order of `sys.path`, then by name."""
    return _files_in(tuple(sys.path))


@lru_cache(maxsize=4)
def _files_in(places: tuple[str, ...]) -> tuple[Path, ...]:
    return tuple(path for place in places for path in sorted(_files(place)))


def _files(place: str) -> Iterator[Path]:
    with suppress(OSError):  # no folder: an archive, or one that is not there
        modules = [entry.path for entry in os.scandir(place or ".") if entry.name.startswith(PREFIX)]
        for module in modules:
            found = Path(module, "files").glob("*.[ot]tf")
            yield from (path for path in found if path.is_file())


def family_of_text_of_record(family: str) -> Path | None:
    """The file of the KFGQPC font that quran-text brings, where `family` is that."""
    if not family.startswith("KFGQPC"):
        return None
    from quran_text import Mushaf

    font = Mushaf.hafs().font
    return Path(font.path) if font.path and font.family == family else None
