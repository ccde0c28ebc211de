"""What a Word document says → blocks and runs: structure, dress, fields, what is dropped and listed."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx_files import PNG, WordFile, imported_docx, p, r, read, runs_of, texts

from bookbuild.diagnostics import BookError, Code
from bookbuild.intake.document import (
    IntakeCode,
    IntakeFigure,
    IntakeHeading,
    IntakeItem,
    IntakeOrnament,
    IntakeParagraph,
    IntakeQuotation,
    IntakeTable,
    IntakeVerse,
)
from bookbuild.intake.docx.docx_reader import read_docx
from bookbuild.intake.docx.settling import NUMBER_OF_FIGURE, UNCALLED
from bookbuild.intake.reader import IntakeFile, ReadDocument, ReadOptions
from bookbuild.intake.runs import HardBreak, NoteCall, PrivateSymbol, RunMark, TextRun

DOCUMENTS = Path(__file__).parent / "documents"
BREAK = "<w:r><w:br/></w:r>"


def headings(done: ReadDocument) -> list[tuple[str, int | None]]:
    blocks = done.document.blocks
    return [(texts((block,))[0], block.level) for block in blocks if isinstance(block, IntakeHeading)]


def shown(done: ReadDocument) -> list[tuple[str, set[RunMark]]]:
    return [(run.text, set(run.marks)) for run in runs_of(done) if isinstance(run, TextRun)]


def reasons(done: ReadDocument) -> dict[str, str]:
    return {piece.text: piece.reason for piece in done.dropped}


def test_headings_by_style_by_what_it_is_based_on_and_by_level() -> None:
    direct = '<w:outlineLvl w:val="2"/>'
    body = p("A", style="Kopf1") + p("B", style="Story") + p("C", properties=direct) + p("D")
    assert headings(read(body)) == [("A", 1), ("B", 2), ("C", 3)]


def test_a_level_of_running_text_is_no_heading() -> None:
    assert headings(read(p("A", style="Kopf1", properties='<w:outlineLvl w:val="9"/>'))) == []


def test_the_look_of_a_heading_is_no_dress() -> None:
    [heading] = read(p(r("The Well", "<w:b/><w:u w:val='single'/>"), style="Story")).document.blocks
    assert isinstance(heading, IntakeHeading)
    assert [set(run.marks) for run in heading.runs if isinstance(run, TextRun)] == [set()]


def test_a_number_of_a_heading_is_dropped_and_listed() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/>'
        '<w:lvlText w:val="Station %1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    numbered = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    body = p("A", style="Kopf1", properties=numbered) + p("B", style="Kopf1", properties=numbered)
    done = read(WordFile(body, numbering=numbering))
    assert headings(done) == [("A", 1), ("B", 1)]
    assert [piece.text for piece in done.dropped] == ["Station I", "Station II"]


def test_a_title_is_the_books_and_properties_are_metadata() -> None:
    core = (
        "<dc:title>Draft 7</dc:title><dc:creator>Hala Rifai; Bilal Haddad</dc:creator><dc:publisher>Northgate</dc:publisher>"
        "<dc:subject>travel</dc:subject><dc:description>A road.</dc:description>"
    )
    data = read(
        WordFile(p("The Road", style="Title") + p("The First Night", style="Kopf1"), core=core)
    ).document.metadata
    assert (data.title, data.publisher, data.description, data.subjects) == (
        "The Road",
        "Northgate",
        "A road.",
        ("travel",),
    )
    assert [person.name for person in data.contributors] == ["Hala Rifai", "Bilal Haddad"]
    assert [(taken.key, taken.text) for taken in data.taken] == [("title", "The Road")]


def test_a_user_is_no_author_and_a_file_no_title() -> None:
    core = "<dc:title>Microsoft Word - road.doc</dc:title><dc:creator>Administrator</dc:creator>"
    data = read(WordFile(p("the road"), core=core)).document.metadata
    assert (data.title, data.contributors) == ("", ())


def test_titles_of_chapters_are_headings() -> None:
    body = p("Book", style="Title") + p("Intro", style="Kopf1") + p("One", style="Title") + p("In it", style="Kopf1")
    done = read(body)
    assert (done.document.metadata.title, headings(done)) == ("Book", [("Intro", 2), ("One", 1), ("In it", 2)])


def test_styles_mapped_to_classes_and_headings() -> None:
    styles = {"Hadith Matn": ".hadith", "story head": "heading 1", "SHIR": "verse", "Name of Person": "person"}
    body = (
        p("A", style="Story")
        + p("ما ظنك", style="Matn")
        + p("What do you think", style="Matn")
        + p("a star\tabove", style="Shir")
        + p("a road // below", style="Shir")
        + p(r("Yusuf", '<w:rStyle w:val="Name"/>') + r(" went"))
    )
    done = read(body, styles=styles)
    heading, hadith, verse, named = done.document.blocks
    assert isinstance(heading, IntakeHeading)
    assert isinstance(hadith, IntakeQuotation)
    assert isinstance(verse, IntakeVerse)
    assert isinstance(named, IntakeParagraph)
    assert (heading.level, hadith.kind, len(hadith.blocks)) == (1, "hadith", 2)
    assert [[texts((IntakeParagraph(half),))[0] for half in line] for line in verse.stanzas[0]] == [
        ["a star", "above"],
        ["a road", "below"],
    ]
    assert [run.classes for run in named.runs if isinstance(run, TextRun)] == [("person",), ()]


def test_a_map_to_what_there_is_not_is_refused() -> None:
    with pytest.raises(BookError) as caught:
        read(p("A"), styles={"Story": "hadeeth"})
    [finding] = caught.value.findings
    assert (finding.code, "`Story` to `hadeeth`" in finding.message) == (Code.SETTING_INVALID, True)


def test_dress_of_runs() -> None:
    runs = (
        r("small", "<w:smallCaps/>")
        + r("up", '<w:vertAlign w:val="superscript"/>')
        + r("down", '<w:vertAlign w:val="subscript"/>')
        + r("gone", "<w:strike/>")
        + r("plain", '<w:b w:val="0"/>')
    )
    assert shown(read(p(runs))) == [
        ("small", {RunMark.SMALL_CAPITALS}),
        ("up", {RunMark.SUPERSCRIPT}),
        ("down", {RunMark.SUBSCRIPT}),
        ("gone", {RunMark.STRIKEOUT}),
        ("plain", set()),
    ]


def test_what_two_kinds_of_style_both_turn_on_is_off() -> None:
    quoted = read(p(r("plain, ") + r("upright", '<w:rStyle w:val="Emphasis"/>'), style="Quote"))
    [quotation] = quoted.document.blocks
    assert isinstance(quotation, IntakeQuotation)
    [paragraph] = quotation.blocks
    assert isinstance(paragraph, IntakeParagraph)
    assert [set(run.marks) for run in paragraph.runs if isinstance(run, TextRun)] == [set()]


def test_breaks_tabs_and_hyphens() -> None:
    inner = (
        '<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/><w:t xml:space="preserve">'
        "d\u00a0e</w:t><w:br/><w:t>f</w:t></w:r>"
    )
    runs = runs_of(read(p(inner)))
    assert [run.text if isinstance(run, TextRun) else type(run) for run in runs] == [
        "a\tb\u2011c\u00add\u00a0e",
        HardBreak,
        "f",
    ]


def test_signs_of_private_fonts_stand_apart() -> None:
    inner = (
        '<w:r><w:sym w:font="AGA Arabesque" w:char="F072"/><w:sym w:font="Wingdings" w:char="4A"/></w:r>'
        + r("r t", '<w:rFonts w:ascii="AGA Arabesque" w:hAnsi="AGA Arabesque"/>')
        + r("the \uf067", '<w:rFonts w:ascii="KFGQPC Arabic Symbols 01"/>')
        + "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>SYMBOL 116 \\f \"AGA Arabesque\"</w:instrText>"
        "</w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )
    signs = [(run.font, run.character) for run in runs_of(read(p(inner))) if isinstance(run, PrivateSymbol)]
    aga, kfgqpc = "AGA Arabesque", "KFGQPC Arabic Symbols 01"
    assert signs[:4] == [(aga, "\uf072"), ("Wingdings", "\uf04a"), (aga, "r"), (aga, "t")]
    assert signs[4:] == [(kfgqpc, "t"), (kfgqpc, "h"), (kfgqpc, "e"), (kfgqpc, "\uf067"), (aga, "\uf074")]


def test_links() -> None:
    inner = f'<w:hyperlink r:id="out">{r("a map")}</w:hyperlink>' + r(" here")
    done = read(WordFile(p(inner), links={"out": ("hyperlink", "https://northgate.example/map")}))
    assert [(run.text, run.link) for run in runs_of(done) if isinstance(run, TextRun)] == [
        ("a map", "https://northgate.example/map"),
        (" here", ""),
    ]


def test_contents_that_word_makes_are_dropped() -> None:
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o "1-3"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    body = (
        p("Contents", style="TOC1")
        + p(begin + r("The Well 3"))
        + p(r("The Road 9") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        + "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        f"<w:sdtContent>{p('Figures 12')}</w:sdtContent></w:sdt>" + p("The text")
    )
    done = read(body)
    assert texts(done.document.blocks) == ["The text"]
    assert set(reasons(done)) == {"Contents", "The Well 3", "The Road 9", "Figures 12"}
    assert set(reasons(done).values()) == {"printed contents: they are made anew"}


def test_numbers_of_pages_codes_of_fields_and_hidden_text_are_dropped() -> None:
    inner = (
        r("page ")
        + f'<w:fldSimple w:instr=" PAGE ">{r("12")}</w:fldSimple>'
        + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        + r("lost")
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + r("kept")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        + r("secret", "<w:vanish/>")
    )
    done = read(p(inner))
    assert texts(done.document.blocks) == ["page kept"]
    assert reasons(done) == {
        "12": "number of a page: pages are numbered anew",
        "lost": "code of a field",
        "secret": "hidden text",
    }


def test_running_heads_are_dropped() -> None:
    file = WordFile(
        p("The text"),
        links={"head": ("header", "header1.xml")},
        parts={"word/header1.xml": (
            b'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>THE ROAD</w:t>'
            b"</w:r></w:p></w:hdr>"
        )},
    )  # fmt: skip
    assert reasons(read(file)) == {"THE ROAD": "running head or foot: it is made anew"}


def cell(inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def test_tables_with_head_rows_and_merged_cells() -> None:
    wide, spanning, spanned = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    head = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell(p('a'), wide)}{cell(p('b'))}</w:tr>"
    first = f"<w:tr>{cell(p('c'), spanning)}{cell(p('d'))}{cell(p('e'))}</w:tr>"
    second = f"<w:tr>{cell(p(''), spanned)}{cell(p('f'))}{cell(p('g'))}</w:tr>"
    [table] = read(f"<w:tbl>{head}{first}{second}</w:tbl>").document.blocks
    assert isinstance(table, IntakeTable)
    assert table.head_rows == 1
    assert [[(texts(c.blocks), c.columns, c.rows) for c in row] for row in table.rows] == [
        [(["a"], 2, 1), (["b"], 1, 1)],
        [(["c"], 1, 2), (["d"], 1, 1), (["e"], 1, 1)],
        [(["f"], 1, 1), (["g"], 1, 1)],
    ]


def test_a_first_row_heads_a_table_by_its_style() -> None:
    look = '<w:tblPr><w:tblStyle w:val="Grid"/><w:tblLook w:firstRow="1"/></w:tblPr>'
    rows = "".join(f"<w:tr>{cell(p(word))}{cell(p('x'))}</w:tr>" for word in ("a", "b"))
    [table] = read(f"<w:tbl>{look}{rows}</w:tbl>").document.blocks
    assert isinstance(table, IntakeTable)
    assert table.head_rows == 1


def test_a_caption_is_its_tables() -> None:
    rows = f"<w:tr>{cell(p('a'))}{cell(p('b'))}</w:tr>"
    done = read(p("جدول ٣: الآبار", style="Caption") + f"<w:tbl>{rows}</w:tbl>")
    [table] = done.document.blocks
    assert isinstance(table, IntakeTable)
    assert [getattr(run, "text", "") for run in table.caption] == ["الآبار"]
    assert reasons(done) == {"جدول ٣:": NUMBER_OF_FIGURE}


def test_a_text_box_is_read_once_and_stands_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('in the box')}</w:txbxContent>"
    drawn = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    done = read(p(r("beside") + drawn + r(" it")) + p("after"))
    beside, boxed, _ = done.document.blocks
    assert isinstance(boxed, IntakeQuotation)
    assert (texts((beside, boxed)), boxed.classes) == (["beside it", "in the box"], ("x-text-box",))


def test_controls_are_walked_through_and_placeholders_dropped() -> None:
    inline = f"<w:sdt><w:sdtContent>{r('well')}</w:sdtContent></w:sdt>"
    empty = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Click here')}</w:sdtContent></w:sdt>"
    done = read(f"<w:sdt><w:sdtContent>{p(r('the ') + inline + empty)}</w:sdtContent></w:sdt>")
    assert texts(done.document.blocks) == ["the well"]
    assert reasons(done) == {"Click here": "placeholder of an empty control"}


def test_what_is_not_known_is_walked_through() -> None:
    strange = f'<w:smartTag w:element="place"><x:own xmlns:x="urn:own">{r("Yathrib")}</x:own></w:smartTag>'
    assert texts(read(p(r("to ") + strange)).document.blocks) == ["to Yathrib"]


def test_strict_documents_are_read_alike() -> None:
    body = p("A", style="Kopf1") + p(r("b", "<w:bCs/><w:rtl/>"), properties="<w:bidi/>")
    strict = read(WordFile(body, strict=True))
    assert strict.document == read(body).document
    assert headings(strict) == [("A", 1)]


def test_code_ornaments_and_rules() -> None:
    rule = '<w:pBdr><w:bottom w:val="single"/></w:pBdr>'
    styles = {"Shir": "code"}
    done = read(p("x = 1", style="Shir") + p("  y", style="Shir") + p("* * *") + p("", properties=rule), styles=styles)
    code, stars, line = done.document.blocks
    assert isinstance(code, IntakeCode)
    assert code.text == "x = 1\n  y"
    assert isinstance(stars, IntakeOrnament)
    assert isinstance(line, IntakeOrnament)


def test_notes_that_nothing_calls_are_dropped_and_calls_of_no_note_are_told() -> None:
    called = '<w:r><w:footnoteReference w:id="9"/></w:r>'
    done = read(WordFile(p(r("the well") + called), footnotes=f'<w:footnote w:id="2">{p("Astray.")}</w:footnote>'))
    assert reasons(done) == {"Astray.": UNCALLED}
    assert [finding.code for finding in done.findings] == [Code.NOTE_UNDEFINED]


def test_a_mark_of_a_note_that_is_typed_is_dropped() -> None:
    called = '<w:r><w:footnoteReference w:id="2" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    done = read(WordFile(p(r("the well") + called), footnotes=f'<w:footnote w:id="2">{p("Of it.")}</w:footnote>'))
    assert [type(run) for run in runs_of(done)] == [TextRun, NoteCall]
    assert reasons(done) == {"*": "mark of a note: notes are numbered anew"}


def test_an_item_goes_on_in_the_next_paragraph() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="More"><w:name w:val="List Continue"/></w:style>'
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = p("a", properties='<w:numPr><w:numId w:val="1"/></w:numPr>') + p("b", style="More") + p("c")
    blocks = read(WordFile(body, styles=styles, numbering=numbering)).document.blocks
    assert [(type(block).__name__, getattr(block, "marker", None)) for block in blocks] == [
        ("IntakeItem", "•"),
        ("IntakeItem", ""),
        ("IntakeParagraph", None),
    ]


def test_pictures_that_no_book_can_have_are_told() -> None:
    drawn = '<w:r><w:pict><v:shape alt="a well"><v:imagedata r:id="pic"/></v:shape></w:pict></w:r>'
    links = {"pic": ("image", "media/image1.wmf")}
    done = read(WordFile(p(r("the well") + drawn), links=links, parts={"word/media/image1.wmf": b"\xd7\xcd\xc6\x9a"}))
    assert [(finding.code, "image1.wmf" in finding.message) for finding in done.findings] == [
        (Code.IMPORT_FORMAT, True)
    ]
    seen = read(WordFile(p(drawn), links=links, parts={"word/media/image1.wmf": PNG}))
    [figure] = seen.document.blocks
    assert isinstance(figure, IntakeFigure)
    assert (figure.picture.name, figure.picture.alt) == ("image1.png", "a well")


@pytest.mark.parametrize("name", ["well.docx", "wells-arabic.docx"])
def test_documents_of_libreoffice(name: str, tmp_path: Path) -> None:
    done = read_docx(IntakeFile(name, (DOCUMENTS / name).read_bytes()), ReadOptions())
    kinds = [type(block).__name__.removeprefix("Intake") for block in done.document.blocks]
    assert kinds == {
        "well.docx": ["Heading", *["Paragraph"] * 4, *["Item"] * 4, "Table", "Figure", "PageBreak", "Paragraph"],
        "wells-arabic.docx": [
            "Heading", "Paragraph", "Paragraph", "Heading", "Item", "Item", "Quotation", "Verse", "Paragraph", "Quotation",
            "Heading", "Paragraph",
        ],
    }[name]  # fmt: skip


def test_items_of_lists_keep_their_numbers_in_the_manuscript(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
    )
    rows = [("four", 1), ("five", 1), ("one", 2), ("two", 2)]
    body = "".join(p(text, properties=f'<w:numPr><w:numId w:val="{number}"/></w:numPr>') for text, number in rows)
    done = imported_docx(tmp_path, WordFile(p("A", style="Kopf1") + body, numbering=numbering))
    [(path, _)] = done.chapters
    written = (tmp_path / "book" / path).read_text(encoding="utf-8").splitlines()
    assert written[2:] == ["4. four", "5. five", "1) one", "2) two"]
    assert isinstance(read(WordFile(body, numbering=numbering)).document.blocks[0], IntakeItem)
