"""The command, called in a folder of its own, with a made pipeline."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner, Result
from command_samples import EditionUnknown, Outcome, Pipeline

import bookbuild
from bookbuild.cli import main


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    fake, module = Pipeline(), ModuleType("bookbuild.pipeline")
    module.__dict__.update(
        EditionUnknown=EditionUnknown,
        Outcome=Outcome,
        build=fake.build,
        check=fake.check,
        mend=fake.mend,
        editions=fake.editions,
        fonts=fake.fonts,
        documents=fake.documents,
    )
    monkeypatch.setitem(sys.modules, "bookbuild.pipeline", module)
    monkeypatch.setattr("bookbuild.workshop.workshop", fake.workshop)
    monkeypatch.setattr(bookbuild, "pipeline", module, raising=False)
    return fake


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Call bookbuild in a folder of its own that holds two books, `cave` and `well`."""
    monkeypatch.chdir(tmp_path)
    for name in ("cave", "well"):
        (tmp_path / name).mkdir()

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(main, arguments, prog_name="bookbuild")

    return call
