"""A text file → `IntakeDocument`: pages, printed contents and page furniture are found first, then lines are joined.

lines → page furniture → printed contents → front matter → headings → paragraphs → notes → blocks
"""
