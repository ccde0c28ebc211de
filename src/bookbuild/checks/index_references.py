"""A manuscript → `link-broken` where an index refers to what is not in it, to itself, or round in a circle."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from bookbuild.diagnostics import Code, Finding
from bookbuild.model.inlines import Entry
from bookbuild.model.settings import Person, localized
from bookbuild.nearest import nearest
from bookbuild.tradition.persons.register import register

HeadingOf = Callable[[str], str]
"""A key, or the name that a reference says → the heading under which it stands."""


def index_references(entries: Sequence[Entry], language: str, people: Sequence[Person]) -> Iterator[Finding]:
    """The findings of the entries of one index; `people`: those of the book, for an index of persons."""
    heading = _headings(entries, language, people)
    headings = {heading(entry.key) for entry in entries} | {heading(person.key) for person in people if person.see}
    refers = {heading(entry.key): heading(entry.see) for entry in entries if entry.see}
    has_pages = {heading(entry.key) for entry in entries if not entry.see}
    told: set[str] = set()
    for entry in entries:
        own = heading(entry.key)
        for key, target in (("see", entry.see), ("see-also", entry.see_also)):
            if not target:
                continue
            name = heading(target)
            if name == own:
                yield _found(entry, f"`{key}=` refers `{own}` to itself", f"leave `{key}=` out")
            elif name not in headings:
                near = nearest(target, headings)
                remedy = f"write `{near}`" if near else f"mark `{target}` where it is named, or leave `{key}=` out"
                yield _found(entry, f"`{own}` refers to `{target}`, which the index does not have", remedy)
            elif key == "see" and own not in told and (circle := _circle(own, refers, has_pages)):
                told.update(circle)
                names = ", ".join(f"`{each}`" for each in circle)
                yield _found(
                    entry, f"{names} refer to each other, and none has a page", "mark one of them without `see=`"
                )


def _headings(entries: Iterable[Entry], language: str, people: Sequence[Person]) -> HeadingOf:
    if not any(entry.kind == "person" for entry in entries):
        return lambda name: name
    names = {person.key: localized(person.name, language) for person in (*register(), *people)}
    return lambda name: names.get(name) or name


def _circle(own: str, refers: dict[str, str], has_pages: set[str]) -> list[str]:
    """The headings from `own` on, each referring to the next, which come back to it; empty where one has pages."""
    seen: list[str] = []
    name: str | None = own
    while name is not None and name not in seen and name not in has_pages:
        seen.append(name)
        name = refers.get(name)
    return seen if name == own else []


def _found(entry: Entry, message: str, remedy: str) -> Finding:
    return Finding(Code.LINK_BROKEN, message, remedy, entry.location)
