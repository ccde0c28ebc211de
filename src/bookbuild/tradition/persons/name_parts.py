"""The words of a line behind the beginning of a name → what goes on with it: ism, kunya, nasab, nisba; their keys."""

from __future__ import annotations

from bookbuild.tradition.persons.name_keys import keys
from bookbuild.tradition.persons.name_line import LONGEST, NASAB, NO_NISBA, OPENING, PARTS, NameLine
from bookbuild.tradition.persons.name_table import NameTable

_CHILD = {keys("son")[0]: "ibn", keys("daughter")[0]: "bint"}


def going_on(table: NameTable, line: NameLine, at: int, name: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    """What goes on with a name at the word `at`: a nasab, a nisba, an ism after a kunya; where it ends."""
    here = line.words[at]
    first = here.keys[0] if here.keys else ""
    if first in NASAB:
        ibn = here.arabic and line.text[line.begins[at]] in "اإ"  # ابن begins a name; within one it is بن
        known = name[-1] in table.given or table.person(name) is not None
        return (at, ()) if ibn and not known else element(line, at, here.keys)
    if first in _CHILD:
        return _child_of(line, at, _CHILD[first])
    if here.article:
        return _nisba(line, at, first)
    if here.capital and first in table.given and first not in OPENING and name[-1] != first and not here.arabic:
        return at + 1, here.keys
    return at, ()


def element(line: NameLine, at: int, begin: tuple[str, ...], room: int = LONGEST) -> tuple[int, tuple[str, ...]]:
    """An ism, a kunya or a nasab that begins there: where it ends, its keys; where there is none, `at`.

    `room`: how many words may open it (`ibn Abī`, `Umm ʿAbd al-`).
    """
    if len(begin) > 1 or begin[0] not in PARTS:
        here = line.words[at]
        return (at + 1, begin) if here.arabic or here.capital else (at, ())
    after = at + 1
    while after < len(line) and line.glued[after] and not line.words[after].keys and line.words[after].article:
        after += 1
        room -= 1
        if not room:
            break
    if not room or after >= len(line) or not line.glued[after] or not line.words[after].keys:
        return at, ()
    end, name = element(line, after, line.words[after].keys, room - 1)
    return (end, begin + name) if end > after else (at, ())


def _child_of(line: NameLine, at: int, nasab: str) -> tuple[int, tuple[str, ...]]:
    """`son of`, `daughter of`."""
    if at + 2 >= len(line) or line.words[at + 1].keys != ("uf",) or not line.words[at + 2].keys:
        return at, ()
    end, father = element(line, at + 2, line.words[at + 2].keys)
    return (end, (nasab, *father)) if end > at + 2 else (at, ())


def _nisba(line: NameLine, at: int, first: str) -> tuple[int, tuple[str, ...]]:
    """`al-Anṣārī`, with or without a hyphen."""
    here, after = line.words[at], at + 1
    if here.keys:
        ends_so = not here.arabic or (first not in NO_NISBA and first.endswith(("ي", "يه")))
        return (after, here.keys) if here.capital and ends_so else (at, ())
    if after < len(line) and line.glued[after] and line.words[after].capital:
        return after + 1, line.words[after].keys
    return at, ()
