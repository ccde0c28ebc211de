"""The judges see what is wrong, and say it in our words."""

from __future__ import annotations

import pikepdf
import pytest
from epub_samples import page, write
from pikepdf import Dictionary, Name

from bookbuild.diagnostics import MachineLacks
from bookbuild.inspection import inspect
from bookbuild.inspection.judges import epubcheck, pdf_text_poppler, qpdf_check, validate_pdf


@pytest.fixture
def blank(tmp_path):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    face = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary(F=face))
    pdf.pages[0].obj.Contents = pdf.make_stream(b"BT /F 12 Tf 50 50 Td (One two) Tj ET")
    pdf.save(tmp_path / "a.pdf")
    return tmp_path / "a.pdf"


def test_epubcheck_finds_faults(tmp_path, judged):
    (verdict,) = judged(epubcheck, write(tmp_path / "a.epub", one=page('<a href="none.xhtml">x</a>')))
    codes = {remark.code for remark in verdict.remarks}
    assert (verdict.judge, verdict.passed) == ("epubcheck", False)
    assert {"RSC-007", "RSC-005"} <= codes
    assert any(remark.place.startswith("OPS/one.xhtml:1:") for remark in verdict.remarks)


def test_qpdf_passes_what_is_whole(blank, judged):
    verdict = judged(qpdf_check, blank)
    assert (verdict.passed, verdict.remarks) == (True, ())


def test_qpdf_sees_damage(blank, judged):
    blank.write_bytes(blank.read_bytes()[:-40])
    verdict = judged(qpdf_check, blank)
    assert not verdict.passed
    assert verdict.remarks


def test_page_validation_finds_faults(blank, judged):
    verdict = judged(validate_pdf, blank, "ua1")
    assert not verdict.passed
    assert {remark.code.partition("-")[0] for remark in verdict.remarks} == {"PDFUA1"}


def test_page_validation_of_what_is_no_pdf(tmp_path, judged):
    (tmp_path / "a.pdf").write_bytes(b"no")
    assert not judged(validate_pdf, tmp_path / "a.pdf", "2b").passed


def test_a_profile_adds_a_verdict(blank, judged):
    verdict = judged(inspect, blank, profile="2b").facts["verdict"]
    assert (verdict["judge"], verdict["profile"], verdict["passed"]) == ("page-validation", "2b", False)
    assert verdict["remarks"][0].keys() == {"severity", "code", "message", "place"}


def test_poppler_reads_text(blank, judged):
    assert judged(pdf_text_poppler, blank).split() == ["One", "two"]


def test_a_missing_judge_is_what_the_machine_lacks(blank, monkeypatch):
    monkeypatch.setenv("PATH", "")
    for judge in (qpdf_check, pdf_text_poppler, epubcheck):
        with pytest.raises(MachineLacks) as caught:
            judge(blank)
        assert "install" in caught.value.remedy
