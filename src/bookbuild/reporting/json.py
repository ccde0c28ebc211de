"""Results and findings → the objects that `--json` prints, in the keys and the order of DESIGN §3."""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bookbuild.diagnostics import Finding
from bookbuild.reporting.text import ACTING

if TYPE_CHECKING:
    from bookbuild.build_result import BuildResult, Built

Object = dict[str, Any]


def json_text(value: Object, encoding: str | None) -> str:
    """The object as it is written to a stream of that encoding: in ASCII where it is not one of Unicode's.

    What acts on a terminal is escaped as JSON escapes it: whoever parses it gets the same.
    """
    unicode = (encoding or "").lower().startswith("utf")
    written = json.dumps(value, ensure_ascii=not unicode, indent=2)
    return ACTING.sub(lambda found: found[0] if found[0] == "\n" else f"\\u{ord(found[0]):04x}", written)


def build_object(results: Iterable[BuildResult]) -> Object:
    results = tuple(results)
    books = [{"book": o.book, "editions": [edition_object(built) for built in o.editions]} for o in results]
    return {"books": books, "findings": findings_list(f for o in results for f in o.findings)}


def check_object(results: Iterable[BuildResult]) -> Object:
    results = tuple(results)
    return {
        "books": [{"book": result.book} for result in results],
        "findings": findings_list(f for result in results for f in result.findings),
    }


def edition_object(built: Built) -> Object:
    cover = getattr(built, "cover", None)
    return {
        "name": built.name,
        "path": path_as_given(built.path),
        "format": built.format,
        "pages": built.pages,
        "bytes": built.bytes,
        **({"cover": path_as_given(cover)} if cover else {}),
    }


def findings_list(findings: Iterable[Finding]) -> list[Object]:
    return [finding_object(finding) for finding in findings]


def finding_object(finding: Finding) -> Object:
    return {
        "code": str(finding.code),
        "severity": str(finding.severity),
        "book": finding.book,
        "edition": finding.edition,
        "path": finding.location.path,
        "line": finding.location.line,
        "column": finding.location.column,
        "page": finding.page,
        "message": finding.message,
        "remedy": finding.remedy,
        "allowed": finding.allowed,
    }


def path_as_given(path: Path) -> str:
    """`path` with `/`, relative to the working directory where it lies under it, otherwise as it was given."""
    absolute, here = path.absolute(), Path.cwd()
    return (absolute.relative_to(here) if absolute.is_relative_to(here) else path).as_posix()


def plain(value: Any) -> Any:
    """Dataclasses, Structs, paths and dates as JSON has them."""
    match value:
        case Path():
            return path_as_given(value)
        case datetime.date():
            return value.isoformat()
        case dict():
            return {str(key): plain(part) for key, part in value.items()}
        case list() | tuple():
            return [plain(part) for part in value]
        case set() | frozenset():
            return sorted(plain(part) for part in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if hasattr(value, "__struct_fields__"):
        return {name: plain(getattr(value, name)) for name in value.__struct_fields__}
    return value
