"""A PDF file → `IntakeDocument`: lines by the places of their glyphs, then what each line is by its place and size.

pages → lines in reading order → furniture → notes at the foot → contents, front matter → headings, paragraphs → blocks
"""
