"""`docs/findings.md`, which comes with the package → what each code means, and what to do: for who reads no docs."""

from __future__ import annotations

import re
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from bookbuild.diagnostics import Code

PAGES = (Path(__file__).with_name("findings.md"), Path(__file__).parents[3] / "docs" / "findings.md")
"""In the wheel, and in a checkout."""

_ROW = re.compile(r"^\| `(?P<code>[a-z-]+)` \| (?P<meaning>.+?) \| (?P<remedy>.+?) \|$", re.MULTILINE)
_LINK = re.compile(r"\[(?P<text>[^\[\]]++)\]\([^()]*+\)")


class CodeTexts(NamedTuple):
    """Texts in Markdown, without links."""

    meaning: str
    remedy: str


@cache
def rules() -> dict[str, CodeTexts]:
    """By code."""
    page = next(path for path in PAGES if path.is_file()).read_text(encoding="utf-8")
    return {row["code"]: CodeTexts(_plain(row["meaning"]), _plain(row["remedy"])) for row in _ROW.finditer(page)}


def _plain(text: str) -> str:
    return _LINK.sub(r"\g<text>", text)


def help_address(code: Code) -> str:
    """Where the code is written about: in the documentation that the package names, else in the package itself."""
    severity = f"{code.severity}s"
    for entry in metadata.metadata("bookbuild").get_all("Project-URL") or ():
        name, _, address = entry.partition(", ")
        if name == "Documentation":
            return f"{address.rstrip('/')}/findings.md#{severity}"
    return f"pkg:pypi/bookbuild@{metadata.version('bookbuild')}?section={severity}&code={code}#docs/findings.md"
