"""`w:drawing`, `w:pict`, `w:object` → pictures with their files, text boxes, words that are drawn, a rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from lxml import etree

from bookbuild.diagnostics import BookError, Code
from bookbuild.intake.conservation import letters_of
from bookbuild.intake.docx.docx_context import DocxContext
from bookbuild.intake.docx.names import alternative, attribute, descendants, name
from bookbuild.intake.runs import Picture

SUFFIXES = frozenset((".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"))
"""Pictures that a book can have."""
_BY_BYTES = (
    (b"\x89PNG", ".png"), (b"\xff\xd8\xff", ".jpg"), (b"GIF8", ".gif"), (b"<svg", ".svg"),
)  # fmt: skip


@dataclass(slots=True)
class Drawn:
    """`boxes`: elements that hold blocks; `words`: text that is no paragraph's; `rule`: a line across the page."""

    pictures: list[Picture] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    rule: bool = False


def drawn_in(element: etree._Element, context: DocxContext) -> Drawn:
    """All that a drawing holds, in order."""
    drawn = Drawn()
    _gather(element, None, drawn, context)
    return drawn


def _gather(element: etree._Element, alt: str | None, drawn: Drawn, context: DocxContext) -> None:
    for each in element:
        short = name(each)
        if short == "mc:AlternateContent":
            if (branch := alternative(each)) is not None:
                _gather(branch, alt, drawn, context)
            continue
        if short == "w:txbxContent":
            drawn.boxes.append(each)
            continue
        _gather_one(each, short, alt, drawn, context)
        _gather(each, _alt_of(each, short, alt), drawn, context)


def _gather_one(each: etree._Element, short: str, alt: str | None, drawn: Drawn, context: DocxContext) -> None:
    if short in ("a:blip", "v:imagedata"):
        link = attribute(each, "r:embed") or attribute(each, "r:id") or attribute(each, "r:link")
        drawn.pictures += _picture(link, _beside(each, alt), context)
    elif short in ("dgm:relIds", "c:chart"):
        words = _words_of_part(attribute(each, "r:dm") or attribute(each, "r:id"), context)
        context.made.update(letters_of("\n".join(words)))
        drawn.words += words
    elif short == "v:textpath":
        context.made.update(letters_of(each.get("string") or ""))
        drawn.words.append(each.get("string") or "")
    elif short in ("w:t", "w:delText", "a:t", "m:t"):
        context.seen.add(each)
        drawn.words.append(each.text or "")
    elif short == "v:rect" and attribute(each, "o:hr") in ("t", "true", "1"):
        drawn.rule = True


def _alt_of(each: etree._Element, short: str, alt: str | None) -> str | None:
    """The alt text that an element says for the pictures within it."""
    if short in ("wp:docPr", "pic:cNvPr"):
        return alt
    if short in ("wp:inline", "wp:anchor"):
        properties = next(descendants(each, "wp:docPr"), None)
        return _description(properties)
    if short.startswith("v:") and each.get("alt") is not None:
        return each.get("alt")
    return alt


def _description(properties: etree._Element | None) -> str | None:
    if properties is None:
        return None
    decorative = next(descendants(properties, "adec:decorative"), None)
    if decorative is not None and decorative.get("val") in ("1", "true"):
        return ""
    return properties.get("descr") or None


def _beside(blip: etree._Element, alt: str | None) -> str | None:
    """Alt text of a picture within a group: its own, which stands beside it; else that of the drawing."""
    at = blip.getparent()
    while at is not None and name(at) != "pic:pic":
        at = at.getparent()
    own = next(descendants(at, "pic:cNvPr"), None) if at is not None else None
    return alt or (own.get("descr") or None if own is not None else None)


def _picture(link: str | None, alt: str | None, context: DocxContext) -> Iterator[Picture]:
    relation = context.package.links(context.part).get(link or "")
    if relation is None:
        return
    if relation.external:
        remedy = "save it into the document, or put it into `images/` yourself"
        context.find(Code.IMPORT_FORMAT, "a picture is not in the file, but linked to", remedy)
        return
    if relation.target not in context.package.archive:
        context.find(Code.IMPORT_FORMAT, f"the picture `{relation.target}` is not in the file", "put it in again")
        return
    try:
        data = context.package.data(relation.target)
    except BookError as error:
        context.find(Code.IMPORT_FORMAT, f"the picture `{relation.target}` is damaged: {error}", "put it in again")
        return
    path = PurePosixPath(relation.target)
    suffix = next((known for begin, known in _BY_BYTES if data.startswith(begin)), path.suffix.lower())
    if suffix not in SUFFIXES:
        remedy = "save it as PNG or SVG, and put it into `images/` yourself"
        context.find(Code.IMPORT_FORMAT, f"the picture `{path.name}` is of a kind that books cannot have", remedy)
        return
    yield Picture(f"{path.stem}{suffix}", data, alt, context.place)


def _words_of_part(link: str | None, context: DocxContext) -> list[str]:
    """The words of a diagram or chart, which stand in a part of their own."""
    relation = context.package.links(context.part).get(link or "")
    if relation is None or relation.external or relation.target not in context.package.archive:
        return []
    try:
        root = context.package.tree(relation.target)
    except BookError:
        return []
    return [f"{each.text} " for each in descendants(root, "a:t", "c:v") if each.text]
