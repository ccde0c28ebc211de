"""Named contents in order → an EPUB archive whose bytes depend on nothing else."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

_UNIX = 3
_READABLE_FILE = 0o100644 << 16
_LEVEL = 6


def write_archive(path: Path, entries: Iterable[tuple[str, bytes]], *, epoch: int) -> None:
    """Write `entries` (name, content) to `path`, dated `epoch` (seconds, UTC); `mimetype` is stored, not deflated.

    Raises OSError where the path cannot be written: an archive that is half written tries again when it is let go.
    """
    date, made = _date(epoch), io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in entries:
            info = zipfile.ZipInfo(name, date)
            info.create_system = _UNIX
            info.external_attr = _READABLE_FILE
            # OCF 3.3, 4.3: the mimetype file is neither compressed nor encrypted.
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, content, compresslevel=_LEVEL)
    path.write_bytes(made.getbuffer())


def _date(epoch: int) -> tuple[int, int, int, int, int, int]:
    """`epoch` within what a zip's date can say: even seconds from 1980 to 2107."""
    first = int(datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC).timestamp())
    last = int(datetime.datetime(2107, 12, 31, tzinfo=datetime.UTC).timestamp())
    moment = datetime.datetime.fromtimestamp(min(max(epoch, first), last), datetime.UTC)
    return moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second - moment.second % 2
