"""Files from anywhere: `impose` puts them on sheets, or says why not, whatever they are and within bounds."""

from __future__ import annotations

from pathlib import Path

import hostile_pdfs
import pikepdf
import pytest
from limited_runs import limited

from bookbuild.diagnostics import BookError, Code
from bookbuild.outputs.pdf.imposition import Imposition, imposed

QUICK = [
    "content-unpacks-to-blanks",
    "content-is-run-lengths",
    "forms-double",
    "encrypted-by-nobody",
    "page-without-size",
]
MEGABYTES = 250


def ends_well(name: str, makers: dict[str, hostile_pdfs.Callable[[], bytes]], folder: Path) -> None:
    """The command ends with sheets, or with findings and without them."""
    (folder / "a.pdf").write_bytes(makers[name]())
    done = limited("impose", "a.pdf", "--signature", "8", "--json", cwd=folder)
    assert done.status in (0, 1), done.errors
    assert (done.errors, done.megabytes <= MEGABYTES) == ("", True), done.megabytes
    assert (folder / "a-imposed.pdf").exists() == (not done.codes)


@pytest.mark.parametrize("name", QUICK)
def test_what_harms_a_reader_is_not_imposed(name: str, tmp_path: Path) -> None:
    ends_well(name, hostile_pdfs.MAKERS, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(hostile_pdfs.MAKERS.keys() - set(QUICK)))
def test_whatever_a_file_does_imposing_it_ends(name: str, tmp_path: Path) -> None:
    ends_well(name, hostile_pdfs.MAKERS, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(hostile_pdfs.SOUND))
def test_what_only_looks_wrong_is_imposed(name: str, tmp_path: Path) -> None:
    ends_well(name, hostile_pdfs.SOUND, tmp_path)


def of_two_streams(path: Path, content: bytes, kind: str) -> Path:
    """A page whose content stands in two streams, of one encoding."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    parts = [pdf.make_stream(b""), pdf.make_stream(b"")]
    for part in parts:
        part.write(content, filter=pikepdf.Name(kind))
    page.obj.Contents = pikepdf.Array(parts)
    pdf.save(path, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return path


@pytest.mark.parametrize(
    ("kind", "content"),
    [("/RunLengthDecode", b"\x81 " * 600_000), ("/FlateDecode", hostile_pdfs.packed(b" ", 60 << 20))],
)
def test_streams_that_must_be_joined_are_measured_before(kind: str, content: bytes, tmp_path: Path) -> None:
    with pytest.raises(BookError) as refused:
        imposed(of_two_streams(tmp_path / "a.pdf", content, kind), Imposition(None))
    (finding,) = refused.value.findings
    assert (finding.code, "page 1" in finding.message) == (Code.ARCHIVE_UNSAFE, True)


def test_streams_that_are_small_are_joined(tmp_path: Path) -> None:
    made = imposed(
        of_two_streams(tmp_path / "a.pdf", hostile_pdfs.packed(b"q Q ", 1 << 20), "/FlateDecode"), Imposition(None)
    )
    assert (made.pages, made.sheets) == (1, 1)
