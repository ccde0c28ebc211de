"""A text → the attributes that stand in it as they are typed: those of no construct, and those that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.sources.chapter.attributes import read_attributes
from bookbuild.sources.chapter.vocabulary import DIVS, HEADINGS, LINKS, PICTURES, SPANS

_KEYS = "alt|dir|from|height|key|lang|longdesc|numbers|of|only|ref|see|see-also|source|sub|width|words"
_NAMES = frozenset((*SPANS, *DIVS, *LINKS, *PICTURES, *HEADINGS))
_BRACES = re.compile(r"\{(?=\s*+(?:[.#\"']|[A-Za-z][\w-]*+\s*+(?:[=:]|\}|\Z)))[^{}\n]*+\}?+")
_BEHIND = re.compile(rf"(?<=\]){_BRACES.pattern}")
_LIKE = re.compile(
    rf"\{{(?=\s*+(?:\.[A-Za-z]|\#[A-Za-z]|(?:{_KEYS})=|[.#]\s*+\}}|(?:{'|'.join(HEADINGS)})\s*+\}}))[^{{}}\n]*+\}}?+"
)
_NAME = re.compile(r"(?<=\{)\s*+([\w-]++)(?=[\s}]|\Z)")
_COLON = re.compile(r"(?<![A-Za-z-])([A-Za-z-]++)\s*+:\s*+(?=[\w\"'])")
HOW = 'write `{.class #id key="value"}`'


def stray_attributes(text: str, *, behind_construct: bool) -> Iterator[tuple[re.Match[str], str, str]]:
    """Each with what is said of it and the remedy. `behind_construct`: a link or an image stands right before `text`.

    Braces right behind a bracket are attributes if a word, a key or a sign begins them, others if they look like some.
    """
    first = _BRACES.match(text) if behind_construct else None
    found = [*([first] if first else []), *_BEHIND.finditer(text)]
    begins = {match.start() for match in found}
    found += [match for match in _LIKE.finditer(text) if match.start() not in begins]
    yield from ((match, *_told(match[0])) for match in found)


def _told(written: str) -> tuple[str, str]:
    if not written.endswith("}"):
        return f"the attributes `{written[:40].strip()}` are not closed", "write `}` behind the last one"
    if read_attributes(written, 0) is None:
        name = _NAME.match(written, 1)
        if name and name[1] in _NAMES:
            return f"the attributes `{written}` cannot be read", f"a class begins with a point: `{{.{name[1]}}}`"
        if colon := _COLON.search(written):
            return f"the attributes `{written}` cannot be read", f'write `{colon[1]}="…"`, with the sign `=`'
        return f"the attributes `{written}` cannot be read", HOW
    remedy = "put the text they are for in brackets right before them: `[…]{…}`"
    return f"the attributes `{written}` belong to nothing", remedy
