"""Templates that come with the tool → their code, compiled once, and kept where Python keeps that of our modules.

A folder of caches, which others may write to, never has code.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from io import BytesIO
from pathlib import Path

import jinja2.bccache
import jinja2.compiler

FOLDER = Path(__file__).parent / "templates"

_of_process: dict[str, bytes] = {}


class CompiledTemplates(jinja2.BytecodeCache):
    """In memory for the life of the process, and in `__pycache__` beside the templates."""

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 (Jinja's)
        return name

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        content = _of_process.get(bucket.key)
        if content is None:
            with suppress(OSError, NotImplementedError):
                content = _file(bucket.key).read_bytes()
        if content:
            with suppress(EOFError, ValueError, TypeError):
                bucket.load_bytecode(BytesIO(content))
            if bucket.code:
                _of_process[bucket.key] = content

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        content = _of_process[bucket.key] = bucket.bytecode_to_string()
        if sys.dont_write_bytecode:
            return
        with suppress(OSError, NotImplementedError):
            path = _file(bucket.key)
            path.parent.mkdir(exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
                file.write(content)
            Path(file.name).chmod(path.parent.stat().st_mode & 0o666)
            Path(file.name).replace(path)


def _file(name: str) -> Path:
    """Raises NotImplementedError where Python keeps no code."""
    return Path(cache_from_source(str(FOLDER / f"{name}.{_compiler()}.py")))


@cache
def _compiler() -> str:
    """Jinja's checksum is of the source alone."""
    return hashlib.sha256(Path(jinja2.compiler.__file__).read_bytes()).hexdigest()[:12]
