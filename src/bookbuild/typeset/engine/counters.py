"""The representation of a counter, in the style that a theme has for it; in `decimal` where that would be too long.

CSS Counter Styles 3, 2 lets a user agent do so beyond sixty characters: some styles write a symbol as often as the
number says.
"""

from __future__ import annotations

from typing import Any

from weasyprint.css.counters import CounterStyle, symbol

LONGEST = 200
"""Characters of a counter."""


class BoundedCounterStyle(CounterStyle):  # type: ignore[misc]
    """Counter styles by their names."""

    def render_value(
        self, counter_value: int, counter_name: Any = None, counter: Any = None, previous_types: Any = None
    ) -> str:
        counter = counter or self.resolve_counter(counter_name, previous_types)
        if counter and max(_repeated(counter, abs(counter_value)), (counter["pad"] or (0,))[0]) > LONGEST:
            return str(counter_value)
        return super().render_value(counter_value, counter_name, counter, previous_types)  # type: ignore[no-any-return]

    def copy(self) -> BoundedCounterStyle:
        return BoundedCounterStyle(self)


def _repeated(counter: dict[str, Any], number: int) -> int:
    """The characters of a number in a system that repeats its symbols; 0 in others, which grow with its digits."""
    system = (counter["system"] or (None, "symbolic"))[1]
    if system == "symbolic" and counter["symbols"]:
        return max(len(symbol(each)) for each in counter["symbols"]) * (number // len(counter["symbols"]) + 1)
    characters = 0
    if system == "additive":
        for weight, sign in counter["additive_symbols"] or ():
            if weight:
                characters += len(symbol(sign)) * (number // weight)
                number %= weight
    return characters
