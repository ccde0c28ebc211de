"""Press files that are clean → nothing; with one fault → its finding, on its page."""

from __future__ import annotations

from pathlib import Path

import pytest
from press_faults import FAULTS
from press_files import FAULTY, OPTIONS, clean, save
from press_variants import VARIANTS

from bookbuild.diagnostics import Finding
from bookbuild.inspection.reader import read
from bookbuild.printing.expectations import Expectations, expectations

SEEDED = [(name, kind) for name, fault in FAULTS.items() for kind in fault.kinds]


def expected_of(kind: str) -> Expectations:
    option, value = OPTIONS[kind]
    return expectations(**{"standard" if option == "--profile" else "printer": value})


def findings_in(path: Path, kind: str) -> tuple[Finding, ...]:
    return read(path, "pdf", expected=expected_of(kind))[1]


@pytest.mark.parametrize("kind", OPTIONS)
def test_nothing_is_found_in_a_clean_file(kind: str, tmp_path: Path) -> None:
    assert findings_in(save(clean(kind), tmp_path / "clean.pdf", kind), kind) == ()


@pytest.mark.parametrize(("name", "kind"), [(name, kind) for name, each in VARIANTS.items() for kind in each.kinds])
def test_nothing_is_found_in_a_clean_file_that_is_written_otherwise(name: str, kind: str, tmp_path: Path) -> None:
    pdf = clean(kind)
    VARIANTS[name].rewrite(pdf)
    found = findings_in(save(pdf, tmp_path / "clean.pdf", kind, VARIANTS[name].version), kind)
    assert [(f.code, f.page, f.message) for f in found] == []


@pytest.mark.parametrize(("name", "kind"), SEEDED)
def test_a_fault_is_found_on_its_page(name: str, kind: str, tmp_path: Path) -> None:
    fault = FAULTS[name]
    pdf = clean(kind)
    fault.seed(pdf)
    found = findings_in(save(pdf, tmp_path / "faulty.pdf", kind, fault.version), kind)
    pages = [finding.page for finding in found if finding.code == fault.code]
    assert (FAULTY in pages) if fault.of_page else pages, [(f.code, f.page, f.message) for f in found]
    assert {finding.page for finding in found} <= {FAULTY, None} or not fault.of_page
    assert all(finding.remedy for finding in found)


WRITTEN = (
    "boxes that do not begin at the origin",
    "pages in a unit of their own",
    "pages that are turned",
    "content in many streams",
)
MEASURED = (
    "no TrimBox", "a bleed too narrow", "a picture of 149 dpi", "a hairline", "text at the edge", "text at the spine", "a link",
    "black in RGB", "301 % of ink", "the colour of registration",
)  # fmt: skip


BOTH = [
    (written, name, kind)
    for written in WRITTEN
    for name in MEASURED
    for kind in FAULTS[name].kinds
    if kind in VARIANTS[written].kinds
]


@pytest.mark.parametrize(("written", "name", "kind"), BOTH)
def test_a_fault_is_found_however_the_file_is_written(written: str, name: str, kind: str, tmp_path: Path) -> None:
    variant, fault, pdf = VARIANTS[written], FAULTS[name], clean(kind)
    fault.seed(pdf)
    variant.rewrite(pdf)
    found = findings_in(save(pdf, tmp_path / "faulty.pdf", kind, variant.version), kind)
    assert {finding.page for finding in found if finding.code == fault.code} == {FAULTY}, found


def test_the_faults_are_more_than_thirty() -> None:
    assert len(FAULTS) > 30
