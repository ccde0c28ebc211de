"""Rendered documents → the bytes of an EPUB 3 package, through ebooklib."""
