"""What a press file is held to, as rules: each with who asks for it, where that is written, and what breaks it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from bookbuild.diagnostics import Code, Finding
from bookbuild.printing.expectations import ISO, Expectations
from bookbuild.printing.standards import STANDARDS, Standard

PressRule = Literal[
    "boxes", "trim", "number of pages", "fonts", "colour", "intent", "ink", "transparency", "overprint",
    "annotations", "version", "images", "lines", "margins", "language", "size",
]  # fmt: skip
RULES: tuple[PressRule, ...] = PressRule.__args__  # type: ignore[attr-defined]
_OF_STANDARDS = ("fonts", "colour", "intent", "version")
_OF_PRINT = ("overprint", "images", "lines")
_GENERAL = "Ghent Workgroup, 2015"
_OF_OFFSET = "ISO 12647-2, the limit of offset"
_MOST_PAGES = 12


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule is broken. `page`: from 1; None where the whole file is meant."""

    rule: PressRule
    code: Code
    message: str
    remedy: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rules of `expected`."""

    expected: Expectations

    @property
    def standard(self) -> Standard | None:
        return STANDARDS.get(self.expected.standard)

    def _by_standard(self, rule: PressRule) -> bool:
        """Whether the standard asks for it, and not the printer."""
        expected = self.expected
        also = {"annotations": expected.annotations, "transparency": expected.transparency}
        return self.standard is not None and (not expected.rules or rule in _OF_STANDARDS or also.get(rule, False))

    def source(self, rule: PressRule) -> str:
        """Where a rule is written: a standard, or the address of a printer's page."""
        rules = self.expected.rules
        if rule in _OF_PRINT:
            return _GENERAL
        if self.standard and self._by_standard(rule):
            return ISO[self.standard.name] if rule != "ink" else _OF_OFFSET
        return rules.sources[0] if rules else _GENERAL

    def who(self, rule: PressRule) -> str:
        """Who asks for it, and where that is written, for the end of a message."""
        rules, name = self.expected.rules, "print"
        if rule not in _OF_PRINT:
            by_standard = self.standard if self._by_standard(rule) and rule != "ink" else None
            name = by_standard.title if by_standard else rules.title if rules else "print"
        return f"{name} ({self.source(rule)})"

    def applies(self, rule: PressRule) -> bool:
        """Whether anything is asked for under that rule."""
        expected = self.expected
        match rule:
            case "intent":
                return self.standard is not None
            case "colour":
                return expected.colours != "any"
            case "ink":
                return expected.ink_limit is not None
            case "transparency":
                return not self.transparent
            case "trim":
                return expected.trim is not None or bool(expected.rules and expected.rules.trims)
            case "number of pages":
                return expected.pages is not None or expected.multiple > 1
            case "margins":
                return bool(expected.inner or expected.outer)
            case "language":
                return expected.languages is not None
            case "size":
                return expected.megabytes is not None
        return True

    @property
    def transparent(self) -> bool:
        """Whether anything may be transparent."""
        return self.expected.transparency and (self.standard is None or self.standard.transparent)

    def verdicts(self, breaches: Iterable[Breach]) -> list[dict[str, Any]]:
        """Of each rule its name, its source, and whether it is `kept`, `broken` or `not asked for`."""
        broken = {breach.rule for breach in breaches}
        return [
            {
                "name": rule,
                "source": self.source(rule),
                "verdict": "broken" if rule in broken else "kept" if self.applies(rule) else "not asked for",
            }
            for rule in RULES
        ]


def findings_of(breaches: Iterable[Breach]) -> Iterator[Finding]:
    """A finding for each way in which a rule is broken, with its first page; of more pages the message tells them."""
    pages: dict[tuple[Code, str, str], list[int]] = {}
    for breach in breaches:
        pages.setdefault((breach.code, breach.message, breach.remedy), []).extend([breach.page] if breach.page else [])
    for (code, message, remedy), on in pages.items():
        numbers = sorted(set(on))
        yield Finding(code, message + _told(numbers), remedy, page=numbers[0] if numbers else None)


def _told(pages: list[int]) -> str:
    if len(pages) < 2:
        return ""
    told = ", ".join(map(str, pages[:_MOST_PAGES]))
    return f": on {len(pages)} pages, {told}{' …' if pages[_MOST_PAGES:] else ''}"
