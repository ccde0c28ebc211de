"""A passage → the words in it that are told as spellings, and name nobody: *it is also written “Mohammed”*."""

from __future__ import annotations

import re

from bookbuild.checks.mentions import ReadPassage

_LISTED = re.compile(r"\s*(?:,|[^\W\d_]{1,4})\s*")
_ENOUGH = 3
"""So many spellings of one word in a row are a list of its spellings: Husain, Hussain and Hussein."""
_QUOTED = re.compile(r"[“«„\"]\s?([^\W\d_][^“”«»„\"]*?)[,.]?\s?[”»“\"]")
_MOST_WORDS = 3
_BRACKETED = re.compile(r"\(([^()]+)\)")
_SENTENCE = re.compile(r"[.!?]\s")


def told_spellings(read: ReadPassage) -> set[int]:
    """The numbers of words in lists of spellings, in quotations of nothing else, and in brackets after the same name.

    So do Umar and Ali (ʿUmar, ʿAlī).
    """
    return _listed(read) | _quoted(read) | _in_brackets(read)


def _listed(read: ReadPassage) -> set[int]:
    """The words that stand in a list of spellings of one word."""
    line, listed = read.line, set[int]()
    row: list[int] = []
    for at, word in enumerate(line.words):
        if word.arabic or not word.keys or (not word.capital and row):
            continue  # a conjunction
        gap = line.text[line.ends[row[-1]] : line.begins[at]] if row else ""
        if not (row and word.keys == line.words[row[-1]].keys and _LISTED.fullmatch(gap)):
            row = []
        row.append(at)
        if len({line.written(each, each + 1) for each in row}) >= _ENOUGH:
            listed.update(row)
    return listed


def _quoted(read: ReadPassage) -> set[int]:
    spans = [found.span(1) for found in _QUOTED.finditer(read.passage.text) if len(found[1].split()) <= _MOST_WORDS]
    return {at for at, begin in enumerate(read.line.begins) if any(first <= begin < last for first, last in spans)}


def _in_brackets(read: ReadPassage) -> set[int]:
    line, text = read.line, read.passage.text
    found = set[int]()
    for bracket in _BRACKETED.finditer(text):
        begin, end = bracket.span(1)
        sentence = max((other.end() for other in _SENTENCE.finditer(text, 0, begin)), default=0)
        before = {
            word.keys: line.written(at, at + 1)
            for at, word in enumerate(line.words)
            if word.keys and word.capital and sentence <= line.begins[at] < begin
        }
        found |= {
            at
            for at, word in enumerate(line.words)
            if begin <= line.begins[at] < end
            and before.get(word.keys, line.written(at, at + 1)) != line.written(at, at + 1)
        }
    return found
