"""Imported by the process that workers are forked from, so that what they need is there when they start."""

from contextlib import suppress

from bookbuild.diagnostics import MachineLacks

with suppress(MachineLacks):  # a worker says it, where it is asked to work
    import bookbuild.typeset.engine  # noqa: F401
