"""The publisher's folders of fonts → the files in them that may be read, and a finding for each that may not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.guarded.folder import MOST_FONT, FileRefused, GuardedFolder

FONT_ENDINGS = (".ttf", ".otf", ".ttc", ".woff", ".woff2")


def own_files(folders: tuple[GuardedFolder, ...]) -> Iterator[Path]:
    """The paths, without links, of fonts that may be read."""
    return (found for found in _looked_at(folders) if isinstance(found, Path))


def own_file_findings(folders: tuple[GuardedFolder, ...]) -> Iterator[Finding]:
    """`path-outside`, `too-large`, and `style-invalid` for what has the name of a font and is no file."""
    return (found for found in _looked_at(folders) if isinstance(found, Finding))


def _looked_at(folders: tuple[GuardedFolder, ...]) -> Iterator[Path | Finding]:
    for folder in folders:
        for name in folder.names():
            if name.lower().endswith(FONT_ENDINGS):
                try:
                    yield folder.checked(name, MOST_FONT)
                except FileRefused as refused:
                    readable = os.fsencode(name).decode("utf-8", "backslashreplace")
                    yield refused.finding(Code.STYLE_INVALID, Location(f"styles/fonts/{readable}"))
