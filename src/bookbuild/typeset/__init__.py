"""XHTML documents → pages: sections in, a book's pages out. How pages are set is known in here alone.

`pages.typeset` is the way in. This module imports nothing: a worker's process needs `engine.py` only.
"""
