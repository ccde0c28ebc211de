"""`docs/manuscript.md`, which comes with the package → what each key of `book.toml` does."""

from __future__ import annotations

import re
from functools import cache

from bookbuild.manual import page, without_links

TABLES = {
    "`[book]`": "BookTable", "a contributor": "Contributor", "a series": "Series", "`[matter]`": "MatterTable",
    "a part": "Part", "`[style]`": "StyleTable", "`fonts`": "Fonts", "`[honorifics]`": "HonorificsTable",
    "`[scripture]`": "ScriptureTable", "a translation": "Translation", "`[notes]`": "NotesTable",
    "`[notes.series.NAME]`": "NoteSeries", "`[cover]`": "CoverTable", "`[editions.NAME]`": "EditionTable",
    "`[[allow]]`": "Allow",
}  # fmt: skip
"""The tables of the page, by what their first column says they have the keys of, and the structs of the settings."""

_HEAD = re.compile(r"^\| key of (?P<owner>[^|]+) \| value \| default \| what it does \|$")
_ROW = re.compile(r"^\| `(?P<key>[^`]+)` \| (?P<value>.+?) \| (?P<default>.+?) \| (?P<does>.+) \|$")


@cache
def descriptions() -> dict[str, dict[str, str]]:
    """What a key does and what it takes, by the name of its struct and by key."""
    found: dict[str, dict[str, str]] = {}
    keys: dict[str, str] | None = None
    for line in page("manuscript.md").splitlines():
        if head := _HEAD.match(line):
            keys = found.setdefault(TABLES.get(head["owner"], head["owner"]), {})
        elif not line.startswith("|"):
            keys = None
        elif keys is not None and (row := _ROW.match(line)):
            keys[row["key"]] = _described(row)
    return found


def _described(row: re.Match[str]) -> str:
    does = without_links(row["does"])
    value, default = (without_links(row[name]) for name in ("value", "default"))
    left_out = {"required": "Required.", "none": "", "see below": ""}.get(default, f"Default: {default}.")
    return f"{does[:1].upper()}{does[1:]}. Value: {value}. {left_out}".strip()
