"""What stands in an index for a hadith or a poem: its first words, the references of a source, its rhyme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bookbuild.language.marks import LETTERS, MARKS, TATWEEL, ranges
from bookbuild.language.scripts import has_arabic
from bookbuild.model.blocks import Hadith, Poem
from bookbuild.model.walk import plain
from bookbuild.tradition.hadith.collections import Reference, SourceUnknown, reference

_PIECE = re.compile(r"[^;؛\n]+")
_AND = re.compile(r"(?<=[\w)\]])(?:[,،]\s*+(?:and\s|و)?+|\s(?:and|&)\s|(?<=[\d)\]])\sو)\s*+(?=[^\W\d])")
"""Between two references that stand in one piece: `Bukhari 1, Muslim 2`, `البخاري ١ ومسلم ٢`."""

_WORDS = 7
_OPENING = re.compile('[«“"]')
_SAID = re.compile(r"(?:قال|يقول|قالت|فقال|قال رسول الله[^:]{0,30}|said)\s*[:،,]\s*")
_ENDS = re.compile(r"[.؛;:!?؟»”\"\n]")
_NOT_LETTERS = re.compile(f"[{ranges(MARKS)}{TATWEEL}]")
_WORD = re.compile(f"[{ranges(LETTERS, MARKS)}{TATWEEL}]++")
_LETTER = re.compile(f"[{ranges(LETTERS)}]")
_CARRIED = re.compile("(?<=..)(?:ها|هم|هما|ا|و|ي|ى|ه)\\Z")
"""What may follow the letter that a poem rhymes on: its vowel written out, or a pronoun."""


def source_references(written: str) -> Iterator[Reference]:
    """The hadiths that a source line refers to, each as collection and number."""
    for piece in _PIECE.findall(written):
        whole = piece.strip(" .،,")
        yield from known(whole) or (told for part in _AND.split(whole) for told in known(part))


def known(written: str) -> tuple[Reference, ...]:
    """The reference that `written` is, if it is one."""
    try:
        return (reference(written),)
    except SourceUnknown:
        return ()


def first_words(hadith: Hadith) -> str:
    """The first words of what is said (ṭaraf), without the chain before it."""
    texts = [text for block in hadith.blocks if (text := " ".join(plain(getattr(block, "children", ())).split()))]
    text = next((each for each in texts if has_arabic(each)), texts[0] if texts else "")
    opening = _OPENING.search(text)
    if opening:
        text = text[opening.end() :]
    elif said := list(_SAID.finditer(text)):
        text = text[said[-1].end() :] or text
    text = text.lstrip('«“" ')
    end = _ENDS.search(text)
    return " ".join((text[: end.start()] if end else text).split()[:_WORDS]).rstrip("،, ")


def rhyme(poem: Poem) -> tuple[str, str] | None:
    """The letter that a poem rhymes on (rawiyy), and the last word of its first bayt."""
    bayts: list[Any] = [bayt for stanza in poem.stanzas for bayt in stanza]
    words = _WORD.findall(plain(bayts[0].hemistichs[-1])) if bayts and bayts[0].hemistichs else []
    last = next((word for word in reversed(words) if _LETTER.search(word)), None)
    if last is None:
        return None
    bare = _NOT_LETTERS.sub("", last)
    letters = _CARRIED.sub("", bare)
    letter = letters[-1:].translate(str.maketrans("أإآؤئىة", "ءءءءءيه"))
    return (letter, last) if letter else None
