"""Rendered documents and pages → files in `dist/`."""
