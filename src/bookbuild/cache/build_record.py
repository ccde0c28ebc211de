"""A book, its last build's record and all that decides its files → the result at once, where nothing has changed.

This is asked before anything that builds is imported.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from bookbuild.build_result import BuildResult, Built
from bookbuild.cache.installed_fonts import listed
from bookbuild.diagnostics import Code, Finding, Location

TOOLS = (
    "weasyprint", "pydyf", "ebooklib", "jinja2", "lxml", "markdown-it-py", "mdit-py-plugins", "fonttools", "uharfbuzz",
    "pikepdf", "quran-text", "msgspec", "pyphen", "tinycss2", "cssselect2", "hijridate", "babel", "python-stdnum",
    "rapidfuzz", "pyicu-wheels",
)  # fmt: skip
RECORD = "build.json"
PACKAGE = Path(__file__).parents[1]


def key_of(book: Path, editions: tuple[str, ...], out: Path, *, one_go: bool) -> str:
    """The digest of all that decides what a build of `book` makes: sources, styles, tools, fonts, date.

    What stands in `out` is made, and decides nothing.
    """
    digest = hashlib.sha256(repr((sorted(editions), one_go, os.environ.get("SOURCE_DATE_EPOCH", ""))).encode())
    for folder in (book, Path("styles")):
        digest.update(_digest(folder, out.resolve()))
    digest.update(version_of_tool().encode())
    return digest.hexdigest()


def version_of_tool() -> str:
    """The digest of bookbuild itself, of the styles that come with it, of its tools and of this machine's fonts.

    Code and tools are those that the process began with: it runs no other.
    """
    digest = hashlib.sha256(_version_of_code().encode())
    for folder in (PACKAGE / "styles", PACKAGE.parent.parent / "styles"):
        digest.update(_digest(folder))
    for part in _fonts():
        digest.update(part.encode())
    return digest.hexdigest()


@cache
def _version_of_code() -> str:
    versions = "".join(f"{name} {_version(name)}\n" for name in TOOLS)
    return _digest(PACKAGE).hex() + versions


def _digest(folder: Path, out: Path | None = None) -> bytes:
    digest = hashlib.sha256()
    for name, path in _files(folder, out):
        digest.update(f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.digest()


def _files(folder: Path, out: Path | None) -> Iterator[tuple[str, Path]]:
    """The files below a folder with their paths in it; hidden ones, what Python keeps and `out` left out."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _passed_over(Path(root, name), out))
        for name in sorted(names):
            path = Path(root, name)
            if not name.startswith(".") and path.is_file():
                yield path.relative_to(folder).as_posix(), path


def _passed_over(folder: Path, out: Path | None) -> bool:
    return folder.name.startswith(".") or folder.name == "__pycache__" or folder.resolve() == out


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _fonts() -> list[str]:
    """Name and size of each font of this machine."""
    files = sorted(set(listed("%{file}") or ()))
    return [f"{Path(file).name} {Path(file).stat().st_size}\n" for file in files]


def kept_results(
    books: dict[str, Path], editions: tuple[str, ...], out: Path, *, one_go: bool
) -> dict[str, BuildResult]:
    """The results of those books in which nothing has changed; what cannot be read is not among them."""
    kept = {}
    for name, folder in books.items():
        if (out / name / RECORD).is_file():
            try:
                key = key_of(folder, editions, out, one_go=one_go)
            except OSError:
                continue
            if result := kept_result(name, editions, out, key):
                kept[name] = result
    return kept


def kept_result(book: str, editions: tuple[str, ...], out: Path, key: str) -> BuildResult | None:
    """What the last build came to, where its record has this key and its files are as it left them."""
    folder = out / book
    try:
        record = json.loads((folder / RECORD).read_bytes())
        if record["key"] != key:
            return None
        built = tuple(_kept(folder, entry) for entry in record["editions"])
        findings = tuple(_finding(book, entry) for entry in record["findings"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if editions and {each.name for each in built} != set(editions):
        return None
    return BuildResult(book, built, findings)


def _kept(folder: Path, entry: dict[str, Any]) -> Built:
    """A file of the record; raises ValueError where it has changed."""
    path = folder / entry["file"]
    if hashlib.sha256(path.read_bytes()).hexdigest() != entry["sha256"]:
        raise ValueError(path)
    return Built(entry["name"], path, entry["format"], entry["pages"], entry["sections"], entry["bytes"])


def finding_record(finding: Finding) -> dict[str, Any]:
    """A finding as the record keeps it."""
    place = finding.location
    return {
        "code": finding.code,
        "message": finding.message,
        "remedy": finding.remedy,
        "place": [place.path, place.line, place.column, place.width],
        "edition": finding.edition,
        "page": finding.page,
        "allowed": finding.allowed,
        "source": finding.source,
    }


def _finding(book: str, entry: dict[str, Any]) -> Finding:
    return Finding(
        Code(entry["code"]), entry["message"], entry["remedy"], Location(*entry["place"]), book, entry["edition"],
        entry["page"], entry["allowed"], entry["source"],
    )  # fmt: skip
