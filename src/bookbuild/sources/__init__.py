"""Files of a book's folder → `Manuscript`, as written, every node with its `Location`."""

from bookbuild.sources.manuscripts import read_book
from bookbuild.sources.settings.schema import book_schema

__all__ = ["book_schema", "read_book"]
