"""What a swap of a folder is about to do, kept beside it: with it the next build ends what a dead one had begun."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

JOURNAL = "journal.json"


@dataclass(frozen=True, slots=True)
class Journal:
    """`target`: the folder that is changed, as a path from the journal's folder's parent. `names`: of the files that
    are put into it. `inode` of the new folder, where whole folders are exchanged, else None. `carried`: what else stood
    in the old one and is in the new one too, by its path in it: its inode, None of a folder.
    """

    target: str
    names: tuple[str, ...]
    inode: int | None = None
    carried: dict[str, int | None] = field(default_factory=dict)

    def write(self, container: Path) -> None:
        """Write the journal, whole or not at all. Raises OSError."""
        beside = container / f"{JOURNAL}.new"
        beside.write_text(json.dumps(asdict(self)), "utf-8")
        beside.replace(container / JOURNAL)


def journal_of(container: Path) -> Journal | None:
    """The journal in a folder; None where there is none, or it is none of ours."""
    try:
        raw: Any = json.loads((container / JOURNAL).read_text("utf-8"))
        journal = Journal(raw["target"], tuple(raw["names"]), raw["inode"], dict(raw["carried"]))
        paths = [*journal.names, *([] if journal.target == os.curdir else [journal.target])]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return journal if all(isinstance(path, str) and Path(path).name == path for path in paths) else None
