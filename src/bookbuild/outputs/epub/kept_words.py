"""Rendered documents → the same, with elements around words that a reading system is to keep in one line, or whole.

`span.bound` is what is read as one (`Ibn Isḥāq`, `[at-Tawbah 9:40]`); `span.undivided`, a word of a name. No character
is added or changed: whoever searches the book finds what was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from bookbuild.language.bindings import Binding, bindings
from bookbuild.model.document import Document, Rendered
from bookbuild.model.settings import Person
from bookbuild.tradition.persons.name_words import is_word_of_name

_TAG = re.compile(r"(<[^<>]*>)")
_NAME = re.compile(r"</?([\w:-]+)")
_LEFT_ALONE = frozenset(("head", "svg", "math", "code", "pre"))
_LONG_WORD = re.compile(r"(?:[^\W\d_]|['’](?=[^\W\d_])){5,}")
_NEXT_WORD = re.compile(r"\s+\S+")
MOST = 40
"""Characters in one line: a narrow screen has no more."""


def with_kept_words(rendered: Rendered) -> Rendered:
    """`rendered` with such elements in its documents."""
    persons = rendered.book.persons
    return replace(rendered, documents=tuple(_marked(document, persons) for document in rendered.documents))


def _marked(document: Document, persons: Sequence[Person]) -> Document:
    head, body, rest = document.xhtml.decode().partition("<body")
    depth, out = 0, []
    for number, part in enumerate(_TAG.split(body + rest)):
        if not number % 2:
            out.append(part if depth or not part.strip() else in_elements(part, persons))
            continue
        name = _NAME.match(part)
        if name and name[1] in _LEFT_ALONE and not part.endswith("/>"):
            depth += -1 if part.startswith("</") else 1
        out.append(part)
    return replace(document, xhtml=(head + "".join(out)).encode())


def in_elements(text: str, persons: Sequence[Person] = ()) -> str:
    """A text of XHTML, without elements of its own, with an element around each run of bound words and each name."""
    out, at = [], 0
    for begin, end in _runs(text):
        out += [_names(text[at:begin], persons), f'<span class="bound">{text[begin:end]}</span>']
        at = end
    return "".join((*out, _names(text[at:], persons)))


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Where runs of words that are firmly bound begin and end."""
    gaps = sorted(at for at, binding in bindings(text).items() if binding is Binding.FIRM and text[at] != "\u00a0")
    begin = end = 0
    for gap in gaps:
        if gap > end:
            if end and end - begin <= MOST:
                yield begin, end
            begin = gap
            while begin and not text[begin - 1].isspace():
                begin -= 1
        following = _NEXT_WORD.match(text, gap)
        end = following.end() if following and begin < gap else 0
    if end and end - begin <= MOST:
        yield begin, end


def _names(text: str, persons: Sequence[Person]) -> str:
    return _LONG_WORD.sub(partial(_name, persons), text) if not text.isspace() else text


def _name(persons: Sequence[Person], found: re.Match[str]) -> str:
    return f'<span class="undivided">{found[0]}</span>' if is_word_of_name(found[0], persons) else found[0]
