"""Imported by the process that workers are forked from, so that what they need is there when they start."""

from contextlib import suppress

from bookbuild.diagnostics import MachineLacks

with suppress(MachineLacks):  # a worker says it, where it is asked to work
    from weasyprint import HTML

    import bookbuild.typeset.engine  # noqa: F401

    # a first line costs what no later one does: fonts are found, and WeasyPrint's own style sheet is parsed
    HTML(string='<p lang="en">a <span lang="ar">ا</span>').render()
