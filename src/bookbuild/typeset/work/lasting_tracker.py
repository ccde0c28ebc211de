"""Named semaphores of this process → deleted in the end, whoever is killed: this process, Python's tracker, or both.

Whoever makes a semaphore for a process that is begun anew has the tracker delete its name in the end. Where one was
killed Python starts another, warns of it, and has it forget names that it never knew: a traceback each. Where both are
killed the names stay; the next build deletes them, by the process that they name.
"""

from __future__ import annotations

import os
import re
import warnings
from contextlib import suppress
from multiprocessing import process, resource_tracker
from multiprocessing.resource_tracker import ResourceTracker
from pathlib import Path

SEMAPHORES = Path("/dev/shm")
"""Where Linux shows them as files, `sem.` before their names."""
PREFIX = "bookbuild-"


class LastingTracker(ResourceTracker):
    """Tells a tracker that follows another all that is still there."""

    _there: set[tuple[str, str]]
    _told: int | None
    _pid: int | None

    def _send(self, cmd: str, name: str, rtype: str) -> None:
        self.ensure_running()
        if self._told != (told := self._pid):
            self._told = told
            for each in sorted(self._there):
                super()._send("REGISTER", *each)  # type: ignore[misc]
        (self._there.add if cmd == "REGISTER" else self._there.discard)((name, rtype))
        super()._send(cmd, name, rtype)  # type: ignore[misc]


def keep_tracker() -> None:
    """Have the names that this process makes from now on kept account of, and those of dead processes deleted."""
    tracker = resource_tracker._resource_tracker
    if not isinstance(tracker, LastingTracker):
        warnings.filterwarnings("ignore", message="resource_tracker: process died unexpectedly")
        tracker.ensure_running()
        tracker.__class__ = LastingTracker
        tracker._there, tracker._told = set(), tracker._pid  # type: ignore[attr-defined]
        process.current_process()._config["semprefix"] = f"/{PREFIX}{os.getpid()}"  # type: ignore[attr-defined]
        sweep_semaphores()


def sweep_semaphores(place: Path = SEMAPHORES) -> None:
    """Delete those of this user whose processes have died."""
    with suppress(OSError), os.scandir(place) as found:
        for entry in found:
            named = re.fullmatch(rf"sem\.{PREFIX}(\d{{1,9}})-\w+", entry.name)
            if named and entry.is_file(follow_symlinks=False) and not _lives(int(named[1])):
                with suppress(OSError):
                    Path(entry.path).unlink()


def _lives(number: int) -> bool:
    try:
        os.kill(number, 0)
    except OSError as error:  # of another user: it lives, and what it has is not ours
        return not isinstance(error, ProcessLookupError)
    return True
