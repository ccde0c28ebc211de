"""One manuscript, every edition: EPUB for readers, PDF for the press and the screen."""

__version__ = "0.1.0"
