"""What stands in a `w:p` → runs. What is not known here is walked through; nothing is left out but what is listed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from lxml import etree

from bookbuild.diagnostics import Code
from bookbuild.intake.conservation import letters_of
from bookbuild.intake.docx import pictures
from bookbuild.intake.docx.docx_context import (
    CODE_OF_FIELD,
    DRAWN,
    HIDDEN,
    MARK,
    PLACEHOLDER,
    DocxContext,
    WordComment,
)
from bookbuild.intake.docx.dress import RunDress, RunState, dress_of, dressed
from bookbuild.intake.docx.fields import CONTENTS, FieldDeed, OpenField, field_meaning
from bookbuild.intake.docx.font_signs import sign_of, symbol_of
from bookbuild.intake.docx.names import alternative, attribute, child, descendants, name, switch, value
from bookbuild.intake.runs import (
    BookmarkHere,
    CommentHere,
    HardBreak,
    NoteCall,
    PageMark,
    PrivateSymbol,
    ReferenceHere,
    RunPiece,
)
from bookbuild.model.inlines import Direction

_LEFT_OUT = frozenset((
    "w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:customXmlPr", "w:smartTagPr", "w:tblPr", "", "w:trPr", "w:tcPr",
    "w:tblGrid", "w:lastRenderedPageBreak", "w:footnoteRef", "w:endnoteRef", "w:annotationRef", "w:separator",
    "w:sectPr", "w:continuationSeparator", "w:fldData", "w:ffData", "w:rubyPr",
))  # fmt: skip
_CHARACTERS = {"w:noBreakHyphen": "\u2011", "w:softHyphen": "\u00ad", "w:tab": "\t", "w:ptab": "\t"}
_HIDDEN_BOOKMARKS = ("_GoBack",)
_NOTES = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}


def inline_pieces(element: etree._Element, state: RunState, context: DocxContext) -> Iterator[RunPiece]:
    """The runs of the children of a paragraph, a link, a tracked change, a control."""
    for each in element:
        reader = _READERS.get(name(each))
        if reader is not None:
            yield from reader(each, state, context)
        elif name(each) not in _LEFT_OUT:
            yield from inline_pieces(each, state, context)


def _link(element: etree._Element, state: RunState, context: DocxContext) -> Iterator[RunPiece]:
    relation = context.package.links(context.part).get(attribute(element, "r:id") or "")
    anchor = attribute(element, "w:anchor")
    link = relation.target if relation and relation.external else ""
    if anchor:
        link = f"{link}#{anchor}"
    yield from inline_pieces(element, replace(state, link=link or state.link), context)


def _inserted(element: etree._Element, state: RunState, context: DocxContext) -> Iterator[RunPiece]:
    yield from inline_pieces(element, replace(state, inserted=True), context)


def _deleted(element: etree._Element, state: RunState, context: DocxContext) -> Iterator[RunPiece]:
    yield from inline_pieces(element, replace(state, deleted=True), context)


def _directed(element: etree._Element, state: RunState, context: DocxContext) -> Iterator[RunPiece]:
    direction: Direction = "rtl" if value(element) == "rtl" else "ltr"
    yield from inline_pieces(element, replace(state, direction=direction), context)


def _alternatives(element: etree._Element, state: RunState, context: DocxContext) -> Iterator[RunPiece]:
    if (branch := alternative(element)) is not None:
        yield from inline_pieces(branch, state, context)


def _control(element: etree._Element, state: RunState, context: DocxContext) -> Iterator[RunPiece]:
    properties = child(element, "w:sdtPr")
    if is_contents(properties):
        drop_all(element, CONTENTS, context)
    elif switch(properties, "w:showingPlcHdr"):
        drop_all(element, PLACEHOLDER, context)
    else:
        yield from inline_pieces(element, state, context)


def is_contents(properties: etree._Element | None) -> bool:
    """Whether a control holds a table of contents that Word makes."""
    gallery = child(child(properties, "w:docPartObj"), "w:docPartGallery")
    return (value(gallery) or "").lower() == "table of contents"


def drop_all(element: etree._Element, reason: str, context: DocxContext) -> None:
    """List all text below an element as dropped, its paragraphs in a row."""
    words: list[str] = []
    for each in descendants(element, "w:t", "w:delText", "m:t", "a:t", "w:sym", "w:p", "w:tab"):
        short = name(each)
        context.seen.add(each)
        context.paragraph += short == "w:p"
        words.append(symbol_of(each)[1] if short == "w:sym" else " " if short in ("w:p", "w:tab") else each.text or "")
    context.drop(" ".join("".join(words).split()), reason)


def _bookmark(element: etree._Element, state: RunState, context: DocxContext) -> Iterator[RunPiece]:
    del state
    mark = attribute(element, "w:name")
    if mark and mark not in _HIDDEN_BOOKMARKS and context.fields.dropping is None:
        yield BookmarkHere(mark, context.place)


def _simple_field(element: etree._Element, state: RunState, context: DocxContext) -> Iterator[RunPiece]:
    opened = OpenField([], shows=True, meaning=field_meaning(attribute(element, "w:instr") or ""))
    context.fields.open.append(opened)
    yield from inline_pieces(element, replace(state, link=context.fields.link or state.link), context)
    if context.fields.open and context.fields.open[-1] is opened:
        context.fields.open.pop()
    yield from _ended(opened, context)


def _field_mark(element: etree._Element, state: RunState, context: DocxContext) -> Iterator[RunPiece]:
    del state
    match attribute(element, "w:fldCharType"):
        case "begin":
            context.fields.begin()
        case "separate":
            context.fields.separate()
        case "end":
            if (ended := context.fields.end()) is not None:
                yield from _ended(ended, context)


def _ended(ended: OpenField, context: DocxContext) -> Iterator[RunPiece]:
    """What a field leaves behind that has ended: a reference, or a sign of a font."""
    meaning = ended.meaning
    if context.fields.in_code or context.fields.dropping:
        return
    if meaning.deed is FieldDeed.REFERENCE:
        yield ReferenceHere(meaning.target, "".join(ended.shown), meaning.by_page, context.place)
    elif meaning.deed is FieldDeed.SYMBOL and (sign := sign_of(meaning.target)):
        context.made.update(letters_of(sign))
        yield PrivateSymbol(meaning.font, sign, context.place)


def _code(element: etree._Element, state: RunState, context: DocxContext) -> Iterator[RunPiece]:
    del state
    context.fields.code(element.text or "")
    return iter(())


def _run(element: etree._Element, state: RunState, context: DocxContext) -> Iterator[RunPiece]:
    inner = replace(state, link=context.fields.link or state.link)
    dress = dress_of(element, inner, context)
    yield from _in_run(element, dress, context)


def _in_run(element: etree._Element, dress: RunDress, context: DocxContext) -> Iterator[RunPiece]:
    custom_mark = False
    for each in element:
        short = name(each)
        if short in ("w:t", "w:delText"):
            context.seen.add(each)
            text = text_of(each)
            if custom_mark and not dress.state.deleted:
                context.drop(text, MARK)
            else:
                yield from _text(text, dress, context, deleted=short == "w:delText")
        elif short in _CHARACTERS:
            yield from _text(_CHARACTERS[short], dress, context)
        elif short in _NOTES:
            custom_mark = attribute(each, "w:customMarkFollows") in ("1", "true", "on")
            yield from _note_call(each, dress.state, context)
        elif short in ("w:br", "w:cr"):
            yield from _break(each, dress, context)
        elif short == "w:sym":
            yield from _symbol(each, dress, context)
        elif short == "mc:AlternateContent":
            if (branch := alternative(each)) is not None:
                yield from _in_run(branch, dress, context)
        elif short in _READERS:
            yield from _READERS[short](each, dress.state, context)
        elif short not in _LEFT_OUT:
            yield from _in_run(each, dress, context)


def text_of(element: etree._Element) -> str:
    """The text of a `w:t`; white space at its ends counts where the file says so, line ends are spaces."""
    text = (element.text or "").replace("\r\n", " ").replace("\n", " ").replace("\r", " ")
    return text if element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve" else text.strip()


def _text(text: str, dress: RunDress, context: DocxContext, *, deleted: bool = False) -> Iterator[RunPiece]:
    if context.fields.in_code:
        context.drop(text, CODE_OF_FIELD)
    elif (meaning := context.fields.dropping) is not None:
        context.drop(text, meaning.reason)
    elif dress.hidden:
        context.drop(text, HIDDEN)
    elif deleted or dress.state.deleted:
        yield from dressed(text, replace(dress, state=replace(dress.state, deleted=True)), context)
    elif (referring := context.fields.referring) is not None:
        referring.shown.append(text)
    else:
        yield from dressed(text, dress, context)


def _note_call(element: etree._Element, state: RunState, context: DocxContext) -> Iterator[RunPiece]:
    """The call of a note, each note once: what calls it in deleted or dropped text does not."""
    key = f"{_NOTES[name(element)]}-{attribute(element, 'w:id')}"
    if state.deleted or context.fields.dropping or context.within:
        return
    if key not in context.note_keys:
        context.find(Code.NOTE_UNDEFINED, f"a note is called that the file has not (`{key}`)", "write it in Word")
    elif key in context.notes_called:
        context.find(Code.NOTE_UNDEFINED, f"`{key}` is called a second time", "call it in one place")
    else:
        context.notes_called.append(key)
        yield NoteCall(key, place=context.place)


def _break(element: etree._Element, dress: RunDress, context: DocxContext) -> Iterator[RunPiece]:
    if dress.state.deleted or dress.hidden or context.fields.dropping or context.fields.referring:
        return
    if attribute(element, "w:type") == "page":
        yield PageMark(place=context.place)
    else:
        yield HardBreak(context.place)


def _symbol(element: etree._Element, dress: RunDress, context: DocxContext) -> Iterator[RunPiece]:
    context.seen.add(element)
    font, character = symbol_of(element)
    if not character:
        return
    if dress.state.deleted or dress.hidden or context.fields.in_code or context.fields.dropping:
        reason = context.fields.dropping.reason if context.fields.dropping else HIDDEN
        context.drop(character, "deleted in a tracked change" if dress.state.deleted else reason)
    elif (referring := context.fields.referring) is not None:
        referring.shown.append(character)
    else:
        yield PrivateSymbol(font, character, context.place)


def _comment(element: etree._Element, state: RunState, context: DocxContext) -> Iterator[RunPiece]:
    del state
    comment: WordComment | None = context.comments.pop(attribute(element, "w:id") or "", None)
    if comment is not None:
        yield CommentHere(comment.text, comment.author, context.place)


def _drawing(element: etree._Element, state: RunState, context: DocxContext) -> Iterator[RunPiece]:
    drawn = pictures.drawn_in(element, context)
    context.boxes += drawn.boxes
    context.rules = context.rules or drawn.rule
    for text in drawn.words:
        context.drop(text, DRAWN)
    if not (state.deleted or context.fields.dropping):
        yield from drawn.pictures


def _formula(element: etree._Element, state: RunState, context: DocxContext) -> Iterator[RunPiece]:
    """A formula by its letters alone; it is told, as its form is lost."""
    text = "".join(each.text or "" for each in descendants(element, "m:t"))
    if text.strip():
        remedy = "write it in words, or put a picture of it there"
        context.find(Code.IMPORT_SYMBOL, f"of a formula only its letters are kept, `{text[:40]}`", remedy)
    for each in descendants(element, "m:t", "w:t", "w:delText"):
        context.seen.add(each)
        yield from _text(each.text or "", dress_of(None, state, context), context)


def _ruby(element: etree._Element, state: RunState, context: DocxContext) -> Iterator[RunPiece]:
    """A word and the reading beside it: the reading follows it."""
    for part in ("w:rubyBase", "w:rt"):
        if (found := child(element, part)) is not None:
            yield from inline_pieces(found, state, context)


_READERS: dict[str, Callable[[etree._Element, RunState, DocxContext], Iterator[RunPiece]]] = {
    "w:r": _run, "w:hyperlink": _link, "w:ins": _inserted, "w:moveTo": _inserted, "w:del": _deleted,
    "w:moveFrom": _deleted, "w:dir": _directed, "w:bdo": _directed, "mc:AlternateContent": _alternatives,
    "w:sdt": _control, "w:bookmarkStart": _bookmark, "w:fldSimple": _simple_field, "w:fldChar": _field_mark,
    "w:instrText": _code, "w:delInstrText": _code, "w:commentReference": _comment, "w:drawing": _drawing,
    "w:pict": _drawing, "w:object": _drawing, "m:oMath": _formula, "w:ruby": _ruby,
}  # fmt: skip
