"""`bookbuild`, run in a process with limits → how it ended, what it said, and the memory that it and its children had."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

COMMAND = str(Path(sys.executable).with_name("bookbuild"))
SECONDS, MEGABYTES = 20, 1024
"""Of CPU and memory, that no process of a call may pass."""

# A small process of its own measures: the memory of the one that starts a program counts as the program's.
RUNNER = """
import json, os, resource, subprocess, sys
given = json.loads(sys.argv[1])
def limits():
    resource.setrlimit(resource.RLIMIT_CPU, (given["seconds"], given["seconds"]))
    resource.setrlimit(resource.RLIMIT_DATA, (given["megabytes"] << 20, given["megabytes"] << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
done = subprocess.run(
    given["command"], cwd=given["cwd"], stdin=subprocess.DEVNULL, capture_output=True, preexec_fn=limits,
    env=os.environ | given["env"], encoding="utf-8", errors="backslashreplace", timeout=given["clock"]
)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
json.dump([done.returncode, done.stdout, done.stderr, peak], sys.stdout)
"""
SAID = re.compile(
    r"[^\s].*: (?:error|warning)\[[a-z-]+\]: .+|\s+(?:remedy|in): .+|\s+\d+ \|.*|\s+\|\s+\^+|in `.+`:|bookbuild: .+"
)
"""A line that belongs to a finding, or to what the command says of itself."""


@dataclass(frozen=True, slots=True)
class LimitedRun:
    """`megabytes`: what the largest of its processes had at its fullest."""

    status: int
    output: str
    errors: str
    megabytes: int

    @property
    def codes(self) -> set[str]:
        """The codes of a call with `--json`."""
        given: dict[str, Any] = json.loads(self.output)
        return {finding["code"] for finding in given["findings"]}

    def foreign_lines(self) -> list[str]:
        """What stands on standard error and is no part of a finding."""
        return [line for line in self.errors.splitlines() if not SAID.fullmatch(line)]


def limited(*arguments: str | Path, cwd: Path, clock: int = 120, **env: str) -> LimitedRun:
    """Call the command in the folder `cwd`; `env` is added to the environment."""
    given = {
        "command": [COMMAND, *(str(argument) for argument in arguments)],
        "seconds": SECONDS,
        "megabytes": MEGABYTES,
        "clock": clock,
        "cwd": str(cwd),
        "env": {"BOOKBUILD_CACHE": str(cwd / "cache"), **env},
    }
    runner = [sys.executable, "-I", "-S", "-c", RUNNER, json.dumps(given)]
    done = subprocess.run(runner, capture_output=True, encoding="utf-8", check=True)
    return LimitedRun(*json.loads(done.stdout))
