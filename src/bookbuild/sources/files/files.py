"""A path inside a book's folder → the file's text; hashes and lines of all that was read."""

from __future__ import annotations

import hashlib
import os
import posixpath
from dataclasses import dataclass, field
from pathlib import Path

from bookbuild.cache import reads
from bookbuild.diagnostics import Code, Finding, Location

BOM = b"\xef\xbb\xbf"


@dataclass(slots=True)
class Files:
    """The files of one book, each read once. Paths are relative to the folder, with `/`."""

    folder: Path
    real: str = ""
    lines: dict[str, tuple[str, ...]] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    content: dict[str, bytes | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.real = os.path.realpath(self.folder)

    def relative(self, written: str, start: str = "") -> str | None:
        """`written`, taken from the folder `start` of the book, as a path of the book; None if it leads outside."""
        path = self.normal(written, start)
        return path if path is not None and self.holds(path) else None

    def normal(self, written: str, start: str = "") -> str | None:
        """As `relative`, but where links lead does not matter."""
        if written.startswith(("/", "\\")) or written[1:2] == ":" or "\0" in written:
            return None
        path = posixpath.normpath(posixpath.join(start, written))
        return None if path == ".." or path.startswith("../") else path

    def holds(self, path: str) -> bool:
        """Whether the file that a path of the book leads to is in the book's folder."""
        real = os.path.realpath(os.path.join(self.real, path))  # noqa: PTH118
        return real == self.real or real.startswith(self.real.rstrip(os.sep) + os.sep)

    def exists(self, path: str) -> bool:
        return reads.is_file(os.path.join(self.real, path))  # noqa: PTH118

    def bytes(self, path: str) -> bytes | None:
        """The content of the file; None where it cannot be read. Its hash is kept."""
        if path not in self.content:
            try:
                data = reads.read_bytes(Path(self.real, path))
            except (OSError, ValueError):
                self.content[path] = None
            else:
                self.hashes[path] = hashlib.sha256(data).hexdigest()
                self.content[path] = data
        return self.content[path]


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
