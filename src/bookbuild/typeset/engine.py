"""Element trees and style sheets → laid-out pages; laid-out pages → a PDF's bytes. All of WeasyPrint is behind this.

Seam: `TreeHTML` builds a `weasyprint.HTML` from a tree that is there already, without a detour through a parser of
HTML; it stands on `HTML.__init__` (weasyprint/__init__.py). `render` and `Document.copy` are public.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from xml.etree.ElementTree import Element

from bookbuild.diagnostics import Code, Finding, Location, MachineLacks
from bookbuild.model.document import Resource

try:
    import cssselect2
    from weasyprint import CSS, HTML
    from weasyprint.css.counters import CounterStyle
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    from bookbuild.typeset import footnotes, text_runs
except OSError as error:  # cffi's word for a shared library that is not there
    raise MachineLacks(
        f"WeasyPrint's libraries are missing: {str(error).splitlines()[0]}",
        "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    ) from error

footnotes.install()
text_runs.install()

BASE = "book:///"
"""Resources are served from here: no path of this machine gets into a name that WeasyPrint makes."""

Page = Any
Painted = Any


class Fetcher(URLFetcher):  # type: ignore[misc]
    """Serves the book's own resources and the fonts that were chosen for it; nothing else, and nothing remote."""

    def __init__(self, resources: Mapping[str, Resource], files: frozenset[str]) -> None:
        super().__init__(allowed_protocols=())
        self.resources = resources
        self.files = files

    def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002 (WeasyPrint's signature)
        if resource := self.resources.get(url.removeprefix(BASE)):
            return URLFetcherResponse(url, resource.content, {"Content-Type": resource.media_type})
        if url in self.files:
            return URLFetcher(allowed_protocols=("file",)).fetch(url)
        raise ValueError(f"not a file of this book: {url}")


class TreeHTML(HTML):  # type: ignore[misc]
    """A document made of an element tree."""

    def __init__(self, tree: Element, fetcher: Fetcher) -> None:
        self.base_url = BASE
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(tree, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


def font_configuration() -> Any:
    """The fonts of one book, shared by all that is set of it."""
    return FontConfiguration()


class Engine:
    """Sets trees with one set of style sheets; the fonts are shared by all that is set."""

    def __init__(self, css: str, fetcher: Fetcher, fonts: Any) -> None:
        self.fetcher = fetcher
        self.fonts = fonts
        self.counters = CounterStyle()
        self.styles = self._parsed(css)

    def _parsed(self, css: str) -> Any:
        return CSS(
            string=css,
            base_url=BASE,
            url_fetcher=self.fetcher,
            font_config=self.fonts,
            counter_style=self.counters,
        )

    def pages(self, tree: Element, css: str = "") -> list[Page]:
        """The pages of `tree`; `css` is for this document alone."""
        extra = [self._parsed(css)] if css else []
        document = TreeHTML(tree, self.fetcher).render(
            font_config=self.fonts, counter_style=self.counters, stylesheets=[self.styles, *extra]
        )
        self._document = document
        return list(document.pages)

    def painted(self, pages: Sequence[Page], finisher: Callable[[Any, Any], None], identifier: bytes) -> bytes:
        """All `pages` as one PDF. `finisher` is given WeasyPrint's document and pydyf's PDF before it is written."""
        document = self._document.copy(list(pages))
        return bytes(document.write_pdf(finisher=finisher, pdf_identifier=identifier))


class _Records(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        self.messages[record.getMessage()] = None


@contextmanager
def listening() -> Iterator[dict[str, None]]:
    """What WeasyPrint logs while it works, each message once: its only way to say that something is wrong."""
    records = _Records()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(records)
    propagate, logger.propagate = logger.propagate, False
    try:
        yield records.messages
    finally:
        logger.removeHandler(records)
        logger.propagate = propagate


_NOTDEF = re.compile(r'\.notdef glyph .*"(?P<char>.+)" \((?P<code>U\+[0-9A-F]+)\)', re.DOTALL)
_STYLE = re.compile(r"(?P<what>.*?) ?\bat (?P<line>\d+):(?P<column>\d+)(?P<why>.*)", re.DOTALL)
_IMAGE = re.compile(r"Failed to (?:load|render).*?image (?:at )?'?(?P<name>[^':]*:///)?(?P<file>[^': ]+)")


def findings_of(messages: Mapping[str, None], edition: str) -> Iterator[Finding]:
    """WeasyPrint's log records as findings: the one place where they are translated."""
    for message in messages:
        if found := _NOTDEF.match(message):
            yield Finding(
                Code.GLYPH_MISSING,
                f"no font of the style has {found['code']} `{found['char']}`",
                "choose a font that has it, or write it another way",
                edition=edition,
            )
        elif found := _IMAGE.match(message):
            yield Finding(
                Code.IMAGE_INVALID, f"`{found['file']}` cannot be set: {message}", "repair the image", edition=edition
            )
        elif found := _STYLE.match(message):
            yield Finding(
                Code.STYLE_INVALID,
                f"{found['what']}{found['why']}",
                "correct the style sheet",
                Location("print.css", int(found["line"]), int(found["column"])),
                edition=edition,
            )
        else:
            yield Finding(Code.STYLE_INVALID, message, "correct the style sheet", edition=edition)
