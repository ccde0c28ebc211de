"""Headings of the class `run-in` → at the beginning of the paragraph that follows, headings still in the outline."""

from __future__ import annotations

from itertools import pairwise
from xml.etree.ElementTree import Element

HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def heads_run_in(section: Element) -> None:
    """Where no paragraph follows right behind it, a heading stands as any other does."""
    for parent in list(section.iter()):
        for head, following in list(pairwise(parent)):
            classes = head.get("class", "").split()
            if head.tag in HEADINGS and "run-in" in classes and following.tag == "p":
                parent.remove(head)
                following.text, head.tail = None, f" {following.text or ''}"
                following.insert(0, head)
                following.set("class", " ".join(filter(None, (following.get("class"), "after-head"))))
