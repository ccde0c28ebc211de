"""`Manuscript` + `Edition` → the sections of that edition, in book order, with ids, languages and numbers."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from bookbuild.language.terms import terms_of
from bookbuild.model.blocks import Blocks
from bookbuild.model.book import Chapter, Manuscript, Matter, Section
from bookbuild.model.edition_parts import of_edition
from bookbuild.model.inlines import Text
from bookbuild.model.note_series import has_notes_at_its_end
from bookbuild.model.settings import GENERATED_ITEMS, Edition, Part, is_generated, localized
from bookbuild.model.walk import plain
from bookbuild.resolve.section_numbers import SectionNumbers


def placed(manuscript: Manuscript, edition: Edition) -> tuple[Section, ...]:
    """Every section of the edition. A chapter that could not be read is left out: it has its finding already."""
    matter = edition.matter
    front = _of_items(manuscript, edition, matter.front, "front")
    body = (
        [section for part in enumerate(matter.parts, 1) for section in _of_part(manuscript, edition, *part)]
        if matter.parts
        else list(_of_items(manuscript, edition, matter.body, "body"))
    )
    back = list(_of_items(manuscript, edition, matter.back, "back"))
    if has_notes_at_its_end(edition):
        back = [_generated("notes", edition, "back"), *back]
    return (*front, *_numbered(body, edition), *back)


def _of_items(manuscript: Manuscript, edition: Edition, items: tuple[str, ...], matter: Matter) -> Iterator[Section]:
    for item in items:
        if is_generated(item):
            yield _generated(item, edition, matter, _cataloguing(manuscript, edition) if item == "imprint" else ())
        else:
            for path in manuscript.matched.get(item, ()):
                if chapter := manuscript.chapters.get(path):
                    yield of_chapter(chapter, edition, matter)


def _of_part(manuscript: Manuscript, edition: Edition, number: int, part: Part) -> Iterator[Section]:
    title = localized(part.title, edition.book.language)
    identifier = f"part-{number}"
    yield Section(
        id=identifier, kind="part", matter="body", title=(Text(title),), lang=edition.book.language, part=title
    )
    for section in _of_items(manuscript, edition, part.chapters, "body"):
        yield replace(section, part=title)


def of_chapter(chapter: Chapter, edition: Edition, matter: Matter) -> Section:
    name = edition.name
    return Section(
        id=chapter.id or identifier_of(chapter.path),
        kind="chapter",
        matter=matter,
        title=of_edition(chapter.title, name),
        blocks=of_edition(chapter.blocks, name),
        subtitle=of_edition(chapter.subtitle, name),
        short_title=of_edition(chapter.short_title, name),
        lang=chapter.lang or edition.book.language,
        path=chapter.path,
        location=chapter.location,
    )


def identifier_of(path: str) -> str:
    """The id of a chapter's section: its file's stem, white space as `-`."""
    return "-".join(path.rsplit("/", 1)[-1].removesuffix(".md").split())


def _generated(item: str, edition: Edition, matter: Matter, blocks: Blocks = ()) -> Section:
    language = edition.book.language
    return Section(
        id=item.replace(":", "-"),
        kind=item,
        matter=matter,
        title=(Text(_title(item, edition)),),
        blocks=blocks,
        lang=language,
    )


def _title(item: str, edition: Edition) -> str:
    """The word for an item; of an index of the book's own that `[words]` does not name, its name."""
    if item in GENERATED_ITEMS or item in edition.words or not item.startswith("index:"):
        return terms_of(edition).word(item)
    name = item.removeprefix("index:").replace("-", " ")
    return name[:1].upper() + name[1:]


def _cataloguing(manuscript: Manuscript, edition: Edition) -> Blocks:
    """The blocks that stand on the imprint page."""
    chapter = manuscript.chapters.get(edition.book.cataloguing or "")
    return of_edition(chapter.blocks, edition.name) if chapter else ()


def _numbered(sections: list[Section], edition: Edition) -> Iterator[Section]:
    """The sections with the numbers of chapters, and of parts, as they are set."""
    numbers = SectionNumbers(edition)
    chapters = parts = 0
    for section in sections:
        if section.kind == "part":
            parts += 1
            chapters = 0 if edition.style.chapter_numbers == "part" else chapters
            yield replace(section, number=numbers.of_part(parts))
        elif section.kind == "chapter" and plain(section.title):
            chapters += 1
            yield replace(section, number=numbers.of_chapter(chapters))
        else:
            yield section
