"""A rendered edition → what its fonts cannot set, before anything is set: `glyph-missing`, each with its place.

Fast where nothing is wrong: a document's characters are one set, held against those that every cut of the style has.
Only a section with others is gone through word by word, as its fonts would set it, and doubtful words are shaped.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from bookbuild.diagnostics import NOWHERE, Code, Finding, Location
from bookbuild.fonts.catalogue import Face
from bookbuild.fonts.fallback import NEEDS_NO_GLYPH, Faces, TextSetting, is_set_by
from bookbuild.guarded.folder import GuardedFolder
from bookbuild.language.marks import COMBINING_DIACRITICS, KEYBOARD_LETTERS, MARKS, ranges
from bookbuild.language.scripts import script_of, script_of_language
from bookbuild.model import blocks, inlines
from bookbuild.model.book import Section
from bookbuild.model.document import Document, Rendered
from bookbuild.model.walk import node_fields

MOST_PLACES = 10
"""So many places of one character in one section are told."""

MOST_FAMILIES = 6

OWN, MANY_OF_OWN, MANY = ("LATIN", "ARABIC"), 8, 5
"""The scripts that a style has fonts for; so many characters of one, and of others, as say that a font is missing."""

_NO_LETTER = ' \t\r\n\u2000-\u200a\u2028\u2029(){}\\[\\]<>«»‹›“”"،؛؟:.,!?/–—-'
LONELY = re.compile(f"(?:^|(?<=[{_NO_LETTER}]))[{ranges(COMBINING_DIACRITICS, MARKS)}]")
"""A mark that stands on no letter: shaped, it gets a dotted circle, or hangs over a space. A no-break space may hold
one."""

_CHUNK = re.compile(r"\S+")


def coverage(rendered: Rendered, folders: tuple[GuardedFolder, ...]) -> Iterator[Finding]:
    """What the fonts of an edition cannot set; nothing where a family is missing, which is a finding of its own."""
    faces = Faces(rendered.book.edition, folders)
    if len({cut.name for cut in faces.cuts}) < 3:
        return
    yield from by_script(_each(rendered, faces), faces)


def by_script(found: Iterable[tuple[str, Finding]], faces: Faces) -> Iterator[Finding]:
    """Where characters of a script are missing, its font is: one finding at the first place, with their count."""
    whole, scripts, script = list(found), [], ""
    for char, _ in whole:
        script = script_name(char) or script  # a danda is of the script before it
        scripts.append("" if faces.has(char) else script)
    chars = {name: {char for (char, _), of in zip(whole, scripts, strict=True) if of == name} for name in set(scripts)}
    many = {name for name, of in chars.items() if name and len(of) >= (MANY_OF_OWN if name in OWN else MANY)}
    told: set[str] = set()
    for (_, finding), name in zip(whole, scripts, strict=True):
        if name not in many:
            yield finding
        elif name not in told:
            told.add(name)
            yield _of_script(name, sorted(chars[name]), finding, faces)


def _of_script(script: str, chars: Sequence[str], first: Finding, faces: Faces) -> Finding:
    shown = " ".join(chars[:MOST_FAMILIES]) + (" …" if len(chars) > MOST_FAMILIES else "")
    families = ", ".join(f"`{family}`" for family in dict.fromkeys(cut.face.family for cut in faces.cuts))
    return replace(first, message=f"{len(chars)} characters of {script.title()} (`{shown}`) are in none of {families}")


def script_name(char: str) -> str:
    """The script of a letter or mark by the first word of its name; empty for what is of no script, or of any."""
    if unicodedata.category(char)[0] not in "LM":
        return ""
    name = unicodedata.name(char, "").partition(" ")[0]
    return "" if name in ("COMBINING", "MODIFIER") else name


def _each(rendered: Rendered, faces: Faces) -> Iterator[tuple[str, Finding]]:
    """Each finding with the character that it is about."""
    told: set[str] = set()
    seen: set[str] = set()
    for section, document in zip(rendered.book.sections, rendered.documents, strict=True):
        text = document.xhtml.decode()
        doubtful = faces.doubtful(text)
        if doubtful or LONELY.search(text):
            seen |= doubtful
            yield from _of_section(section, document, faces, doubtful, told)
    for char in sorted(seen - told):
        if not faces.has(char):
            # no chapter has it: it is made of the settings
            setting = TextSetting(script_of_language(rendered.book.language))
            yield char, _missing(char, faces, setting, Location("book.toml"))


def _of_section(
    section: Section, document: Document, faces: Faces, doubtful: frozenset[str], told: set[str]
) -> Iterator[tuple[str, Finding]]:
    """`told` gets the characters that were found."""
    counts: Counter[str] = Counter()
    parts = (section.title, section.subtitle, section.short_title, section.blocks)
    for text, place, of in _texts(parts, TextSetting(script_of_language(document.lang))):
        for char, finding in _of_text(text, place, of, faces, doubtful):
            counts[char] += 1
            if counts[char] <= MOST_PLACES:
                yield char, finding
    told |= set(counts)


def _texts(tree: Any, setting: TextSetting) -> Iterator[tuple[str, Location, TextSetting]]:
    """Each piece of text, where it stands, and how it is set."""
    match tree:
        case tuple():
            for part in tree:
                yield from _texts(part, setting)
        case inlines.Text() | inlines.Generated():
            yield tree.text, tree.location, setting
        case inlines.CodeSpan():
            yield tree.text, tree.location.moved(1), replace(setting, use="code")
        case blocks.CodeBlock():
            yield tree.text, tree.location, replace(setting, use="code")
        case inlines.Honorific():
            yield tree.set_as, tree.location, replace(setting, script=tree.script)
        case inlines.Verse() | blocks.Quran():
            yield from _scripture(tree, setting)
        case inlines.Strong():
            yield from _texts(tree.children, replace(setting, bold=True))
        case inlines.Emphasis():
            arabic = setting.script == "arabic"
            yield from _texts(tree.children, replace(setting, bold=arabic or setting.bold, italic=not arabic))
        case inlines.SoftBreak() | str() | None:
            return
        case _:
            inner = setting.in_language(getattr(tree, "lang", None))
            for name in node_fields(type(tree)):
                yield from _texts(getattr(tree, name), inner)


def _scripture(node: Any, setting: TextSetting) -> Iterator[tuple[str, Location, TextSetting]]:
    scripture = TextSetting("arabic", use="quran")
    yield node.text, node.location, scripture
    yield node.reference, node.location, setting
    if isinstance(node, blocks.Quran):
        yield from _texts(() if node.text else node.typed, scripture)
        yield from _texts(node.translation, setting)
    elif not node.text:
        yield node.typed, node.location, scripture


def _of_text(
    text: str, place: Location, setting: TextSetting, faces: Faces, doubtful: frozenset[str]
) -> Iterator[tuple[str, Finding]]:
    """What is wrong in one piece of text, with the character that it is about."""
    for found in LONELY.finditer(text):
        yield found[0], _lonely(found[0], _moved(place, text, found.start()))
    if doubtful.isdisjoint(text):
        return
    for chunk in _CHUNK.finditer(text):
        if not doubtful.isdisjoint(chunk[0]):
            for at, finding in _of_word(chunk[0], setting, faces):
                yield chunk[0][at], replace(finding, location=_moved(place, text, chunk.start() + at))


def _of_word(word: str, setting: TextSetting, faces: Faces) -> Iterator[tuple[int, Finding]]:
    """What is wrong in what stands between two spaces, with the offset of the character that it is about."""
    order = faces.order(setting)
    chosen = [faces.chosen(char, setting) for char in word]
    main: dict[str, Face] = {}
    for char, face in zip(word, chosen, strict=True):
        if face and (script := script_of(char)):
            main[script] = min(main.get(script, face), face, key=order.index)
    sound = True
    for at, (char, face) in enumerate(zip(word, chosen, strict=True)):
        if NEEDS_NO_GLYPH.match(char):
            continue
        if face is None:
            sound = False
            yield at, _missing(char, faces, setting, NOWHERE)
        elif face != (of_word := main.get(script_of(char) or "", face)) and not _is_of_keyboard(char, setting):
            sound = False
            yield at, _torn(word, char, face, of_word, faces)
    if sound and any(not is_set_by(face, word) for face in set(main.values()) if set(chosen) == {face}):
        yield 0, _lonely(word, NOWHERE)


def _is_of_keyboard(char: str, setting: TextSetting) -> bool:
    """Whether a letter of a verse is as Urdu types it: fonts for the muṣḥaf lack it, the one for Arabic has it.

    A verse that agrees is set in the letters of record; of another the finding is that it does not.
    """
    return setting.use == "quran" and ord(char) in KEYBOARD_LETTERS


def _moved(place: Location, text: str, offset: int) -> Location:
    """The place of a character of a text; that of the text where it is not known to stand in one line."""
    return place if "\n" in text[:offset] else place.moved(offset)


def named(char: str) -> str:
    """A character as findings name it: `ẖ` (U+1E96 LATIN SMALL LETTER H WITH LINE BELOW)."""
    shown = f"\u25cc{char}" if unicodedata.combining(char) else char
    return f"`{shown}` (U+{ord(char):04X} {unicodedata.name(char, 'without a name')})"


def _missing(char: str, faces: Faces, setting: TextSetting, place: Location) -> Finding:
    families = ", ".join(f"`{family}`" for family in dict.fromkeys(face.family for face in faces.order(setting)))
    return Finding(Code.GLYPH_MISSING, f"{named(char)} is in none of {families}", _remedy(char, faces), place)


def _torn(word: str, char: str, face: Face, first: Face, faces: Faces) -> Finding:
    return Finding(
        Code.GLYPH_MISSING,
        f"{named(char)} is not in `{first.family}`: `{word}` would be set in two fonts, the other `{face.family}`",
        _remedy(char, faces),
    )


def _lonely(text: str, place: Location) -> Finding:
    what = f"the mark {named(text)}" if len(text) == 1 else f"a mark of `{text}`"
    return Finding(
        Code.GLYPH_MISSING,
        f"{what} stands on no letter, and would be set on a dotted circle",
        "write it right after its letter, or after a no-break space if it is meant alone",
        place,
    )


def _remedy(char: str, faces: Faces) -> str:
    found = faces.families_with(char)
    if not found:
        return way_to_get(char)
    names = ", ".join(f"`{family}`" for family in found[:MOST_FAMILIES])
    return f"choose a font that has it ({names}), or write it another way"


_WITHOUT_FONT = "write it another way: no font on this machine has it"
_OTHERWISE = frozenset(("Cjk", "Hiragana", "Katakana", "Hangul", "Latin", "Arabic"))
"""First words of the names of letters after which no font is called."""


def way_to_get(char: str) -> str:
    """How to get a font for a letter's script; a sign, and a letter of Latin or Arabic, can be written another way."""
    if unicodedata.category(char)[0] not in "LM" or unicodedata.combining(char):
        return _WITHOUT_FONT
    script = unicodedata.name(char, "").partition(" ")[0].title()
    if script in _OTHERWISE:
        return _WITHOUT_FONT
    return (
        f"get a font for {script}, such as `Noto Serif {script}` (apt-get install fonts-noto-core), and write "
        f'`fonts = {{ latin = "Noto Serif {script}" }}` under `[style]`'
    )
