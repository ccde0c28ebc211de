"""PDFium is no work for threads, and editions are made side by side: who holds the lock → may call it."""

from __future__ import annotations

from threading import Lock

CALLED = Lock()
"""Held while PDFium is called: two threads within it end the process."""
