"""The head of an HTML file → what it says about the book; and what of that stands in the body a second time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from lxml import etree

from bookbuild.intake.clean_text import clean_text
from bookbuild.intake.conservation import runs_text
from bookbuild.intake.document import (
    IntakeBlock,
    IntakeContributor,
    IntakeHeading,
    IntakeMetadata,
    IntakeParagraph,
    TakenText,
)
from bookbuild.intake.markup.elements import name_of
from bookbuild.intake.runs import NoteCall, Picture
from bookbuild.intake.titles import bare_title

_AUTHORS = ("author", "dc.creator", "dcterms.creator", "citation_author")
_SUBJECTS = re.compile(r"\s*[,;،؛]\s*")
_DATE = re.compile(r"(\d{4})(-\d\d-\d\d)?")
_FIRST = 12
"""So many blocks at the beginning of a text may be its title page."""
_SAID_KEYS = re.compile(r"^(?:by|from|تأليف|المؤلف|بقلم|ترجمة|تحقيق)\s*:?\s+", re.IGNORECASE)


def metadata_of_head(root: etree._Element) -> IntakeMetadata:
    """Title, authors, publisher, date, rights, description and subjects as `title` and `meta` say them."""
    title = next((line_text_of_title(each) for each in root.iter("{*}title")), "")
    said: dict[str, list[str]] = {}
    for meta in root.iter("{*}meta"):
        key = (meta.get("name") or meta.get("property") or "").lower()
        value = " ".join(clean_text(meta.get("content") or "").split())
        if key and value:
            said.setdefault(key, []).append(value)
    first = {key: values[0] for key, values in said.items()}
    date = _DATE.match(first.get("date", first.get("dc.date", first.get("dcterms.date", ""))))
    authors = next((said[key] for key in _AUTHORS if key in said), [])
    return IntakeMetadata(
        title=first.get("dc.title", title),
        contributors=tuple(IntakeContributor(name) for name in authors),
        publisher=first.get("dc.publisher", first.get("publisher", "")),
        published=date[0] if date else "",
        rights=first.get("dc.rights", first.get("copyright", "")),
        description=first.get("description", first.get("dc.description", "")),
        subjects=tuple(filter(None, _SUBJECTS.split(first.get("keywords", "")))),
    )


def line_text_of_title(element: etree._Element) -> str:
    parent = element.getparent()
    if parent is not None and name_of(parent) == "svg":
        return ""
    return " ".join(clean_text("".join(element.itertext())).split())


def language_of_head(root: etree._Element) -> str:
    """What a `meta` says of the language, where no `lang` does."""
    for meta in root.iter("{*}meta"):
        if (meta.get("http-equiv") or meta.get("name") or "").lower() in ("content-language", "dc.language"):
            return (meta.get("content") or "").split(",")[0].strip()
    return ""


def titled(
    blocks: Sequence[IntakeBlock], metadata: IntakeMetadata, *, first: int = _FIRST
) -> tuple[tuple[IntakeBlock, ...], IntakeMetadata]:
    """Blocks without the title page that repeats the metadata, and the metadata with what was taken.

    Only lines that say nothing else: the title before anything that is not one, as long as more headings follow.
    """
    known = dict(_known(metadata))
    headings = sum(isinstance(block, IntakeHeading) for block in blocks)
    taken: list[TakenText] = []
    kept: list[IntakeBlock] = []
    for at, block in enumerate(blocks):
        text = _said(block)
        key = known.get(bare_title(_SAID_KEYS.sub("", text))) if text and at < first else None
        if key and not (isinstance(block, IntakeHeading) and (headings < 2 or key != "title")):
            headings -= isinstance(block, IntakeHeading)
            taken.append(TakenText(key, text, block.place))
            continue
        kept.append(block)
        if isinstance(block, IntakeHeading):
            break
    rest = blocks[len(taken) + len(kept) :]
    return (*kept, *rest), replace(metadata, taken=(*metadata.taken, *taken))


def _said(block: IntakeBlock) -> str:
    """The text of a block that is a line of a title page; empty for others."""
    if not isinstance(block, IntakeParagraph | IntakeHeading):
        return ""
    if any(isinstance(run, NoteCall | Picture) for run in block.runs):
        return ""
    text = runs_text(block.runs).strip()
    return text if len(text) <= 200 else ""


def _known(metadata: IntakeMetadata) -> Iterator[tuple[str, str]]:
    """What a line of a title page may say → the key under which the settings have it."""
    pairs: Iterable[tuple[str, str]] = (
        ("title", metadata.title),
        ("subtitle", metadata.subtitle),
        ("title", f"{metadata.title} {metadata.subtitle}" if metadata.subtitle else ""),
        ("publisher", metadata.publisher),
        ("published", metadata.published),
        ("rights", metadata.rights),
        *(("contributors", person.name) for person in metadata.contributors),
    )
    for key, value in pairs:
        if bare := bare_title(value):
            yield bare, key
