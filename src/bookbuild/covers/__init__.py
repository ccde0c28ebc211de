"""An edition's `[cover]`, its text and the number of its pages → the wrap around the printed book, the picture of the
e-book, the first page of the PDF for screens.
"""
