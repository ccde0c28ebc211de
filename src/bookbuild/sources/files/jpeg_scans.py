"""The bytes of a JPEG → where its first picture ends, and whether its scans bring all that they have begun.

Read by its markers (ITU-T T.81, annex B), so that a small picture among its facts, a second picture behind it and
whatever else follows are no part of it. A progressive one brings its coefficients scan by scan, with ever more of their
bits (annex G).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil

SOI, EOI, SOS, DRI, SOF_PROGRESSIVE = 0xD8, 0xD9, 0xDA, 0xDD, (0xC2, 0xC6, 0xCA, 0xCE)
SOF = (*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0))
WITHOUT_LENGTH = (0x01, *range(0xD0, 0xD9))
_MARKER = re.compile(rb"\xff+[^\x00\xff]")
_RESTART = re.compile(rb"\xff+[\xd0-\xd7]")
_BEHIND_ENTROPY = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
LOWEST = 63
"""The last of a block's coefficients; the first, 0, is its mean."""


@dataclass(slots=True)
class JpegFrame:
    """Pixels, and of each component how many blocks of 8 × 8 it has of them, across and down, in a unit (B.2.2)."""

    width: int = 0
    height: int = 0
    sampling: dict[int, tuple[int, int]] = field(default_factory=dict)

    def units(self, components: Sequence[int]) -> int:
        """How many units a scan of these has (A.2): of one component they are its blocks."""
        across = max((wide for wide, _ in self.sampling.values()), default=1)
        down = max((high for _, high in self.sampling.values()), default=1)
        if len(components) == 1:
            wide, high = self.sampling.get(components[0], (across, down))
            return ceil(ceil(self.width * wide / across) / 8) * ceil(ceil(self.height * high / down) / 8)
        return ceil(self.width / (8 * across)) * ceil(self.height / (8 * down))


@dataclass(slots=True)
class JpegScans:
    """`end`: where the marker of the end begins, None where there is none. `bits`: of each component, by coefficient,
    the lowest bit that was sent of it (0: all are). `interval`: units between two restarts, 0 where there are none."""

    end: int | None = None
    progressive: bool = False
    bits: dict[int, dict[int, int]] = field(default_factory=dict)
    frame: JpegFrame = field(default_factory=JpegFrame)
    interval: int = 0
    lack_restarts: bool = False

    @property
    def lack_some(self) -> bool:
        """Whether restarts, bits, or a part of a component's coefficients never came. Means alone are no fault."""
        return self.lack_restarts or (
            self.progressive
            and any(any(sent.values()) or (len(sent) > 1 and len(sent) <= LOWEST) for sent in self.bits.values())
        )


def scans_of(data: bytes) -> JpegScans:
    scans = JpegScans()
    for marker, at, content in _segments(data):
        if marker == EOI:
            scans.end = at
        elif marker in SOF:
            scans.progressive = marker in SOF_PROGRESSIVE
            scans.frame = _frame(content)
        elif marker == DRI:
            scans.interval = int.from_bytes(content[:2], "big")
        elif marker == SOS:
            _add(scans, content, _restarts(data, at))
    return scans


def _frame(content: bytes) -> JpegFrame:
    parts = (content[at : at + 2] for at in range(6, len(content), 3))
    sampling = {part[0]: (part[1] >> 4 or 1, part[1] & 15 or 1) for part in parts if len(part) == 2}
    return JpegFrame(int.from_bytes(content[3:5], "big"), int.from_bytes(content[1:3], "big"), sampling)


def _restarts(data: bytes, at: int) -> int:
    """How many stand in the scan whose marker is there."""
    behind = _BEHIND_ENTROPY.search(data, at + 2)
    return sum(1 for _ in _RESTART.finditer(data, at + 2, behind.start() if behind else len(data)))


def _segments(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Markers, each with where it stands and what its segment has; up to the end of the first picture."""
    at = 0
    while found := _MARKER.search(data, at):
        marker, start = data[found.end() - 1], found.end()
        length = 0 if marker in WITHOUT_LENGTH or marker == EOI else int.from_bytes(data[start : start + 2], "big")
        yield marker, found.start(), data[start + 2 : start + length]
        if marker == EOI:
            return
        at = start + length
        if marker == SOS:
            behind = _BEHIND_ENTROPY.search(data, at)
            if behind is None:
                return
            at = behind.start()


def _add(scans: JpegScans, head: bytes, restarts: int) -> None:
    """A scan: of which components, and coefficients, down to which bit."""
    count = head[0] if head else 0
    if len(head) < 4 + 2 * count:
        return
    first, last, low = head[1 + 2 * count], min(head[2 + 2 * count], LOWEST), head[3 + 2 * count] & 15
    components = head[1 : 1 + 2 * count : 2]
    if scans.interval and scans.frame.height:
        scans.lack_restarts |= restarts < ceil(scans.frame.units(components) / scans.interval) - 1
    for component in components:
        scans.bits.setdefault(component, {}).update(dict.fromkeys(range(first, last + 1), low))
