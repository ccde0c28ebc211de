"""A note stays on the page of its call.

Seams, each one expression of WeasyPrint 70:

- `weasyprint.layout.block._linebox_layout`: to fit one more line on a page whose paragraph may not be broken there, it
  takes notes off that page, last first, and prints them on a later one; every note behind them then lags too
  (Kozea/WeasyPrint#1564, #2432). Here that is left out: the line goes to the next page instead.
- `weasyprint.layout.LayoutContext._update_footnote_area`: a note overflows its area by what floating point rounds off,
  and is put off to the next page with half of this one free. Here it may.
"""

from __future__ import annotations

from bookbuild.typeset.seams.seam import Amended

DELAYS_NOTES = "report = not context.in_column and can_break_now and not could_break_before"
KEEPS_NOTES = "report = False"
COMPARES_EXACTLY = "overflow = last_child_bottom > footnote_area_bottom"
COMPARES_LENGTHS = "overflow = last_child_bottom > footnote_area_bottom + 0.01"
"""In px."""

STAYS_ON_ITS_PAGE = Amended(__name__, ((DELAYS_NOTES, KEEPS_NOTES),), digest="e07bbe000974")
FITS_ITS_AREA = Amended(__name__, ((COMPARES_EXACTLY, COMPARES_LENGTHS),), digest="0fcc68f3897d")
