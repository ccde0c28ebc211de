"""Paths of a book → text and pictures, read through one door: UTF-8 or a finding, never from outside of the book."""
