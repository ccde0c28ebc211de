"""The elements of a drawing, and which refer to which → how many are drawn when every reference is followed."""

from __future__ import annotations

import re

from lxml import etree

from bookbuild.sources.files.svg_vocabulary import SVG, XLINK

MOST_DRAWN = 100_000
"""Elements that are drawn, each as often as something refers to it."""

_OWN = re.compile(r"url\(\s*[\"']?\s*#([^\"')\s]+)")
_MARKED = re.compile(r"marker(?:-start|-mid|-end)?\s*:")
_MARKERS = ("marker", "marker-start", "marker-mid", "marker-end")
_LETTER = re.compile(r"[A-Za-z,\s]+")


class Extent:
    """Counts what is drawn. `circle` is the id of an element that refers to itself, over others too; None without."""

    def __init__(self, root: etree._Element) -> None:
        self.by_id: dict[str, etree._Element] = {}
        for element in root.iter(etree.Element):
            if name := element.get("id"):
                self.by_id.setdefault(str(name), element)
        self._counts: dict[etree._Element, int] = {}
        self.circle: str | None = None
        self.drawn = self._counted(root)

    def _counted(self, root: etree._Element) -> int:
        """Depth first without recursion: an element is counted when all that it needs is."""
        path, ahead, totals = [root], {root: self._needed(root)}, {root: 1}
        while path:
            element = path[-1]
            if not ahead[element]:
                path.pop()
                del ahead[element]
                self._counts[element] = min(totals.pop(element), MOST_DRAWN + 1)
                continue
            needed, times = ahead[element][-1]
            if needed not in self._counts and needed not in ahead:
                path.append(needed)
                ahead[needed], totals[needed] = self._needed(needed), 1
                continue
            ahead[element].pop()
            if needed in ahead:
                self.circle = self.circle or str(needed.get("id", needed.tag))
            else:
                totals[element] += self._counts[needed] * times
        return self._counts[root]

    def _needed(self, element: etree._Element) -> list[tuple[etree._Element, int]]:
        """Children and what is referred to, each with how often it is drawn."""
        found = [(child, 1) for child in element.iterchildren(etree.Element)]
        if element.tag == f"{SVG}style" or element.tag == f"{SVG}a":
            return found
        href = str(element.get("href") or element.get(f"{XLINK}href") or "").strip()
        if href.startswith("#") and href[1:] in self.by_id:
            found.append((self.by_id[href[1:]], 1))
        for key, value in element.attrib.items():
            if "#" in str(value):
                times = _vertices(element) if str(key) in _MARKERS or _MARKED.search(str(value)) else 1
                found += ((self.by_id[name], times) for name in _OWN.findall(str(value)) if name in self.by_id)
        return found


def _vertices(element: etree._Element) -> int:
    """About how many points a shape has, at each of which a marker may stand."""
    written = str(element.get("d") or element.get("points") or "")
    return max(1, len(_LETTER.findall(written)) // 2)
