"""A document that a publisher's templates have made → what in it readers must not get: all but text and its pictures.

What is allowed stands here; scripts, forms, frames, media and whatever is fetched do not.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bookbuild.diagnostics import Code
from bookbuild.guarded.css import bare, is_remote, style_requests

XHTML = "{http://www.w3.org/1999/xhtml}"
XML = "{http://www.w3.org/XML/1998/namespace}"
EPUB = "{http://www.idpf.org/2007/ops}"
MATHML = "{http://www.w3.org/1998/Math/MathML}"
SHEET = "styles/book.css"

_ELEMENTS = """
    a abbr address article aside b bdi bdo blockquote body br caption cite code col colgroup data dd del dfn div dl dt
    em figcaption figure footer h1 h2 h3 h4 h5 h6 head header hgroup hr html i img ins kbd li link main mark meta nav ol
    p pre q rb rp rt rtc ruby s samp section small span strong sub sup table tbody td tfoot th thead time title tr u ul
    var wbr
"""
ELEMENTS = frozenset(XHTML + name for name in _ELEMENTS.split())

_ATTRIBUTES = """
    abbr alt charset cite class colspan content datetime dir headers height hidden href hreflang id lang media name rel
    reversed role rowspan scope span src start style tabindex target title translate type value width
"""
ATTRIBUTES = frozenset(_ATTRIBUTES.split()) | {XML + "lang", XML + "space", EPUB + "type", EPUB + "prefix"}
BEGINNINGS = ("aria-", "data-")
ABROAD = ("http:", "https:", "mailto:", "tel:", "ftp:", "doi:", "urn:", "geo:")
"""Where a link may lead."""
METADATA = ("viewport", "generator", "author", "description", "keywords")
"""What a `<meta name>` may say."""

MarkupFault = tuple[Code, str]
"""(code, what is wrong)."""


def markup_faults(root: etree._Element, pictures: frozenset[str]) -> Iterator[MarkupFault]:
    """Each once. `pictures`: the addresses of the pictures that the book has."""
    yield from dict.fromkeys(_faults(root, pictures))


def _faults(root: etree._Element, pictures: frozenset[str]) -> Iterator[MarkupFault]:
    for node in root.getroottree().xpath("//processing-instruction()"):
        yield Code.TEMPLATE_INVALID, f"gives the instruction `<?{node.target[:40]} …?>`"
    for element in root.iter(etree.Element):
        tag = str(element.tag)
        if tag.startswith(MATHML):
            continue
        if tag not in ELEMENTS:
            yield Code.TEMPLATE_INVALID, f"gives the element `<{etree.QName(element).localname}>`, which a book has not"
            continue
        name = tag.removeprefix(XHTML)
        if name == "meta" and (element.get("charset") or "utf-8").lower() != "utf-8":
            yield Code.TEMPLATE_INVALID, "says that it is not UTF-8"
        if name == "meta" and element.get("charset") is None and element.get("name") not in METADATA:
            yield Code.TEMPLATE_INVALID, "gives a `<meta>` that is not understood"
        if name == "link" and (element.get("rel") != "stylesheet" or element.get("href") != SHEET):
            code = Code.RESOURCE_REMOTE if is_remote(element.get("href") or "") else Code.TEMPLATE_INVALID
            yield code, f"gives a `<link>` other than to `{SHEET}`"
        for key, value in element.attrib.items():
            yield from _of_attribute(name, str(key), str(value), pictures)


def _of_attribute(name: str, key: str, value: str, pictures: frozenset[str]) -> Iterator[MarkupFault]:
    if key not in ATTRIBUTES and not key.startswith(BEGINNINGS):
        code = Code.RESOURCE_REMOTE if is_remote(value) else Code.TEMPLATE_INVALID
        yield code, f"gives `<{name}>` the attribute `{key[:60]}`, which a book has not"
    elif key == "src":
        if is_remote(value):
            yield Code.RESOURCE_REMOTE, f"asks for `{value[:60]}`"
        elif name != "img" or value not in pictures:
            yield Code.TEMPLATE_INVALID, f"asks for `{value[:60]}`, which is no picture of the book"
    elif key in ("href", "cite"):
        address = bare(value).lower()
        if is_remote(address) and not address.startswith(ABROAD):
            yield Code.RESOURCE_REMOTE, f"leads to `{value[:60]}`"
    elif key == "style":
        for request in style_requests(value):
            if request.kind in ("address", "import") and request.remote:
                yield Code.RESOURCE_REMOTE, f"asks for `{request.text[:60]}`"
            elif request.kind != "syntax" and not request.text.startswith("#"):
                yield Code.TEMPLATE_INVALID, f"has a style that asks for `{request.text[:60]}`"
