"""A Word document (.docx) → `ReadDocument`, by lxml over its parts: no library decides what is dropped.

    package → styles, numbering, notes → runs → paragraphs, tables → references settled → letters counted

What is in a part and means nothing to us is walked through, never left out: `part_letters.py` counts the parts
by themselves.
"""
