"""Archives from anywhere: what is unsafe is refused, and nothing else comes out than BookError."""

from __future__ import annotations

import stat
import zipfile

import pytest

from bookbuild.diagnostics import BookError, Code
from bookbuild.inspection.archive import Limits, open_archive, parse_xml

SMALL = Limits(total=3_000, entry=2_000, entries=5, ratio=10, ratio_from=1_000)


def archive_of(path, *infos):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in infos:
            archive.writestr(name, content)
    return path


def read_all(path, limits):
    with open_archive(path, limits) as archive:
        return [archive.read(name) for name in archive.names]


def refusal(path, limits=SMALL):
    with pytest.raises(BookError) as caught:
        read_all(path, limits)
    assert {finding.code for finding in caught.value.findings} == {Code.ARCHIVE_UNSAFE}
    assert all(finding.remedy for finding in caught.value.findings)
    return str(caught.value)


def link():
    info = zipfile.ZipInfo("link")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize(
    ("infos", "said"),
    [
        ([("a", "\0" * 1_500)], "more than 10 times its size"),
        ([("a", bytes(range(256)) * 8)], "more than 2000"),
        ([(f"a{n}", bytes(range(250)) * 5) for n in range(3)], "more than 3000"),
        ([(f"a{n}", "") for n in range(6)], "6 entries"),
        ([("/etc/passwd", "x")], "absolute path"),
        ([("C:\\a", "x")], "absolute path"),
        ([("../a", "x")], "leads out"),
        ([("a/../../b", "x")], "leads out"),
        ([("a\\..\\..\\b", "x")], "leads out"),
        ([(link(), "/etc/passwd")], "symbolic link"),
    ],
)
def test_unsafe(infos, said, tmp_path):
    assert said in refusal(archive_of(tmp_path / "a.zip", *infos))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_twice(tmp_path):
    assert "twice" in refusal(archive_of(tmp_path / "a.zip", ("a", "x"), ("a", "y")))


def test_encrypted(tmp_path):
    data = bytearray(archive_of(tmp_path / "a.zip", ("a", "x")).read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    assert "encrypted" in refusal(tmp_path / "a.zip")


def test_packed_otherwise(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a", "x")
    assert "packed in a way" in refusal(tmp_path / "a.zip")


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04" + b"\xff" * 60, b"not an archive"])
def test_no_archive(content, tmp_path):
    (tmp_path / "a.zip").write_bytes(content)
    assert "not a readable archive" in refusal(tmp_path / "a.zip")


def test_no_file(tmp_path):
    message = refusal(tmp_path / "a.zip")
    assert str(tmp_path) not in message


def test_a_wrong_checksum(tmp_path):
    path = archive_of(tmp_path / "a.zip", ("a", "x" * 50))
    data = bytearray(path.read_bytes())
    data[14] ^= 0xFF
    data[data.index(b"PK\x01\x02") + 16] ^= 0xFF
    path.write_bytes(data)
    assert "cannot be unpacked" in refusal(path)


def test_what_is_safe_is_read(tmp_path):
    path = archive_of(tmp_path / "a.zip", ("a/", ""), ("a/b.xml", "<b>x</b>"))
    with open_archive(path) as archive:
        assert archive.names == ("a/b.xml",)
        assert (archive.read("a/b.xml"), archive.size("a/b.xml")) == (b"<b>x</b>", 8)
        assert archive.xml("a/b.xml").text == "x"
        with pytest.raises(BookError, match="not in the archive"):
            archive.read("c")


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        '<!DOCTYPE a [<!ENTITY % b SYSTEM "http://example.org/x.dtd"> %b;]><a/>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        '<!DOCTYPE a SYSTEM "http://example.org/x.dtd"><a/>',
        "<!DOCTYPE a [<!ELEMENT a ANY>]><a/>",
        "<a>" * 1_000,
        "<a>&nbsp;</a>",
        "<a",
        "",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_that_is_refused(xml, encoding):
    with pytest.raises(BookError) as caught:
        parse_xml(xml.encode(encoding), "a.xml")
    assert [(f.code, f.location.path) for f in caught.value.findings] == [(Code.ARCHIVE_UNSAFE, "a.xml")]


def test_xml_in_no_known_encoding():
    with pytest.raises(BookError, match="nonsense"):
        parse_xml(b'<?xml version="1.0" encoding="nonsense"?><a/>', "a.xml")


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE html>",
        '<!DOCTYPE html SYSTEM "about:legacy-compat">',
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">',
    ],
)
def test_document_types_that_are_usual(doctype):
    assert parse_xml(f"{doctype}<html/>".encode(), "a").tag == "html"


def test_names_of_html_where_they_are_allowed():
    root = parse_xml(b"<a>x&nbsp;&eacute;&amp;&lt;&nonsense</a>".replace(b"&nonsense", b""), "a", html_entities=True)
    assert root.text == "x\xa0é&<"
