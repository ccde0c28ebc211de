"""A book's folder → `Manuscript`, and all that is wrong with its files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

from bookbuild.cache.memo import Recall, anew
from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.findings import with_book_and_source
from bookbuild.guarded.folder import MOST_FONT, FileRefused
from bookbuild.language.composed_text import composed
from bookbuild.model.book import Chapter, Manuscript
from bookbuild.model.settings import Edition, Person
from bookbuild.sources.chapter.chapters import read_chapter, split_lines
from bookbuild.sources.chapter.limits import too_large
from bookbuild.sources.chapter.parse_context import ParseContext, WrittenId
from bookbuild.sources.files.files import Files, decoded
from bookbuild.sources.files.globs import matched
from bookbuild.sources.files.images import Images
from bookbuild.sources.ids import ChapterIds, duplicates
from bookbuild.sources.settings.convert import Converter
from bookbuild.sources.settings.cover_files import check_pictures
from bookbuild.sources.settings.editions import Read, read_editions
from bookbuild.sources.settings.matter import MatterFiles, find_outside, is_utf8, read_matter
from bookbuild.sources.settings.persons import read_persons
from bookbuild.sources.settings.tables import check_top, read_allow, read_tables
from bookbuild.sources.settings.toml_places import Path as TomlPath
from bookbuild.sources.settings.toml_places import TomlPlaces, toml_places

SETTINGS, PERSONS = "book.toml", "persons.toml"
CODES_OF_FILES = {
    "cataloguing": Code.CHAPTER_MISSING, "back": Code.CHAPTER_MISSING, "riwayah": Code.SETTING_INVALID,
}  # fmt: skip
TEXTS = ("cataloguing", "back")
"""Keys that name a text in Markdown which stands in no list of `[matter]`."""
ReadChapter: TypeAlias = tuple[Chapter, tuple[WrittenId, ...], list[Finding]]
"""(chapter, each id that is written in it, its findings)."""
MOST_TABLES = 40
"""Tables and arrays of TOML within each other."""
DEEP_KEY = re.compile(rf"""(?<![\w.-])(?:["']?[\w-]+["']?[ \t]*\.[ \t]*){{{MOST_TABLES + 1}}}""")
"""What tomllib takes the square of its length in memory for."""

MOST_FILES = 5_000
TOML_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def read_book(folder: Path, recall: Recall = anew) -> tuple[Manuscript | None, tuple[Finding, ...]]:
    """The manuscript in `folder`, and all findings of reading it; None where `book.toml` cannot be used.

    Images are looked for from the chapter's folder, then from the book's. `recall` knows chapters read before.
    """
    reader = BookReader(folder, recall)
    manuscript = reader.read()
    files, findings = reader.files, dict.fromkeys(reader.findings)
    return manuscript, tuple(with_book_and_source(findings, reader.name, files.lines, files.decomposed))


class BookReader:
    """Reads one book; `findings` grow as it goes."""

    def __init__(self, folder: Path, recall: Recall = anew) -> None:
        self.folder = folder
        self.recall = recall
        self.files = Files(folder)
        self.name = Path(self.files.real).name
        self.images = Images(self.files)
        self.findings: list[Finding] = []
        self.written: dict[str, ChapterIds] = {}

    def read(self) -> Manuscript | None:
        raw, places = self._toml(SETTINGS)
        if raw is None:
            self._read_strays()
            return None
        converter = Converter(places)
        check_top(converter, raw)
        base = read_tables(converter, raw)
        written = raw["book"] if isinstance(raw.get("book"), dict) else {}
        if "title" not in {**written, **base.get("book", {})}:
            converter.missing("title", "the book's title", ("book",), "book")
        reads = read_editions(converter, raw, base, self.name)
        allow = read_allow(converter, raw.get("allow", []))
        matter = read_matter(converter, self.files, raw, reads)
        self._check_paths(converter, reads, matter)
        check_pictures(converter, self.files, self.images, reads)
        self.findings += sorted(converter.findings, key=lambda finding: _order(finding.location))
        persons = self._persons(base.get("book", {}).get("language", "en"))
        chapters = self._chapters(matter)
        self.findings += duplicates(matter, self.written)
        return Manuscript(
            name=self.name,
            folder=self.folder,
            editions=tuple(read.edition for read in reads),
            chapters=chapters,
            matched=matter.matched,
            persons=persons,
            allow=allow,
            sources=self.files.lines,
            hashes=self.files.hashes,
            decomposed=self.files.decomposed,
        )

    def _text(self, path: str, unreadable: Code) -> str | None:
        """The text of a file, its lines kept; None, with a finding, where it cannot be read."""
        try:
            data = self.files.read(path)
        except FileRefused as refused:
            self.findings.append(refused.finding(unreadable, Location(path)))
            return None
        if large := too_large(path, len(data)):
            self.findings.append(large)
            return None
        text, finding = decoded(path, data)
        self.files.keep_lines(path, split_lines(text))
        if finding:
            self.findings.append(finding)
            return None
        return composed(text)

    def _toml(self, path: str) -> tuple[dict[str, Any] | None, TomlPlaces]:
        """A TOML file and the places in it; None, with a finding, where it is none."""
        if not self.files.has(path):
            message = f"there is no `{path}`" if self.files.folder.is_dir() else "there is no such folder"
            remedy = "make a book with `bookbuild new`, or name the folder that has one"
            self.findings.append(Finding(Code.TOML_INVALID, message, remedy, Location(path)))
            return None, TomlPlaces(path)
        text = self._text(path, Code.TOML_INVALID)
        if text is None:
            return None, TomlPlaces(path)
        text = text.replace("\r\n", "\n")
        if deep := DEEP_KEY.search(text):
            place = Location(path, text.count("\n", 0, deep.start()) + 1, 1)
            message, remedy = f"a key of more than {MOST_TABLES} parts", "no setting stands so deep"
            self.findings.append(Finding(Code.TOO_LARGE, message, remedy, place))
            return None, TomlPlaces(path)
        try:
            raw = tomllib.loads(text)
        except (ValueError, RecursionError) as error:
            self.findings.append(_toml_finding(path, text, error))
            return None, TomlPlaces(path)
        if (depth := _deepest(raw)) > MOST_TABLES:
            message, remedy = f"tables within each other, {depth:,} deep", "no setting stands so deep"
            self.findings.append(Finding(Code.TOO_LARGE, message, remedy, Location(path)))
            return None, TomlPlaces(path)
        return raw, toml_places(path, text)

    def _persons(self, language: str) -> tuple[Person, ...]:
        if not self.files.has(PERSONS):
            return ()
        raw, places = self._toml(PERSONS)
        converter = Converter(places)
        persons = read_persons(converter, raw or {}, language)
        self.findings += converter.findings
        return persons

    def _check_paths(self, converter: Converter, reads: Iterable[Read], matter: MatterFiles) -> None:
        """The files that settings name besides those of `[matter]`."""
        seen: set[TomlPath] = set()
        for read in reads:
            edition = read.edition
            for table, key, written in _named_files(edition):
                path: TomlPath = (*(read.path if key in read.overlays.get(table, {}) else ()), table, key)
                relative = self.files.relative(written)
                found = relative is not None and self.files.exists(relative)
                if key in TEXTS and relative is not None and found:
                    matter.matched.setdefault(written, (relative,))
                if key == "riwayah" and relative is not None and found and relative not in self.files.hashes:
                    self._see_riwayah(converter, relative, converter.places.value(path))
                if path in seen or found:
                    continue
                seen.add(path)
                place = converter.places.value(path)
                if relative is None:
                    find_outside(converter, written, place)
                elif kind := self.files.has(relative) and self.files.guarded.not_a_file(relative):
                    remedy = "put a file in its place, or take it away"
                    converter.find(CODES_OF_FILES[key], f"`{written}` is {kind}, not a file", remedy, place)
                elif key in TEXTS:
                    message = f"there is no file `{written}`"
                    converter.find(Code.CHAPTER_MISSING, message, "write the file, or correct the path", place)
                else:
                    remedy = 'write `"hafs"`, or the path of a file in the book\'s folder'
                    converter.invalid(f"`{written}` is neither a riwāyah nor a file", remedy, path)

    def _see_riwayah(self, converter: Converter, path: str, place: Location) -> None:
        """The muṣḥaf's file is among those that decide the book; a finding where it cannot be read."""
        try:
            self.files.read(path, MOST_FONT)
        except FileRefused as refused:
            converter.findings.append(refused.finding(Code.SETTING_INVALID, place))

    def _chapters(self, matter: MatterFiles) -> dict[str, Chapter]:
        chapters = {}
        paths = list(dict.fromkeys(path for paths in matter.matched.values() for path in paths))
        if len(paths) > MOST_FILES:
            message, remedy = f"{len(paths):,} files; a book may have {MOST_FILES:,}", "make volumes of it"
            self.findings.append(Finding(Code.TOO_LARGE, message, remedy, Location(SETTINGS)))
            paths = paths[:1]
        for path in paths:
            sound = self.files.relative(path) is not None and self.files.exists(path) and is_utf8(path)
            if sound and (chapter := self._chapter(path)):
                chapters[path] = chapter
                if path in matter.body and not chapter.title and chapter.blocks:
                    message, remedy = "the chapter has no title", "begin it with `# Title`, or with front matter"
                    self.findings.append(Finding(Code.SETTING_INVALID, message, remedy, Location(path, 1, 1)))
        return chapters

    def _chapter(self, path: str) -> Chapter | None:
        if self._text(path, Code.CHAPTER_MISSING) is None:
            return None
        lines = self.files.lines[path]
        if any("![" in line for line in lines):  # what it comes to depends on other files
            chapter, ids, findings = self._read(path, lines)
        else:
            chapter, ids, findings = self.recall((path, lines), lambda: self._read(path, lines), ReadChapter)
        self.findings += findings
        self.written[path] = ChapterIds(chapter, ids)
        return chapter

    def _read(self, path: str, lines: tuple[str, ...]) -> ReadChapter:
        def place_image(written: str, location: Location) -> tuple[str, tuple[Finding, ...]]:
            return self.images.place(path, written, location)

        reading = ParseContext(path, lines, place_image)
        chapter = read_chapter(reading)
        return chapter, tuple(reading.ids), sorted(reading.findings, key=lambda finding: _order(finding.location))

    def _read_strays(self) -> None:
        """Without settings, the chapters that can be found are read for their findings."""
        for path in matched(self.files.guarded, "**/*.md"):
            if self.files.holds(path) and self.files.exists(path) and is_utf8(path):
                self._chapter(path)


def _named_files(edition: Edition) -> Iterator[tuple[str, str, str]]:
    if edition.book.cataloguing is not None:
        yield "book", "cataloguing", edition.book.cataloguing
    if edition.cover and edition.cover.back is not None:
        yield "cover", "back", edition.cover.back
    if edition.scripture.riwayah != "hafs":
        yield "scripture", "riwayah", edition.scripture.riwayah


def _order(location: Location) -> tuple[int, int]:
    return location.line or 0, location.column or 0


def _deepest(raw: object) -> int:
    """How many tables and arrays stand within each other."""
    depth, inner = 0, [raw]
    while inner:
        depth += 1
        held = [each.values() if isinstance(each, dict) else each for each in inner if isinstance(each, (dict, list))]
        inner = [part for parts in held for part in parts]
    return depth


def _toml_finding(path: str, text: str, error: Exception) -> Finding:
    """tomllib's error in our words."""
    message = str(error) if isinstance(error, ValueError) else "nested too deep"
    match = TOML_PLACE.search(message)
    lines = text.split("\n")
    line, column = len(lines), len(lines[-1]) + 1
    if match and match[1]:
        line, column = int(match[1]), int(match[2])
    plain = TOML_PLACE.sub("", message)
    location = Location(path, line, column) if match else Location(path)
    remedy = "correct the line as TOML asks: <https://toml.io>"
    return Finding(Code.TOML_INVALID, f"not TOML: {plain[:1].lower()}{plain[1:]}", remedy, location)
