"""Findings → a SARIF 2.1.0 document, for code scanning and editors."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from bookbuild import __version__
from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.reporting.github import file_of
from bookbuild.reporting.json import Object
from bookbuild.reporting.rules import help_address, rules

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif_object(findings: Iterable[Finding], folders: Mapping[str, Path]) -> Object:
    """`folders` gives the folder of a book's name; files are relative to the working directory."""
    findings = tuple(findings)
    codes = sorted({finding.code for finding in findings})
    driver = {"name": "bookbuild", "version": __version__, "rules": [_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, codes.index(finding.code), folders) for finding in findings],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: Code) -> Object:
    rule = rules()[code]
    return {
        "id": str(code),
        "shortDescription": {"text": code.replace("-", " ")},
        "fullDescription": {"text": _sentence(rule.meaning)},
        "help": {
            "text": f"{_sentence(rule.meaning)}\nRemedy: {rule.remedy}.",
            "markdown": f"{_sentence(rule.meaning)}\n\n**Remedy:** {rule.remedy}.",
        },
        "helpUri": help_address(code),
        "defaultConfiguration": {"level": str(code.severity)},
    }


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _result(finding: Finding, rule: int, folders: Mapping[str, Path]) -> Object:
    result: Object = {
        "ruleId": str(finding.code),
        "ruleIndex": rule,
        "level": str(finding.severity),
        "message": {"text": f"{finding.message}\nremedy: {finding.remedy}"},
    }
    # GitHub takes no result without a file and a line: what is said of a book as a whole stands at its settings
    location = finding.location if finding.location.path else Location("book.toml")
    file = file_of(replace(finding, location=location), folders)
    if file is not None:
        result["locations"] = [{"physicalLocation": _physical(file, location)}]
    if finding.allowed:
        result["suppressions"] = [{"kind": "external", "status": "accepted"}]
    known = {"book": finding.book, "edition": finding.edition, "page": finding.page}
    result["properties"] = {key: value for key, value in known.items() if value is not None}
    return result


def _physical(file: str, location: Location) -> Object:
    # SARIF 2.1.0, 3.4.3: an artifactLocation's uri is an RFC 3986 reference
    region: Object = {"startLine": location.line or 1}
    if location.line is not None and location.column is not None:
        region |= {"startColumn": location.column, "endColumn": location.column + max(location.width, 1)}
    return {"artifactLocation": {"uri": quote(os.fsencode(file))}, "region": region}
