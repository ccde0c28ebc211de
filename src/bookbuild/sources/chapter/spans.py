"""Links, images and spans with their attributes → inlines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from markdown_it.token import Token
from msgspec.structs import replace

from bookbuild.diagnostics import Code, Location
from bookbuild.language.marks import DIGITS, ranges
from bookbuild.model import inlines as model
from bookbuild.model.inlines import Inline, Inlines
from bookbuild.model.walk import mapped, nodes, plain
from bookbuild.sources.chapter.attributes import Attributes
from bookbuild.sources.chapter.for_editions import words_for
from bookbuild.sources.chapter.languages import mainly_arabic
from bookbuild.sources.chapter.limits import MOST_BYTES, find_too_many
from bookbuild.sources.chapter.parse_context import ParseContext
from bookbuild.sources.chapter.source_map import Places
from bookbuild.sources.chapter.vocabulary import LINKS, SPANS, Named, named, wrapped

REFERENCE_END = re.compile(rf"[{ranges(DIGITS)}]\s*$")
UNSAFE = re.compile(r"\s*(?:javascript|vbscript|data|file)\s*:", re.IGNORECASE)
MOST_LINKED = 2 * MOST_BYTES
"""Characters of addresses and titles: a definition of a link's target may be long, and named often."""
IMAGE_KEYS = ("alt", "longdesc", "width", "height")
LENGTH = re.compile(r"(\d{1,4}(?:\.\d{1,3})?)(%|px|pt|mm|cm|in|em|rem)?")
VERSE_KEYS = {"ref", "words"}


def construct(reading: ParseContext, token: Token, children: Inlines, places: Places) -> Inlines:
    """The inlines of a bracketed construct whose label reads `children`."""
    place = places.at(token.map[0] if token.map else 0)
    attributes: Attributes = token.meta["attributes"]
    match token.type:
        case "image_open":
            return image(reading, token, children, places)
        case "link_open":
            names = named(reading, attributes, places, LINKS)
            return words_for(names, wrapped(_link(reading, token, children, names, place), names))
        case _:
            names = named(reading, attributes, places, SPANS)
            return words_for(names, _span(reading, attributes, children, names, places, place))


def image(reading: ParseContext, token: Token, children: Inlines, places: Places) -> Inlines:
    """An image in a line of text."""
    place = places.at(token.map[0] if token.map else 0)
    attributes: Attributes = token.meta["attributes"]
    names = named(reading, attributes, places, {}, IMAGE_KEYS)
    alt = attributes.value("alt")
    check_alt(reading, alt, children, place)
    text = plain(children) if alt is None else alt
    node = model.Image(reading.image(token.meta["href"], place), text, names.id or None, token.meta["title"], place)
    if size := image_size(reading, attributes, places):
        node = replace(node, size=size)
    return words_for(names, wrapped(node, names, with_id=False))


def image_size(reading: ParseContext, attributes: Attributes, places: Places) -> str:
    """`{width=60% height=3cm}` as CSS; a number without a unit is px, as in Pandoc."""
    found = []
    for key, written, offset in attributes.values:
        if key not in ("width", "height"):
            continue
        match = LENGTH.fullmatch(written)
        if match is None or not float(match[1]) or (match[2] == "%" and (key == "height" or float(match[1]) > 100)):
            example = "width=60%" if key == "width" else "height=3cm"
            remedy = f"write a length that is on the page, such as `{example}`; in percent, of the text's width"
            reading.find(Code.CONSTRUCT_UNKNOWN, f"`{written}` is no {key} of a picture", remedy, places.at(offset))
        else:
            found.append(f"{key}: {match[1]}{match[2] or 'px'}")
    return "; ".join(found)


def check_alt(reading: ParseContext, alt: str | None, caption: Inlines, place: Location) -> None:
    if alt is None and not plain(caption).strip():
        message = "the image has neither a caption nor an alternative text"
        remedy = 'say what it shows: `![caption](…){alt="…"}`, or `alt=""` if it says nothing'
        reading.find(Code.ALT_MISSING, message, remedy, place)


def _link(reading: ParseContext, token: Token, children: Inlines, names: Named, place: Location) -> Inline:
    href, title = token.meta["href"], token.meta["title"]
    children = mapped(children, lambda node: node.children if isinstance(node, model.Link) else node)
    if any(isinstance(node, model.Note) for node in nodes(children)):
        message, remedy = "a note cannot be called in the text of a link", "put its call behind the link"
        reading.find(Code.CONSTRUCT_UNKNOWN, message, remedy, place)
    reading.linked += len(href) + len(title)
    if reading.linked > MOST_LINKED:
        if reading.linked - len(href) - len(title) <= MOST_LINKED:
            find_too_many(reading, "characters", "the targets of a chapter's links", MOST_LINKED, place)
        return model.Span(children, location=place)
    if not children and href.startswith("#") and len(href) > 1:
        return model.CrossReference(href, by_page=names.kind == "page", location=place)
    if names.kind == "page":
        message, remedy = "`.page` is for a link without a text", f"write `[]({href}){{.page}}`"
        reading.find(Code.CONSTRUCT_UNKNOWN, message, remedy, place)
    if not children or href in ("", "#") or UNSAFE.match(href):
        to = f"a link to `{href}`" if href not in ("", "#") else "a link that leads nowhere"
        message = to + ("" if children else " without a text")
        remedy = "write `[text](https://…)`, or `[](#id)` for a place in the book"
        reading.find(Code.CONSTRUCT_UNKNOWN, message, remedy, place)
        return model.Span(children, location=place)
    return model.Link(href, children, title, location=place)


def _span(
    reading: ParseContext, attributes: Attributes, children: Inlines, names: Named, places: Places, place: Location
) -> Inlines:
    match names.kind:
        case "person" | "place" | "term" | "work" | "index" as kind:
            return wrapped(_entry(reading, kind, attributes, children, place), names)
        case "source":
            return wrapped(model.Source(children, place), names)
        case "quran":
            pages = (node for node in nodes(children) if isinstance(node, model.PrintPage))
            return (*pages, *wrapped(_verse(reading, attributes, children, places, place), names))
        case "print-page":
            return (*_print_page(reading, attributes, place), *children)
        case _:
            classes = (names.kind, *names.classes) if names.kind else names.classes
            return (model.Span(children, classes, names.lang, names.id or None, place, names.direction),)


def _print_page(reading: ParseContext, attributes: Attributes, place: Location) -> Inlines:
    """Where a page of the printed book begins; nothing, with a finding, where it does not say which."""
    if number := " ".join((attributes.value("n") or "").split()):
        return (model.PrintPage(number, location=place),)
    message, remedy = "`.print-page` does not say which page begins", "write its number: `[]{.print-page n=12}`"
    reading.find(Code.CONSTRUCT_UNKNOWN, message, remedy, place)
    return ()


def _entry(
    reading: ParseContext, kind: model.IndexKind, attributes: Attributes, children: Inlines, place: Location
) -> model.Inline:
    """An entry of an index; text as it is, with a finding, where `.index` does not say of which."""
    of = attributes.value("of") or ""
    if kind == "index" and not of:
        message, remedy = (
            "`.index` does not say of which index",
            'write `.index of="tribes"`, and `index:tribes` in `[matter]`',
        )
        reading.find(Code.CONSTRUCT_UNKNOWN, message, remedy, place)
        return model.Span(children, location=place)
    sub, see, also = (" ".join((attributes.value(name) or "").split()) for name in ("sub", "see", "see-also"))
    key = attributes.value("key") or _key(children)
    if not key:
        message, remedy = "an entry of an index without a name", 'write the name, `[…]{.person}`, or its `key="…"`'
        reading.find(Code.CONSTRUCT_UNKNOWN, message, remedy, place)
    return model.Entry(kind, children, key, sub=sub, see=see, see_also=also, of=of, location=place)


def _key(children: Inlines) -> str:
    """What an entry is filed under: its text without honorifics."""
    kept: tuple[Any, ...] = tuple(node for node in children if not isinstance(node, model.Honorific))
    return " ".join(plain(kept).split())


def _verse(
    reading: ParseContext, attributes: Attributes, children: Inlines, places: Places, place: Location
) -> model.Verse:
    """`[9:40]{.quran words="…"}`; with `ref=` the text is the quotation as typed."""
    ref, words = attributes.value("ref"), attributes.value("words") or ""
    typed = [node for node in nodes(children) if isinstance(node, model.Verse)]
    text = typed[0].typed if typed else plain(children).strip()
    lines = typed[0].written.lines if typed and typed[0].written else tuple(_lines(children))
    simple = not attributes.id and len(attributes.classes) == 1 and {key for key, *_ in attributes.values} <= VERSE_KEYS
    written = model.Written(lines, places.at(attributes.end - 1).moved(1) if simple else None)
    if ref is not None and (text or ref):
        return model.Verse(ref, words, text, location=place, written=written)
    if typed:
        spelled = typed[0].spelled_reference
        return model.Verse(typed[0].ref, words, text, spelled, location=place, written=written)
    if not text:
        missing_reference(reading, place)
    if mainly_arabic(text) and not REFERENCE_END.search(text):
        return model.Verse("", words, text, location=place, written=written)
    return model.Verse(text, words, location=place)


def _lines(children: Inlines) -> Iterator[tuple[int, Location]]:
    """Where each text of `children` begins in all of it, white space before it left out."""
    offset = 0
    for child in children:
        if isinstance(child, model.Text):
            yield offset, child.location
        offset += len(plain((child,)))


def missing_reference(reading: ParseContext, place: Location) -> None:
    message, remedy = "a quotation of the Qur'ān with neither reference nor text", "say which verse: `9:40`"
    reading.find(Code.QURAN_REFERENCE_UNKNOWN, message, remedy, place)
