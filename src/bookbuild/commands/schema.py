"""Nothing → the JSON Schema of `book.toml`."""

from __future__ import annotations

from bookbuild.commands.said import Output, Said


def schema() -> Said:
    """Print the schema of what the settings may say."""
    from bookbuild.sources import book_schema

    return Said((Output(book_schema()),))
