"""XHTML documents → pages, in WeasyPrint."""
