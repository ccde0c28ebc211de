"""WeasyPrint's shared libraries, found at once.

Seam: `weasyprint.text.ffi` tries several names for each library, and cffi asks `ctypes.util.find_library` for those
that are no file's name; on Linux that starts compilers and linkers, for as long as the rest of WeasyPrint's import
takes. The file's name (`libpango-1.0.so.0`) is among the names: while it is imported here, no other is looked for.
"""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from io import StringIO


@contextmanager
def found_by_file_name() -> Iterator[None]:
    """Libraries are found by the names of their files alone."""
    looked_for = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None  # noqa: ARG005 (find_library's signature)
    try:
        yield
    finally:
        ctypes.util.find_library = looked_for


if sys.platform == "linux":
    # where a name alone does not do, the import after this one looks further, and says what is missing
    with suppress(OSError), redirect_stdout(StringIO()), found_by_file_name():
        import weasyprint.text.ffi  # noqa: F401
