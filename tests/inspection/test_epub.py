"""EPUB files → findings and text."""

from __future__ import annotations

import random

import pytest
from epub_samples import CONTAINER, PACKAGE, entries, packed, page, write

from bookbuild.diagnostics import BookError, Code, Finding
from bookbuild.inspection import inspect
from bookbuild.inspection.epub import epub_facts, epub_findings, epub_text
from bookbuild.inspection.reader import read


def test_a_book_without_faults(tmp_path):
    inspection = inspect(write(tmp_path / "a.epub"))
    assert (inspection.file, inspection.format, inspection.findings) == ("a.epub", "epub", ())
    assert inspection.facts["spine"] == ["OPS/one.xhtml", "OPS/sub/two.xhtml"]
    assert (inspection.facts["words"], inspection.facts["toc"], inspection.facts["nav"]) == (4, [], False)


@pytest.mark.parametrize(
    ("changes", "code", "path", "said"),
    [
        ({"one": page('<a href="three.xhtml">x</a>')}, Code.LINK_BROKEN, "OPS/one.xhtml", "OPS/three.xhtml"),
        ({"one": page('<a href="#none">x</a>')}, Code.LINK_BROKEN, "OPS/one.xhtml", "none"),
        ({"one": page('<a href="sub/two.xhtml#none">x</a>')}, Code.LINK_BROKEN, "OPS/one.xhtml", "none"),
        ({"one": page('<a href="file:///etc/passwd">x</a>')}, Code.LINK_BROKEN, "OPS/one.xhtml", "one machine"),
        ({"one": page('<a href="http://[">x</a>')}, Code.LINK_BROKEN, "OPS/one.xhtml", "http://["),
        ({"one": page('<img alt="" src="none.png"/>')}, Code.LINK_BROKEN, "OPS/one.xhtml", "none.png"),
        ({"one": page('<img alt="" src="../../a.png"/>')}, Code.LINK_BROKEN, "OPS/one.xhtml", "../a.png"),
        ({"one": page('<img alt="" src="https://x.org/a"/>')}, Code.RESOURCE_REMOTE, "OPS/one.xhtml", "network"),
        ({"one": page('<img alt="" src="//x.org/a"/>')}, Code.RESOURCE_REMOTE, "OPS/one.xhtml", "network"),
        ({"one": page('<img src="book.css"/>')}, Code.ALT_MISSING, "OPS/one.xhtml", "no text alternative"),
        ({"one": page('<p id="a"/><p id="a"/>')}, Code.ID_DUPLICATE, "OPS/one.xhtml", "twice"),
        ({"one": page("", head="<style>a{background:url(no.png)}</style>")}, Code.LINK_BROKEN, "OPS/one.xhtml", "no"),
        ({"one": "<html><p></html>"}, Code.ARCHIVE_UNSAFE, "OPS/one.xhtml", "not well-formed"),
        ({"one": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, Code.ARCHIVE_UNSAFE, "OPS/one.xhtml", "entities"),
        ({"css": "p { Direction: rtl }"}, Code.STYLE_INVALID, "OPS/book.css", "direction"),
        ({"css": "@media print { p { unicode-bidi: embed } }"}, Code.STYLE_INVALID, "OPS/book.css", "unicode-bidi"),
        ({"css": "p { color: red } }"}, Code.STYLE_INVALID, "OPS/book.css", "not CSS"),
        ({"css": "@font-face { src: url(none.otf) }"}, Code.LINK_BROKEN, "OPS/book.css", "none.otf"),
        ({"css": '@import "https://x.org/a.css";'}, Code.RESOURCE_REMOTE, "OPS/book.css", "network"),
        ({"package": PACKAGE.replace("book.css", "no.css")}, Code.LINK_BROKEN, "OPS/package.opf", "no.css"),
    ],
)
def test_one_fault_is_one_finding(changes, code, path, said, tmp_path):
    if "two" not in changes and "one" in changes:
        changes = {**changes, "two": page('<p id="b"/>')}
    (finding,) = epub_findings(write(tmp_path / "a.epub", **changes))
    assert (finding.code, finding.location.path) == (code, path)
    assert said in finding.message
    assert finding.remedy


@pytest.mark.parametrize(
    "body",
    [
        '<a href="https://example.org/x?y#z">x</a><a href="mailto:a@b.c">m</a>',
        '<a href="sub/two.xhtml#%62">x</a><a href="#%D8%A3">x</a><p id="أ"/>',
        '<img alt="x" src="data:image/png;base64,AA=="/>',
        '<p style="color: red">direction: rtl</p>',
    ],
)
def test_what_is_no_fault(body, tmp_path):
    assert epub_findings(write(tmp_path / "a.epub", one=page(body))) == ()


def test_lines_of_findings(tmp_path):
    (finding,) = epub_findings(write(tmp_path / "a.epub", one=page('\n\n<a href="#none">x</a>')))
    assert finding.location.line == 3


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>a\n  b <em>c</em>d</p><p>e</p>", "a b cd\ne"),
        ("<p>a<span data-generated=''>1</span>b</p><h1 data-generated='number'>2<b>3</b></h1>", "ab"),
        ("<p>a<br/>b</p><ul><li>c</li><li>d<p>e</p></li></ul>", "a\nb\nc\nd\ne"),
        ("<p>a<!-- b -->c<?d e?>f</p><script>g</script>", "acf"),
        ("<p>a\u00a0b \u200fc</p>", "a\u00a0b \u200fc"),
        ("<p>a <svg xmlns='http://www.w3.org/2000/svg'><text>b</text></svg>c</p>", "a c"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a\nb"),
    ],
)
def test_text(body, text, tmp_path):
    assert epub_text(write(tmp_path / "a.epub", one=page(body)))[0] == text


def test_text_of_a_damaged_document_is_not_lost_in_silence(tmp_path):
    with pytest.raises(BookError, match="not well-formed"):
        epub_text(write(tmp_path / "a.epub", one="<p>"))


def test_an_epub_2(tmp_path):
    ncx = (
        '<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd">'
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>P</text></navLabel>'
        '<content src="one.xhtml"/><navPoint><navLabel><text>Q</text></navLabel><content src="sub/two.xhtml#b"/>'
        "</navPoint></navPoint></navMap></ncx>"
    )
    item = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>'
    package = PACKAGE.replace('version="3.0"', 'version="2.0"').replace("</manifest>", item)
    files = entries(package=package, one=page("a&nbsp;b")) | {"OPS/toc.ncx": ncx}
    (tmp_path / "a.epub").write_bytes(packed(files))
    facts = epub_facts(tmp_path / "a.epub")
    assert facts["ncx"]
    assert [(e["title"], e["target"], e["level"]) for e in facts["toc"]] == [
        ("P", "OPS/one.xhtml", 1),
        ("Q", "OPS/sub/two.xhtml#b", 2),
    ]
    assert epub_text(tmp_path / "a.epub")[0] == "a\u00a0b"


@pytest.mark.parametrize(
    "changes",
    [
        {"container": "<container/>"},
        {"container": CONTAINER.replace("OPS/package.opf", "../package.opf")},
        {"container": "no XML"},
        {"package": ""},
    ],
)
def test_no_package_is_a_finding(changes, tmp_path):
    inspection = inspect(write(tmp_path / "a.epub", **changes))
    assert ([f.code for f in inspection.findings], inspection.facts) == ([Code.ARCHIVE_UNSAFE], {})


def test_a_package_without_anything(tmp_path):
    facts = epub_facts(write(tmp_path / "a.epub", package="<package/>"))
    assert (facts["title"], facts["language"], facts["direction"], facts["spine"]) == (None, None, None, [])


def damaged(content: bytes, seed: int) -> bytes:
    """`content` with some bytes changed, dropped or doubled."""
    chance = random.Random(seed)
    data = bytearray(content)
    for _ in range(chance.choice((1, 3, 20))):
        at = chance.randrange(max(len(data), 1))
        match chance.randrange(3):
            case 0:
                data[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del data[at : at + chance.randrange(1, 30)]
            case _:
                data[at:at] = data[at : at + 10]
    return bytes(data)


@pytest.mark.parametrize("stored", [False, True])
def test_a_damaged_file_gives_findings_and_nothing_else(stored, tmp_path):
    source = entries(two=page('<p id="b" data-generated="">Two.</p><img src="x"/><svg><a href="#q"/></svg>'))
    whole = packed(source)
    for seed in range(150):
        if stored:
            files = {n: damaged(c.encode() if isinstance(c, str) else c, seed) for n, c in source.items()}
            content = packed(files)
        else:
            content = damaged(whole, seed)
        (tmp_path / "a.epub").write_bytes(content)
        facts, findings = read(tmp_path / "a.epub", "epub")
        assert facts or findings
        assert all(isinstance(finding, Finding) for finding in findings)
