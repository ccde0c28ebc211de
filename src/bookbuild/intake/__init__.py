"""Foreign files → a manuscript folder that builds, with every repair, doubt and dropped piece listed.

    read → desk (evidence first, then repairs) → write → conservation

A reader a format gives the one value of `document.py` and knows nothing of manuscripts; desk and writer know nothing of
formats. `conservation.py` holds the letters of the source against those that were written, dropped and repaired.
"""
