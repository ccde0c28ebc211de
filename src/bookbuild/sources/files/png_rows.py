"""The bytes of a PNG → whether pixels are missing: its data may end, as it should, before the last row.

PNG, third edition: 8.1 (interlace), 9 (filtering), 10 (compression).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Samples of a pixel, by colour type."""
ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""Of each pass the first column and row, and the steps between columns and between rows."""
AT_ONCE = 2**20


def lacks_rows(data: bytes) -> bool:
    """Whether there are fewer bytes of pixels than width and height ask for. Raises zlib.error, struct.error."""
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", data[16:29])
    bits = depth * CHANNELS.get(colour, 4)
    passes = _passes(width, height, interlaced)
    return not _unpacks_to(data, sum(rows * (1 + (columns * bits + 7) // 8) for columns, rows in passes))


def _passes(width: int, height: int, interlaced: int) -> Iterator[tuple[int, int]]:
    """Columns and rows of each pass that has any."""
    if not interlaced:
        yield width, height
        return
    for x, y, across, down in ADAM7:
        columns, rows = (width - x + across - 1) // across, (height - y + down - 1) // down
        if columns > 0 and rows > 0:
            yield columns, rows


def _unpacks_to(data: bytes, wanted: int) -> bool:
    """Whether the parts of the picture unpack to so many bytes at least; never more than some are held at once."""
    unpacker, count = zlib.decompressobj(), 0
    for part in _parts(data):
        rest = part
        while rest and not unpacker.eof and count < wanted:
            count += len(unpacker.decompress(rest, AT_ONCE))
            rest = unpacker.unconsumed_tail
    return count >= wanted or (not unpacker.eof and count + len(unpacker.flush(AT_ONCE)) >= wanted)


def _parts(data: bytes) -> Iterator[bytes]:
    """The contents of the chunks `IDAT`."""
    place = 8
    while place + 8 <= len(data):
        length, kind = struct.unpack(">I4s", data[place : place + 8])
        if kind == b"IDAT":
            yield data[place + 8 : place + 8 + length]
        place += length + 12
