"""The pictures that `[cover]` names → findings about those that a cover cannot have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bookbuild.diagnostics import Code
from bookbuild.model.settings import CoverTable
from bookbuild.sources.files.files import Files
from bookbuild.sources.files.images import Images
from bookbuild.sources.settings.convert import Converter
from bookbuild.sources.settings.editions import Read
from bookbuild.sources.settings.matter import find_outside
from bookbuild.sources.settings.toml_places import Path


def check_pictures(converter: Converter, files: Files, images: Images, reads: Iterable[Read]) -> None:
    """Each picture is one in the book's folder, and there where the design cannot do without."""
    seen: set[Path] = set()
    for read in reads:
        if cover := read.edition.cover:
            overlay = read.overlays.get("cover", {})
            _find_lack(converter, cover, (*(read.path if overlay else ()), "cover"), seen)
            for key, written in _pictures(cover):
                path: Path = (*(read.path if key in overlay else ()), "cover", key)
                if path not in seen:
                    seen.add(path)
                    _check(converter, files, images, written, path)


def _pictures(cover: CoverTable) -> Iterator[tuple[str, str]]:
    if cover.front is not None:
        yield "front", cover.front
    if cover.logo is not None:
        yield "logo", cover.logo


def _find_lack(converter: Converter, cover: CoverTable, path: Path, seen: set[Path]) -> None:
    """A finding where the front is to be a picture, and there is none."""
    if cover.front is None and (cover.design == "picture" or cover.kind == "finished") and path not in seen:
        seen.add(path)
        what = '`design = "picture"`' if cover.kind == "designed" else '`kind = "finished"`'
        place = converter.places.key(path)
        message = f"{what} without a picture"
        converter.find(Code.SETTING_INVALID, message, 'name it: `front = "images/cover.jpg"`', place)


def _check(converter: Converter, files: Files, images: Images, written: str, path: Path) -> None:
    place = converter.places.value(path)
    relative = files.relative(written)
    if relative is None:
        find_outside(converter, written, place)
    elif not files.exists(relative):
        message = f"there is no image `{written}`"
        converter.find(Code.IMAGE_MISSING, message, "add the file, or correct the path", place)
    else:
        converter.findings += images.problems_of(relative, place)
