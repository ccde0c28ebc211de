"""A job, and apart from it what it shares with others, as they reach another machine → what that makes of them."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path

from bookbuild.typeset import machine
from bookbuild.typeset.fragments import Job
from bookbuild.typeset.work.render_task import Made, Make


@dataclass(frozen=True, slots=True)
class MachineRefused:
    """The answer of a worker whose machine is not that of the job: who it is, and what it has."""

    worker: str
    facts: dict[str, str]


def facts() -> dict[str, str]:
    """What decides pages on this machine, by names that a person knows, and the digest of it all."""
    libraries = machine.libraries()
    return {
        "bookbuild": version("bookbuild"),
        **machine.versions(),
        "Pango": libraries[0],
        "HarfBuzz": libraries[1],
        "fonts": machine.digest_of_fonts(),
        "all": machine.digest_of_machine(),
    }


def difference(ours: Mapping[str, str], theirs: Mapping[str, str]) -> str:
    """In what another machine differs from ours; empty where it does not."""
    if ours["all"] == theirs["all"]:
        return ""
    named = [
        f"{name} {theirs.get(name)} instead of {ours[name]}"
        for name in ("bookbuild", *machine.LIBRARIES, "Pango", "HarfBuzz")
        if theirs.get(name) != ours[name]
    ]
    if theirs.get("fonts") != ours["fonts"]:
        named.append("other fonts")
    return ", ".join(named) or "another state of bookbuild's own modules"


def set_parcel(job: Job, shared: Sequence[bytes], known: frozenset[str], make: Make) -> Made | MachineRefused:
    """Set `job` on the worker that this runs on. `shared`: its style sheet, its resources, its fonts, in this order."""
    if job.machine != machine.digest_of_machine():
        return MachineRefused(_this_worker(), facts())
    sheet, *others = shared
    count = len(job.resources)
    resources = tuple(replace(r, content=content) for r, content in zip(job.resources, others[:count], strict=True))
    text, fonts = sheet.decode(), []
    for uri, content in zip(job.fonts, others[count:], strict=True):
        fonts.append(_as_file(content, Path(uri).suffix).as_uri())
        text = text.replace(uri, fonts[-1])
    return make(replace(job, sheet=text, resources=resources, fonts=tuple(fonts)), known)


def _this_worker() -> str:
    from distributed import get_worker

    return str(get_worker().address)


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="bookbuild-fonts-", ignore_cleanup_errors=True)


def _as_file(content: bytes, suffix: str) -> Path:
    """A font file, written once a process."""
    path = Path(_folder().name) / f"{hashlib.sha256(content).hexdigest()}{suffix}"
    if not path.exists():
        path.write_bytes(content)
    return path
