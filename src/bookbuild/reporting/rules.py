"""`docs/findings.md`, which comes with the package → what each code means, and what to do: for who reads no docs."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import metadata
from typing import NamedTuple

from bookbuild.diagnostics import Code
from bookbuild.manual import file_of_page, page, without_links

_ROW = re.compile(r"^\| `(?P<code>[a-z-]+)` \| (?P<meaning>.+?) \| (?P<remedy>.+?) \|$", re.MULTILINE)


_REPOSITORY = re.compile(
    r"(?:(?:https?|ssh|git)://(?:[^@/]+@)?(?P<host>[\w.-]+)(?::\d+)?)/(?P<path>[^?#]+?)(?:\.git)?/?"
)


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
    """Where the code is written about: what a browser opens, with the section, and the code to be shown in it."""
    return f"{_findings_page()}#{code.severity}s:~:text={code}"


@cache
def _findings_page() -> str:
    """The address of `findings.md`: in the documentation that the package names, in the repository from which it was
    installed (PEP 610), or of the file that came with it."""
    distribution = metadata.distribution("bookbuild")
    for entry in distribution.metadata.get_all("Project-URL") or ():
        name, _, address = entry.partition(", ")
        if name == "Documentation":
            return f"{address.rstrip('/')}/findings.md"
    origin = json.loads(distribution.read_text("direct_url.json") or "{}")
    address = web_address(origin.get("url", ""))
    if address and (commit := origin.get("vcs_info", {}).get("commit_id")):
        return f"{address}/blob/{commit}/docs/findings.md"
    return file_of_page("findings.md").resolve().as_uri()


def web_address(repository: str) -> str:
    """Where a browser finds a repository that git finds at an address; empty where none does."""
    found = _REPOSITORY.fullmatch(repository)
    return f"https://{found['host']}/{found['path']}" if found else ""
