"""Runs → Markdown in lines that end with sentences, each with the place of the source where it begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bookbuild.intake.runs import (
    NO_PLACE,
    BookmarkHere,
    HardBreak,
    NoteCall,
    PageMark,
    Picture,
    Place,
    PrivateSymbol,
    ReferenceHere,
    RunMark,
    RunPiece,
    RunPieces,
    TextRun,
)
from bookbuild.intake.writing.escapes import at_start, escaped
from bookbuild.intake.writing.spoken import plain_verses, said_of

_SENTENCE = re.compile(r"(?<=[.!?؟…])[\"”’»)\]﴾*]*(?:\[\^[^\]]+\])?( )(?=[^\W\d_a-z]|[\"“‘«(\[﴿ʿ`'])")
_CALL = re.compile(r"\[\^[^\]]+\]$")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(\[])(?:[A-Za-z]|pp?|vols?|nos?|ed|eds|trans|Dr|Prof|Mr|Mrs|Ms|St|cf|vs|ca|c|ibid|art|ch|chap|fig|al|etc|i\.e|e\.g"
    r"|[صجطتم])\.$"
)
_DRESS: dict[RunMark, tuple[str, str]] = {
    RunMark.ITALIC: ("*", "*"),
    RunMark.BOLD: ("**", "**"),
    RunMark.STRIKEOUT: ("~~", "~~"),
    RunMark.SUPERSCRIPT: ("^", "^"),
    RunMark.SUBSCRIPT: ("~", "~"),
    RunMark.SMALL_CAPITALS: ("[", "]{.small-caps}"),
    RunMark.UNDERLINE: ("[", "]{.x-underline}"),
}


@dataclass(frozen=True, slots=True)
class WritingContext:
    """`labels`: a note's key → its label in the file; `targets`: a bookmark's name → its id in the book.

    `images`: a picture's name → its path in the book's folder. `rtl`: the book is read from right to left.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    targets: Mapping[str, str] = field(default_factory=dict)
    images: Mapping[str, str] = field(default_factory=dict)
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """A line of Markdown, and where in the source it comes from."""

    text: str
    place: Place = NO_PLACE


def one_line(runs: RunPieces, context: WritingContext) -> str:
    """Runs in one line, as a heading or a cell has them."""
    text = " ".join(line.text for line in written_lines(runs, context, wrapped=False)).strip()
    # attributes at the end of a heading or a caption are read before backslashes
    last = runs[-1] if runs else None
    said = isinstance(last, TextRun) and (last.classes or last.language or last.direction or last.link or last.marks)
    in_text = isinstance(last, TextRun) and not said
    return f"{text[:-1]}&#125;" if text.endswith("}") and in_text else text


def written_lines(runs: RunPieces, context: WritingContext, *, wrapped: bool = True) -> list[WrittenLine]:
    """Runs as lines: one a sentence, and what the source ends for good ends with a backslash."""
    if wrapped and (picture := _picture_alone(runs, context)):
        return [WrittenLine(figure_line(picture, context), picture.place)]
    lines: list[WrittenLine] = []
    segments = _segments(plain_verses(runs))
    for number, segment in enumerate(segments):
        pieces = _written(list(_alike(segment)), context)
        last = number + 1 == len(segments)
        found = _sentences(pieces) if wrapped else [_whole(pieces)]
        kept = [WrittenLine(at_start(text.strip(" ")), place) for text, place in found if text.strip()]
        if kept and not last:
            kept[-1] = WrittenLine(f"{kept[-1].text}\\" if wrapped else kept[-1].text, kept[-1].place)
        lines += kept
    if lines and lines[-1].text.endswith("\\") and not lines[-1].text.endswith("\\\\"):
        lines[-1] = WrittenLine(lines[-1].text[:-1], lines[-1].place)
    return lines


def _picture_alone(runs: RunPieces, context: WritingContext) -> Picture | None:
    """The picture of a paragraph that has nothing else: it is read as a figure, whose brackets hold a caption."""
    match [run for run in runs if _markdown(run, context, "").strip()]:
        case [Picture() as picture]:
            return picture
        case _:
            return None


def figure_line(picture: Picture, context: WritingContext, caption: str = "", name: str = "") -> str:
    """A figure; `caption` is Markdown, `name` an id."""
    alt = "" if picture.alt is None else f'alt="{quoted_value(picture.alt)}"'
    attributes = " ".join(filter(None, (f"#{name}" if name else "", alt)))
    said = f"{{{attributes}}}" if attributes else ""
    return f"![{caption}]({context.images.get(picture.name, picture.name)}){said}"


def quoted_value(text: str) -> str:
    """Text as it stands between the quotes of an attribute."""
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")


def _written(runs: Sequence[RunPiece], context: WritingContext) -> list[tuple[str, Place]]:
    """Runs as Markdown, the last first: what a run ends with is escaped by what follows it."""
    pieces: list[tuple[str, Place]] = []
    following = ""
    for run in reversed(runs):
        text = _markdown(run, context, following)
        pieces.insert(0, (text, run.place))
        following = text or following
    return pieces


def _whole(pieces: Sequence[tuple[str, Place]]) -> tuple[str, Place]:
    return "".join(text for text, _ in pieces), pieces[0][1] if pieces else NO_PLACE


def _segments(runs: RunPieces) -> list[list[RunPiece]]:
    """Runs parted at line breaks."""
    segments: list[list[RunPiece]] = [[]]
    for run in runs:
        if isinstance(run, HardBreak):
            segments.append([])
        else:
            segments[-1].append(run)
    return segments


def _alike(runs: Sequence[RunPiece]) -> Iterator[RunPiece]:
    """Runs with neighbours in one dress as one, so that no mark ends and begins again; plain text stays apart."""
    held: TextRun | None = None
    for run in runs:
        dressed = isinstance(run, TextRun) and bool(run.marks or run.link or run.classes or run.language)
        if held and dressed and isinstance(run, TextRun) and _dress(held) == _dress(run):
            held = TextRun(
                held.text + run.text, run.marks, run.link, run.classes, run.direction, run.language, held.place
            )
            continue
        if held:
            yield held
        held = run if dressed and isinstance(run, TextRun) else None
        if held is None:
            yield run
    if held:
        yield held


def _dress(run: TextRun) -> tuple[object, ...]:
    return run.marks, run.link, run.classes, run.language, run.direction


def _markdown(run: RunPiece, context: WritingContext, following: str) -> str:
    match run:
        case TextRun():
            return _text(run, context, following)
        case NoteCall(key):
            return f"[^{context.labels.get(key, key)}]"
        case BookmarkHere(name):
            return f"[]{{#{context.targets[name]}}}" if name in context.targets else ""
        case ReferenceHere(target, written, by_page):
            return _reference(context.targets.get(target), written, by_page=by_page)
        case PrivateSymbol(character=character):
            return character
        case PageMark(number):
            return print_page(number) if number else ""
        case Picture(name, _, alt):
            return f"![{escaped(alt or '')}]({context.images.get(name, name)})"
        case _:
            return ""


def print_page(number: str) -> str:
    """Where a page of the printed book begins."""
    value = number if re.fullmatch(r"[\w.-]+", number) else f'"{quoted_value(number)}"'
    return f"[]{{.print-page n={value}}}"


def _reference(target: str | None, written: str, *, by_page: bool) -> str:
    if target is None:
        return escaped(written)
    return f"[](#{target}){{.page}}" if by_page else f"[](#{target})"


def _text(run: TextRun, context: WritingContext, following: str) -> str:
    """Text in its dress; white space at its ends stands outside of it."""
    bare = run.text.strip()
    if not bare:
        return run.text
    begin = run.text.index(bare)
    before, after = run.text[:begin], run.text[begin + len(bare) :]
    if RunMark.CODE in run.marks:
        return f"{before}{_code(bare)}{after}"
    text = escaped(bare, after or ("{" if run.marks or run.link or run.classes or run.language else following))
    for mark, (opening, closing) in _DRESS.items():
        if mark in run.marks:
            inner = text.replace(" ", "\\ ") if mark in (RunMark.SUPERSCRIPT, RunMark.SUBSCRIPT) else text
            text = f"{opening}{inner}{closing}"
    if said := said_of(bare, run.language, run.direction if _lettered(bare) else None, run.classes):
        text = f"[{text}]{{{said}}}"
    if run.link:
        text = _link(text, bare, run.link, context)
    return f"{before}{text}{after}"


def _lettered(text: str) -> bool:
    return any(character.isalpha() for character in text)


def _code(text: str) -> str:
    ticks = "`" * (max((len(found) for found in re.findall("`+", text)), default=0) + 1)
    pad = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def _link(text: str, bare: str, link: str, context: WritingContext) -> str:
    if link.startswith("#"):
        target = context.targets.get(link[1:])
        return f"[{text}](#{target})" if target else text
    if not re.match(r"(?:https?|mailto|tel):", link):
        return text
    if bare == link:
        return f"<{link}>"
    return f"[{re.sub('[<>]', '', text)}](<{link.replace('<', '%3C').replace('>', '%3E')}>)"


def _sentences(pieces: Sequence[tuple[str, Place]]) -> list[tuple[str, Place]]:
    """Text parted after its sentences, with the place where each begins; never within brackets."""
    whole = "".join(text for text, _ in pieces)
    starts: list[tuple[int, Place]] = []
    offset = 0
    for text, place in pieces:
        starts.append((offset, place))
        offset += len(text)
    parted: list[tuple[str, Place]] = []
    begin = 0
    for found in [*_SENTENCE.finditer(whole), None]:
        end = found.start(1) if found else len(whole)
        if found and not _may_end(whole[begin:end]):
            continue
        place = next((place for start, place in reversed(starts) if start <= begin), NO_PLACE)
        parted.append((whole[begin:end], place))
        begin = end + 1
    return parted


def _may_end(sentence: str) -> bool:
    """Whether a line may end behind it: no bracket is open, and it ends with no abbreviation."""
    for opening, closing in ("[]", "﴿﴾", "<>"):
        if sentence.count(opening) > sentence.count(closing):
            return False
    bare = _CALL.sub("", sentence).rstrip('"”’»)]﴾*')
    return not _ABBREVIATED.search(bare) and sentence.count("`") % 2 == 0 and len(sentence) > 12
