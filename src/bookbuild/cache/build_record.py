"""A book and its last build's record → the result of that build at once, where all that it read is as it was.

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
from bookbuild.cache.file_memo import stamp_of
from bookbuild.cache.installed_fonts import listed
from bookbuild.cache.reads import content_of, unchanged
from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.printing.conditions import CONDITIONS, profile_of

TOOLS = (
    "weasyprint", "pydyf", "ebooklib", "jinja2", "lxml", "markdown-it-py", "mdit-py-plugins", "fonttools", "uharfbuzz",
    "pikepdf", "quran-text", "msgspec", "pyphen", "tinycss2", "cssselect2", "hijridate", "babel", "python-stdnum",
    "rapidfuzz", "pyicu-wheels",
)  # fmt: skip
RECORD = "build.json"
PACKAGE = Path(__file__).parents[1]


def key_of(editions: tuple[str, ...], *, one_go: bool) -> str:
    """The digest of all that decides what a build makes besides what it reads of its book: tools, fonts, date.

    To be taken before the build begins: what changes meanwhile is seen by the next one.
    """
    digest = hashlib.sha256(repr((sorted(editions), one_go, os.environ.get("SOURCE_DATE_EPOCH", ""))).encode())
    digest.update(version_of_tool().encode())
    return digest.hexdigest()


def version_of_tool() -> str:
    """The digest of bookbuild itself, of the styles that come with it, its tools, this machine's fonts and profiles.

    Code and tools are those that the process began with: it runs no other.
    """
    digest = hashlib.sha256(_version_of_code().encode())
    for folder in (PACKAGE / "styles", PACKAGE.parent.parent / "styles"):
        digest.update(_digest(folder))
    for part in (*_fonts(), *_profiles()):
        digest.update(part.encode())
    return digest.hexdigest()


@cache
def _version_of_code() -> str:
    versions = "".join(f"{name} {_version(name)}\n" for name in TOOLS)
    return _digest(PACKAGE).hex() + versions


def _digest(folder: Path) -> bytes:
    digest = hashlib.sha256()
    for name, path in _files(folder):
        digest.update(f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.digest()


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files below a folder of the tool's own with their paths in it, without what Python keeps."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "__pycache__")
        for name in sorted(names):
            path = Path(root, name)
            if not name.startswith(".") and path.is_file():
                yield path.relative_to(folder).as_posix(), path


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _fonts() -> list[str]:
    """Name and size of each font of this machine."""
    files = sorted(line.partition("\t")[0] for line in set(listed("%{file}") or ()))
    return [f"{Path(file).name} {stamp[0]}\n" for file in files if (stamp := stamp_of(file))]


def _profiles() -> list[str]:
    """Name and size of the profile of each printing condition that this machine has."""
    found = [path for condition in CONDITIONS.values() if (path := profile_of(condition))]
    return [f"{path.name} {path.stat().st_size}\n" for path in found]


def kept_results(
    books: dict[str, Path], editions: tuple[str, ...], out: Path, *, one_go: bool
) -> dict[str, BuildResult]:
    """The results of those books in which nothing has changed; what cannot be read is not among them."""
    kept = {}
    recorded = {name: folder for name, folder in books.items() if (out / name / RECORD).is_file()}
    key = key_of(editions, one_go=one_go) if recorded else ""
    for name, folder in recorded.items():
        if result := kept_result(name, folder, editions, out, key):
            kept[name] = result
    return kept


def kept_result(book: str, sources: Path, editions: tuple[str, ...], out: Path, key: str) -> BuildResult | None:
    """What the last build came to, where its record has this key, and what it read and left is as it was."""
    folder = out / book
    try:
        record = json.loads(content_of(folder / RECORD))
        if record["key"] != key or not unchanged(record["read"], sources):
            return None
        built = tuple(_kept(folder, entry) for entry in record["editions"])
        findings = tuple(_finding(book, entry) for entry in record["findings"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if editions and {each.name for each in built} != set(editions):
        return None
    return BuildResult(book, built, findings)


def _kept(folder: Path, entry: dict[str, Any]) -> Built:
    """A file of the record; raises ValueError where it has changed."""
    path = folder / entry["file"]
    if hashlib.sha256(content_of(path)).hexdigest() != entry["sha256"]:
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
