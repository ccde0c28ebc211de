"""A job → its fragment, encoded: what a worker does, in whatever process and on whatever machine it is.

Fragments travel and are kept as MessagePack of their dataclasses, compressed: what is read back has the types of
`Fragment` or is refused, and can run nothing. A fragment that was just made is read back too: what is kept and what is
new are the same to the last digit.
"""

from __future__ import annotations

import threading
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

import msgspec

from bookbuild.typeset.fragments import Fragment, Job

COMPRESSION = 1


@dataclass(frozen=True, slots=True)
class Made:
    """A fragment, encoded, and the font files that it uses and the other side lacks: digest and content.

    `memory` is what the process that made it holds, in bytes.
    """

    content: bytes
    fonts: tuple[tuple[str, bytes], ...] = ()
    memory: int = 0


Make: TypeAlias = Callable[[Job, frozenset[str]], Made]

_one_at_a_time = threading.Lock()
"""WeasyPrint is asked through seams that are global to a process."""


def make(job: Job, known: frozenset[str]) -> Made:
    """Set a job in this process. `known`: digests of the font files that need not come with it."""
    from bookbuild.typeset.engine.engine import set_fragment

    files: dict[str, bytes] = {}
    with _one_at_a_time:
        fragment = set_fragment(job, files.__setitem__)
    lacking = {part.digest for part in fragment.fonts} - known
    fonts = tuple((digest, files[digest]) for digest in sorted(lacking))
    return Made(encoded(fragment), fonts, resident())


def encoded(fragment: Fragment) -> bytes:
    return zlib.compress(msgspec.msgpack.encode(fragment), COMPRESSION)


def decoded(content: bytes) -> Fragment | None:
    """The fragment; None where it is not one, or damaged."""
    try:
        return _decoder().decode(zlib.decompress(content))
    except (zlib.error, msgspec.DecodeError, UnicodeDecodeError):
        return None


@cache
def _decoder() -> msgspec.msgpack.Decoder[Fragment]:
    return msgspec.msgpack.Decoder(Fragment)


def resident() -> int:
    """The bytes of memory that this process holds; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0
    import resource

    return pages * resource.getpagesize()
