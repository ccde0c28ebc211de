"""The bytes of an SVG → what in it a book must not have: scripts, entities, and anything outside of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from bookbuild.diagnostics import Code

Problem = tuple[Code, str, str]

SVG = "{http://www.w3.org/2000/svg}svg"
DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
REMOTE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
DATA = re.compile(r"\s*data:image/(?:png|jpeg|gif|webp)[;,]", re.IGNORECASE)
URL = re.compile(r"url\(\s*[\"']?([^\"')]*)|@import\s+[\"']([^\"']*)", re.IGNORECASE)
EMBED = "embed what it needs in the file itself"


def svg_problems(path: str, data: bytes) -> Iterator[Problem]:
    """What is wrong with the SVG at `path`."""
    if DECLARATION.search(data):
        yield Code.IMAGE_INVALID, f"`{path}` declares a document type or entities", "take the `<!DOCTYPE …>` out"
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        yield Code.IMAGE_INVALID, f"`{path}` is not well-formed: {_plain(error)}", "save it again from its original"
        return
    if root.getroottree().docinfo.internalDTD is not None:
        yield Code.IMAGE_INVALID, f"`{path}` declares a document type or entities", "take the `<!DOCTYPE …>` out"
    elif root.tag != SVG:
        remedy = 'its root must be `<svg xmlns="http://www.w3.org/2000/svg">`'
        yield Code.IMAGE_INVALID, f"`{path}` is not an SVG", remedy
    else:
        yield from dict.fromkeys(_forbidden(path, root))


def _plain(error: Exception) -> str:
    message = re.sub(r"\s*\(.*", "", str(error), flags=re.DOTALL)
    return f"{message[:1].lower()}{message[1:]}" if message else "it cannot be parsed"


def _forbidden(path: str, root: etree._Element) -> Iterator[Problem]:
    for node in root.getroottree().xpath("//processing-instruction('xml-stylesheet')"):
        yield Code.RESOURCE_REMOTE, f"`{path}` has a style sheet outside of itself: `{str(node)[:60]}`", EMBED
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname.lower()
        if name == "script":
            yield Code.IMAGE_INVALID, f"`{path}` has a script", "take the `<script>` out"
        if name == "style":
            yield from _in_style(path, "".join(element.itertext()))
        for key, value in element.attrib.items():
            yield from _in_attribute(path, name, etree.QName(key).localname.lower(), str(value))


def _in_attribute(path: str, element: str, key: str, value: str) -> Iterator[Problem]:
    if key.startswith("on"):
        yield Code.IMAGE_INVALID, f"`{path}` has a script in `{key}`", f"take the attribute `{key}` out"
    elif key in ("href", "src"):
        if element == "a" and value.strip().lower().startswith(("http:", "https:", "mailto:")):
            return
        yield from _reference(path, value)
    elif "(" in value:
        yield from _in_style(path, value)


def _in_style(path: str, style: str) -> Iterator[Problem]:
    for match in URL.finditer(style.replace("\\", "")):
        yield from _reference(path, match[1] or match[2] or "")


def _reference(path: str, target: str) -> Iterator[Problem]:
    """References may lead to a place in the file, or to a picture embedded in it."""
    target = target.strip()
    if not target or target.startswith("#") or DATA.match(target):
        return
    if REMOTE.match(target) and not target.lower().startswith("data:"):
        yield Code.RESOURCE_REMOTE, f"`{path}` refers to `{target[:60]}`", EMBED
    else:
        yield Code.IMAGE_INVALID, f"`{path}` refers to another file, `{target[:60]}`", EMBED
