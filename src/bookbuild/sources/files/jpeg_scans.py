"""The bytes of a JPEG → where its first picture ends, and whether its scans bring all that they have begun.

Read by its markers (ITU-T T.81, annex B), so that a small picture among its facts, a second picture behind it and
whatever else follows are no part of it. A progressive one brings its coefficients scan by scan, with ever more of their
bits (annex G).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

SOI, EOI, SOS, SOF_PROGRESSIVE = 0xD8, 0xD9, 0xDA, (0xC2, 0xC6, 0xCA, 0xCE)
WITHOUT_LENGTH = (0x01, *range(0xD0, 0xD9))
_MARKER = re.compile(rb"\xff+[^\x00\xff]")
_BEHIND_ENTROPY = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
LOWEST = 63
"""The last of a block's coefficients; the first, 0, is its mean."""


@dataclass(slots=True)
class JpegScans:
    """`end`: where the marker of the end stands, None where there is none. `bits`: of each component, by coefficient,
    the lowest bit that was sent of it (0: all are)."""

    end: int | None = None
    progressive: bool = False
    bits: dict[int, dict[int, int]] = field(default_factory=dict)

    @property
    def lack_some(self) -> bool:
        """Whether bits, or a part of a component's coefficients, never came. Means alone are no fault."""
        return self.progressive and any(
            any(sent.values()) or (len(sent) > 1 and len(sent) <= LOWEST) for sent in self.bits.values()
        )


def scans_of(data: bytes) -> JpegScans:
    scans = JpegScans()
    for marker, at, content in _segments(data):
        if marker == EOI:
            scans.end = at
        elif marker in SOF_PROGRESSIVE:
            scans.progressive = True
        elif marker == SOS:
            _add(scans, content)
    return scans


def _segments(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Markers, each with where it stands and what its segment has; up to the end of the first picture."""
    at = 0
    while found := _MARKER.search(data, at):
        marker, start = data[found.end() - 1], found.end()
        length = 0 if marker in WITHOUT_LENGTH or marker == EOI else int.from_bytes(data[start : start + 2], "big")
        yield marker, found.end() - 2, data[start + 2 : start + length]
        if marker == EOI:
            return
        at = start + length
        if marker == SOS:
            behind = _BEHIND_ENTROPY.search(data, at)
            if behind is None:
                return
            at = behind.start()


def _add(scans: JpegScans, head: bytes) -> None:
    """A scan: of which components, and coefficients, down to which bit."""
    count = head[0] if head else 0
    if len(head) < 4 + 2 * count:
        return
    first, last, low = head[1 + 2 * count], min(head[2 + 2 * count], LOWEST), head[3 + 2 * count] & 15
    for component in head[1 : 1 + 2 * count : 2]:
        scans.bits.setdefault(component, {}).update(dict.fromkeys(range(first, last + 1), low))
