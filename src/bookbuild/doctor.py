"""This machine → rows that say what it has of what bookbuild needs, and the command that installs the rest.

Nothing is imported that may be missing: libraries are asked for their versions through ctypes, packages through their
metadata, programs by running them.
"""

from __future__ import annotations

import ctypes
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

from bookbuild.fonts.packaged import ALSO_CALLED, packaged_files

Kind = Literal["library", "font", "program", "package"]


@dataclass(frozen=True, slots=True)
class Row:
    """A thing that bookbuild needs (`needed`) or can use; `install` is the command that brings it."""

    name: str
    kind: Kind
    version: str | None
    found: bool
    needed: bool
    purpose: str
    install: str


@dataclass(frozen=True, slots=True)
class Package:
    """The names of a thing in the package systems of Debian and of Homebrew (empty: not there)."""

    debian: str
    brew: str = ""

    @property
    def command(self) -> str:
        if sys.platform == "darwin" and self.brew:
            return f"brew install {self.brew}"
        if _is_debian():
            return f"apt-get install {self.debian}"
        return f"install what Debian calls `{self.debian}` with this system's package manager"


@dataclass(frozen=True, slots=True)
class Library:
    """`files` by platform: Linux, macOS, Windows. `version` asks the loaded library."""

    name: str
    files: tuple[str, ...]
    purpose: str
    package: Package
    version: Callable[[ctypes.CDLL], str | None] = lambda _: None


def _text_version(function: str) -> Callable[[ctypes.CDLL], str]:
    def ask(library: ctypes.CDLL) -> str:
        call = getattr(library, function)
        call.restype = ctypes.c_char_p
        return str(call().decode("ascii"))

    return ask


def _fontconfig_version(library: ctypes.CDLL) -> str:
    number = library.FcGetVersion()
    return f"{number // 10_000}.{number // 100 % 100}.{number % 100}"


PANGO = Package("libpango-1.0-0 libpangoft2-1.0-0", "pango")
LIBRARIES = (
    Library(
        "Pango",
        ("libpango-1.0.so.0", "libpango-1.0.0.dylib", "libpango-1.0-0.dll"),
        "setting type",
        PANGO,
        _text_version("pango_version_string"),
    ),
    Library(
        "PangoFT2",
        ("libpangoft2-1.0.so.0", "libpangoft2-1.0.0.dylib", "libpangoft2-1.0-0.dll"),
        "setting type",
        PANGO,
    ),
    Library(
        "HarfBuzz",
        ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
        "shaping Arabic",
        Package("libharfbuzz0b", "harfbuzz"),
        _text_version("hb_version_string"),
    ),
    Library(
        "HarfBuzz subset",
        ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
        "fonts in PDF",
        Package("libharfbuzz-subset0", "harfbuzz"),
    ),
    Library(
        "fontconfig",
        ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
        "finding fonts",
        Package("libfontconfig1 fontconfig", "fontconfig"),
        _fontconfig_version,
    ),
)

AMIRI = Package("fonts-hosny-amiri", "--cask font-amiri")
GENTIUM = Package("fonts-sil-gentiumplus", "--cask font-gentium-plus")
FONTS = (
    ("EB Garamond 12", "Latin text, unless the book names another", True, Package("fonts-ebgaramond")),
    ("Amiri", "Arabic text, unless the book names another", True, AMIRI),
    ("Amiri Quran", "the Qur'ān's text, unless the book names another", True, AMIRI),
    ("Gentium Plus", "books that name it", False, GENTIUM),
)

# Program, the argument that makes it tell its version, what for, whether needed, package.
PROGRAMS = (
    ("fc-list", "--version", "finding fonts", True, Package("fontconfig", "fontconfig")),
    ("java", "-version", "EPUBCheck, a judge in the tests", False, Package("default-jre-headless", "openjdk")),
    ("qpdf", "--version", "a judge in the tests", False, Package("qpdf", "qpdf")),
    ("pdftotext", "-v", "a judge in the tests", False, Package("poppler-utils", "poppler")),
    ("pandoc", "--version", "`make bench`", False, Package("pandoc", "pandoc")),
)


def examine() -> tuple[Row, ...]:
    """Everything bookbuild stands on, as this machine has it."""
    return (*libraries(), *fonts(), *programs(), *packages())


def libraries() -> Iterator[Row]:
    for library in LIBRARIES:
        loaded = next(filter(None, map(_loaded, library.files)), None)
        version = library.version(loaded) if loaded else None
        install = library.package.command
        yield Row(library.name, "library", version, loaded is not None, True, library.purpose, install)


def _loaded(file: str) -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(file)
    except OSError:
        return None


def fonts() -> Iterator[Row]:
    known = {**_families("fc-list"), **_families("fc-scan", *_own_fonts())}
    known |= {also: known[family] for also, family in ALSO_CALLED.items() if family in known and also not in known}
    for family, purpose, needed, package in FONTS:
        yield Row(family, "font", known.get(family), family in known, needed, purpose, package.command)


def _own_fonts() -> list[str]:
    """The publisher's own, in the working directory's `styles/fonts/`, and those of Python packages."""
    found = Path("styles/fonts").glob("**/*.[ot]tf")
    own = sorted(str(path) for path in found if path.is_file())  # fc-scan would wait for a pipe
    return [*own, *map(str, packaged_files())]


def _families(program: str, *arguments: str) -> dict[str, str]:
    """The families that fontconfig finds, with their versions (a 16.16 number in its answer)."""
    if program == "fc-scan" and not arguments:
        return {}
    listing = _said(program, "--format", "%{fontversion}\t%{family}\n", *arguments)
    rows = (line.split("\t", 1) for line in listing.splitlines() if "\t" in line)
    return {family: f"{int(version or 0) / 65536:.3f}" for version, families in rows for family in families.split(",")}


def programs() -> Iterator[Row]:
    for name, argument, purpose, needed, package in PROGRAMS:
        found = shutil.which(name) is not None
        version = _version_in(_said(name, argument)) if found else None
        yield Row(name, "program", version, found, needed, purpose, package.command)


def _said(*command: str) -> str:
    """What a program says, on either stream; nothing where it is not there or does not end."""
    try:
        ran = subprocess.run(command, capture_output=True, timeout=20, check=False, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (ran.stdout + ran.stderr).decode("utf-8", errors="replace")


def _version_in(text: str) -> str | None:
    match = re.search(r"\d+(\.\d+)+", text)
    return match.group() if match else None


def packages() -> Iterator[Row]:
    """Python, and the packages that this package says it requires."""
    yield Row("Python", "package", platform.python_version(), True, True, "bookbuild", "")
    for requirement in metadata.requires("bookbuild") or ():
        match = re.match(r"([\w.-]+)\s*([^;]*?)\s*(?:;.*extra\s*==\s*['\"](\w+)['\"].*)?$", requirement)
        if match and match[3] in (None, "judges"):
            yield _package_row(match[1], match[2], match[3])


def _package_row(name: str, wanted: str, extra: str | None) -> Row:
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        version = None
    found = version is not None and _fits(version, wanted)
    purpose = "a judge in the tests" if extra else "bookbuild"
    return Row(name, "package", version, found, extra is None, purpose, f"pip install '{name}{wanted}'")


def _fits(version: str, wanted: str) -> bool:
    """Whether a pin such as `==70.*` is kept; lower bounds are pip's matter."""
    pin = re.search(r"==([\d.]+)\.\*", wanted)
    return pin is None or f"{version}.".startswith(f"{pin[1]}.")


def _is_debian() -> bool:
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return False
    return "debian" in (release.get("ID", ""), *release.get("ID_LIKE", "").split())
