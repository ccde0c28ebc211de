"""A formula in TeX → MathML (latex2mathml), which ziamath can draw; or what is wrong with it."""

from __future__ import annotations

import re
from functools import lru_cache

MOST_IN_FORMULA = 2_000
_UNKNOWN = re.compile(r"<m[ion]>\\([A-Za-z]+)")


class NoFormula(ValueError):
    """TeX that cannot be read; the message says why."""


@lru_cache(maxsize=2048)
def mathml_of(tex: str, *, display: bool) -> str:
    """The `<math>` of a formula, with the TeX as its `alttext`. Raises NoFormula."""
    from latex2mathml import converter, exceptions
    from markupsafe import escape
    from ziamath.zmath import Math

    if len(tex) > MOST_IN_FORMULA:
        raise NoFormula(f"it has more than {MOST_IN_FORMULA:,} characters")
    faults = tuple(kind for kind in vars(exceptions).values() if isinstance(kind, type) and issubclass(kind, Exception))
    faults += (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RuntimeError, StopIteration)
    faults += (SyntaxError, AssertionError)
    try:
        made = converter.convert(tex, display="block" if display else "inline")
        if unknown := _UNKNOWN.search(made):
            raise NoFormula(f"`\\{unknown[1]}` is not known")
        Math(made)
    except NoFormula:
        raise
    except faults as error:
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(error).__name__.removesuffix("Error")).lower()
        raise NoFormula(f"{words or 'it is not complete'}") from error
    return made.replace("<math ", f'<math alttext="{escape(" ".join(tex.split()))}" ', 1)
