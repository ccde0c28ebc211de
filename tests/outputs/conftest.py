"""A judge that the machine lacks skips on a developer's machine and fails in CI."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest

from bookbuild.diagnostics import MachineLacks


@pytest.fixture(scope="session")
def judged() -> Callable[..., Any]:
    """Call a judge: `judged(epubcheck, path)`."""

    def call(judge: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        try:
            return judge(*arguments, **options)
        except MachineLacks as lack:
            if os.environ.get("CI"):
                pytest.fail(f"{lack}: {lack.remedy}")
            pytest.skip(str(lack))

    return call
