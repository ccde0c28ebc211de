"""A typeset book → the bytes of a PDF with labels, boxes, viewer preferences, Info and XMP."""
