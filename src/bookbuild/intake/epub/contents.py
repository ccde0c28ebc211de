"""The navigation of an EPUB (nav, NCX) → its contents as entries with level and target, and its list of pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from bookbuild.diagnostics import BookError
from bookbuild.inspection.archive import Archive
from bookbuild.inspection.publication import target
from bookbuild.intake.clean_text import clean_text
from bookbuild.intake.epub.package import EpubPackage
from bookbuild.intake.markup.elements import line_text, name_of, types_of
from bookbuild.intake.markup.page_marks import page_number
from bookbuild.intake.markup.parsing import parsed_xhtml

_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """`level` from 1; `document` and `fragment` of its target, both empty for one that leads nowhere.

    `inner`: how many entries stand below it.
    """

    title: str
    level: int
    document: str
    fragment: str
    inner: int = 0


@dataclass(frozen=True, slots=True)
class EpubContents:
    """`pages`: document and id → the number of the page that begins there. `root`: of the nav, where it is no NCX."""

    entries: tuple[NavigationEntry, ...] = ()
    pages: tuple[tuple[tuple[str, str], str], ...] = ()
    root: etree._Element | None = None


def contents_of(archive: Archive, package: EpubPackage) -> EpubContents:
    """The contents of an EPUB; without any where they cannot be read: the book is read all the same."""
    try:
        if package.nav and package.nav.name in archive:
            root = parsed_xhtml(archive.read(package.nav.name), package.nav.name)
            found = _of_nav(root, package.nav.name)
            if found.entries:
                return found
        if package.ncx and package.ncx.name in archive:
            return _of_ncx(parsed_xhtml(archive.read(package.ncx.name), package.ncx.name), package.ncx.name)
    except BookError:
        return EpubContents()
    return EpubContents()


def _of_nav(root: etree._Element, base: str) -> EpubContents:
    entries: tuple[NavigationEntry, ...] = ()
    pages: list[tuple[tuple[str, str], str]] = []
    for nav in (each for each in root.iter() if name_of(each) == "nav"):
        types = types_of(nav)
        lists = [child for child in nav.iter() if name_of(child) == "ol"][:1]
        if "page-list" in types:
            links = (each for each in nav.iter() if name_of(each) == "a")
            pages += [pair for link in links if (pair := _page(base, link.get("href"), line_text(link)))]
        elif not entries and ("toc" in types or not types):
            entries = tuple(entry for each in lists for entry in _of_list(each, base, 1))
    return EpubContents(entries, tuple(pages), root)


def _of_list(element: etree._Element, base: str, level: int) -> Iterator[NavigationEntry]:
    if level > _DEEPEST:
        return
    for item in (child for child in element if name_of(child) == "li"):
        head = next((child for child in item if name_of(child) in ("a", "span", "p", "div")), None)
        inner = [entry for child in item if name_of(child) == "ol" for entry in _of_list(child, base, level + 1)]
        if head is not None and (title := _one_line(line_text(head))):
            link = head if name_of(head) == "a" else next(head.iter("{*}a"), head)
            yield _entry(title, level, base, link.get("href"), sum(each.level == level + 1 for each in inner))
        yield from inner


def _of_ncx(root: etree._Element, base: str) -> EpubContents:
    entries: list[NavigationEntry] = []
    pages: list[tuple[tuple[str, str], str]] = []
    for nav in (each for each in root.iter() if name_of(each) == "navmap"):
        for point in (child for child in nav if name_of(child) == "navpoint"):
            entries += _of_point(point, base, 1)
    for point in (each for each in root.iter() if name_of(each) == "pagetarget"):
        if pair := _page(base, _source(point), _label(point)):
            pages.append(pair)
    return EpubContents(tuple(entries), tuple(pages))


def _of_point(point: etree._Element, base: str, level: int) -> Iterator[NavigationEntry]:
    if level > _DEEPEST:
        return
    children = [child for child in point if name_of(child) == "navpoint"]
    if title := _label(point):
        yield _entry(title, level, base, _source(point), len(children))
    for child in children:
        yield from _of_point(child, base, level + 1)


def _label(point: etree._Element) -> str:
    label = next((child for child in point if name_of(child) == "navlabel"), None)
    return "" if label is None else _one_line("".join(label.itertext()))


def _source(point: etree._Element) -> str | None:
    content = next((child for child in point if name_of(child) == "content"), None)
    return None if content is None else content.get("src")


def _one_line(text: str) -> str:
    return " ".join(clean_text(text).split())


def _entry(title: str, level: int, base: str, href: str | None, inner: int) -> NavigationEntry:
    found = target(base, href) if href else None
    document, fragment = found or ("", "")
    return NavigationEntry(title, level, document, fragment, inner)


def _page(base: str, href: str | None, label: str) -> tuple[tuple[str, str], str] | None:
    found = target(base, href) if href else None
    number = page_number(label)
    return (found, number) if found and number else None
