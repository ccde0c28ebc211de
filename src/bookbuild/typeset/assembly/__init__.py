"""Fragments and margins in book order → one PDF, with the numbers of the book: fonts closed once, images once, links,
outline and structure tree.
"""
