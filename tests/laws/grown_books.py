"""The kinds of text of `benchmarks/grown_texts.py` → books in a folder, and what becomes of them."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

from law_samples import ROOT

from bookbuild import pipeline
from bookbuild.build_result import BuildResult
from bookbuild.progress import Unwatched


def _grown_texts() -> Any:
    specification = importlib.util.spec_from_file_location("grown_texts", ROOT / "benchmarks" / "grown_texts.py")
    assert specification
    assert specification.loader
    module = importlib.util.module_from_spec(specification)
    sys.modules[specification.name] = module
    specification.loader.exec_module(module)
    return module


KINDS: dict[str, Any] = _grown_texts().KINDS


def grown(folder: Path, kind: str, size: int) -> Path:
    """The book of a kind, `size` being how many of its units it has."""
    book = folder / f"grown-{size}"
    for path, text in KINDS[kind].files(size).items():
        (book / path).parent.mkdir(parents=True, exist_ok=True)
        (book / path).write_text(text, encoding="utf-8")
    return book


def checked(book: Path) -> BuildResult:
    return pipeline.check(book, progress=Unwatched())
