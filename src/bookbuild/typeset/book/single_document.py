"""A settled book → the same sections set by WeasyPrint in one document a series of folios: the reference for tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from bookbuild.typeset.fragments import Job

if TYPE_CHECKING:
    from bookbuild.typeset.book.jobs import Jobs, Placed


def in_one_go(jobs: Jobs, placed: Sequence[Placed], folios: Mapping[str, str]) -> Iterator[Job]:
    """A job for each series. Folios stand in the text as the settled book has them; heads are set with the content."""
    for series, sections in groupby(placed, key=lambda each: each[1].series):
        run = list(sections)
        first = run[0][1]
        root = jobs.root(_matter(jobs, each, folios, first=each is run[0]) for each in run)
        side = "recto" if first.recto else "verso"
        css = f"html {{ break-before: {side} }} @page :first {{ counter-reset: page {first.number} }}"
        yield jobs.whole(root, series, css)


def _matter(jobs: Jobs, each: Placed, folios: Mapping[str, str], *, first: bool) -> Element:
    document, start, _ = each
    matter = jobs.tree(document, folios).find("body/div")
    assert matter is not None
    if not first:
        matter.set("style", f"break-before: {'recto' if start.recto else 'verso'}")
    return matter
