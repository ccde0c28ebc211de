"""The text of a TOML file → where each key and value stands. tomllib has read the file already: it is sound."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from bookbuild.diagnostics import Location

Path = tuple[str | int, ...]

BLANK = re.compile(r"(?:[ \t\n\r]|#[^\n]*)*")
BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'',
    re.DOTALL,
)
SCALAR = re.compile(r"[^,\]}\n#]+")
UNICODE_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}


@dataclass(slots=True)
class TomlPlaces:
    """Offsets of keys and values by path; an item of an array has its index in the path."""

    name: str
    line_starts: list[int] = field(default_factory=list)
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    values: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def key(self, path: Path) -> Location:
        """The place of a key, or of an item that has none; of the table around it, where it was not written."""
        return self._nearest(self.keys if path in self.keys else self.values, path)

    def value(self, path: Path) -> Location:
        return self._nearest(self.values, path) if path in self.values else self.key(path)

    def take_for(self, table: str, written: str) -> None:
        """Have the places of the table `table` be those of the one that is called `written`."""
        for spots in (self.keys, self.values):
            spots |= {(table, *path[1:]): spot for path, spot in spots.items() if path[:1] == (written,)}

    def _nearest(self, spots: dict[Path, tuple[int, int]], path: Path) -> Location:
        while path:
            if path in spots:
                return self._location(*spots[path])
            path = path[:-1]
            spots = self.keys
        return Location(self.name)

    def _location(self, start: int, end: int) -> Location:
        line = bisect_right(self.line_starts, start)
        return Location(self.name, line, start - self.line_starts[line - 1] + 1, max(1, end - start))


class Scanner:
    """Walks through the text once."""

    def __init__(self, name: str, text: str) -> None:
        self.text, self.pos = text, 0
        self.places = TomlPlaces(name, [0, *(match.end() for match in re.finditer("\n", text))])
        self.counts: dict[Path, int] = {}

    def scan(self) -> TomlPlaces:
        table: Path = ()
        self._blank()
        while self.pos < len(self.text):
            before = self.pos
            if self.text[self.pos] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._blank()
            if self.pos == before:
                break
        return self.places

    def _header(self) -> Path:
        """`[a.b]` or `[[a.b]]`."""
        start = self.pos
        array = self.text.startswith("[[", start)
        self.pos += 2 if array else 1
        path = self._opened(self._key(()))
        self._blank()
        self.pos += 2 if array else 1
        if array:
            count = self.counts.get(path, 0)
            self.counts[path] = count + 1
            path = (*path, count)
            self.places.keys[path] = (start, self.pos)
        return path

    def _opened(self, path: Path) -> Path:
        """A header's path through arrays of tables: what stands under `[[a]]` belongs to its last table."""
        out: Path = ()
        for part in path[:-1]:
            out = (*out, part)
            if out in self.counts:
                out = (*out, self.counts[out] - 1)
        out = (*out, *path[-1:])
        if path in self.places.keys:
            self.places.keys.setdefault(out, self.places.keys[path])
        return out

    def _pair(self, table: Path) -> None:
        path = self._key(table)
        self._blank()
        self.pos += 1
        self._blank()
        self._value(path)

    def _key(self, table: Path) -> Path:
        """A dotted key; each part of it gets its place."""
        path = table
        while True:
            self._blank()
            start = self.pos
            match = STRING.match(self.text, start) or BARE_KEY.match(self.text, start)
            if match is None:
                return path
            self.pos = match.end()
            path = (*path, unquoted(match.group()))
            self.places.keys.setdefault(path, (start, self.pos))
            self._blank()
            if self.text[self.pos : self.pos + 1] != ".":
                return path
            self.pos += 1

    def _value(self, path: Path) -> None:
        start = self.pos
        opening = self.text[start : start + 1]
        if opening == "[":
            self._items(path)
        elif opening == "{":
            self._inline_table(path)
        elif match := STRING.match(self.text, start) or SCALAR.match(self.text, start):
            self.pos = match.end()
        end = start + len(self.text[start : self.pos].rstrip())
        newline = self.text.find("\n", start, end)
        self.places.values[path] = (start, end if newline < 0 else newline)

    def _items(self, path: Path) -> None:
        self.pos += 1
        index = 0
        self._blank()
        while self.pos < len(self.text) and self.text[self.pos] != "]":
            before = self.pos
            self._value((*path, index))
            index += 1
            self._comma()
            if self.pos == before:
                return
        self.pos += 1

    def _inline_table(self, path: Path) -> None:
        self.pos += 1
        self._blank()
        while self.pos < len(self.text) and self.text[self.pos] != "}":
            before = self.pos
            self._pair(path)
            self._comma()
            if self.pos == before:
                return
        self.pos += 1

    def _comma(self) -> None:
        self._blank()
        if self.text[self.pos : self.pos + 1] == ",":
            self.pos += 1
            self._blank()

    def _blank(self) -> None:
        match = BLANK.match(self.text, self.pos)
        self.pos = match.end() if match else self.pos


def unquoted(key: str) -> str:
    """A key as tomllib gives it."""
    if key[0] == '"':
        return UNICODE_ESCAPE.sub(_unescaped, key[1:-1])
    return key[1:-1] if key[0] == "'" else key


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else ESCAPES.get(match[3], match[3])


def toml_places(name: str, text: str) -> TomlPlaces:
    """Where the keys and values of the TOML `text` stand; `name` is the file's."""
    return Scanner(name, text).scan()
