"""A job → its fragment, encoded: what a worker does, in whatever process and on whatever machine it is.

Fragments travel and are kept as MessagePack of their dataclasses, compressed: what is read back has the types of
`Fragment` or is refused, and can run nothing. Of what was kept, only so much is unpacked as a section can have. A
fragment that was just made is read back too: what is kept and what is new are the same to the last digit.
"""

from __future__ import annotations

import gc
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, TypeAlias

import msgspec

from bookbuild.typeset.fragments import Fragment, Job
from bookbuild.typeset.work.bounds import bounded, resident

COMPRESSION = 1

MOST_FACTS, MOST_PDF = 1 << 24, 1 << 28
"""Bytes that a kept fragment may unpack to: what is known of its pages (read, it takes some thirty times as much
memory), and its file."""


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
    """Set a job in this process. `known`: digests of the font files that need not come with it.

    Raises SectionTooLarge where that takes far more time or memory than a text of its length can need.
    """
    from bookbuild.typeset.engine.engine import set_fragment

    files: dict[str, bytes] = {}
    with _one_at_a_time, _boxes_dropped(), bounded(job):
        fragment = set_fragment(job, files.__setitem__)
    lacking = {part.digest for part in fragment.fonts} - known
    fonts = tuple((digest, files[digest]) for digest in sorted(lacking))
    return Made(encoded(fragment), fonts, resident())


@contextmanager
def _boxes_dropped() -> Iterator[None]:
    """Let go of the boxes of a section, which refer to one another, as soon as it is set: beside those of the next one,
    or among what lasts, they would take a fifth of a build's memory."""
    try:
        yield
    finally:
        gc.collect(1)


class PackedFragment(msgspec.Struct, frozen=True, array_like=True):
    """A fragment without its file, and its file: each compressed."""

    facts: bytes
    pdf: bytes


class _TooLarge(ValueError):
    """What is compressed unpacks to more than it may."""


def encoded(fragment: Fragment) -> bytes:
    facts = msgspec.msgpack.encode(replace(fragment, pdf=b""))
    packed = PackedFragment(zlib.compress(facts, COMPRESSION), zlib.compress(fragment.pdf, COMPRESSION))
    return msgspec.msgpack.encode(packed)


def decoded(content: bytes) -> Fragment | None:
    """The fragment that was kept; None where it is not one, damaged, or larger than `MOST_FACTS` and `MOST_PDF`."""
    return _decoded(content, MOST_FACTS, MOST_PDF)


def read_back(content: bytes) -> Fragment | None:
    """The fragment that a worker has just made, however large; None where it is not one."""
    return _decoded(content, 0, 0)


def _decoded(content: bytes, most_facts: int, most_pdf: int) -> Fragment | None:
    try:
        packed = _decoder(PackedFragment).decode(content)
        fragment: Fragment = _decoder(Fragment).decode(_unpacked(packed.facts, most_facts))
        return replace(fragment, pdf=_unpacked(packed.pdf, most_pdf))
    except (zlib.error, msgspec.DecodeError, UnicodeDecodeError, RecursionError, MemoryError, _TooLarge):
        return None


def _unpacked(compressed: bytes, most: int) -> bytes:
    """`most`: bytes that come of it at most; 0: however many. Raises _TooLarge, zlib.error."""
    stream = zlib.decompressobj()
    content = stream.decompress(compressed, most)
    if stream.unconsumed_tail or (most and len(content) > most):
        raise _TooLarge
    if not stream.eof:
        raise zlib.error("cut off")
    return content


@cache
def _decoder(kind: type) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)
