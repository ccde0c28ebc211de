"""The trees of a book's fragments → its structure tree, with the parent tree that leads back to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pikepdf

from bookbuild.typeset.fragments import MarkedContent, StructureNode


@dataclass(slots=True)
class Tagging:
    """Writes the nodes of sections, one after the other.

    `annotations` of each page by the place of the link among the page's links.
    """

    document: pikepdf.Pdf
    annotations: Sequence[Mapping[int, pikepdf.Object]]
    language: str
    marks: dict[int, dict[int, pikepdf.Object]] = field(default_factory=dict)
    linked: list[tuple[pikepdf.Object, pikepdf.Object]] = field(default_factory=list)
    sections: list[pikepdf.Object] = field(default_factory=list)
    leaves: list[pikepdf.Object] = field(init=False)

    def __post_init__(self) -> None:
        self.leaves = [page.obj for page in self.document.pages]

    def add(self, tree: StructureNode, pages: Sequence[int]) -> None:
        """A fragment's tree; `pages` says where in the book each of its pages stands."""
        self.sections += self._children(tree, pages, None)

    def _children(
        self, node: StructureNode, pages: Sequence[int], parent: pikepdf.Object | None
    ) -> list[pikepdf.Object]:
        found = [self._child(child, pages, parent) for child in node.children]
        return [child for child in found if child is not None]

    def _child(
        self, child: StructureNode | MarkedContent, pages: Sequence[int], parent: pikepdf.Object | None
    ) -> pikepdf.Object | None:
        if isinstance(child, StructureNode):
            return self._element(child, pages, parent)
        kind, page, number = child[0], pages[child[1]], child[2]
        if parent is None:
            return None
        if kind == "link":
            annotation = self.annotations[page].get(number)
            if annotation is None:
                return None
            self.linked.append((annotation, parent))
            return pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Obj=annotation, Pg=self.leaves[page])
        self.marks.setdefault(page, {})[number] = parent
        return pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=self.leaves[page], MCID=number)

    def _element(
        self, node: StructureNode, pages: Sequence[int], parent: pikepdf.Object | None
    ) -> pikepdf.Object | None:
        element = self.document.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name(f"/{node.type}"))
        )
        if parent is not None:
            element.P = parent
        if node.lang and node.lang != self.language:
            element.Lang = pikepdf.String(node.lang)
        if node.alt:
            element.Alt = pikepdf.String(node.alt)
        if node.type == "TH":
            element.A = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Column)
        if node.type == "Note":
            element.ID = pikepdf.String(f"note-{element.objgen[0]}")
        children = self._children(node, pages, element)
        if not children and node.type not in ("TD", "TH"):
            return None
        element.K = pikepdf.Array(children)
        return element

    def close(self) -> None:
        """Write the root, and for each mark and annotation the way back to its element."""
        document = self.document
        root = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        book = document.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document, P=root, K=self.sections)
        )
        for section in self.sections:
            section.P = book
        numbers: list[int | pikepdf.Object] = []
        for page in range(len(self.leaves)):
            marks = self.marks.get(page, {})
            self.leaves[page].StructParents = page
            self.leaves[page].Tabs = pikepdf.Name.S
            row = [marks.get(mcid) for mcid in range(max(marks, default=-1) + 1)]
            numbers += [page, document.make_indirect(pikepdf.Array(row))]
        for number, (annotation, element) in enumerate(self.linked, len(self.leaves)):
            annotation.StructParent = number
            numbers += [number, element]
        root.K = book
        root.ParentTree = document.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array(numbers)))
        root.ParentTreeNextKey = len(self.leaves) + len(self.linked)
        document.Root.StructTreeRoot = root
        document.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
