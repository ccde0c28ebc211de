"""fontconfig → what it lists, asked again once a folder of fonts or a setting of fontconfig's has changed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from bookbuild.cache.file_memo import Stamp, stamp_of

FILES = "%{file}"
"""The form that lists nothing but files."""

_VARIABLES = ("FONTCONFIG_FILE", "FONTCONFIG_PATH", "FONTCONFIG_SYSROOT", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "HOME")
_SETTINGS = ("/etc/fonts", "/etc/fonts/fonts.conf", "/etc/fonts/local.conf", "/etc/fonts/conf.d")
_FOLDER = re.compile(r"<dir\b(?P<attributes>[^>]*)>(?P<path>[^<]*)</dir>")


class _Listing(NamedTuple):
    """The lines of a listing, and the stamps of all that decided it."""

    stamps: tuple[tuple[str, Stamp], ...]
    lines: tuple[str, ...]


_listings: dict[tuple[str | None, ...], _Listing] = {}


def listed(form: str) -> tuple[str, ...] | None:
    """A line for each font that fontconfig knows, in its own format (`FcPatternFormat`).

    None where the program `fc-list` is missing, or fails.
    """
    key = (form, *map(os.environ.get, _VARIABLES))
    known = _listings.get(key)
    if known and all(stamp_of(path) == stamp for path, stamp in known.stamps):
        return known.lines
    program = shutil.which("fc-list")
    if program is None:
        return None
    before = {path: stamp_of(path) for path in _settings()}
    command = [program, "--format", f"%{{file}}\t{form}\n"]
    written = subprocess.run(
        command, capture_output=True, encoding="utf-8", errors="surrogateescape", check=False, stdin=subprocess.DEVNULL
    )
    if written.returncode:
        return None
    fields = [line.partition("\t") for line in written.stdout.splitlines()]
    stamps = {folder: stamp_of(folder) for font, _, _ in fields for folder in _folders(font)} | before
    _listings[key] = _Listing(tuple(stamps.items()), tuple(line for _, _, line in fields))
    return _listings[key].lines


def _settings() -> Iterator[str]:
    """fontconfig's usual settings, those that the environment names, and the folders of fonts that they name."""
    home = os.path.expanduser("~")  # noqa: PTH111 (knows no home: as is)
    data = os.environ.get("XDG_DATA_HOME") or f"{home}/.local/share"
    config = os.environ.get("XDG_CONFIG_HOME") or f"{home}/.config"
    named = filter(None, (os.environ.get("FONTCONFIG_FILE"), os.environ.get("FONTCONFIG_PATH")))
    for file in (*_SETTINGS, f"{home}/.fonts.conf", f"{config}/fontconfig/fonts.conf", *named):
        yield file
        with suppress(OSError, UnicodeDecodeError):
            for found in _FOLDER.finditer(Path(file).read_text("utf-8")):
                base = data if "xdg" in found["attributes"] else ""
                yield os.path.join(base, found["path"].strip().replace("~", home, 1))  # noqa: PTH118 (as is)


def _folders(font: str) -> Iterator[str]:
    """The folder that a font stands in, and the one above it, in which another may be made."""
    yield from map(str, list(Path(font).parents)[:2])
