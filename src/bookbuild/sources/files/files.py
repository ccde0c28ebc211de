"""A path inside a book's folder → the file's text; hashes and lines of all that was read."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import normalize

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.guarded.folder import MOST_TEXT, GuardedFolder
from bookbuild.language.composed_text import composed

BOM = b"\xef\xbb\xbf"


@dataclass(slots=True)
class Files:
    """The files of one book. Paths are relative to the folder, with `/`."""

    folder: Path
    guarded: GuardedFolder = field(init=False)
    lines: dict[str, tuple[str, ...]] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    decomposed: dict[str, dict[int, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.guarded = GuardedFolder.of(self.folder)

    @property
    def real(self) -> str:
        """The folder's path without links."""
        return self.guarded.root

    def relative(self, written: str, start: str = "") -> str | None:
        """`written`, taken from the folder `start` of the book, as a path of the book; None if it leads outside."""
        path = self.normal(written, start)
        return path if path is not None and self.holds(path) else None

    def normal(self, written: str, start: str = "") -> str | None:
        """As `relative`, but where links lead does not matter."""
        if written.startswith(("/", "\\")) or written[1:2] == ":" or "\0" in written:
            return None
        path = posixpath.normpath(posixpath.join(start, written))
        if path == ".." or path.startswith("../"):
            return None
        decomposed = normalize("NFD", path)  # as the file may be named, whatever the manuscript's form
        return decomposed if decomposed != path and not self.has(path) and self.has(decomposed) else path

    def keep_lines(self, path: str, lines: Sequence[str]) -> tuple[str, ...]:
        """Keep the lines of a text, composed, and those that were not as they are written."""
        kept = self.lines[path] = tuple(map(composed, lines))
        if kept != lines:
            self.decomposed[path] = {number: line for number, line in enumerate(lines, 1) if line != kept[number - 1]}
        return kept

    def holds(self, path: str) -> bool:
        """Whether what a path of the book leads to is in the book's folder."""
        return self.guarded.holds(path)

    def exists(self, path: str) -> bool:
        """Whether there is a file; what else it may be, `has` tells."""
        return self.guarded.has_file(path)

    def has(self, path: str) -> bool:
        """Whether there is anything of that name, whatever it is."""
        return self.guarded.has(path)

    def read(self, path: str, most: int = MOST_TEXT) -> bytes:
        """The content of the file, of `most` bytes; its hash is kept. Raises FileRefused."""
        data = self.guarded.read(path, most)
        self.hashes[path] = hashlib.sha256(data).hexdigest()
        return data


def decoded(path: str, data: bytes) -> tuple[str, Finding | None]:
    """The text of a file, a byte order mark left out; not UTF-8: what can be read of it, and a finding."""
    data = data.removeprefix(BOM)
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        message = f"the byte 0x{data[error.start]:02x} is not UTF-8"
        remedy = "save the file as UTF-8"
        finding = Finding(Code.ENCODING_INVALID, message, remedy, Location(path, line, column))
        return data.decode("utf-8", "replace"), finding
