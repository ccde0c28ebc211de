"""An open PDF → the fonts that its pages use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from bookbuild.inspection.pdf_values import annotations_of, name_of, table, tables

_SUBSET = re.compile(r"[A-Z]{6}\+")
_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


@dataclass(frozen=True, slots=True)
class Font:
    """`name` without the subset's tag; `page` the first that uses it; `unicode`: it says what its glyphs mean."""

    name: str
    type: str
    embedded: bool
    subset: bool
    unicode: bool
    page: int

    def fact(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "type": self.type,
            "embedded": self.embedded,
            "subset": self.subset,
            "unicode": self.unicode,
        }


def fonts(pdf: pikepdf.Pdf) -> list[Font]:
    """Each font once, in the order in which pages first use it."""
    seen: set[tuple[int, int]] = set()
    found: list[Font] = []
    for number, page in enumerate(pdf.pages, 1):
        for resources in _resources(page):
            found.extend(_font(font, number) for font in _in_resources(resources, seen))
    return found


def _resources(page: pikepdf.Page) -> Iterator[Any]:
    yield page.resources
    for annotation in annotations_of(page):
        normal = table(annotation, "/AP", "/N")
        states = [normal] if isinstance(normal, pikepdf.Stream) else normal.values()
        yield from (table(state, "/Resources") for state in states)


def _in_resources(resources: Any, seen: set[tuple[int, int]]) -> Iterator[Any]:
    """The font dictionaries of `resources` and of the forms, patterns and Type 3 glyphs that these use."""
    waiting = [resources]
    while waiting:
        current = waiting.pop()
        if not isinstance(current, pikepdf.Dictionary) or _known(current, seen):
            continue
        for font in _values(current, "/Font"):
            if not _known(font, seen):
                yield font
                waiting.append(font.get("/Resources"))
        for kind in ("/XObject", "/Pattern"):
            waiting.extend(s.get("/Resources") for s in _values(current, kind) if not _known(s, seen))
        for state in _values(current, "/ExtGState"):
            waiting.append(table(state, "/SMask", "/G", "/Resources"))


def _known(value: Any, seen: set[tuple[int, int]]) -> bool:
    """Whether an indirect object was met before; direct ones never were."""
    if not value.is_indirect:
        return False
    known = value.objgen in seen
    seen.add(value.objgen)
    return known


def _values(resources: Any, kind: str) -> list[Any]:
    table = resources.get(kind)
    if not isinstance(table, pikepdf.Dictionary):
        return []
    values = [table[name] for name in sorted(table.keys())]
    return [value for value in values if isinstance(value, (pikepdf.Dictionary, pikepdf.Stream))]


def _font(font: Any, page: int) -> Font:
    inner = next(tables(font.get("/DescendantFonts")), font)
    descriptor = table(inner, "/FontDescriptor")
    name = name_of(font.get("/BaseFont")) or name_of(descriptor.get("/FontName"))
    kind = name_of(inner.get("/Subtype"))
    return Font(
        name=_SUBSET.sub("", name, count=1) if _SUBSET.match(name) else name,
        type=kind,
        embedded=kind == "Type3" or any(file in descriptor for file in _FILES),
        subset=_SUBSET.match(name) is not None,
        unicode="/ToUnicode" in font,
        page=page,
    )
