"""Documents whose parts are cut, doubled, moved and garbled end in a document or a finding, and letters balance."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx_files import PNG, SPACES, STYLES, WordFile, p, r
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from bookbuild.diagnostics import BookError, Finding
from bookbuild.intake.conservation import check_reading
from bookbuild.intake.docx.docx_reader import read_docx
from bookbuild.intake.importing.way import ImportOptions, import_files
from bookbuild.intake.reader import IntakeFile, ReadOptions
from bookbuild.progress import Unwatched

NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
CELL = "<w:tc><w:tcPr><w:gridSpan w:val='2'/><w:vMerge w:val='restart'/></w:tcPr>" + p("cell") + "</w:tc>"
BODY = (
    p("Title", style="Title")
    + p('<w:bookmarkStart w:id="1" w:name="well"/>' + r("The Well") + '<w:bookmarkEnd w:id="1"/>', style="Kopf1")
    + p(r("كتاب ", "<w:rtl/><w:bCs/>") + r("the road") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    + p("one", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    + p("deeper", properties='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')
    + p(f'<w:ins w:id="3">{r("new")}</w:ins><w:del w:id="4"><w:r><w:delText>old</w:delText></w:r></w:del>')
    + f"<w:tbl><w:tblPr><w:bidiVisual/></w:tblPr><w:tr>{CELL}{CELL}</w:tr><w:tr>{CELL}</w:tr></w:tbl>"
    + p(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF well</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("shown") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    + p('<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="alt"/><a:blip r:embed="pic"/></wp:inline></w:drawing>'
        f'<w:pict><v:textbox><w:txbxContent>{p("boxed")}</w:txbxContent></v:textbox></w:pict></w:r>')
    + p('<w:r><w:sym w:font="AGA Arabesque" w:char="F072"/><w:br w:type="page"/><w:commentReference w:id="5"/></w:r>')
    + f"<w:sdt><w:sdtContent>{p('in a control')}</w:sdtContent></w:sdt>"
    + p("quoted", style="Quote")
)  # fmt: skip
PARTS = {
    "body": BODY,
    "styles": STYLES,
    "numbering": NUMBERING,
    "footnotes": f'<w:footnote w:id="2">{p("a note")}</w:footnote>',
    "comments": f'<w:comment w:id="5" w:author="x">{p("why?")}</w:comment>',
}
VALUES = st.sampled_from(
    [
        "",
        "0",
        "1",
        "-1",
        "99999999999",
        "x",
        "begin",
        "end",
        "separate",
        "page",
        "Kopf1",
        "restart",
        "TOC",
        "F072",
        "110000",
    ]
)


def mutated(part: str, data: st.DataObject) -> str:
    """A part with one to four of its elements cut, doubled, moved, renamed, or given other values."""
    root = etree.fromstring(f"<root {SPACES}>{part}</root>")
    for _ in range(data.draw(st.integers(1, 4))):
        elements = list(root.iter(etree.Element))[1:]
        if not elements:
            break
        element = data.draw(st.sampled_from(elements))
        parent = element.getparent()
        assert parent is not None
        match data.draw(st.sampled_from(["cut", "double", "move", "rename", "value", "unwrap"])):
            case "cut":
                parent.remove(element)
            case "double":
                parent.append(etree.fromstring(etree.tostring(element)))
            case "move":
                others = [each for each in elements if element not in each.iterancestors() and each is not element]
                if others:
                    data.draw(st.sampled_from(others)).append(element)
            case "rename":
                element.tag = data.draw(st.sampled_from(elements)).tag
            case "value" if element.attrib:
                element.set(data.draw(st.sampled_from(sorted(element.attrib))), data.draw(VALUES))
            case _:
                for child in list(element):
                    parent.append(child)
    return "".join(etree.tostring(each, encoding="unicode") for each in root)


def mutant(data: st.DataObject) -> bytes:
    """A document with one or two of its parts mutated, or some of its bytes."""
    parts = dict(PARTS)
    for name in data.draw(st.lists(st.sampled_from(sorted(parts)), min_size=1, max_size=2, unique=True)):
        parts[name] = mutated(parts[name], data)
    links = {"pic": ("image", "media/image1.png")}
    packed = WordFile(**parts, links=links, parts={"word/media/image1.png": PNG}).data()  # type: ignore[arg-type]
    if data.draw(st.integers(0, 9)) == 0:
        at = data.draw(st.integers(0, len(packed) - 1))
        packed = packed[:at] + data.draw(st.binary(max_size=8)) + packed[at + data.draw(st.integers(0, 40)) :]
    return packed


def read_or_refuse(packed: bytes) -> None:
    found: tuple[Finding, ...] = ()
    done = None
    try:
        done = read_docx(IntakeFile("story.docx", packed), ReadOptions())
    except BookError as refused:
        found = tuple(refused.findings)
    assert done or found
    if done:
        check_reading(done)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_few_mutants_are_read_or_refused(data: st.DataObject) -> None:
    read_or_refuse(mutant(data))


@pytest.mark.slow
@settings(max_examples=2500, deadline=None)
@given(st.data())
def test_mutants_are_read_or_refused(data: st.DataObject) -> None:
    read_or_refuse(mutant(data))


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_mutants_are_imported_or_refused(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    place = tmp_path_factory.mktemp("mutant")
    source: Path = place / "story.docx"
    source.write_bytes(mutant(data))
    done, found = None, ()
    try:
        done = import_files([source], place / "book", ImportOptions(), Unwatched())
    except BookError as refused:
        found = tuple(refused.findings)
    assert done or found
