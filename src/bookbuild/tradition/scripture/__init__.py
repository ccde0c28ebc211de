"""Text → the quotations of the Qurʾān in it, each held against the text of record; a reference → its words."""
