"""The bytes of an SVG → what in it a book must not have: all but shapes, text and paint that need nothing from outside.

What is allowed stands in `svg_vocabulary`; what is not there is refused, whatever it may mean to whom.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote_to_bytes

from lxml import etree

from bookbuild.diagnostics import Code
from bookbuild.guarded.css import CssRequest, bare, is_remote, sheet_requests, style_requests, value_requests
from bookbuild.guarded.folder import MOST_SHEET
from bookbuild.sources.files.formats import Problem
from bookbuild.sources.files.svg_extent import MOST_DRAWN, Extent
from bookbuild.sources.files.svg_measures import measure_faults
from bookbuild.sources.files.svg_vocabulary import (
    ATTRIBUTES,
    BEGINNINGS,
    ELEMENTS,
    OF_EDITORS,
    PRESENTATION,
    PROCESSING,
    QUALIFIED,
    SVG,
    XLINK,
    XML,
)

MOST_BYTES = 16 * 2**20
MOST_ELEMENTS = 200_000
MOST_ATTRIBUTES = 5_000
"""Of one element."""
MOST_TOLD = 20
"""Problems of one drawing that are told."""

DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
PUBLIC = re.compile(rb"\A[^<]*(?:<(?:\?|!--)[^>]*>[^<]*)*<!DOCTYPE\s+svg[^\[>]*>", re.IGNORECASE)
"""The document type of SVG 1.0 or 1.1, without declarations of its own: drawing programs write it; it is left out."""
UTF_8 = ("utf-8", "us-ascii", "ascii")
DATA = re.compile(r"data:image/(png|jpe?g|gif|webp)((?:;[\w=.-]+)*),", re.IGNORECASE)
SCRIPT = re.compile(r"(?:java|vb|live)script:", re.IGNORECASE)
ABROAD = ("http:", "https:", "mailto:")
"""Where a link may lead."""
EMBED = "embed what it needs in the file itself"
AGAIN = "save it again from its original"


def svg_problems(path: str, data: bytes) -> Iterator[Problem]:
    """What is wrong with the SVG at `path`."""
    if len(data) > MOST_BYTES or data.count(b"<") // 2 > MOST_ELEMENTS or _has_too_many_attributes(data):
        yield Code.TOO_LARGE, f"`{path}` has too much in it to be drawn", "simplify it, or save it as PNG"
        return
    if DECLARATION.search(PUBLIC.sub(b"", data, count=1)):
        yield Code.IMAGE_INVALID, f"`{path}` declares a document type or entities", "take the `<!DOCTYPE …>` out"
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        yield Code.IMAGE_INVALID, f"`{path}` is not well-formed: {_plain(error)}", AGAIN
        return
    info = root.getroottree().docinfo
    if (own := info.internalDTD) is not None and (own.entities() or own.elements()):
        yield Code.IMAGE_INVALID, f"`{path}` declares a document type or entities", "take the `<!DOCTYPE …>` out"
    elif (info.encoding or "utf-8").lower() not in UTF_8:
        yield Code.IMAGE_INVALID, f"`{path}` is written in {info.encoding}", "save it as UTF-8"
    elif root.tag != f"{SVG}svg":
        remedy = 'its root must be `<svg xmlns="http://www.w3.org/2000/svg">`'
        yield Code.IMAGE_INVALID, f"`{path}` is not an SVG", remedy
    else:
        yield from list(dict.fromkeys(_Drawing(path).problems(root)))[:MOST_TOLD]


def _has_too_many_attributes(data: bytes) -> bool:
    """Of one element, or of all: those of one are held against each other, in time that grows with their square."""
    if data.count(b"=") // 5 > MOST_ELEMENTS:
        return True
    return data.count(b"=") > MOST_ATTRIBUTES and any(tag.count(b"=") > MOST_ATTRIBUTES for tag in data.split(b"<"))


def _plain(error: Exception) -> str:
    message = re.sub(r"\s*\(.*", "", str(error), flags=re.DOTALL)
    return f"{message[:1].lower()}{message[1:]}" if message else "it cannot be parsed"


class _Drawing:
    """Looks through one drawing; `path` is for messages."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.left = MOST_SHEET  # characters of CSS that may still be parsed

    def problems(self, root: etree._Element) -> Iterator[Problem]:
        for node in root.getroottree().xpath("//processing-instruction()"):
            yield from self._of_instruction(node)
        foreign = {inner for outer in root.iter(f"{SVG}foreignObject") for inner in outer.iterdescendants()}
        for element in root.iter(etree.Element):
            if element not in foreign:
                yield from self._of_element(element)
        extent = Extent(root)
        if extent.circle is not None:
            yield self._invalid(None, f"`{extent.circle[:60]}` refers to itself", "take one of the references out")
        elif extent.drawn > MOST_DRAWN:
            message = f"`{self.path}` draws more than {MOST_DRAWN} elements, as often as they are referred to"
            yield Code.TOO_LARGE, message, "simplify it, or save it as PNG"

    def _of_instruction(self, node: etree._ProcessingInstruction) -> Iterator[Problem]:
        if node.target == "xml-stylesheet":
            yield self._remote(node, f"has a style sheet outside of itself: `{str(node)[:60]}`")
        elif node.target not in PROCESSING:
            yield self._invalid(node, f"has the instruction `<?{node.target[:40]} …?>`", "take it out")

    def _of_element(self, element: etree._Element) -> Iterator[Problem]:
        name = etree.QName(element)
        if name.namespace != SVG[1:-1]:
            if not (name.namespace or "").startswith(OF_EDITORS):
                yield self._invalid(
                    element, f"has the element `{str(element.tag)[:80]}`, which is not of SVG", "take it out"
                )
            return
        if name.localname == "foreignObject":
            yield self._invalid(element, "has words in `<foreignObject>`, which few programs draw", "write `<text>`")
            return
        if name.localname not in ELEMENTS:
            what = "a script" if name.localname == "script" else f"the element `<{name.localname[:40]}>`"
            yield self._invalid(element, f"has {what}", "take it out: a picture of a book stands still")
            return
        if name.localname == "style":
            yield from self._of_style(element)
        for key, value in element.attrib.items():
            yield from self._of_attribute(element, name.localname, str(key), str(value))
        for fault in measure_faults(element):
            yield self._invalid(element, f"cannot be drawn with {fault}", "write numbers that a page can have")

    def _of_style(self, element: etree._Element) -> Iterator[Problem]:
        if element.get("type", "text/css").strip().lower() != "text/css":
            yield self._invalid(element, f"has a style sheet of the kind `{element.get('type')}`", "write it in CSS")
        yield from self._of_css(element, "".join(element.itertext()), sheet_requests)

    def _of_attribute(self, element: etree._Element, owner: str, key: str, value: str) -> Iterator[Problem]:
        if key in ("href", f"{XLINK}href"):
            yield from self._of_reference(element, owner, value)
        elif key == f"{XML}base":
            code = self._remote if is_remote(value) else self._invalid_base
            yield code(element, f"refers to other files by `xml:base`, `{value[:60]}`")
        elif key.startswith("{"):
            if key not in QUALIFIED and not key[1:].startswith(OF_EDITORS):
                yield self._invalid(element, f"has the attribute `{key[:80]}`, which is not of SVG", "take it out")
        elif key not in ATTRIBUTES and not key.startswith(BEGINNINGS):
            what = f"a script in `{key[:40]}`" if key.lower().startswith("on") else f"the attribute `{key[:40]}`"
            yield self._invalid(element, f"has {what}", f"take the attribute `{key[:40]}` out")
        elif key == "style":
            yield from self._of_css(element, value, style_requests)
        elif key in PRESENTATION and ("(" in value or "\\" in value or "@" in value):
            yield from self._of_css(element, value, value_requests)

    def _of_css(
        self, element: etree._Element, text: str, parsed: Callable[[str], list[CssRequest]]
    ) -> Iterator[Problem]:
        """An error of syntax is no harm here: editors write such, and it is passed over."""
        self.left -= len(text)
        if self.left < 0:
            yield Code.TOO_LARGE, f"`{self.path}` has more than {MOST_SHEET:,} characters of CSS", "simplify it"
            return
        for request in parsed(text):
            if request.kind == "refused":
                yield self._invalid(element, f"has a style with {request.text}", "write it without")
            elif request.kind == "import" and not request.text:
                yield self._invalid(element, "imports a style sheet", EMBED)
            elif request.kind in ("address", "import"):
                yield from self._of_reference(element, "", request.text)

    def _of_reference(self, element: etree._Element, owner: str, target: str) -> Iterator[Problem]:
        """References may lead to a place in the file, or to a picture embedded in it; links abroad."""
        address = bare(target)
        if not address or address.startswith("#"):
            return
        if owner == "a" and address.lower().startswith(ABROAD):
            return
        if match := DATA.match(address):
            yield from self._of_embedded(element, match[1].lower(), match[2].lower(), address[match.end() :])
        elif address.lower().startswith("data:"):
            yield self._invalid(element, f"has something other than a picture in it: `{address[:40]}`", "embed a PNG")
        elif is_remote(address):
            yield self._remote(element, f"refers to `{address[:60]}`")
        else:
            yield self._invalid(element, f"refers to another file, `{address[:60]}`", EMBED)

    def _of_embedded(self, element: etree._Element, kind: str, parameters: str, written: str) -> Iterator[Problem]:
        """A picture of pixels within the drawing: what has begun as one is one, and no larger than others may be."""
        from bookbuild.sources.files.rasters import begins_as_picture, raster_problems

        try:
            data = base64.b64decode(unquote_to_bytes(written)) if ";base64" in parameters else unquote_to_bytes(written)
        except (binascii.Error, ValueError):
            data = b""
        if b"<" in data[:64].lstrip()[:1]:
            yield self._invalid(element, f"has markup in it that says it is a picture, {kind}", "embed a PNG")
        elif begins_as_picture(data):
            yield from raster_problems(f"{self.path}: {kind}", data, None)

    def _invalid(self, node: etree._Element | None, what: str, remedy: str) -> Problem:
        return Code.IMAGE_INVALID, f"{self._place(node)} {what}", remedy

    def _invalid_base(self, node: etree._Element, what: str) -> Problem:
        return self._invalid(node, what, EMBED)

    def _remote(self, node: etree._Element, what: str) -> Problem:
        return Code.RESOURCE_REMOTE, f"{self._place(node)} {what}", EMBED

    def _place(self, node: etree._Element | None) -> str:
        line = None if node is None else node.sourceline
        return f"`{self.path}`" if line is None else f"`{self.path}`, line {line},"
