"""The lines of a paragraph → its text, with `\\n` where a line ends for good; what was joined as repairs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bookbuild.intake.plain.habits import LineHabits, is_full
from bookbuild.intake.plain.lines import PlainLine
from bookbuild.intake.reader import Repair, RepairCode
from bookbuild.intake.runs import Place
from bookbuild.intake.script_share import ARABIC_LETTER, is_arabic

_URL_AT_END = re.compile(r"(?:https?://|www\.)\S*$")
_REST_OF_URL = re.compile(r"[\w/?=&%.#~+:@!,;-]+(?=\s|$)")
_WITHIN_URL = re.compile(r"\w[/?=&#%]\w")
_SHORTEST_LINK = 30
_BROKEN = re.compile(r"([^\W\d_][\w'’`ʿʾ-]*)[-‐\u00ad]$")
_BEGINS_WORD = re.compile(r"[^\W\d_][\w'’`ʿʾ-]*")
_ENDS = re.compile(r"[.!?؟…:;؛。](?:[\"'”’»)\]}﴾*]*|\[\d+\])$|[”»)\]﴾\"]$")
_ITEM = re.compile(r"^(?:[-•●▪◦–*]\s+\S|\(?(?:\d{1,3})\s?[.)\-–]\s*\*{0,3}[^\W\d_\"“«(*]|\(?[^\W\d_]\)\s)")
_CALL_MARKS = re.compile("\ufdd2[^\ufdd3]*\ufdd3?|^[^\ufdd2\ufdd3]*\ufdd3")
"""As `notes.CALL`, and what is left of one that a context cuts."""
_CONTEXT = 24
_LONG = 100
_SOME = 40
_ARTICLE = 3
"""So many letters an Arabic article has in transliteration: `al-`, `ash-`."""


@dataclass(frozen=True, slots=True)
class JoinedText:
    """`text` with `\\n` for lines that end for good. `starts`: pairs of an offset and the number of the line there."""

    text: str
    starts: tuple[tuple[int, int], ...]
    repairs: tuple[Repair, ...] = ()


def begins_item(text: str) -> bool:
    """Whether a line begins with the mark of a list: a bullet, a number."""
    return bool(_ITEM.match(text))


def ends_sentence(text: str) -> bool:
    return bool(_ENDS.search(_CALL_MARKS.sub("", text).rstrip()))


def joined_lines(lines: Sequence[PlainLine], habits: LineHabits, *, display: bool = False) -> JoinedText:
    """The text of lines that are one paragraph. `display`: its lines end where they end."""
    text = lines[0].text
    starts = [(0, lines[0].number)]
    repairs: list[Repair] = []
    for before, line in pairwise(lines):
        text, repair = _joined(text, before, line, habits, display=display)
        starts.append((len(text) - len(line.text), line.number))
        repairs += [repair] if repair else []
    return JoinedText(text, tuple(starts), tuple(repairs))


def _joined(
    text: str, before: PlainLine, line: PlainLine, habits: LineHabits, *, display: bool
) -> tuple[str, Repair | None]:
    """`text` with the next line behind it."""
    place = Place(before.number, line.number)
    if link_goes_on(text, line.text):
        return text + line.text, _told(RepairCode.LINK_JOINED, text, line.text, "", place)
    if word := _broken_word(text, line.text, habits):
        joined = text[: -len(word[0])] + word[1]
        return joined + line.text, _told(RepairCode.WORD_JOINED, text, line.text, "", place, joined)
    if not _is_soft(before, line, habits, display=display):
        return f"{text}\n{line.text}", None
    gap = " " * (1 + before.spaces)
    return f"{text}{gap}{line.text}", _told(RepairCode.LINE_JOINED, text, line.text, gap, place)


def over_gap(text: str, following: str, habits: LineHabits, place: Place) -> tuple[str, Repair]:
    """A paragraph with the one in which it goes on, and the repair; a word that the gap broke is whole again."""
    word = _broken_word(text, following, habits)
    joined = f"{text[: -len(word[0])]}{word[1]}" if word else f"{text} "
    cut = max(len(text) - _CONTEXT, 0)
    before, after, ahead = _shown(text[cut:]), _shown(joined[cut:]), _shown(following[:_CONTEXT])
    return f"{joined}{following}", Repair(RepairCode.PARAGRAPH_JOINED, f"{before}\n\n{ahead}", f"{after}{ahead}", place)


def _shown(text: str) -> str:
    """Text without the marks of notes that are called in it."""
    return _CALL_MARKS.sub("", text)


def _told(code: RepairCode, text: str, following: str, gap: str, place: Place, joined: str = "") -> Repair:
    """A repair at the end of a line, with as much around it as shows it."""
    begin = max(len(text) - _CONTEXT, 0)
    ahead = following[:_CONTEXT]
    left, made = _shown(text[begin:]), _shown((joined or text)[begin:])
    return Repair(code, f"{left}\n{_shown(ahead)}", f"{made}{gap}{_shown(ahead)}", place)


def link_goes_on(text: str, following: str) -> bool:
    """Whether a line that ends in a link is followed by one that is nothing but the rest of it."""
    match = _URL_AT_END.search(text)
    rest = _REST_OF_URL.match(following)
    if not match or not rest or len(match[0]) < _SHORTEST_LINK or re.match(r"https?://|www\.", following):
        return False
    return rest.end() == len(following) or bool(_WITHIN_URL.search(rest[0]))


def _broken_word(text: str, following: str, habits: LineHabits) -> tuple[str, str] | None:
    """(what the line ends with, what it ends with when the word is joined) where a word is broken there."""
    match, begins = _BROKEN.search(text), _BEGINS_WORD.match(following)
    if match is None or begins is None:
        return None
    if not following[0].islower():
        article = habits.hyphenated and len(match[1]) <= _ARTICLE
        return (match[0], match[0]) if article else None
    whole, hyphened = (f"{match[1]}{begins[0]}".lower(), f"{match[1]}-{begins[0]}".lower())
    compound = habits.words[hyphened] > habits.words[whole] or "-" in begins[0]
    apart = (
        not habits.hyphenated
        and not habits.words[whole]
        and habits.words[match[1].lower()]
        and habits.words[begins[0].lower()] > 1
    )
    return (match[0], match[0] if compound or (apart and text[-1] != "\u00ad") else match[1])


def _is_soft(before: PlainLine, line: PlainLine, habits: LineHabits, *, display: bool) -> bool:
    """Whether a line ends because it was full, or in the middle of what is said."""
    if display or begins_item(line.text):
        return False
    if habits.width:
        return is_full(before, line, habits) or (line.text[0].islower() and not ends_sentence(before.text))
    if is_arabic(before.text) and is_arabic(line.text):
        return len(before.text) > _SOME or not ends_sentence(before.text)
    if before.text[0] in "[(" and "]" not in before.text and ")" not in before.text:
        return True
    return line.text[0].islower()


def goes_on(text: str, following: str, *, paged: bool, ended: bool) -> bool:
    """Whether a paragraph goes on in the next: its sentence has not ended.

    `paged`: a page ends between the two. `ended`: the last line has room left, or every line is a paragraph.
    """
    bare = text.rstrip(" *")
    if not bare or begins_item(following) or "\n" in text[-_SOME:]:
        return False
    if _unclosed(bare) and ARABIC_LETTER.match(bare[-1]) and following[0] in '«"':
        return True
    if ends_sentence(bare) or is_arabic(bare[-_SOME:]) != is_arabic(following[:_SOME]):
        return False
    if following[0].islower() or bare[-1] in "-‐":
        return len(bare) >= _SOME
    if not bare[-1].isalpha() or ended or _URL_AT_END.search(bare):
        return False
    if is_arabic(bare) and not paged:
        return False
    return len(bare) >= (_SOME if paged else _LONG) and following[0] not in "([{“\"'‘﴿«*#"


def _unclosed(text: str) -> bool:
    return text.count("«") > text.count("»") and "«" in text[-300:]
