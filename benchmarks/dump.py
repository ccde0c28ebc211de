"""An edition as one HTML file with its style sheet: what bare WeasyPrint would set in one go.

python benchmarks/dump.py BOOK EDITION DIR
"""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

from bookbuild.documents import render
from bookbuild.documents.theme import theme_of
from bookbuild.resolve import resolve
from bookbuild.sources import read_book
from bookbuild.typeset.book.jobs import Jobs

OF_ONE_GO = ".matter + .matter { break-before: recto } @page { marks: none }"


def dump(book: Path, edition_name: str, folder: Path) -> Path:
    """Write `book.html` and the images it names into `folder`. Page numbers in the text are placeholders."""
    manuscript, _ = read_book(book)
    if manuscript is None:
        raise SystemExit(f"{book} cannot be read")
    edition = next(edition for edition in manuscript.editions if edition.name == edition_name)
    theme = theme_of(manuscript.folder, edition)
    resolved, _ = resolve(manuscript, edition)
    rendered = render(resolved, theme.folders)
    jobs = Jobs(rendered, theme)
    trees = (jobs.tree(document, {}) for document in jobs.documents)
    root = jobs.root(matter for tree in trees for matter in tree.findall("body/div"))
    head = Element("head")
    SubElement(head, "meta", {"charset": "utf-8"})
    SubElement(head, "style").text = f"{jobs.sheet('body')}{OF_ONE_GO}"
    root.insert(0, head)
    for resource in rendered.resources:
        path = folder / resource.href
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(resource.content)
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / "book.html"
    page.write_bytes(b"<!DOCTYPE html>\n" + tostring(root, encoding="utf-8", method="html"))
    return page


if __name__ == "__main__":
    dump(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
