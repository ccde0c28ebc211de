"""Laid out boxes → the content of pages: glyphs with the text that they stand for, structure tree, links, fonts."""
