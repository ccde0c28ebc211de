"""Honorifics as written → as the edition sets them, bound to the name before them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from bookbuild.language.marks import HONORIFIC_MARKS, MARKS
from bookbuild.model.inlines import Emphasis, Entry, Honorific, Inline, Inlines, Link, SoftBreak, Span, Strong, Text
from bookbuild.model.settings import SHOWN_OF_BOOK, Edition, LocalText, Person
from bookbuild.resolve.contexts import ProseContext, language_of, sequences_within
from bookbuild.resolve.guillemets import with_quoted
from bookbuild.tradition.honorifics.dress import as_written, dressed
from bookbuild.tradition.honorifics.recognition import recognise
from bookbuild.tradition.persons.name_line import NameLine
from bookbuild.tradition.persons.register import names_of

NO_BREAK_SPACE = "\u00a0"
_ENCLOSING = (Emphasis, Entry, Link, Span, Strong)
_PARTS_OFF = re.compile(r"\s*([,،–—]|-{2,3})\s*\Z")
_ENDS_CLAUSE = re.compile(r"\s*[.;:!?؛؟)\]”»]")
_ENDS_WORD = MARKS | frozenset("\"'’”»)]ʿʾ.,،")


class _Joint(NamedTuple):
    """How honorifics are joined to what is around them. `kept`: as written; `quoted`: in words of others."""

    kept: bool
    quoted: bool

    def is_apart(self, node: Honorific) -> bool:
        """Whether it stands apart from the name though it was written without a space (أبو بكرؓ)."""
        return bool(node.set_as) and not ((self.kept or node.quoted) and node.set_as == node.written)

    def is_bound(self, node: Honorific) -> bool:
        """Whether no line ends between it and the name; words of a quotation are words like all others there."""
        return not (self.quoted or node.quoted) or node.form in ("sign", "abbreviation")


def _bound(inlines: Sequence[Inline], joint: _Joint) -> Iterator[Inline]:
    """`inlines` with each honorific bound to the name before it by a space at which no line ends."""
    for at, node in enumerate(inlines):
        before, after = inlines[at - 1] if at else None, inlines[at + 1] if at + 1 < len(inlines) else None
        if isinstance(node, Honorific):
            if isinstance(before, _ENCLOSING) and joint.is_apart(node):
                yield Text(NO_BREAK_SPACE, node.location)
            if node.set_as:
                yield node
        elif isinstance(after, Honorific) and isinstance(node, SoftBreak) and joint.is_bound(after):
            if after.set_as:
                yield Text(NO_BREAK_SPACE, node.location)
        elif isinstance(node, Text):
            yield _spaced(node, before, after, joint)
        else:
            yield node


def _closed_up(inlines: Inlines) -> Inlines:
    """`inlines` without the commas or the dashes around an honorific that is not set, `the Prophet, …, said`, or that
    has brackets for them."""
    if not any(_needs_no_signs(node) for node in inlines):
        return inlines
    out = [_joined(list(run)) if text else list(run) for text, run in groupby(inlines, lambda n: type(n) is Text)]
    nodes = [node for run in out for node in run]
    for at, node in enumerate(nodes):
        if _needs_no_signs(node):
            first = at - 2 if at and isinstance(nodes[at - 1], SoftBreak) else at - 1
            before = nodes[first] if first >= 0 else None
            after = nodes[at + 1] if at + 1 < len(nodes) else None
            if isinstance(before, Text):
                left, right = _without_pair(before.text, after.text if isinstance(after, Text) else "", after is None)
                nodes[first] = replace(before, text=left)
                if isinstance(after, Text):
                    nodes[at + 1] = replace(after, text=right)
    return tuple(nodes)


def _needs_no_signs(node: Inline) -> bool:
    return isinstance(node, Honorific) and (not node.set_as or (node.set_as[0] == "(" and node.written[0] not in "(["))


def _joined(run: list[Inline]) -> list[Inline]:
    """Neighbouring texts, which punctuation has parted, as one."""
    texts = [node for node in run if isinstance(node, Text)]
    if any(node.literal for node in texts):
        return run
    return [replace(texts[0], text="".join(node.text for node in texts))]


def _without_pair(before: str, after: str, at_end: bool) -> tuple[str, str]:
    """The texts around what is not set, without the signs that part it; `at_end`: nothing comes after it."""
    sign = _PARTS_OFF.search(before)
    if sign is None:
        return before, after
    kept = before[: sign.start()]
    if (again := re.match(rf"\s*{sign[1]}", after)) is not None:
        rest = after[again.end() :]
        return kept, rest if not rest or not rest[0].isalnum() else f" {rest}"
    ends = _ENDS_CLAUSE.match(after) if after else at_end
    return (kept, after) if ends else (before, after)


def _spaced(node: Text, before: Inline | None, after: Inline | None, joint: _Joint) -> Text:
    """A text after or before an honorific, with the space between them."""
    text = node.text
    if isinstance(after, Honorific) and joint.is_bound(after):
        ends_word = text[-1:].isalnum() or text[-1:] in _ENDS_WORD
        if text.endswith(" ") or (ends_word and (not after.set_as or joint.is_apart(after))):
            text = text.rstrip(" ") + (NO_BREAK_SPACE if after.set_as else "")
    if isinstance(before, Honorific) and text[:1].isalnum() and (joint.is_apart(before) or not before.set_as):
        text = f" {text}"
    return node if text == node.text else replace(node, text=text)


def _on_letters(inlines: Iterator[Inline]) -> Inlines:
    """`inlines` with each short sign that stays as written on the letter, or the space, that it was written on."""
    out: list[Inline] = []
    for node in inlines:
        before = out[-1] if out else None
        if not isinstance(node, Honorific) or node.set_as not in HONORIFIC_MARKS:
            out.append(node)
        elif isinstance(before, Text) and not before.text.endswith(NO_BREAK_SPACE):
            out[-1] = replace(before, text=before.text + node.set_as)
        else:
            if isinstance(before, Text):
                out[-1] = replace(before, text=before.text[:-1])
            out.append(replace(node, set_as=NO_BREAK_SPACE + node.set_as))
    return tuple(out)


class Honorifics:
    """Sets the honorifics of one edition."""

    def __init__(self, edition: Edition, has_glyph: Callable[[str], bool]) -> None:
        self.style = edition.honorifics.style
        self.language = edition.book.language
        self.has_glyph = has_glyph

    def resolved(self, tree: Any, language: str) -> Any:
        """`tree` of a section in `language`."""
        return sequences_within(with_quoted(tree), ProseContext(language), self._sequence)

    def _sequence(self, inlines: Inlines, context: ProseContext) -> Inlines:
        if not any(isinstance(node, Honorific) for node in inlines):
            return inlines
        language = language_of(inlines, context.language)
        out = tuple(
            self._dressed(node, language, quoted=context.quoted or node.quoted) if isinstance(node, Honorific) else node
            for node in inlines
        )
        joint = _Joint(context.quoted or self.style == "as-written", context.quoted)
        return _on_letters(_bound(_closed_up(out), joint))

    def _dressed(self, node: Honorific, language: str, *, quoted: bool = False) -> Honorific:
        """`node` as it is set. What no person says of itself is the Prophet's, masculine and singular."""
        kind, gender, number = node.kind or "muhammad", node.gender or "m", node.number or "singular"
        node = replace(node, kind=kind, gender=gender, number=number)
        setting = as_written(node, language) if quoted else dressed(node, self.style, language, self.has_glyph)
        return replace(node, set_as=setting.text, reading=setting.reading, script=setting.script)

    def in_settings(self, edition: Edition, people: Sequence[Person]) -> Edition:
        """`edition` with the honorifics of its title, and of what else the settings say of the book, set."""
        table = edition.book
        series = table.series and msgspec.structs.replace(table.series, name=self._localized(table.series.name, people))
        changed = {name: self._localized(getattr(table, name), people) for name in SHOWN_OF_BOOK}
        return msgspec.structs.replace(edition, book=msgspec.structs.replace(table, series=series, **changed))

    def _localized(self, text: LocalText | None, people: Sequence[Person]) -> LocalText | None:
        if isinstance(text, dict):
            return {language: self._in_text(each, language, people) for language, each in text.items()}
        return text and self._in_text(text, self.language, people)

    def _in_text(self, text: str, language: str, people: Sequence[Person]) -> str:
        """A text of the settings, which is no node: an honorific takes gender and number of the name before it."""
        out, end = "", 0
        for match in recognise(text, after_name=False):
            line = NameLine(text[: match.start].rstrip(), language)
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
            set_as = self._dressed(node, language).set_as
            before = text[end : match.start]
            out += before.rstrip() + (NO_BREAK_SPACE if set_as and before.strip() else "") + set_as
            end = match.end
        return out + text[end:]
