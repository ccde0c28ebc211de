"""Honorifics as written → as the edition sets them, bound to the name before them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from bookbuild.diagnostics import Code, Finding
from bookbuild.model.inlines import Entry, Honorific, Inline, Inlines, SoftBreak, Text
from bookbuild.model.settings import Edition, Person
from bookbuild.model.walk import plain, sequences
from bookbuild.tradition import honorifics, persons

NO_BREAK_SPACE = "\u00a0"


class Honorifics:
    """Sets the honorifics of one edition; `findings` grow as it goes."""

    def __init__(self, edition: Edition, people: tuple[Person, ...], has_glyph: Callable[[str], bool]) -> None:
        self.style = edition.honorifics.style
        self.require = edition.honorifics.require
        self.people = (*people, *persons.register())
        self.has_glyph = has_glyph
        self.findings: list[Finding] = []
        self._named: set[str] = set()

    def resolved(self, tree: Any, language: str) -> Any:
        """`tree` of a section in `language`; a new section begins anew with first mentions."""
        self._named.clear()
        return sequences(tree, lambda inlines: self._sequence(inlines, language))

    def _sequence(self, inlines: Inlines, language: str) -> Inlines:
        if self.require != "never":
            self._check_required(inlines)
        if not any(isinstance(node, Honorific) for node in inlines):
            return inlines
        return tuple(self._bound(inlines, language))

    def _bound(self, inlines: Inlines, language: str) -> Iterator[Inline]:
        """`inlines` with each honorific set, and the space before it one at which no line ends."""
        for at, node in enumerate(inlines):
            after = inlines[at + 1] if at + 1 < len(inlines) else None
            if isinstance(node, Honorific):
                if self.style != "none":
                    yield self._set(node, inlines[:at], language)
            elif isinstance(after, Honorific) and isinstance(node, SoftBreak):
                if self.style != "none":
                    yield Text(NO_BREAK_SPACE, node.location)
            elif isinstance(after, Honorific) and isinstance(node, Text) and node.text.endswith(" "):
                bare = node.text.rstrip(" ")
                yield replace(node, text=bare if self.style == "none" else bare + NO_BREAK_SPACE)
            else:
                yield node

    def _set(self, node: Honorific, before: Inlines, language: str) -> Honorific:
        person = self._person(before)
        kind = node.kind or (person.kind if person else None) or "muhammad"
        gender = node.gender or (person.gender if person and person.kind == kind else "m")
        number = node.number or (person.number if person and person.kind == kind else "singular")
        setting = honorifics.setting(kind, gender, number, self.style, language, has_glyph=self.has_glyph)
        return replace(
            node, kind=kind, gender=gender, number=number, set_as=setting.text, reading=setting.reading,
            script=setting.script,
        )  # fmt: skip

    def _person(self, before: Inlines) -> Person | None:
        """Whom the honorific after `before` belongs to: the person marked there, or named by its last words."""
        for node in reversed(before):
            if isinstance(node, Entry) and node.kind == "person":
                return self._known(node)
            if isinstance(node, Text) and node.text.strip():
                return persons.named_at_end(node.text, self.people)
        return None

    def _known(self, entry: Entry) -> Person | None:
        by_key = next((person for person in self.people if person.key == entry.key), None)
        return by_key or persons.find(plain(entry.children), self.people) or persons.find(entry.key, self.people)

    def _check_required(self, inlines: Inlines) -> None:
        for at, node in enumerate(inlines):
            if not (isinstance(node, Entry) and node.kind == "person"):
                continue
            person = self._known(node)
            first = node.key not in self._named
            self._named.add(node.key)
            if person is None or person.kind is None or _followed(inlines[at + 1 :]):
                continue
            if any(isinstance(child, Honorific) for child in node.children):
                continue
            if self.require == "always" or first:
                sign = honorifics.setting(person.kind, person.gender, person.number, "phrase", "ar").text
                self.findings.append(
                    Finding(
                        Code.HONORIFIC_MISSING,
                        f"`{plain(node.children)}` stands without its honorific",
                        f"write `{sign}` after the name",
                        node.location,
                    )
                )


def _followed(after: Inlines) -> bool:
    """Whether an honorific is what comes next, white space apart."""
    for node in after:
        if isinstance(node, Honorific):
            return True
        if not (isinstance(node, SoftBreak) or (isinstance(node, Text) and not node.text.strip())):
            return False
    return False
