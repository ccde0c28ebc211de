"""A PDF and how its sheets are folded → the file of the sheets, and what is said of it."""

from __future__ import annotations

import math
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bookbuild.commands.said import Output, Said, ToldFindings, WrongUsage
from bookbuild.diagnostics import BookError, Code, Finding, exit_status
from bookbuild.printing.papers import PAPERS
from bookbuild.printing.sheets import SHEETS, sheet_of
from bookbuild.reporting.json import findings_list, path_as_given

if TYPE_CHECKING:
    from bookbuild.outputs.pdf.imposition import Imposed

_LENGTH = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)\s*mm", re.IGNORECASE)
MOST_CALIPER = 2.0
"""mm: board."""


def impose(
    file: Path,
    *,
    signature: int | None,
    sheet: str | None = None,
    bind: str | None = None,
    paper: str = "white-80",
    out: Path | None = None,
    as_json: bool = False,
) -> Said:
    """Write the sheets of `file` to `out`. Raises WrongUsage where the pages do not fit on `sheet`."""
    size, caliper = _sheet(sheet), _caliper(paper)
    target = out or file.with_name(f"{file.stem}-imposed.pdf")
    if target.exists() and target.samefile(file):
        raise WrongUsage(f"`{target}` is the file that is imposed", "--out")
    made: Imposed | None = None
    findings: tuple[Finding, ...] = ()
    try:
        made = _made(file, signature, size, bind, caliper)
        _write(target, made.content)
    except BookError as error:
        made, findings = None, error.findings
    status = exit_status(findings)
    if as_json:
        return Said((Output(_object(file, target, made, findings)),), status)
    return Said((ToldFindings(findings), Output(_text(target, made) if made else "")), status)


def _made(
    file: Path, signature: int | None, sheet: tuple[float, float] | None, bind: str | None, caliper: float
) -> Imposed:
    """The file is first read apart, under limits: what harms a reader is found there. Raises BookError, WrongUsage."""
    from bookbuild.inspection import inspect

    report = inspect(file)
    if not report.facts:
        raise BookError(report.findings)
    if report.format != "pdf":
        raise WrongUsage(f"`{file}` is no PDF")
    from bookbuild.outputs.pdf.imposition import Imposition, imposed
    from bookbuild.outputs.pdf.sheet_plan import SheetTooSmall

    right = None if bind is None else bind == "right"
    try:
        return imposed(file, Imposition(signature, sheet, right, caliper))
    except SheetTooSmall as small:
        width, height = (math.ceil(side * 10) / 10 for side in small.needed)
        raise WrongUsage(f"the pages need a sheet of {width:g}x{height:g}mm at the least", "--sheet") from small


def _sheet(written: str | None) -> tuple[float, float] | None:
    if written is None:
        return None
    size = sheet_of(written)
    if size is None:
        named = ", ".join(SHEETS)
        raise WrongUsage(f"`{written}` is not a sheet such as `640x900mm`, nor one of {named}", "--sheet")
    return size


def _caliper(written: str) -> float:
    """The thickness of a leaf in mm."""
    if written in PAPERS:
        return PAPERS[written].caliper
    match = _LENGTH.fullmatch(written.strip())
    if match is None or float(match[1]) > MOST_CALIPER:
        named = ", ".join(PAPERS)
        raise WrongUsage(f"`{written}` is not the thickness of a leaf such as `0.1mm`, nor one of {named}", "--paper")
    return float(match[1])


def _write(target: Path, content: bytes) -> None:
    """Put the file in its place when it is whole. Raises BookError (`output-unwritable`)."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.stem[:40]}-", suffix=".part")
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            part.chmod(0o666 & ~_umask())
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        reason = (error.strerror or "it does not take what is written").lower()
        message = f"`{target}` cannot be written: {reason}"
        remedy = "see to the space there, to permissions, and to what has its name"
        raise BookError([Finding(Code.OUTPUT_UNWRITABLE, message, remedy)]) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _text(target: Path, made: Imposed) -> str:
    folded = "a booklet" if made.signatures == 1 and made.sheets > 1 else _counted(made.signatures, "signature")
    blanks = f" and {_counted(made.blanks, 'blank page')}" if made.blanks else ""
    width, height = made.sheet
    return (
        f"{path_as_given(target)}: {_counted(made.sheets, 'sheet')} of {width:g} × {height:g} mm, {folded} of "
        f"{_counted(made.pages, 'page')}{blanks}, bound on the {'right' if made.right else 'left'}"
    )


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _object(file: Path, target: Path, made: Imposed | None, findings: tuple[Finding, ...]) -> dict[str, Any]:
    facts: dict[str, Any] = {"file": path_as_given(file), "out": path_as_given(target) if made else None}
    for name in ("sheets", "signatures", "pages", "blanks"):
        facts[name] = getattr(made, name) if made else None
    facts["sheet"] = list(made.sheet) if made else None
    facts["bind"] = ("right" if made.right else "left") if made else None
    return facts | {"findings": findings_list(findings)}
