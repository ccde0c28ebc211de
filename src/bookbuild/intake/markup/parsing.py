"""The bytes of an HTML or XHTML file → its tree, without network, without entities of its own, not too deep."""

from __future__ import annotations

import re

from lxml import etree

from bookbuild.diagnostics import BookError, Code, Finding, Location
from bookbuild.inspection.archive import parse_xml
from bookbuild.intake.markup.elements import name_of

DEEPEST = 60
"""Elements that stand deeper lose their names, not their text."""
LARGEST = 40_000_000
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.IGNORECASE)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.-]+)""")
_ANSI = {"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
"""What browsers read for these names (WHATWG, Encoding Standard)."""
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)


def parsed_xhtml(data: bytes, name: str) -> etree._Element:
    """The root of a document of an EPUB; one that is not well-formed is read as browsers read HTML.

    Raises BookError for a document that declares entities of its own.
    """
    if _ENTITY.search(data.replace(b"\0", b"")):
        return parse_xml(data, name)
    try:
        return _not_too_deep(parse_xml(data, name, html_entities=True))
    except BookError:
        return parsed_html(data, name)


def parsed_html(data: bytes, name: str) -> etree._Element:
    """The root of an HTML file. Raises BookError for one that is too large, or whose text cannot be read."""
    if len(data) > LARGEST:
        _refuse(name, f"`{name}` has more than {LARGEST // 1_000_000} MB of HTML", "import it in parts")
    if _ENTITY.search(data[: 1 << 16].replace(b"\0", b"")):
        return parse_xml(data, name)
    text = _DECLARATION.sub("", decoded_html(data, name)).replace("\0", "")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_blank_text=False)
    try:
        root = etree.fromstring(text.encode("utf-8", "ignore"), parser)
    except (etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise BookError(
            [Finding(Code.IMPORT_FORMAT, f"`{name}` has no text", "name a file that has", Location(name))]
        ) from error
    if root is None:
        _refuse(name, f"`{name}` has no text", "name a file that has")
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        _refuse(name, f"`{name}` nests its elements deeper than any book does", "get the file again, or mend it")
    return _not_too_deep(root)


def decoded_html(data: bytes, name: str) -> str:
    """The text of HTML, in the encoding that its first bytes, its declaration or its `meta` name; UTF-8 without any."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    head = data[: 1 << 12]
    named = _DECLARED.search(head) or _CHARSET.search(head)
    encoding = named[1].decode("ascii").lower() if named else "utf-8"
    try:
        return data.decode(_ANSI.get(encoding, encoding))
    except LookupError:
        return _utf8(data, name)
    except UnicodeDecodeError as error:
        if encoding in ("utf-8", "utf8"):
            return _utf8(data, name)
        _refuse_bytes(name, encoding, error)
        raise


def _utf8(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_bytes(name, "UTF-8", error)
        raise


def _refuse_bytes(name: str, encoding: str, error: UnicodeDecodeError) -> None:
    line = error.object.count(b"\n", 0, error.start) + 1
    message = f"`{name}` is not {encoding}: byte {error.start} cannot be read"
    raise BookError([Finding(Code.ENCODING_INVALID, message, "save it as UTF-8", Location(name, line))]) from error


def _refuse(name: str, message: str, remedy: str) -> None:
    raise BookError([Finding(Code.IMPORT_FORMAT, message, remedy, Location(name))])


def _not_too_deep(root: etree._Element) -> etree._Element:
    """The tree with all that stands deeper than `DEEPEST` as text: readers go down by recursion."""
    depth = 0
    deep: list[etree._Element] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start" and depth == DEEPEST and len(element):
            deep.append(element)
    for element in deep:
        for inner in [each for each in element.iter() if name_of(each) in ("script", "style", "template")]:
            inner.text = ""
        etree.strip_tags(element, "*")
    return root
