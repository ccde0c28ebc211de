"""Laws: every document is well-formed, every link resolves, ids are unique, spine and outline have one order."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from law_samples import books

from bookbuild.inspection.epub import epub_facts, epub_findings
from bookbuild.inspection.judges import epubcheck, qpdf_check
from bookbuild.inspection.pdf import pdf_facts, pdf_findings

BOOKS = books()


@pytest.mark.parametrize("folder", BOOKS)
def test_e_books(folder: Path, built) -> None:
    paths = sorted(built(folder).glob("*.epub"))
    assert paths
    for path in paths:
        facts = epub_facts(path)
        assert facts["toc"]
        order = [facts["spine"].index(line["target"].partition("#")[0]) for line in facts["toc"]]
        assert (epub_findings(path), order) == ((), sorted(order))
        assert len(set(facts["spine"])) == len(facts["spine"])
        assert facts["nav"]
        assert {"bodymatter"} <= {mark["type"] for mark in facts["landmarks"]}


@pytest.mark.parametrize("folder", BOOKS)
def test_pages(folder: Path, built) -> None:
    paths = sorted(built(folder).glob("*.pdf"))
    assert paths
    for path in paths:
        facts = pdf_facts(path)
        assert facts["fonts"]
        if path.stem.endswith("-cover"):
            assert (pdf_findings(path), facts["pages"], facts["outline"]) == ((), 1, [])
            continue
        assert facts["outline"]
        assert facts["links"]
        assert (pdf_findings(path), facts["links"]["broken"]) == ((), 0)
        assert all(font["embedded"] and font["subset"] and font["unicode"] for font in facts["fonts"])
        assert len(facts["labels"]) == facts["pages"]
        assert all(before["page"] <= after["page"] for before, after in pairwise(facts["outline"]))


@pytest.mark.parametrize("folder", BOOKS)
def test_the_outline_is_the_contents(folder: Path, built) -> None:
    """An e-book's contents and the outline of a PDF of the same depth name the same places in the same order."""
    facts = epub_facts(built(folder) / f"{folder.name}-ebook.epub")
    outline = pdf_facts(built(folder) / f"{folder.name}-press.pdf")["outline"]
    assert outline
    assert [line["title"] for line in outline] == [line["title"] for line in facts["toc"]]


@pytest.mark.parametrize("folder", BOOKS)
def test_every_page_has_a_label_of_its_own(folder: Path, built) -> None:
    import pikepdf

    with pikepdf.open(built(folder) / f"{folder.name}-press.pdf") as pdf:
        labels = pdf.Root.PageLabels.Nums
        assert [int(labels[at]) for at in range(0, len(labels), 2)] == list(range(len(pdf.pages)))
        assert all(str(labels[at].P) for at in range(1, len(labels), 2))


@pytest.mark.slow
@pytest.mark.parametrize("folder", BOOKS)
def test_the_judges_have_nothing_to_say(folder: Path, built, judged) -> None:
    out = built(folder)
    e_books, pages = sorted(out.glob("*.epub")), sorted(out.glob("*.pdf"))
    assert e_books
    assert pages
    verdicts = judged(epubcheck, *e_books)
    verdicts += tuple(judged(qpdf_check, path) for path in pages)
    assert [remark for verdict in verdicts for remark in verdict.remarks] == []
    assert all(verdict.passed for verdict in verdicts)
