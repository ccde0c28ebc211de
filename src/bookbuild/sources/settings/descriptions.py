"""`docs/manuscript.md`, which comes with the package → what each key of `book.toml` does."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

PAGES = (Path(__file__).with_name("manuscript.md"), Path(__file__).parents[4] / "docs" / "manuscript.md")
"""In the wheel, and in a checkout."""

TABLES = {
    "`[book]`": "BookTable", "a contributor": "Contributor", "a series": "Series", "`[matter]`": "MatterTable",
    "a part": "Part", "`[style]`": "StyleTable", "`fonts`": "Fonts", "`[honorifics]`": "HonorificsTable",
    "`[scripture]`": "ScriptureTable", "a translation": "Translation", "`[editions.NAME]`": "EditionTable",
    "`[[allow]]`": "Allow",
}  # fmt: skip
"""The tables of the page, by what their first column says they have the keys of, and the structs of the settings."""

_HEAD = re.compile(r"^\| key of (?P<owner>[^|]+) \| value \| default \| what it does \|$")
_ROW = re.compile(r"^\| `(?P<key>[^`]+)` \| (?P<value>.+?) \| (?P<default>.+?) \| (?P<does>.+) \|$")
_LINK = re.compile(r"\[(?P<text>[^\[\]]++)\]\([^()]*+\)")


@cache
def descriptions() -> dict[str, dict[str, str]]:
    """What a key does and what it takes, by the name of its struct and by key."""
    found: dict[str, dict[str, str]] = {}
    keys: dict[str, str] | None = None
    for line in next(path for path in PAGES if path.is_file()).read_text(encoding="utf-8").splitlines():
        if head := _HEAD.match(line):
            keys = found.setdefault(TABLES.get(head["owner"], head["owner"]), {})
        elif not line.startswith("|"):
            keys = None
        elif keys is not None and (row := _ROW.match(line)):
            keys[row["key"]] = _described(row)
    return found


def _described(row: re.Match[str]) -> str:
    does = _LINK.sub(r"\g<text>", row["does"])
    value, default = (_LINK.sub(r"\g<text>", row[name]) for name in ("value", "default"))
    left_out = {"required": "Required.", "none": "", "see below": ""}.get(default, f"Default: {default}.")
    return f"{does[:1].upper()}{does[1:]}. Value: {value}. {left_out}".strip()
