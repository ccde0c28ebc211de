"""Arabic as an extraction left it → Arabic: letters for shapes, words in their order, no space within a word.

Two spaces are never closed: they are the evidence of a lost honorific.
"""
