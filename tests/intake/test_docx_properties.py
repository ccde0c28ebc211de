"""The twelve properties of a Word document that other readers lose, each in the smallest document that has it."""

from __future__ import annotations

import pytest
from docx_files import PNG, WordFile, p, r, read, runs_of, texts

from bookbuild.intake.document import (
    IntakeFigure,
    IntakeHeading,
    IntakeItem,
    IntakePageBreak,
    IntakeParagraph,
    IntakeTable,
)
from bookbuild.intake.runs import BookmarkHere, CommentHere, NoteCall, PageMark, ReferenceHere, RunMark, TextRun

ARABIC = "الطريق طويل"


def only_run(body: str) -> TextRun:
    [run] = [run for run in runs_of(read(body)) if isinstance(run, TextRun)]
    return run


@pytest.mark.parametrize(
    ("properties", "style", "direction"),
    [
        ("<w:bidi/>", "", "rtl"),
        ('<w:bidi w:val="1"/>', "", "rtl"),
        ("", "ArabicBody", "rtl"),
        ('<w:bidi w:val="0"/>', "ArabicBody", "ltr"),
        ("", "", None),
    ],
)
def test_direction_of_a_paragraph(properties: str, style: str, direction: str | None) -> None:
    [block] = read(p("the well", style=style, properties=properties)).document.blocks
    assert isinstance(block, IntakeParagraph)
    assert block.direction == direction


def test_direction_of_a_run() -> None:
    [before, turned, after] = runs_of(read(p(r("the ") + r("(well)", "<w:rtl/>") + r(" road"))))
    assert [getattr(run, "direction", "") for run in (before, turned, after)] == [None, "rtl", None]


def test_direction_that_is_set_for_runs() -> None:
    [_, turned] = runs_of(read(p(r("the ") + f'<w:dir w:val="rtl">{r("well")}</w:dir>')))
    assert isinstance(turned, TextRun)
    assert (turned.text, turned.direction) == ("well", "rtl")


@pytest.mark.parametrize(("properties", "direction"), [("<w:bidiVisual/>", "rtl"), ("", None)])
def test_direction_of_a_table(properties: str, direction: str | None) -> None:
    cells = "".join(f"<w:tc>{p(word)}</w:tc>" for word in ("one", "two"))
    body = f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tr>{cells}</w:tr></w:tbl>"
    [table] = read(body).document.blocks
    assert isinstance(table, IntakeTable)
    assert table.direction == direction


def test_language_of_runs_that_is_not_the_books() -> None:
    french = r("la route", '<w:lang w:val="fr-FR"/>')
    urdu = r("راستہ", '<w:rtl/><w:lang w:bidi="ur-PK"/>')
    done = read(p(r("He called the way of the well and of the road ") + french + r(" and ") + urdu))
    spoken = {run.text: run.language for run in runs_of(done) if isinstance(run, TextRun)}
    assert done.document.language == "en"
    assert (spoken["la route"], spoken["راستہ"], spoken[" and "]) == ("fr-FR", "ur-PK", None)


def test_language_of_a_paragraph() -> None:
    body = p("The way of the well is the way of those who went by the road and of the guide")
    german = p(r("Der Weg ist weit", '<w:lang w:val="de-DE"/>'))
    [_, block] = read(body + german).document.blocks
    assert isinstance(block, IntakeParagraph)
    assert block.language == "de-DE"


def test_language_that_most_of_the_text_contradicts_is_no_language() -> None:
    text = "the road of the guide and of the well is not the road that was told to those who asked for it in that year "
    tagged = p(r(text * 3, '<w:lang w:val="fr-FR"/>'))
    done = read(tagged)
    assert done.document.language == "en"
    assert {run.language for run in runs_of(done) if isinstance(run, TextRun)} == {None}


@pytest.mark.parametrize(
    ("properties", "text", "marks"),
    [
        ("<w:bCs/>", ARABIC, {RunMark.BOLD}),
        ("<w:iCs/>", ARABIC, {RunMark.ITALIC}),
        ("<w:b/><w:i/>", ARABIC, set()),
        ("<w:b/><w:i/>", "the well", {RunMark.BOLD, RunMark.ITALIC}),
        ("<w:bCs/><w:rtl/>", "the well", {RunMark.BOLD}),
        ('<w:rStyle w:val="Emphasis"/>', ARABIC, {RunMark.ITALIC}),
        ('<w:rStyle w:val="Emphasis"/><w:iCs w:val="0"/>', ARABIC, set()),
    ],
)
def test_bold_and_italic_of_each_script(properties: str, text: str, marks: set[RunMark]) -> None:
    assert only_run(p(r(text, properties))).marks == marks


def test_one_run_of_two_scripts_is_bold_in_one() -> None:
    runs = runs_of(read(p(r(f"He said {ARABIC} again", "<w:bCs/>"))))
    assert [(run.text, RunMark.BOLD in run.marks) for run in runs if isinstance(run, TextRun)] == [
        ("He said ", False),
        (ARABIC, True),
        (" again", False),
    ]


def test_footnotes_and_endnotes() -> None:
    calls = '<w:r><w:footnoteReference w:id="2"/></w:r>' + r(" road") + '<w:r><w:endnoteReference w:id="2"/></w:r>'
    file = WordFile(
        p(r("the well") + calls),
        footnotes=f'<w:footnote w:type="separator" w:id="0">{p("")}</w:footnote>'
        f'<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>" + r(" Of the guide."))}{p("And more.")}</w:footnote>',
        endnotes=f'<w:endnote w:id="2">{p("Of the road.")}</w:endnote>',
    )
    done = read(file)
    keys = [run.key for run in runs_of(done) if isinstance(run, NoteCall)]
    notes = {note.key: note for note in done.document.notes}
    assert [notes[key].kind for key in keys] == ["foot", "end"]
    assert [texts(notes[key].blocks) for key in keys] == [["Of the guide.", "And more."], ["Of the road."]]


def test_comments() -> None:
    commented = (
        f'<w:commentRangeStart w:id="4"/>{r("the well")}<w:commentRangeEnd w:id="4"/>'
        '<w:r><w:commentReference w:id="4"/></w:r>'
    )
    comment = f'<w:comment w:id="4" w:author="the editor">{p("Which well?")}</w:comment>'
    runs = runs_of(read(WordFile(p(commented), comments=comment)))
    [found] = [run for run in runs if isinstance(run, CommentHere)]
    assert (found.text, found.author) == ("Which well?", "the editor")


def test_insertions_and_deletions() -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>old</w:delText></w:r></w:del>'
    moved = f'<w:moveTo w:id="3">{r(" far")}</w:moveTo>'
    runs = runs_of(read(p(r("the ") + f'<w:ins w:id="2">{r("new")}</w:ins>' + deleted + moved)))
    assert [(run.text, set(run.marks)) for run in runs if isinstance(run, TextRun)] == [
        ("the ", set()),
        ("new", {RunMark.INSERTED}),
        ("old", {RunMark.DELETED}),
        (" far", {RunMark.INSERTED}),
    ]


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next() -> None:
    body = p("the well ", properties='<w:rPr><w:del w:id="1"/></w:rPr>') + p("of the road")
    assert texts(read(body).document.blocks) == ["the well of the road"]


NUMBERING = """
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="arabicAbjad"/><w:lvlText w:val="%1.%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>
"""


def item(text: str, level: int = 0, number: int = 1) -> str:
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_numbering() -> None:
    body = item("a") + item("b", 1) + item("c", 1) + item("d", 2) + item("e") + item("f", 1) + item("g", 0, 2)
    items = [b for b in read(WordFile(body, numbering=NUMBERING)).document.blocks if isinstance(b, IntakeItem)]
    assert [(each.marker, each.number, each.level) for each in items] == [
        ("3.", 3, 1), ("3.ا)", 1, 2), ("3.ب)", 2, 2), ("·", None, 3), ("4.", 4, 1), ("4.ا)", 1, 2), ("9.", 9, 1),
    ]  # fmt: skip


def picture(alt: str) -> str:
    described = f' descr="{alt}"' if alt else ""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1"{described}/><a:graphic><a:graphicData>'
        '<pic:pic><pic:blipFill><a:blip r:embed="pic"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


@pytest.mark.parametrize("alt", ["a well by a road", ""])
def test_alt_text(alt: str) -> None:
    file = WordFile(
        p(picture(alt)) + p("Figure 2: The well", style="Caption"),
        links={"pic": ("image", "media/image1.png")},
        parts={"word/media/image1.png": PNG},
    )
    done = read(file)
    [figure] = done.document.blocks
    assert isinstance(figure, IntakeFigure)
    assert (figure.picture.alt, figure.picture.data, figure.picture.name) == (alt or None, PNG, "image1.png")
    assert [getattr(run, "text", "") for run in figure.caption] == ["The well"]
    assert [piece.text for piece in done.dropped] == ["Figure 2:"]


def test_page_breaks() -> None:
    body = (
        p("one")
        + p('<w:r><w:br w:type="page"/></w:r>' + r("two"))
        + p("three", properties="<w:pageBreakBefore/>")
        + p(r("fo") + '<w:r><w:br w:type="page"/></w:r>' + r("ur"), properties="<w:sectPr/>")
        + p("five", style="Kopf1")
    )
    done = read(body)
    blocks = done.document.blocks
    kinds = ["break" if isinstance(block, IntakePageBreak) else texts((block,))[0] for block in blocks]
    assert kinds == ["one", "break", "two", "break", "three", "four", "break", "five"]
    assert isinstance(blocks[5], IntakeParagraph)
    assert [isinstance(run, PageMark) for run in blocks[5].runs] == [False, True, False]
    assert isinstance(blocks[-1], IntakeHeading)
    assert blocks[-1].opens_page
    assert [(str(finding.code), finding.message.partition(" (")[0]) for finding in done.findings] == [
        ("import-break", "a page begins in `four`"),
    ]


def bookmark(name: str, inner: str) -> str:
    return f'<w:bookmarkStart w:id="7" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="7"/>'


def reference(code: str, shown: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText> {code} </w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_bookmarks_with_references() -> None:
    body = (
        p(bookmark("_Ref12", r("The Well")), style="Kopf1")
        + p(r("at the ") + bookmark("guide", r("guide")))
        + p(r("See ") + reference(r"REF _Ref12 \h", "The Well") + r(", page ") + reference("PAGEREF guide", "7"))
        + p(r("and ") + reference("REF guide", "guide") + f'<w:hyperlink w:anchor="_ref12">{r(" above")}</w:hyperlink>')
        + p(reference("REF nowhere", "here"))
    )
    done = read(body)
    heading, marked, referring, linking, lost = done.document.blocks
    assert isinstance(heading, IntakeHeading)
    assert isinstance(marked, IntakeParagraph)
    assert isinstance(referring, IntakeParagraph)
    assert isinstance(linking, IntakeParagraph)
    assert heading.id == "Ref12"
    assert [run.name for run in marked.runs if isinstance(run, BookmarkHere)] == ["guide"]
    assert [(run.target, run.by_page) for run in referring.runs if isinstance(run, ReferenceHere)] == [
        ("Ref12", False),
        ("guide", True),
    ]
    assert [(run.text, run.link) for run in linking.runs if isinstance(run, TextRun)] == [
        ("and ", ""),
        ("guide", "#guide"),
        (" above", "#Ref12"),
    ]
    assert texts((lost,)) == ["here"]
    assert sorted(piece.text for piece in done.dropped) == ["7", "The Well"]
