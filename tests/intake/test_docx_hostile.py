"""Files that are damaged, encrypted, or made to do harm end in one finding, soon and in little memory."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from docx_files import WordFile, p, r

from bookbuild.diagnostics import BookError, Code
from bookbuild.intake.docx.docx_reader import read_docx
from bookbuild.intake.reader import IntakeFile, ReadOptions

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
GOOD = WordFile(p("the well")).data()
DOCUMENT = "word/document.xml"


def with_part(name: str, content: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The good file with one part more, or another."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(packed, "w", method) as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, content)
    return packed.getvalue()


def document(body: str, before: str = "") -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'{before}<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'.encode()


def encrypted_entry() -> bytes:
    """The good file with the mark of encryption on every entry."""
    data = bytearray(GOOD)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 4)
    return bytes(data)


OUTSIDE = '<!DOCTYPE w [<!ENTITY out SYSTEM "file:///etc/hostname">]>'
LAUGHS = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
HOSTILE = {
    "an old Word's": (OLE, Code.IMPORT_FORMAT),
    "encrypted by Word": (OLE + "EncryptedPackage".encode("utf-16-le"), Code.IMPORT_ENCRYPTED),
    "an encrypted zip": (encrypted_entry(), Code.IMPORT_ENCRYPTED),
    "cut short": (GOOD[: len(GOOD) // 2], Code.IMPORT_FORMAT),
    "no zip": (b"PK\x03\x04 and nothing", Code.IMPORT_FORMAT),
    "empty": (b"", Code.IMPORT_FORMAT),
    "with macros": (with_part("word/vbaProject.bin", OLE), Code.IMPORT_FORMAT),
    "with an entity from outside": (with_part(DOCUMENT, document("<w:p>&out;</w:p>", OUTSIDE)), Code.IMPORT_FORMAT),
    "with entities of entities": (with_part(DOCUMENT, document("<w:p>&b;</w:p>", LAUGHS)), Code.IMPORT_FORMAT),
    "a bomb": (with_part(DOCUMENT, document("<w:p/>" * 4_000_000)), Code.IMPORT_FORMAT),
    "a bomb of spaces": (with_part("word/media/image1.png", bytes(100_000_000)), Code.IMPORT_FORMAT),
    "a path that leads out": (with_part("../../out.xml", b"<a/>"), Code.IMPORT_FORMAT),
    "not well-formed": (with_part(DOCUMENT, b"<w:document"), Code.IMPORT_FORMAT),
    "no document": (with_part(DOCUMENT, b"<html/>"), Code.IMPORT_FORMAT),
    "too deep": (with_part(DOCUMENT, document("<w:p>" * 5000 + "</w:p>" * 5000)), Code.IMPORT_FORMAT),
}
LIMITED = """
import re, sys, time
from pathlib import Path
from bookbuild.diagnostics import BookError
from bookbuild.intake.docx.docx_reader import read_docx
from bookbuild.intake.reader import IntakeFile, ReadOptions
data = Path(sys.argv[1]).read_bytes()
start = time.process_time()
try:
    read_docx(IntakeFile("x.docx", data), ReadOptions())
except BookError:
    pass
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
print(time.process_time() - start, int(peak) / 1024)
"""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_by_one_finding(name: str) -> None:
    data, code = HOSTILE[name]
    with pytest.raises(BookError) as caught:
        read_docx(IntakeFile("story.docx", data), ReadOptions())
    [finding] = caught.value.findings
    assert (finding.code, finding.location.path) == (code, "story.docx")
    assert "`story.docx`" in finding.message
    assert finding.remedy


@pytest.mark.parametrize("name", ["a bomb", "a bomb of spaces", "with entities of entities", "too deep"])
def test_a_hostile_file_takes_two_seconds_and_200_megabytes_at_most(name: str, tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(HOSTILE[name][0])
    done = subprocess.run([sys.executable, "-c", LIMITED, path], capture_output=True, text=True, check=True)
    seconds, megabytes = map(float, done.stdout.split())
    assert seconds < 2
    assert megabytes < 200


def test_a_field_that_never_ends_hides_no_text() -> None:
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    done = read_docx(IntakeFile("story.docx", WordFile(p(begun + r("the well")) + p("the road")).data()), ReadOptions())
    assert len(done.document.blocks) == 2
    assert not done.dropped
