"""docs/scripture.md: its examples end in what they name, and `check --fix` does what the page shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from manuscript_examples import CREDITED, DOCS, ONE_EDITION, TITLE, Unwatched, codes, shown
from markdown_it import MarkdownIt

from bookbuild import pipeline

PAGE = (DOCS / "scripture.md").read_text(encoding="utf-8")
FENCES = [(token.info.split(), token.content) for token in MarkdownIt().parse(PAGE) if token.type == "fence"]
EXAMPLES = [(info[1].removeprefix("finding=") if info[1:] else "", text) for info, text in FENCES]
CHECKED = [(finding, text) for finding, text in EXAMPLES if finding not in ("before", "after")]


def book(folder: Path, text: str) -> Path:
    (folder / "chapters").mkdir()
    (folder / "chapters" / "01.md").write_text(f"# A Chapter\n\n{text}", encoding="utf-8")
    (folder / "book.toml").write_text(TITLE + CREDITED + ONE_EDITION, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("finding", "text"), CHECKED, ids=[text[:30] for _, text in CHECKED])
def test_an_example_ends_in_the_finding_that_it_names(finding: str, text: str, tmp_path: Path) -> None:
    found = pipeline.check(book(tmp_path, text), progress=Unwatched()).findings
    assert codes(found) == ([finding] if finding else []), shown(found)


def test_the_fix_is_what_the_page_shows(tmp_path: Path) -> None:
    before, after = (next(text for name, text in EXAMPLES if name == which) for which in ("before", "after"))
    told = pipeline.mend(book(tmp_path, before), dry_run=True, progress=Unwatched())
    assert [change.after for change in told.changes] == [f"# A Chapter\n\n{after}"]
    assert before in (tmp_path / "chapters" / "01.md").read_text(encoding="utf-8")
    mended = pipeline.mend(tmp_path, dry_run=False, progress=Unwatched())
    assert codes(mended.findings) == []
    assert (tmp_path / "chapters" / "01.md").read_text(encoding="utf-8") == f"# A Chapter\n\n{after}"
    assert pipeline.mend(tmp_path, dry_run=False, progress=Unwatched()).changes == ()
