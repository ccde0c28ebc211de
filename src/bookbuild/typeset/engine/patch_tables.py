"""The tables of patches and of what is relied on → Markdown, as docs/patches.md has them."""

from __future__ import annotations

from bookbuild.typeset.engine.patches import PATCHES
from bookbuild.typeset.engine.relied import RELIED


def table() -> str:
    """Both tables in Markdown, as docs/patches.md has them."""
    rows = ["| | function of WeasyPrint | changed in | stands on | why | after |", "| --- " * 6 + "|"]
    for number, patch in enumerate(PATCHES, 1):
        after = ", ".join(f"`{name}`" for name in patch.after)
        module = patch.change.module.partition("bookbuild.typeset.")[2]
        function = f"`{patch.owner.replace(':', '.')}.{patch.function}`"
        rows.append(f"| {number} | {function} | `{module}` | {patch.change.stands_on} | {patch.why} | {after} |")
    rows += ["", "| function of WeasyPrint | signature | called or derived from in |", "| --- | --- | --- |"]
    for relied in RELIED:
        function = f"`{relied.owner.replace(':', '.')}.{relied.function}`"
        rows.append(f"| {function} | `{relied.signature}` | {relied.where} |")
    return "\n".join(rows).replace("|  |", "| – |")
