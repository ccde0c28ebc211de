"""The links and anchors of all pages → link annotations and named destinations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pikepdf

from bookbuild.typeset.assembly.placed_page import PlacedPage, flipped, point
from bookbuild.typeset.fragments import Rectangle


def add_links(document: pikepdf.Pdf, pages: Sequence[PlacedPage]) -> list[dict[int, pikepdf.Object]]:
    """Link annotations, by page and place among the page's links, and named destinations for all that is meant."""
    made: list[dict[int, pikepdf.Object]] = []
    leaves = [page.obj for page in document.pages]
    wanted = {target for page in pages for kind, target, _ in page.facts.links if kind == "internal"}
    places = dict(_destinations(leaves, pages, wanted))
    for number, placed in enumerate(pages):
        annotations = {
            at: _annotation(document, kind, target, flipped(rectangle, placed.facts))
            for at, (kind, target, rectangle) in enumerate(placed.facts.links)
            if kind == "external" or target in places
        }
        made.append(annotations)
        if annotations:
            leaves[number].Annots = pikepdf.Array(list(annotations.values()))
    if places:
        names: list[pikepdf.Object] = []
        for name in sorted(places):
            names += [pikepdf.String(name), places[name]]
        document.Root.Names = pikepdf.Dictionary(Dests=pikepdf.Dictionary(Names=pikepdf.Array(names)))
    return made


def _destinations(
    leaves: Sequence[pikepdf.Object], pages: Sequence[PlacedPage], wanted: set[str]
) -> Iterator[tuple[str, pikepdf.Array]]:
    seen: set[str] = set()
    for number, placed in enumerate(pages):
        for name, rectangle in placed.facts.anchors:
            if name in wanted and name not in seen:
                seen.add(name)
                x, _, _, y = flipped(rectangle, placed.facts)
                yield name, point(leaves[number], x, y)


def _annotation(document: pikepdf.Pdf, kind: str, target: str, rectangle: Rectangle) -> pikepdf.Object:
    annotation = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=[round(edge, 3) for edge in rectangle],
        BS=pikepdf.Dictionary(W=0),
        Contents=pikepdf.String(target),
    )
    if kind == "internal":
        annotation.Dest = pikepdf.String(target)
    else:
        annotation.A = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(target))
    return document.make_indirect(annotation)
