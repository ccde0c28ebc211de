"""Rendered documents → the languages in which whole paragraphs of them are written, beside the book's own."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bookbuild.model.document import Document, Rendered

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_BLOCKS = tuple(
    f"{{http://www.w3.org/1999/xhtml}}{name}"
    for name in ("section", "div", "p", "blockquote", "aside", "figure", "ul", "ol", "li", "dl", "dd", "table", "td")
)
_UNNAMED = frozenset(("und", "zxx", "mis", "mul"))


def languages_of(rendered: Rendered) -> tuple[str, ...]:
    """The tags of the languages that have a document or a block, each once by its primary language, in the order of
    the book; words within a paragraph do not count, nor what the tool makes: a title page tells all of its titles."""
    seen = {_primary(rendered.book.language), *_UNNAMED}
    found = []
    for document in rendered.documents:
        for tag in _tags(document):
            if tag and _primary(tag) not in seen:
                seen.add(_primary(tag))
                found.append(tag)
    return tuple(found)


def _primary(tag: str) -> str:
    return tag.split("-")[0].lower()


def _tags(document: Document) -> Iterator[str]:
    yield document.lang
    if document.xhtml.count(b"xml:lang=") < 2:
        return
    root = etree.fromstring(document.xhtml, etree.XMLParser(resolve_entities=False, no_network=True))
    for element in root.iter(*_BLOCKS):
        tag = element.get(_XML_LANG)
        if tag and not any("data-generated" in each.attrib for each in (element, *element.iterancestors())):
            yield tag
