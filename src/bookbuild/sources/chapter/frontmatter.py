"""The lines of a file → its front matter: `key: value`, one a line, between `---` and `---`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bookbuild.diagnostics import Code, Location
from bookbuild.language.tags import is_language, remedy
from bookbuild.nearest import listed, nearest
from bookbuild.sources.chapter.parse_context import ParseContext
from bookbuild.sources.chapter.source_map import Places, escaped_places

KEYS = ("title", "subtitle", "short-title", "lang", "id")
ENTRY = re.compile(r"(?P<key>[^\s:#][^:]*?)[ \t]*:(?:[ \t]+(?P<value>.*?))?[ \t]*$")
OPEN = re.compile(r"---[ \t]*$")
CLOSE = re.compile(r"(?:---|\.\.\.)[ \t]*$")
TITLE_BLOCK = re.compile(r"%(?:[ \t]|$)")
ID = re.compile(r"[^\s#\"'<>&]+")


@dataclass(frozen=True, slots=True)
class Value:
    text: str
    places: Places


@dataclass(slots=True)
class FrontMatter:
    """The values by key; `guessed`: the keys of them that are written wrong.

    `end` is the index of the first line of the body.
    """

    values: dict[str, Value] = field(default_factory=dict)
    guessed: set[str] = field(default_factory=set)
    end: int = 0

    def text(self, key: str) -> str:
        return self.values[key].text if key in self.values else ""


def read_front_matter(reading: ParseContext) -> FrontMatter:
    """The front matter, which begins in a file's first line; no file need have one."""
    lines = reading.lines
    front = FrontMatter()
    begin = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if TITLE_BLOCK.match(lines[begin] if lines else ""):
        return _title_block(reading, begin)
    if not lines or not OPEN.match(lines[begin]):
        return front
    close = next((number for number in range(begin + 1, len(lines)) if CLOSE.match(lines[number])), None)
    if close is None or not _is_front_matter(lines[begin + 1 : close]) or (begin and not _has_key(lines, begin + 1)):
        return _unclosed(reading, begin) if close is None and _has_key(lines, begin + 1) else front
    if begin:
        message, remedy = "the front matter does not begin in the first line", "take out the empty lines before it"
        reading.find(Code.SETTING_INVALID, message, remedy, reading.line_place(begin + 1))
    for number in range(begin + 1, close):
        _read_line(reading, front, number)
    front.end = close + 1
    _check(reading, front)
    return front


def _has_key(lines: Sequence[str], number: int) -> bool:
    """Whether a line says what a key of the front matter is."""
    match = ENTRY.match(lines[number]) if number < len(lines) else None
    return match is not None and match["key"] in KEYS


def _unclosed(reading: ParseContext, begin: int) -> FrontMatter:
    """Front matter that no line closes: taken as it is meant, to the first line that says no key."""
    remedy = "close it with a line `---`"
    reading.find(Code.SETTING_INVALID, "the front matter is not closed", remedy, reading.line_place(begin + 1))
    front = FrontMatter(end=begin + 1)
    while _has_key(reading.lines, front.end):
        _read_line(reading, front, front.end)
        front.end += 1
    front.guessed |= front.values.keys()
    _check(reading, front)
    return front


def _title_block(reading: ParseContext, begin: int) -> FrontMatter:
    """Pandoc's title block, `% Title`, which is not read: taken as the title that it means."""
    place = reading.line_place(begin + 1, 1, len(reading.lines[begin]))
    message = "a title block of Pandoc's, which is not read"
    remedy = "write front matter: a line `---`, a line `title: …`, and a line `---`"
    reading.find(Code.CONSTRUCT_UNKNOWN, message, remedy, place)
    end = begin
    while end < len(reading.lines) and TITLE_BLOCK.match(reading.lines[end]):
        end += 1
    title = reading.lines[begin][1:].strip() or "…"
    places = Places(reading.path, [(0, begin + 1, len(reading.lines[begin]) - len(title) + 1)])
    return FrontMatter({"title": Value(title, places)}, {"title"}, end)


def _is_front_matter(lines: Sequence[str]) -> bool:
    """Whether `---` opens front matter, and is not an ornament: its first line that says something is `key: value`."""
    first = next((line for line in lines if line.strip() and not line.startswith("#")), None)
    return first is None or ENTRY.match(first) is not None


def _read_line(reading: ParseContext, front: FrontMatter, number: int) -> None:
    line = reading.lines[number]
    if not line.strip() or line.startswith("#"):
        return
    match = ENTRY.match(line)
    if match is None:
        place = reading.line_place(number + 1)
        reading.find(Code.SETTING_INVALID, "a line that is not `key: value`", "write a key and its value", place)
        return
    key = match["key"]
    place = reading.line_place(number + 1, match.start("key") + 1, len(key))
    if key not in KEYS:
        meant = nearest(key, KEYS)
        remedy = f"write `{meant}`" if meant else f"the keys are {listed(KEYS)}"
        reading.find(Code.SETTING_UNKNOWN, f"`{key}` is not a key of the front matter", remedy, place)
        if meant and meant not in front.values:  # taken as it is meant: that it is missing is no fault of its own
            front.guessed.add(meant)
            front.values[meant] = _value(reading, line, number, match, place)
    elif key in front.values:
        reading.find(Code.SETTING_INVALID, f"`{key}` stands here a second time", "keep one of the two", place)
    else:
        front.values[key] = _value(reading, line, number, match, place)


def _value(reading: ParseContext, line: str, number: int, match: re.Match[str], place: Location) -> Value:
    """A value, plain or quoted as in YAML."""
    value = match["value"] or ""
    begin, end = match.start("value"), match.end("value")
    escapes = ""
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        begin, end = begin + 1, end - 1
        escapes = '"\\' if value[0] == '"' else ""
    elif value[:1] == '"' and value.count('"') == 1:
        message, remedy = f"the quotation mark of `{match['key']}` is not closed", 'write it in quotes: `"…"`'
        reading.find(Code.SETTING_INVALID, message, remedy, place)
    elif value in ("|", ">") or (value[:1] in ("[", "{", "&", "!") and value[:2] != "![" and value[-1:] in ("]", "}")):
        message = f"the value of `{match['key']}` is not a plain text"
        reading.find(Code.SETTING_INVALID, message, 'write it on one line, in quotes: `"…"`', place)
    if begin < 0:
        return Value("", Places(reading.path, [(0, number + 1, len(line) + 1)]))
    text, places = escaped_places(reading.path, number + 1, line, begin, end, escapes)
    return Value(text, places)


def _check(reading: ParseContext, front: FrontMatter) -> None:
    lang, name = front.values.get("lang"), front.values.get("id")
    if lang and lang.text and not is_language(lang.text):
        message = f"`{lang.text}` is not a language tag"
        reading.find(Code.SETTING_INVALID, message, remedy(lang.text), lang.places.at(0))
        del front.values["lang"]
    if name and not ID.fullmatch(name.text):
        message = f"`{name.text}` cannot be an id"
        reading.find(Code.SETTING_INVALID, message, "write one word of letters, digits, `-` and `_`", name.places.at(0))
        del front.values["id"]
