"""What sets a fragment besides what it is made of: versions of libraries, the fonts of the machine, our own seams."""

from __future__ import annotations

import ctypes
import hashlib
import unicodedata
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bookbuild.cache.file_memo import remembered
from bookbuild.fonts.catalogue import installed

LIBRARIES = (
    "weasyprint", "pydyf", "cffi", "tinyhtml5", "tinycss2", "cssselect2", "pyphen", "pillow", "fonttools", "brotli",
    "zopfli", "uharfbuzz", "webencodings", "msgspec", "markdown-it-py", "ziamath",
)  # fmt: skip
"""All that has a part in setting a page: WeasyPrint, what it needs, and what `typeset`, `fonts` and `language` use."""


def digest_of_machine() -> str:
    """The digest of all that decides pages and is no part of the book: as it is now, for fonts may be installed."""
    return hashlib.sha256(f"{_digest_of_code()}{digest_of_fonts()}".encode()).hexdigest()


@cache
def _digest_of_code() -> str:
    """The digest of libraries and modules, which are those that the process began with."""
    parts = [*versions().values(), unicodedata.unidata_version, *libraries()]
    digest = hashlib.sha256("\0".join(parts).encode())
    for module in sorted(Path(__file__).parents[1].rglob("*.py")):
        digest.update(module.read_bytes())
    return digest.hexdigest()


def versions() -> dict[str, str]:
    """The version of each library of LIBRARIES, empty of one that is not there."""
    return {name: _version(name) for name in LIBRARIES}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def digest_of_fonts() -> str:
    """The digest of the fonts that fontconfig knows."""
    fonts = sorted({f"{face.path.name} {_head(face.path)}" for face in installed()})
    return hashlib.sha256("\0".join(fonts).encode()).hexdigest()


def libraries() -> list[str]:
    """The versions of Pango and HarfBuzz, as their files name them."""
    return [_text_of("libpango-1.0.so.0", "pango_version_string"), _text_of("libharfbuzz.so.0", "hb_version_string")]


def _text_of(library: str, function: str) -> str:
    """What a library says of its version; its name where it is not found under it (other systems name it otherwise)."""
    try:
        ask = getattr(ctypes.CDLL(library), function)
    except (OSError, AttributeError):
        return library
    ask.restype = ctypes.c_char_p
    return str(ask().decode())


@remembered(lambda path: (path,))
def _head(path: Path) -> str:
    """The size of a font file and the digest of its head and tail: its tables' checksums stand in the head."""
    with path.open("rb") as file:
        head = file.read(4096)
    return f"{path.stat().st_size} {hashlib.sha256(head).hexdigest()}"
