"""Metadata and chapters → `book.toml`, with comments that say what can be changed, and `persons.toml`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bookbuild.diagnostics import Finding
from bookbuild.intake.document import IntakeMetadata
from bookbuild.intake.writing.chapters import ChapterDraft
from bookbuild.model.relators import RELATORS
from bookbuild.model.settings import Person

REASON = "import: see import-report.md"


@dataclass(frozen=True, slots=True)
class BookSettings:
    """What `book.toml` is made of. `cataloguing`: there is a block for the imprint page; `indexes`: matter items.

    `trim`: of the printed page, empty where the source does not say.
    """

    metadata: IntakeMetadata
    language: str
    chapters: tuple[ChapterDraft, ...]
    cataloguing: bool = False
    front: tuple[str, ...] = ()
    indexes: tuple[str, ...] = ()
    trim: str = ""


def book_toml(settings: BookSettings, allowed: Iterable[Finding] = (), *, draft: bool = False) -> str:
    """The text of `book.toml`; of a draft, one edition is enough to find out what is wrong."""
    editions = ["[editions.ebook]", 'format = "epub"', ""] if draft else list(_editions(settings))
    lines = [*_book(settings), *_matter(settings), *editions, *_allowed(allowed)]
    return "\n".join(lines).rstrip() + "\n"


def text(value: str) -> str:
    """A string of TOML."""
    written = json.dumps(" ".join(value.split()), ensure_ascii=False)
    return written.replace("\x7f", "\\u007f")


def _book(settings: BookSettings) -> Iterator[str]:
    data = settings.metadata
    yield "# What the book is. docs/manuscript.md tells every key."
    yield "[book]"
    yield f"title = {text(data.title)}"
    if data.subtitle:
        yield f"subtitle = {text(data.subtitle)}"
    yield f'language = "{settings.language}"'
    if data.contributors:
        yield "contributors = ["
        for person in data.contributors:
            role = person.role if person.role in RELATORS else "contributor"
            yield f"    {{ name = {text(person.name)}, role = {text(role)} }},"
        yield "]"
    for key, value in (("publisher", data.publisher), ("place", data.place)):
        if value:
            yield f"{key} = {text(value)}"
    yield from _published(data.published)
    if data.rights:
        yield f"rights = {text(data.rights)}"
    if data.series:
        yield f"series = {{ name = {text(data.series)} }}"
    if data.subjects:
        yield f"subjects = [{', '.join(map(text, data.subjects))}]"
    if data.description:
        yield f"description = {text(data.description)}"
    if settings.cataloguing:
        yield 'cataloguing = "cip.md"  # stands on the imprint page'
    yield ""


def _published(published: str) -> Iterator[str]:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", published) or re.fullmatch(r"\d{4}", published):
        yield f"published = {published}"


def _matter(settings: BookSettings) -> Iterator[str]:
    """The order of the book: front matter, chapters or parts, back matter."""
    chapters = settings.chapters
    generated = ["half-title", "title-page", "imprint"] if settings.metadata.publisher else ["title-page"]
    if settings.cataloguing and "imprint" not in generated:
        generated.append("imprint")
    titled = [*settings.front, *(chapter.path for chapter in chapters if chapter.matter == "front")]
    before = [path for path in titled if path == "epigraph.md"]
    contents = ["contents"] if sum(chapter.matter == "body" for chapter in chapters) > 1 else []
    after = [path for path in titled if path != "epigraph.md"]
    yield "# What stands in the book, in order."
    yield "[matter]"
    yield f"front = {_items([*generated, *before, *contents, *after])}"
    body = [chapter for chapter in chapters if chapter.matter == "body"]
    if any(chapter.part for chapter in body):
        yield from _parts(body)
    else:
        yield 'body = ["chapters/*.md"]'
    back = [*(chapter.path for chapter in chapters if chapter.matter == "back"), *settings.indexes, "colophon"]
    yield f"back = {_items(back)}"
    yield ""


def _parts(body: Sequence[ChapterDraft]) -> Iterator[str]:
    """Parts in order; chapters before the first part stand in one that bears the first chapter's title."""
    parts: list[tuple[str, list[str]]] = []
    for chapter in body:
        if not parts or parts[-1][0] != chapter.part:
            parts.append((chapter.part, []))
        parts[-1][1].append(chapter.path)
    yield "parts = ["
    for title, paths in parts:
        yield f"    {{ title = {text(title or '—')}, chapters = {_items(paths)} }},"
    yield "]"


def _items(items: Sequence[str]) -> str:
    return f"[{', '.join(text(item) for item in items)}]"


def _editions(settings: BookSettings) -> Iterator[str]:
    isbn = [f"isbn = {text(number)}" for number in settings.metadata.isbns]
    trim = (
        [f"trim = {text(settings.trim)}"] if settings.trim else ['trim = "A5"  # or width and height: "170mm x 240mm"']
    )
    yield "# One table an edition; an ISBN belongs to one of them."
    yield from ("[editions.ebook]", 'format = "epub"', *isbn[1:2], "")
    yield from (
        "[editions.press]",
        'format = "pdf"',
        'purpose = "press"',
        *trim,
        'bleed = "3mm"',
        "marks = true",
        *isbn[:1],
        "",
    )
    yield from ("[editions.screen]", 'format = "pdf"', 'purpose = "screen"', *trim, "")


def _allowed(findings: Iterable[Finding]) -> Iterator[str]:
    """An entry for each finding that import leaves to a person, each once."""
    places = dict.fromkeys((str(each.code), each.location.path, each.location.line) for each in findings)
    if places:
        yield "# What import left to you: answer import-report.md, then delete these."
    for code, path, line in places:
        yield "[[allow]]"
        yield f'code = "{code}"'
        if path:
            yield f"path = {text(path)}"
            if line:
                yield f"line = {line}"
        yield f'reason = "{REASON}"'
        yield ""


def persons_toml(persons: Sequence[Person]) -> str:
    """The text of `persons.toml`: those whom the text honours and the register does not know."""
    lines = ["# Persons of this book whom bookbuild does not know. Correct what import guessed.", ""]
    for person in persons:
        lines.append(f"[{person.key}]")
        lines.append(f"name = {text(next(iter(person.name.values())))}")
        lines += [f'kind = "{person.kind}"'] if person.kind else []
        lines += [f'gender = "{person.gender}"'] if person.gender != "m" else []
        lines.append("")
    return "\n".join(lines)
