"""Imported by the process that workers are forked from, so that what they need is there when they start."""

from contextlib import suppress

from bookbuild.diagnostics import MachineLacks

with suppress(MachineLacks):  # a worker says it, where it is asked to work
    import bookbuild.typeset.engine.engine  # noqa: F401

    # isort: split
    from weasyprint import HTML

    # A first line costs what no later one does: fonts are found, WeasyPrint's own style sheet is parsed, the words of
    # English are learnt, and what draws is bound to its libraries.
    HTML(
        string='<p lang="en" style="hyphens: auto; text-align: justify; width: 9em">'
        'An unremarkable sentence of hyphenated generalities <span lang="ar">ا ب</span>'
    ).write_pdf()
