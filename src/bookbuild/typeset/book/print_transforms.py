"""A section's XHTML → what a page needs otherwise: one named transformation each, on an element tree.

The tree has HTML's names without namespaces, as WeasyPrint reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree.ElementTree import Element, SubElement, fromstring

from bookbuild.model.book import Book
from bookbuild.model.document import Document, class_of
from bookbuild.model.note_series import SetSeries
from bookbuild.typeset.book.foot_notes import notes_to_calls
from bookbuild.typeset.book.formulas import formulas_drawn
from bookbuild.typeset.book.initials import InitialStyle, initials
from bookbuild.typeset.book.page_plan import millimetres
from bookbuild.typeset.book.page_ranges import ranges_of_pages
from bookbuild.typeset.book.plates import plates
from bookbuild.typeset.book.print_tables import floats_marked, tables_on_pages
from bookbuild.typeset.book.run_in_heads import heads_run_in

XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
GENERATED = "data-generated"

TEXT_WIDE, TEXT_HIGH, LINE_HIGH = 0.7, 0.74, 1.5
"""About what the text has of a trim, and a line of its size: what is planned is known only after templates are read."""

UNKNOWN_PAGE = "000"
"""Stands for a page number that is not known yet: as wide as most will be."""


@dataclass(frozen=True, slots=True)
class Heads:
    """The running heads of a section: on left and on right pages."""

    left: str
    right: str


@dataclass(frozen=True, slots=True)
class PrintContext:
    """What the transformations need of the book: files' sections, the outline, words, its series of notes, whether the
    theme has a margin for notes, and how initials are drawn."""

    section_of_file: Mapping[str, str]
    outline: Mapping[str, tuple[int, str]]
    page_words: str
    series: tuple[SetSeries, ...]
    has_margin: bool = False
    initial: InitialStyle | None = None


def print_form(
    document: Document, book: Book, heads: Heads, context: PrintContext, pages: Callable[[str], str | None]
) -> Element:
    """The whole tree of a section. `pages` gives the folio of an anchor's page, None where it is not known yet.

    Raises ValueError where a template gave no `<section>` in `<body>`.
    """
    source = fromstring(document.xhtml)
    plain_names(source)
    body = source.find("body")
    section = body.find("section") if body is not None else None
    if body is None or section is None:
        raise ValueError(f"{document.href}: a template gives no <section> in <body>")
    inner_links(source, context)
    for order, series in enumerate(context.series):
        if series.place == "foot":
            notes_to_calls(section, series, order)
    folios_for_references(section, context.page_words, pages)
    folios_for_locators(section, pages)
    verses_apart(section)
    folios_for_contents(section, pages)
    formulas_drawn(section)
    tables_on_pages(section, *_measure(book))
    floats_marked(section, book.edition.style.figures)
    plates(section, right_to_left=book.binding == "right")
    if context.initial:
        initials(section, context.initial, document.lang)
    if context.has_margin:
        notes_in_margin(section)
    outlined(section, context.outline)
    heads_run_in(section)
    numbered_from(section)
    section.insert(0, head_marks(heads))
    return page_root(book, [matter_of(document, body)])


def _measure(book: Book) -> tuple[float, float]:
    """About how wide the text is, in em, and how many lines a page has."""
    (across, down), style = book.edition.trim, book.edition.style
    size = millimetres(style.size)
    return across * TEXT_WIDE / size, down * TEXT_HIGH / (
        size * (LINE_HIGH if style.leading == "auto" else style.leading)
    )


def page_root(book: Book, matters: Iterable[Element]) -> Element:
    """The root of what is set: its direction is the binding's, which WeasyPrint takes recto and verso from.

    Its class is what the edition is for: a theme may have colours for the screen alone.
    """
    direction = "rtl" if book.binding == "right" else "ltr"
    root = Element("html", {"lang": book.language, "dir": direction, "class": book.edition.purpose})
    SubElement(root, "body").extend(matters)
    return root


def matter_of(document: Document, content: Iterable[Element]) -> Element:
    """The element around a section: its matter, its language and its direction."""
    attributes = {"class": f"matter {document.matter}", "lang": document.lang, "dir": document.direction}
    matter = Element("div", attributes)
    matter.extend(content)
    return matter


def head_marks(heads: Heads) -> Element:
    """What running heads are taken from, on the page that a section begins on."""
    return Element("div", {"class": "heads", "data-left": heads.left, "data-right": heads.right})


def empty_form(document: Document, heads: Heads, names: Iterable[str]) -> Element:
    """A section of pages without content, by their names: its heads and folios alone are to be set."""
    section = Element("section", {"class": f"{class_of(document.kind, titled=bool(document.title))} only-pages"})
    section.append(head_marks(heads))
    for name in names:
        SubElement(section, "div", {"class": "empty-page", **({"style": f"page: {name}"} if name else {})})
    return matter_of(document, [section])


def plain_names(root: Element) -> None:
    for element in root.iter():
        element.tag = element.tag.removeprefix(XHTML)
        element.attrib.pop(EPUB_TYPE, None)
        element.attrib.pop(XML_LANG, None)


def inner_links(root: Element, context: PrintContext) -> None:
    """Links between files → links within the book: `chapter.xhtml#id` → `#id`."""
    for link in root.iter("a"):
        file, _, anchor = unquote(link.get("href", "")).partition("#")
        if file in context.section_of_file:
            link.set("href", f"#{anchor or context.section_of_file[file]}")
        elif not file and anchor:
            link.set("href", f"#{anchor}")


def folios_for_references(section: Element, words: str, pages: Callable[[str], str | None]) -> None:
    """Cross-references by page: the title → `page 12`."""
    for link in section.iter("a"):
        if link.get("class") == "page-reference" and _folio(link, pages):
            for child in list(link):
                link.remove(child)
            link.text = words.format(page=_folio(link, pages))


def folios_for_locators(section: Element, pages: Callable[[str], str | None]) -> None:
    """An index's links, named by sections → page numbers, each once."""
    for locators in section.iter("span"):
        if locators.get("class") != "locators":
            continue
        separator = next((link.tail for link in locators if link.tail), ", ")
        folios: dict[str, Element] = {}
        if not any(_folio(link, pages) for link in locators):
            continue
        for link in list(locators):
            locators.remove(link)
            folio = _folio(link, pages)
            if folio not in folios:
                for child in list(link):
                    link.remove(child)
                link.text, link.tail = folio, None
                folios[folio] = link
        locators.extend(ranges_of_pages(list(folios.values())))
        for link in locators[:-1]:  # a comma that stood behind the link would be left alone at the end of a line
            if not link.tail:
                link.text, link.tail = f"{link.text}{separator.rstrip()}", " "


def verses_apart(section: Element) -> None:
    """In the indexes of verses and of hadiths, a leader between what is numbered and its pages."""
    if not {"index-quran", "index-hadith"} & set(section.get("class", "").split()):
        return
    for line in section.iter("li"):
        locators = line.find("span[@class='locators']")
        if locators is not None:
            line.insert(list(line).index(locators), Element("span", {"class": "leader", GENERATED: ""}))


def folios_for_contents(section: Element, pages: Callable[[str], str | None]) -> None:
    """A line of the contents → with a leader and a page number."""
    for lines in section.iter("ol"):
        if lines.get("class") != "contents":
            continue
        for link in lines.iter("a"):
            if folio := _folio(link, pages):
                SubElement(link, "span", {"class": "leader", GENERATED: ""})
                SubElement(link, "span", {"class": "folio", GENERATED: ""}).text = folio


def notes_in_margin(section: Element) -> None:
    """Notes for the margin → each in a block without height, which stays with what stands behind it."""
    for parent in list(section.iter()):
        for at, note in enumerate(list(parent)):
            if note.tag == "aside" and "margin" in note.get("class", "").split():
                holder = Element("div", {"class": "margin-holder"})
                holder.append(note)
                note.set("class", note.get("class", "") + " in-margin")
                parent[at], holder.tail, note.tail = holder, note.tail, None


def outlined(section: Element, outline: Mapping[str, tuple[int, str]]) -> None:
    """Puts level and label of the PDF's outline on what the contents name."""
    for element in section.iter():
        if (entry := outline.get(element.get("id", ""))) and element.get("id"):
            element.set("data-outline", str(entry[0]))
            element.set("data-label", entry[1])


def numbered_from(section: Element) -> None:
    """Ordered lists that begin with another number than 1: WeasyPrint takes it from CSS alone."""
    for items in section.iter("ol"):
        if start := items.get("start"):
            items.set("style", f"counter-reset: list-item {int(start) - 1}")


def _folio(link: Element, pages: Callable[[str], str | None]) -> str:
    """The folio of what a link points to; empty where pages have none."""
    folio = pages(link.get("href", "").removeprefix("#"))
    return UNKNOWN_PAGE if folio is None else folio


def page_anchors(document: Document) -> frozenset[str]:
    """The anchors whose page numbers stand in the section: none of most, all entries of contents and indexes."""
    source = fromstring(document.xhtml)
    wanted = set()
    for link in source.iter(f"{XHTML}a"):
        if link.get("class") in ("page-reference", "locator"):
            wanted.add(unquote(link.get("href", "")))
    for lines in source.iter(f"{XHTML}ol"):
        if lines.get("class") == "contents":
            wanted.update(unquote(link.get("href", "")) for link in lines.iter(f"{XHTML}a"))
    return frozenset(wanted)
