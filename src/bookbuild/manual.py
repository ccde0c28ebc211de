"""The pages of `docs/` that come with the package → their text: what is told there need not be told in the code too."""

from __future__ import annotations

import re
from pathlib import Path

_PACKAGE = Path(__file__).parent
_FOLDERS = (_PACKAGE / "docs", _PACKAGE.parents[1] / "docs")
"""In the wheel, and in a checkout."""

_LINK = re.compile(r"\[(?P<text>[^\[\]]++)\]\([^()]*+\)")


def file_of_page(name: str) -> Path:
    """Where the page of that file's name lies."""
    return next(path for folder in _FOLDERS if (path := folder / name).is_file())


def page(name: str) -> str:
    """The text of the page of that file's name."""
    return file_of_page(name).read_text(encoding="utf-8")


def without_links(text: str) -> str:
    """Markdown with the words of its links, and not where they lead."""
    return _LINK.sub(r"\g<text>", text)
