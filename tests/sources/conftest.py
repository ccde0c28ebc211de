"""A book's folder to write into."""

from __future__ import annotations

from pathlib import Path

import pytest
from source_samples import BookFolder


@pytest.fixture
def book(tmp_path: Path) -> BookFolder:
    folder = tmp_path / "cave"
    folder.mkdir()
    return BookFolder(folder)
