"""`docs/findings.md`, which comes with the package → what each code means, and what to do: for who reads no docs."""

from __future__ import annotations

import re
from functools import cache
from importlib import metadata
from typing import NamedTuple

from bookbuild.diagnostics import Code
from bookbuild.manual import page, without_links

_ROW = re.compile(r"^\| `(?P<code>[a-z-]+)` \| (?P<meaning>.+?) \| (?P<remedy>.+?) \|$", re.MULTILINE)


class CodeTexts(NamedTuple):
    """Texts in Markdown, without links."""

    meaning: str
    remedy: str


@cache
def rules() -> dict[str, CodeTexts]:
    """By code."""
    return {
        row["code"]: CodeTexts(without_links(row["meaning"]), without_links(row["remedy"]))
        for row in _ROW.finditer(page("findings.md"))
    }


def help_address(code: Code) -> str:
    """Where the code is written about: in the documentation that the package names, else in the package itself."""
    severity = f"{code.severity}s"
    for entry in metadata.metadata("bookbuild").get_all("Project-URL") or ():
        name, _, address = entry.partition(", ")
        if name == "Documentation":
            return f"{address.rstrip('/')}/findings.md#{severity}"
    return f"pkg:pypi/bookbuild@{metadata.version('bookbuild')}?section={severity}&code={code}#docs/findings.md"
