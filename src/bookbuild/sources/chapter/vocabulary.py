"""Attributes → which construct they name: the classes and keys that there are, and findings for all others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bookbuild.diagnostics import NOWHERE, Code, Location
from bookbuild.language.tags import is_language, remedy
from bookbuild.model.inlines import Direction, Inline, Inlines, Span
from bookbuild.nearest import nearest
from bookbuild.sources.chapter.attributes import Attributes
from bookbuild.sources.chapter.parse_context import ParseContext
from bookbuild.sources.chapter.source_map import Places

Keys = Mapping[str, Collection[str]]
"""The classes of a construct, each with the keys that it takes."""

DIVS: Keys = {
    "quran": ("ref", "words"),
    "hadith": ("source",),
    "source": (),
    "question": ("from",),
    "answer": (),
    "epigraph": (),
    "dedication": (),
    "letter": (),
    "verse": ("numbers",),
    "margin": (),
    "break": (),
}
MORE: Keys = {"break": ("recto",)}
"""The classes that a construct may have besides its own."""
ENTRY_KEYS = ("key", "sub", "see", "see-also")
SPANS: Keys = {
    "person": ENTRY_KEYS,
    "place": ENTRY_KEYS,
    "term": ENTRY_KEYS,
    "work": ENTRY_KEYS,
    "index": ("of", *ENTRY_KEYS),
    "source": (),
    "quran": ("ref", "words"),
    "small-caps": (),
    "print-page": ("n",),
}
TOLD = frozenset(("only", "key", "sub", "see", "see-also", "words", "source", "from"))
"""Keys whose value is empty by mistake alone."""
LINKS: Keys = {"page": ()}
PICTURES: Keys = {"full-page": (), "spread": ()}
"""Of a picture that is alone in its paragraph."""
HEADINGS: Keys = {"unnumbered": (), "unlisted": (), "run-in": ()}
TOGETHER = frozenset(HEADINGS)
"""Classes that a construct may have several of."""


@dataclass(frozen=True, slots=True)
class Named:
    """What attributes say: the construct and what of `MORE` it has, the classes `.x-…`, language, direction and id.

    `only`: the editions that it is for, as `only=` at `only_place` names them; all where there are none.
    """

    kind: str = ""
    classes: tuple[str, ...] = ()
    lang: str | None = None
    id: str = ""
    direction: Direction | None = None
    more: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    only_place: Location = NOWHERE

    @property
    def passes_through(self) -> bool:
        return bool(self.classes or self.lang or self.direction)


def named(
    reading: ParseContext, attributes: Attributes, places: Places, known: Keys, keys: Collection[str] = ()
) -> Named:
    """Sort the attributes of one construct out; `keys` are those that it takes whatever its class."""
    kind, classes = "", []
    more = {name for kind, _ in attributes.classes if kind in known for name in MORE.get(kind, ())}
    for name, offset in attributes.classes:
        if name.startswith("x-"):
            classes.append(name)
        elif name in more:
            continue
        elif name in known and name != kind:
            if kind and name not in TOGETHER:
                _two_kinds(reading, places, kind, name, offset)
            kind = kind or name
        elif name not in known:
            _unknown_class(reading, places, known, name, offset)
    allowed = {*keys, *known.get(kind, ()), "lang", "dir", "only"}
    strange = not kind and len(classes) < len(attributes.classes)
    said = tuple(name for name, _ in attributes.classes if name in more)
    given: set[str] = set()
    for key, value, offset in attributes.values:
        if key in given:
            message, remedy = f"`{key}=` stands here a second time", "keep one of the two"
            reading.find(Code.CONSTRUCT_UNKNOWN, message, remedy, places.at(offset, len(key)))
            continue
        given.add(key)
        if key not in allowed and not strange:
            _unknown_key(reading, places, allowed, key, offset)
        elif key in TOLD and not value.strip():
            message, remedy = f"`{key}=` says nothing", f"write what it is to say, or leave `{key}=` out"
            reading.find(Code.CONSTRUCT_UNKNOWN, message, remedy, places.at(offset, len(key)))
    only, only_place = _editions(attributes, places)
    with reading.for_editions(only):
        place = places.at(attributes.id_offset, len(attributes.id) + 1)
        written = attributes.id and reading.write_id(attributes.id, place)
    language, direction = _language(reading, attributes, places), direction_of(reading, attributes, places)
    return Named(kind, tuple(classes), language, written, direction, said, only, only_place)


FLOAT_PLACES = ("top", "bottom", "page", "here")


def float_place(reading: ParseContext, attributes: Attributes, places: Places) -> str:
    """`{place=top}` of a figure or a table; empty where there is none."""
    for key, written, offset in attributes.values:
        if key == "place" and written not in FLOAT_PLACES:
            message = f"`{written}` is no place of a figure or a table"
            remedy = "write `place=top`, `place=bottom`, `place=page` or `place=here`"
            reading.find(Code.CONSTRUCT_UNKNOWN, message, remedy, places.at(offset))
            return ""
    return attributes.value("place") or ""


def wrapped(node: Inline, names: Named, *, with_id: bool = True) -> Inlines:
    """The node, in a span with the language, classes and id that the node has no field for; as it is without any."""
    name = names.id if with_id else ""
    if not (names.passes_through or name):
        return (node,)
    return (Span((node,), names.classes, names.lang, name or None, node.location, names.direction),)


def _language(reading: ParseContext, attributes: Attributes, places: Places) -> str | None:
    tag = attributes.value("lang")
    if tag is None or is_language(tag):
        return tag
    offset = next(at for key, _, at in attributes.values if key == "lang")
    message = f"`{tag}` is not a language tag"
    reading.find(Code.CONSTRUCT_UNKNOWN, message, remedy(tag), places.at(offset))
    return None


def direction_of(reading: ParseContext, attributes: Attributes, places: Places) -> Direction | None:
    """`dir=rtl` or `dir=ltr`; None, with a finding, for anything else."""
    written = attributes.value("dir")
    if written is None or written in ("rtl", "ltr"):
        return written  # type: ignore[return-value]
    offset = next(at for key, _, at in attributes.values if key == "dir")
    message, remedy = f"`{written}` is no direction", "write `dir=rtl` (from right to left) or `dir=ltr`"
    reading.find(Code.CONSTRUCT_UNKNOWN, message, remedy, places.at(offset))
    return None


def _editions(attributes: Attributes, places: Places) -> tuple[tuple[str, ...], Location]:
    """The editions that `only=` names, and where it does."""
    given = next(((value, offset) for key, value, offset in attributes.values if key == "only"), None)
    if given is None:
        return (), NOWHERE
    return tuple(dict.fromkeys(given[0].split())), places.at(given[1], len("only"))


def _unknown_class(reading: ParseContext, places: Places, known: Keys, name: str, offset: int) -> None:
    name = name.lstrip(".") or name
    found = name if name in known else nearest(name, known)
    own = f"`.x-{name}` for a class of your own"
    remedy = f"write `.{found}`, or {own}" if found else f"write {own}"
    if not found and (name in DIVS or name in SPANS):
        remedy = "write it as a div, `::: {.…}`" if name in DIVS else "write it as a span, `[…]{.…}`"
    reading.find(Code.CONSTRUCT_UNKNOWN, f"`.{name}` is not known here", remedy, places.at(offset, len(name) + 1))


def _unknown_key(reading: ParseContext, places: Places, allowed: Collection[str], key: str, offset: int) -> None:
    found = nearest(key, allowed)
    remedy = f"write `{found}=`" if found else f"leave `{key}=` out"
    reading.find(
        Code.CONSTRUCT_UNKNOWN, f"the attribute `{key}` is not known here", remedy, places.at(offset, len(key))
    )


def _two_kinds(reading: ParseContext, places: Places, kind: str, name: str, offset: int) -> None:
    message = f"`.{kind}` and `.{name}` cannot be one construct"
    remedy = "keep one of the two, or put one inside the other"
    reading.find(Code.CONSTRUCT_UNKNOWN, message, remedy, places.at(offset, len(name) + 1))
