"""Honorifics as written → as the edition sets them, bound to the name before them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from bookbuild.language.marks import MARKS
from bookbuild.language.scripts import dominant_script, language_of_script
from bookbuild.model.inlines import Emphasis, Entry, Honorific, Inline, Inlines, Link, SoftBreak, Span, Strong, Text
from bookbuild.model.settings import Edition, LocalText, Person
from bookbuild.model.walk import plain, sequences
from bookbuild.tradition.honorifics import wording
from bookbuild.tradition.honorifics.recognition import recognise
from bookbuild.tradition.persons.name_line import NameLine
from bookbuild.tradition.persons.register import names_of

NO_BREAK_SPACE = "\u00a0"
_ENCLOSING = (Emphasis, Entry, Link, Span, Strong)
_ENDS_WORD = MARKS | frozenset("\"'’”»)]ʿʾ.,،")


def _language_of(inlines: Inlines, language: str) -> str:
    """The language of a paragraph, by the script of most of it: in an English book, one in Arabic has Arabic words."""
    script = dominant_script("".join(plain((node,)) for node in inlines if not isinstance(node, Honorific)))
    return language_of_script(script, language) if script else language


class Honorifics:
    """Sets the honorifics of one edition."""

    def __init__(self, edition: Edition, has_glyph: Callable[[str], bool]) -> None:
        self.style = edition.honorifics.style
        self.language = edition.book.language
        self.has_glyph = has_glyph

    def resolved(self, tree: Any, language: str) -> Any:
        """`tree` of a section in `language`."""
        return sequences(tree, lambda inlines: self._sequence(inlines, language))

    def _sequence(self, inlines: Inlines, language: str) -> Inlines:
        if not any(isinstance(node, Honorific) for node in inlines):
            return inlines
        return tuple(self._bound(inlines, _language_of(inlines, language)))

    def _bound(self, inlines: Inlines, language: str) -> Iterator[Inline]:
        """`inlines` with each honorific set, apart from its name by a space at which no line ends.

        Some are written without a space (أبو بكرؓ), which a phrase in their place cannot do without.
        """
        for at, node in enumerate(inlines):
            before, after = inlines[at - 1] if at else None, inlines[at + 1] if at + 1 < len(inlines) else None
            if isinstance(node, Honorific):
                if self.style != "none":
                    if isinstance(before, _ENCLOSING):
                        yield Text(NO_BREAK_SPACE, node.location)
                    yield self._set(node, language)
            elif isinstance(after, Honorific) and isinstance(node, SoftBreak):
                if self.style != "none":
                    yield Text(NO_BREAK_SPACE, node.location)
            elif isinstance(node, Text):
                yield self._spaced(node, isinstance(before, Honorific), isinstance(after, Honorific))
            else:
                yield node

    def _spaced(self, node: Text, follows: bool, leads: bool) -> Text:
        """A text after or before an honorific, with the space between them."""
        text = node.text
        if leads and (text.endswith(" ") or text[-1:].isalnum() or text[-1:] in _ENDS_WORD):
            bare = text.rstrip(" ")
            text = bare if self.style == "none" else bare + NO_BREAK_SPACE
        if follows and text[:1].isalnum() and self.style != "none":
            text = f" {text}"
        return node if text == node.text else replace(node, text=text)

    def _set(self, node: Honorific, language: str) -> Honorific:
        """What no person says of itself is the Prophet's, masculine and singular."""
        kind, gender, number = node.kind or "muhammad", node.gender or "m", node.number or "singular"
        setting = wording.setting(
            kind, gender, number, self.style, language, wish=node.wish, has_glyph=self.has_glyph
        )  # fmt: skip
        return replace(
            node, kind=kind, gender=gender, number=number, set_as=setting.text, reading=setting.reading,
            script=setting.script,
        )  # fmt: skip

    def in_settings(self, edition: Edition, people: Sequence[Person]) -> Edition:
        """`edition` with the honorifics of its title, and of what else the settings say of the book, set."""
        table = edition.book
        series = table.series and msgspec.structs.replace(table.series, name=self._localized(table.series.name, people))
        changed = {name: self._localized(getattr(table, name), people) for name in ("title", "subtitle", "description")}
        return msgspec.structs.replace(edition, book=msgspec.structs.replace(table, series=series, **changed))

    def _localized(self, text: LocalText | None, people: Sequence[Person]) -> LocalText | None:
        if isinstance(text, dict):
            return {language: self._in_text(each, language, people) for language, each in text.items()}
        return text and self._in_text(text, self.language, people)

    def _in_text(self, text: str, language: str, people: Sequence[Person]) -> str:
        """A text of the settings, which is no node: an honorific takes gender and number of the name before it."""
        out, end = "", 0
        for match in recognise(text, after_name=False):
            line = NameLine(text[: match.start].rstrip())
            names = list(names_of(people).names(line))
            person = names[-1].person if names and names[-1].last == len(line) else None
            node = Honorific(
                match.kind or (person.kind if person else None),
                match.gender or (person.gender if person else None),
                match.number or (person.number if person else None),
                text[match.start : match.end],
                match.form,
                match.wish,
            )
            set_as = "" if self.style == "none" else self._set(node, language).set_as
            before = text[end : match.start]
            out += before.rstrip() + (NO_BREAK_SPACE if set_as and before.strip() else "") + set_as
            end = match.end
        return out + text[end:]
