"""Text → the honorifics in it: kind, gender and number, the spelling, and what may be said of whom."""
