"""A rendered book → its contents as a tree: what the navigation document shows, and the NCX for older devices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

from bookbuild.language.numbers import in_plain_text
from bookbuild.model.book import ContentsLine
from bookbuild.model.document import Document, Rendered
from bookbuild.model.walk import plain
from bookbuild.outputs.epub.metadata import clean


@dataclass(frozen=True, slots=True)
class ContentsPoint:
    """A line of the contents, and the lines below it. `language` and `direction` are the label's."""

    label: str
    href: str
    language: str
    direction: str
    points: list[ContentsPoint] = field(default_factory=list)


def iri(text: str) -> str:
    """A path or fragment as part of a URL: what may not stand in one is escaped; letters of other scripts stay."""
    return "".join(c if ord(c) > 0x7F else quote(c, safe="/:@!$&'()*+,;=-._~") for c in text)


def label_of(document: Document) -> str:
    return clean(document.title) or document.id


def contents_points(rendered: Rendered) -> list[ContentsPoint]:
    """The contents, nested. Without contents lines every document is a line; what follows the last part is not in it,
    if it is not of the body."""
    documents = {document.id: document for document in rendered.documents}
    top: list[ContentsPoint] = []
    above: list[tuple[int, ContentsPoint]] = []
    for line in _lines(rendered):
        document = documents[line.section]
        while above and (above[-1][0] >= line.level or (line.level <= 1 and document.matter != "body")):
            above.pop()
        point = _point(line, document, rendered)
        (above[-1][1].points if above else top).append(point)
        above.append((line.level, point))
    return top


def depth_of(points: list[ContentsPoint]) -> int:
    """How deep the contents are nested; 0 where there are none."""
    return max((1 + depth_of(point.points) for point in points), default=0)


def _lines(rendered: Rendered) -> Iterator[ContentsLine]:
    if rendered.book.contents:
        yield from rendered.book.contents
        return
    for document in rendered.documents:
        if document.kind != "cover":
            yield ContentsLine(target=document.id, title=(), level=1, section=document.id)


def _point(line: ContentsLine, document: Document, rendered: Rendered) -> ContentsPoint:
    fragment = "" if line.target == line.section else f"#{iri(line.target)}"
    language, direction = rendered.book.language, rendered.book.direction
    if document.lang:
        language, direction = document.lang, document.direction
    title = in_plain_text(clean(plain(line.title)), language)
    label = title or clean(line.number) or label_of(document)
    return ContentsPoint(label, iri(document.href) + fragment, language, direction)
