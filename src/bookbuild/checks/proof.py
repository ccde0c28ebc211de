"""A passage as a proofreader reads it: its text, the language at each place, and findings whose fixes are safe."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from bookbuild.checks.passages import HONORIFIC, Passage
from bookbuild.diagnostics import Code, Finding, Fix
from bookbuild.language.scripts import Script, dominant_script, script_of, script_of_language
from bookbuild.model.inlines import Span


class Proof:
    """One passage. `language` is the chapter's, where the passage has none of its own."""

    def __init__(self, passage: Passage, language: str, lines: Sequence[str]) -> None:
        self.passage = passage
        self.text = passage.text
        self.language = passage.lang or language
        self._lines = lines

    @cached_property
    def script(self) -> Script:
        """The script of most letters; of the language where there are none."""
        return dominant_script(self.text) or script_of_language(self.language)

    def language_at(self, offset: int) -> str:
        """The primary subtag of the language of the letter at `offset`; Arabic letters in another script's text are
        Arabic."""
        marked = [mark for mark in self.passage.marks if mark.begin <= offset < mark.end]
        tags = [mark.node.lang for mark in marked if isinstance(mark.node, Span) and mark.node.lang]
        primary = (tags[0] if tags else self.language).split("-")[0].lower()
        arabic = script_of(self.text[offset]) == "arabic" if offset < len(self.text) else False
        return "ar" if arabic and script_of_language(primary) != "arabic" else primary

    def script_before(self, offset: int) -> Script | None:
        """The script of the nearest letter before `offset`."""
        places, scripts = self._letters
        at = bisect_left(places, offset)
        return scripts[at - 1] if at else None

    def script_after(self, offset: int) -> Script | None:
        """The script of the nearest letter from `offset` on."""
        places, scripts = self._letters
        at = bisect_left(places, offset)
        return scripts[at] if at < len(scripts) else None

    @cached_property
    def _letters(self) -> tuple[list[int], list[Script]]:
        """Where letters stand, and of which script each is. An honorific is none."""
        of_each = ((at, script_of(char)) for at, char in enumerate(self.text) if char != HONORIFIC)
        letters = [(at, script) for at, script in of_each if script is not None]
        return [at for at, _ in letters], [script for _, script in letters]

    @cached_property
    def scripts_of_all(self) -> frozenset[Script | None]:
        """Those of all letters; None of a letter that has no script of ours."""
        return frozenset(script_of(char) for char in set(self.text) if char.isalpha())

    def found(self, code: Code, begin: int, end: int, message: str, remedy: str, instead: str | None = None) -> Finding:
        """A finding about `text[begin:end]`; its fix puts `instead` there, if the source has just these characters."""
        place = self.passage.place(begin, max(end - begin, 1))
        fix = None
        if instead is not None and place.line is not None and place.column is not None:
            line = self._lines[place.line - 1] if 1 <= place.line <= len(self._lines) else ""
            if line[place.column - 1 : place.column - 1 + end - begin] == self.text[begin:end]:
                fix = Fix.at(place, end - begin, instead)
        return Finding(code, message, remedy, place, fix=fix)

    def around(self, begin: int, end: int) -> str:
        """`text[begin:end]` with the words that it touches, in one line, as a message shows it."""
        while begin and not self.text[begin - 1].isspace():
            begin -= 1
        while end < len(self.text) and not self.text[end].isspace():
            end += 1
        return " ".join(self.text[begin:end].translate(_SHOWN).split())


_SHOWN = {0xFDD0: "…", 0xFDD1: "…", 0x0B: " "}
