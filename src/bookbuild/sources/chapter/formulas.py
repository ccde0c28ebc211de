"""A formula in TeX → MathML (latex2mathml), which ziamath can draw; or what is wrong with it."""

from __future__ import annotations

import re
import warnings
from functools import lru_cache

MOST_IN_FORMULA = 2_000
FAULTS = (
    ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RuntimeError, StopIteration, SyntaxError,
    AssertionError,
)  # fmt: skip
"""What the two libraries raise for TeX that they cannot read, besides their own."""

_UNKNOWN = re.compile(r"<m[ion]>\\([A-Za-z]+)")


class NoFormula(ValueError):
    """TeX that cannot be read; the message says why."""


@lru_cache(maxsize=2048)
def mathml_of(tex: str, *, display: bool) -> str:
    """The `<math>` of a formula, with the TeX as its `alttext`. Raises NoFormula."""
    from latex2mathml import exceptions
    from markupsafe import escape

    if len(tex) > MOST_IN_FORMULA:
        raise NoFormula(f"it has more than {MOST_IN_FORMULA:,} characters")
    told = tuple(kind for kind in vars(exceptions).values() if isinstance(kind, type) and issubclass(kind, Exception))
    try:
        made = _made(tex, display=display)
    except told as error:
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(error).__name__.removesuffix("Error")).lower()
        raise NoFormula(words) from error
    except FAULTS as error:
        raise NoFormula("it is not complete") from error
    if unknown := _UNKNOWN.search(made):
        raise NoFormula(f"`\\{unknown[1]}` is not known")
    return made.replace("<math ", f'<math alttext="{escape(" ".join(tex.split()))}" ', 1)


def _made(tex: str, *, display: bool) -> str:
    """MathML that can be drawn too: what latex2mathml lets pass, ziamath may not."""
    from latex2mathml import converter

    made: str = converter.convert(tex, display="block" if display else "inline")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # ziamath reads its font in a way that Python 3.11 calls outdated
        from ziamath.zmath import Math

        Math(made)
    return made
