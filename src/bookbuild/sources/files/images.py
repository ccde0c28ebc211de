"""An image as a chapter names it → its path in the book, and what is wrong with it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.guarded.folder import MOST_IMAGE, FileRefused
from bookbuild.sources.files.files import Files
from bookbuild.sources.files.formats import RASTERS, Problem
from bookbuild.sources.files.svg import svg_problems

REMOTE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]+:|//)", re.IGNORECASE)


class Images:
    """The images of one book; each file is looked into once."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.problems: dict[str, tuple[Problem, ...]] = {}

    def place(self, chapter: str, written: str, location: Location) -> tuple[str, tuple[Finding, ...]]:
        """The path of the image `written` in `chapter`, relative to the book: first from the chapter, then the book."""
        if REMOTE.match(written):
            message, remedy = f"`{written[:80]}` is not in the book", "save the image into the book's `images/` folder"
            return written, (Finding(Code.RESOURCE_REMOTE, message, remedy, location),)
        if not written:
            message, remedy = "an image without a file", "name its file: `![caption](images/….png)`"
            return written, (Finding(Code.IMAGE_MISSING, message, remedy, location),)
        spellings = dict.fromkeys((written, unquote(written)))
        folders = (posixpath.dirname(chapter), "")
        paths = [self.files.normal(spelled, folder) for spelled in spellings for folder in folders]
        found = self._found([path for path in paths if path is not None])
        if paths[0] is None or (found is not None and not self.files.holds(found)):
            message, remedy = f"`{written}` is outside of the book's folder", "put the image into the book's folder"
            return written, (Finding(Code.PATH_OUTSIDE, message, remedy, location),)
        if found is None:
            message, remedy = f"there is no image `{written}`", "add the file, or correct the path"
            return paths[0], (Finding(Code.IMAGE_MISSING, message, remedy, location),)
        return found, self.problems_of(found, location)

    def problems_of(self, path: str, location: Location) -> tuple[Finding, ...]:
        """What is wrong with the image at `path` in the book, which `location` names."""
        return tuple(Finding(*problem, location) for problem in self._problems(path))

    def _found(self, paths: list[str]) -> str | None:
        """The first path at which there is a file; else the first at which there is anything at all."""
        return next(filter(self.files.exists, paths), None) or next(filter(self.files.has, paths), None)

    def _problems(self, path: str) -> tuple[Problem, ...]:
        if path not in self.problems:
            try:
                data = self.files.read(path, MOST_IMAGE)
            except FileRefused as refused:
                self.problems[path] = ((refused.code or Code.IMAGE_MISSING, refused.message, refused.remedy),)
            else:
                self.problems[path] = tuple(_problems(path, data))
        return self.problems[path]


def _problems(path: str, data: bytes) -> Iterator[Problem]:
    suffix = posixpath.splitext(path)[1].lower()
    if suffix == ".svg":
        yield from svg_problems(path, data)
    elif suffix in RASTERS:
        from bookbuild.sources.files.rasters import raster_problems

        yield from raster_problems(path, data, RASTERS[suffix])
    else:
        remedy = "convert it to SVG, PNG, JPEG, GIF or WebP"
        yield Code.IMAGE_INVALID, f"`{path}` is not of a kind that books can have", remedy
