"""Figures that fill whole pages, `.full-page` and `.spread` → elements that stand on pages of their own.

Such a page has neither margins nor head and folio, and its picture reaches over the trim as far as the edition's bleed.
A spread begins on the first page of two that face each other: that on the left, or on the right where the book is bound
at the right. In the fold each half goes on as far as the bleed, too.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from bookbuild.typeset.fragments import AGAIN

PAGES = "plate"
"""The name of these pages in the style sheet."""

# whatever a theme does with figures, a plate fills its page
RULES = f"""
figure.full-page, figure.spread {{
  page: {PAGES}; margin: 0; padding: 0; break-before: page; break-after: page; break-inside: auto;
}}
figure.spread {{ break-before: verso }}
.plate-page {{ height: calc(var(--trim-height) - 1mm) }}
.plate-page + .plate-page {{ break-before: page }}
.plate {{
  position: absolute; top: calc(-1 * var(--bleed)); left: calc(-1 * var(--bleed)); overflow: hidden;
  width: calc(var(--trim-width) + 2 * var(--bleed)); height: calc(var(--trim-height) + 2 * var(--bleed));
}}
.plate img {{ display: block; width: 100%; height: 100%; max-width: none; max-height: none; object-fit: cover }}
.plate.left img, .plate.right img {{ width: calc(2 * var(--trim-width) + 2 * var(--bleed)) }}
.plate.left img {{ margin: 0 calc(-1 * var(--trim-width)) 0 0 }}
.plate.right img {{ margin: 0 0 0 calc(-1 * var(--trim-width)) }}
.captioned .plate {{ height: calc(var(--trim-height) + var(--bleed) - var(--bottom)) }}
.captioned figcaption {{
  position: absolute; top: calc(var(--trim-height) - var(--bottom) + 0.5 * var(--line)); margin: 0;
  left: calc(0.5 * (var(--trim-width) - var(--text-width))); width: var(--text-width);
}}
"""


def plates(section: Element, *, right_to_left: bool) -> None:
    """Put the pictures of such figures on pages; of a spread its halves, in the order in which pages are turned."""
    for figure in section.iter("figure"):
        kinds = figure.get("class", "").split()
        picture = figure.find("img")
        if picture is None or not {"full-page", "spread"} & set(kinds):
            continue
        picture.attrib.pop("style", None)
        rest = [child for child in figure if child is not picture]
        for child in list(figure):
            figure.remove(child)
        halves = [""] if "full-page" in kinds else [" right", " left"] if right_to_left else [" left", " right"]
        page = figure
        for number, half in enumerate(halves):
            page = SubElement(figure, "div", {"class": "plate-page"})
            plate = SubElement(page, "div", {"class": f"plate{half}"})
            plate.append(picture if not number else Element("img", {**picture.attrib, AGAIN: ""}))
        page.extend(rest)
