"""A job → a fragment. All of WeasyPrint is behind this.

`TreeHTML` builds a `weasyprint.HTML` from a tree that is there already, without a detour through a parser of HTML: it
sets what `HTML.__init__` sets. What is changed in WeasyPrint stands in `patches.py`.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any
from xml.etree.ElementTree import Element, fromstring

from bookbuild.diagnostics import MachineLacks
from bookbuild.model.document import Resource
from bookbuild.typeset.fragments import BLANK, Bookmark, Fragment, FragmentPage, Job
from bookbuild.typeset.seams import libraries  # noqa: F401 (imported before WeasyPrint)

try:
    import cssselect2
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    from bookbuild.typeset.drawing import text_layer
    from bookbuild.typeset.drawing.font_capture import KeepFont, captured
    from bookbuild.typeset.drawing.link_areas import outermost
    from bookbuild.typeset.drawing.structure import structured
    from bookbuild.typeset.engine import patches
    from bookbuild.typeset.engine.coarse_pictures import coarse_pictures
    from bookbuild.typeset.engine.counters import BoundedCounterStyle
    from bookbuild.typeset.engine.overprints import overprints_of
    from bookbuild.typeset.engine.proofreading import faults_of
    from bookbuild.typeset.pagination.margins import without_margins
    from bookbuild.typeset.pagination.page_notes import numbered_by_page
except OSError as error:  # cffi's word for a shared library that is not there
    raise MachineLacks(
        f"WeasyPrint's libraries are missing: {str(error).splitlines()[0]}",
        "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    ) from error

patches.install()

BASE = "book:///"
"""Resources are served from here: no path of this machine gets into a name that WeasyPrint makes."""


EMBEDDED = re.compile(r"data:image/(?:png|jpe?g|gif|webp)[;,]", re.IGNORECASE)
"""A picture of pixels within a drawing, which was looked at when the drawing was."""


class Fetcher(URLFetcher):  # type: ignore[misc]
    """Serves the book's own resources and the fonts that were chosen for it; nothing else, and nothing remote."""

    def __init__(self, fonts: frozenset[str]) -> None:
        super().__init__(allowed_protocols=())
        self.resources: Mapping[str, Resource] = {}
        self.fonts = fonts

    def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002 (WeasyPrint's signature)
        """WeasyPrint's response with the content of `url`. Raises ValueError for all that the book does not have."""
        if resource := self.resources.get(url.removeprefix(BASE)):
            return URLFetcherResponse(url, resource.content, {"Content-Type": resource.media_type})
        if url in self.fonts:
            return URLFetcher(allowed_protocols=("file",)).fetch(url)
        if EMBEDDED.match(url):
            return URLFetcher(allowed_protocols=("data",)).fetch(url)
        raise ValueError(f"not a file of this book: {url}")


class TreeHTML(HTML):  # type: ignore[misc]
    """A document made of an element tree."""

    def __init__(self, tree: Element, fetcher: Fetcher) -> None:
        self.base_url = BASE
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(tree, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


class Engine:
    """Sets trees with one style sheet, which is parsed once."""

    def __init__(self, sheet: str, fonts: Sequence[str]) -> None:
        self.fetcher = Fetcher(frozenset(fonts))
        self.fonts = FontConfiguration()
        self.counters = BoundedCounterStyle()
        with listening() as self.messages:
            self.sheet = self._parsed(sheet)

    def _parsed(self, css: str) -> Any:
        return CSS(
            string=css,
            base_url=BASE,
            url_fetcher=self.fetcher,
            font_config=self.fonts,
            counter_style=self.counters,
        )

    def document(self, job: Job) -> Any:
        """The laid-out document of a job."""
        self.fetcher.resources = {resource.href: resource for resource in job.resources}
        margins = without_margins() if job.parts == "content" else nullcontext()
        root, sheets = fromstring(job.tree), [self.sheet, self._parsed(job.start)]
        with margins:
            return numbered_by_page(
                root,
                lambda: TreeHTML(root, self.fetcher).render(
                    font_config=self.fonts, counter_style=self.counters, stylesheets=sheets
                ),
            )


_engines: dict[tuple[str, str, tuple[str, ...]], Engine] = {}
MOST_ENGINES = 8


def engine_for(job: Job) -> Engine:
    """The engine for a job's style sheet and machine: a process keeps those it used last.

    A font that is installed meanwhile makes another machine, which an engine that was made before does not know.
    """
    name = (job.machine, job.sheet, job.fonts)
    engine = _engines.pop(name, None) or Engine(job.sheet, job.fonts)
    while len(_engines) >= MOST_ENGINES:
        del _engines[next(iter(_engines))]
    _engines[name] = engine
    return engine


def set_fragment(job: Job, keep_font: KeepFont) -> Fragment:
    """Set a job. `keep_font` is given digest and content of the font files that are used."""
    engine = engine_for(job)
    with listening() as messages, captured(keep_font) as fonts:
        document = engine.document(job)
        for page in document.pages:
            page.links = outermost(page.links)
        pages = tuple(_facts(page) for page in document.pages)
        links = [[box for *_, box in page.links] for page in document.pages]
        for page in document.pages:
            page.links, page.anchors, page.bookmarks = [], {}, []
        with text_layer.signs_numbered() as drawn, structured(document._html.etree_element, links) as trees:
            pdf = bytes(document.write_pdf(uncompressed_pdf=True, pdf_tags=job.tagged))
    said = tuple({**engine.messages, **messages})
    missing = tuple(map(chr, drawn.missing))
    return Fragment(pages, pdf, tuple(fonts), said, missing, trees[0] if trees else None)


def _facts(page: Any) -> FragmentPage:
    """What assembly needs to know of a page, with what refers to other sections, which WeasyPrint would lose."""
    return FragmentPage(
        width=page.width,
        height=page.height,
        links=tuple((kind, target, tuple(rectangle)) for kind, target, rectangle, _ in page.links),
        anchors=tuple(page.anchors.items()),
        bookmarks=tuple(
            Bookmark(level, label, x, y, state == "closed") for level, label, (x, y), state in page.bookmarks
        ),
        faults=(*faults_of(page), *overprints_of(page), *coarse_pictures(page._page_box)),
        name=BLANK if (kind := page._page_box.page_type).blank else kind.name or "",
    )


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
