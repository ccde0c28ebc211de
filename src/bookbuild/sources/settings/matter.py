"""The items of `[matter]` → the files that they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from bookbuild.diagnostics import Code, Location
from bookbuild.model.note_series import has_notes_at_its_end
from bookbuild.model.settings import GENERATED_ITEMS, Edition, MatterTable, is_generated
from bookbuild.nearest import listed, suggestion
from bookbuild.sources.files.files import Files
from bookbuild.sources.files.globs import WILD, matched
from bookbuild.sources.settings.convert import Converter
from bookbuild.sources.settings.editions import Read
from bookbuild.sources.settings.toml_places import Path

LISTS = ("front", "body", "parts", "back")


@dataclass(frozen=True, slots=True)
class MatterItem:
    """An item of a list of `[matter]`, and its path in `book.toml`."""

    text: str
    path: Path


@dataclass(slots=True)
class MatterFiles:
    """The files of each item; `body` are the files that stand in some edition's body; `used` an edition's files."""

    matched: dict[str, tuple[str, ...]] = field(default_factory=dict)
    body: set[str] = field(default_factory=set)
    used: dict[str, list[str]] = field(default_factory=dict)
    generated: dict[str, list[str]] = field(default_factory=dict)


def read_matter(converter: Converter, files: Files, raw: dict[str, Any], editions: Sequence[Read]) -> MatterFiles:
    """Match the items of every edition against the files of the book."""
    matter = MatterFiles()
    reported: set[Path] = set()
    for read in editions:
        used: dict[str, None] = {}
        generated: list[str] = []
        for name in LISTS:
            for item in _items(raw, read, name):
                if is_generated(item.text):
                    if item.text in generated and item.path not in reported:
                        _find_twice(converter, item.text, item)
                        reported.add(item.path)
                    generated.append(item.text)
                    continue
                paths = _matched(converter, files, item, matter, new=item.path not in reported)
                if name in ("body", "parts"):
                    matter.body.update(paths)
                twice = [path for path in paths if path in used]
                if twice and item.path not in reported:
                    _find_twice(converter, twice[0], item)
                used |= dict.fromkeys(paths)
                reported.add(item.path)
        if not any(_items(raw, read, name) for name in LISTS) and ("matter",) not in reported:
            _find_nothing(converter, read)
            reported.add(("matter",))
        matter.used[read.edition.name] = list(used)
        matter.generated[read.edition.name] = [*generated, *_made(read.edition)]
    return matter


def _made(edition: Edition) -> Iterator[str]:
    """The sections that no item names: the parts' leaves, the notes at the book's end."""
    yield from (f"part-{number}" for number in range(1, len(edition.matter.parts) + 1))
    if has_notes_at_its_end(edition):
        yield "notes"


def _items(raw: dict[str, Any], read: Read, name: str) -> list[MatterItem]:
    """The items of one list as it holds for an edition."""
    return list(_each_item(raw, read, name))


def _each_item(raw: dict[str, Any], read: Read, name: str) -> Iterator[MatterItem]:
    table: MatterTable = read.edition.matter
    if (name == "parts" and not table.parts) or (name == "body" and table.parts):
        return
    overlay = name in read.overlays.get("matter", {})
    owner: Any = raw.get("editions", {}).get(read.edition.name, {}) if overlay else raw
    path: Path = (*(read.path if overlay else ()), "matter", name)
    tables = owner.get("matter")
    written = tables.get(name) if isinstance(tables, dict) else None
    if written is None:
        written = getattr(table, name)
    if name == "parts" and isinstance(written, list):
        for index, part in enumerate(written):
            chapters = part.get("chapters") if isinstance(part, dict) else None
            yield from _texts(chapters, (*path, index, "chapters"))
    else:
        yield from _texts(written, path)


def _texts(written: object, path: Path) -> Iterator[MatterItem]:
    for index, text in enumerate(written if isinstance(written, (list, tuple)) else ()):
        if isinstance(text, str):
            yield MatterItem(text, (*path, index))


def _matched(
    converter: Converter, files: Files, item: MatterItem, matter: MatterFiles, *, new: bool
) -> tuple[str, ...]:
    """The files of an item; a finding where there are none, once (`new`)."""
    if item.text not in matter.matched:
        matter.matched[item.text] = tuple(_files(files, item.text))
    paths = matter.matched[item.text]
    if new:
        place = converter.places.value(item.path)
        if not item.text.endswith(".md"):
            _find_unknown(converter, item, place)
        elif not paths and files.relative(item.text) is not None:
            _find_missing(converter, item, place)
        if files.relative(item.text) is None:
            find_outside(converter, item.text, place)
        for path in paths:
            _check_file(converter, files, path, place)
    return tuple(path for path in paths if files.relative(path) is not None and files.exists(path) and is_utf8(path))


def _files(files: Files, text: str) -> list[str]:
    path = files.relative(text)
    if path is None or not text.endswith(".md"):
        return []
    if not WILD & set(text) or files.exists(path):
        return [path] if files.has(path) else []
    return matched(files.guarded, path)


def is_utf8(name: str) -> bool:
    """Whether the bytes of a file's name are UTF-8: what the system could not read of it stands in it as surrogates."""
    return not any("\ud800" <= character <= "\udfff" for character in name)


def _check_file(converter: Converter, files: Files, path: str, place: Location) -> None:
    """What the file system has under the name is a file of the book, or a finding."""
    if files.relative(path) is None:
        find_outside(converter, path, place)
    elif not is_utf8(path):
        shown = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        converter.find(Code.ENCODING_INVALID, f"the name `{shown}` is not UTF-8", "give the file another name", place)
    elif kind := files.guarded.not_a_file(path):
        remedy = "put a file in its place, or take it away"
        converter.find(Code.CHAPTER_MISSING, f"`{path}` is {kind}, not a file", remedy, place)


def _find_unknown(converter: Converter, item: MatterItem, place: Location) -> None:
    remedy = suggestion(
        item.text, GENERATED_ITEMS, f"write a path ending in `.md`, or one of {listed(GENERATED_ITEMS)}"
    )
    if set(item.text) & {"/", "*"}:
        remedy = "write a path ending in `.md`"
    converter.find(Code.SETTING_INVALID, f"`{item.text}` is no item of a book's matter", remedy, place)


def _find_missing(converter: Converter, item: MatterItem, place: Location) -> None:
    wild = bool(WILD & set(item.text))
    message = f"no file matches `{item.text}`" if wild else f"there is no file `{item.text}`"
    converter.find(Code.CHAPTER_MISSING, message, "write the file, or correct the path in `[matter]`", place)


def _find_nothing(converter: Converter, read: Read) -> None:
    """An edition in which nothing stands."""
    path: Path = (*(read.path if "matter" in read.overlays else ()), "matter")
    message = f"the edition `{read.edition.name}` has no section"
    remedy = 'name what stands in it: `body = ["chapters/*.md"]`'
    converter.find(Code.CHAPTER_MISSING, message, remedy, converter.places.key(path))


def _find_twice(converter: Converter, path: str, item: MatterItem) -> None:
    message = f"`{path}` stands twice in the matter of one edition"
    converter.find(Code.SETTING_INVALID, message, "name it once", converter.places.value(item.path))


def find_outside(converter: Converter, written: str, place: Location) -> None:
    """A path that leads out of the book's folder."""
    message = f"`{written}` is outside of the book's folder"
    converter.find(Code.PATH_OUTSIDE, message, "put the file into the book's folder", place)
