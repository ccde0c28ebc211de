"""A passage → `space-stray`: a space before punctuation or within brackets, doubled, or after a prefix of Arabic."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.checks.brackets import GUILLEMETS
from bookbuild.checks.proof import Proof
from bookbuild.diagnostics import Code, Finding
from bookbuild.language.arabic_script import read_as
from bookbuild.language.marks import LETTERS, MARKS, TATWEEL, ranges

_ARABIC = ranges(LETTERS)
_WORD = ranges(LETTERS, MARKS, TATWEEL)
_MARK = "،؛,.;:!?؟۔"
_LETTERS_AFTER = "،؛؟۔,;!"
"""After these a letter may stand without a space, and they are punctuation yet: `كلمة ،ثم`. `.md` is another thing."""
_SUSPECT = re.compile(rf"[ \u00a0][ \u00a0{_MARK})\]»]|[(\[«] |(?<![{_WORD}])(?:[وف]\u064e?|ال) ")
_STRAYS = re.compile(
    rf"(?P<before>(?<=[^\s\v{_MARK}(\[«“‘…]) ++(?=[{_LETTERS_AFTER}](?![.۔)(]|-[)(])|[{_MARK}](?![\w.۔)(]|-[)(])))"
    r"|(?P<closing>(?<=[^\s\v(\[«]) ++(?=[)\]»](?!\w)))|(?P<opening>(?<=[(\[«])(?<!\w.) ++(?=[^\s\v)\]»]))"
    r"|(?P<wide>(?<=\S)[ \u00a0]{2,}+(?=[^\s\v]))"
    # و and ف are written with the next word, the article too
    rf"|(?P<prefix>(?<![{_WORD}\d.])(?:[وف]\u064e?|ال) ++(?=[{_ARABIC}][{_WORD}]))"
)
_ENDS_SENTENCE = re.compile(r"[.!?:…][\"'’”»)\]]*\Z")
_ONE_LETTER = re.compile(rf"(?:^|[^{_WORD}])[{_ARABIC}][،,]?[ ]?\Z")
_DIGIT = re.compile(r"\d\s*\Z")
_FRENCH = ":;!?»"
_DOTS = re.compile(r"\. \.")
_OPEN_END = re.compile(r"\d[–-]\Z")
"""A year with nothing after its dash: `1990– )`."""


def spacing(proof: Proof) -> Iterator[Finding]:
    """The stray spaces of a passage; all but those in verse and after a full stop in Latin, which are a custom."""
    if not _SUSPECT.search(proof.text):
        return
    for found in _STRAYS.finditer(proof.text):
        kind = found.lastgroup or ""
        begin, end = found.span(kind)
        if kind == "prefix":
            if _is_prefix(proof, begin, end):
                yield _detached(proof, begin, end)
        elif not _custom(proof, kind, begin, end):
            yield _stray(proof, kind, begin, end)


def _custom(proof: Proof, kind: str, begin: int, end: int) -> bool:
    """Whether a space stands there by a custom: French, two after a full stop, `1 : 2`, hemistichs, spaced dots."""
    text, after = proof.text, proof.text[end : end + 1]
    if kind == "wide":
        if " " not in text[begin:end]:
            return True
        return proof.passage.kind == "Poem" or (proof.script == "latin" and bool(_ENDS_SENTENCE.search(text[:begin])))
    if _DOTS.match(text, end) if kind == "opening" else _DOTS.match(text, max(begin - 3, 0), begin):
        return True
    if kind == "opening":
        language = proof.language_at(begin)
        return text[begin - 1] == "«" and (language == "fr" or language not in GUILLEMETS)
    if set_off(proof, begin, end) or (kind == "closing" and _OPEN_END.search(text, max(begin - 2, 0), begin)):
        return True
    if after == "." and re.match(r"\.(?: \.)+", text[end:]):
        return True
    return after == ":" and bool(_DIGIT.search(text[:begin])) and text[end + 1 :].lstrip()[:1].isdigit()


def set_off(proof: Proof, begin: int, end: int) -> bool:
    """Whether the mark at `end` has a space before it in the language there: French ones; » where it opens, as in
    German."""
    language, mark = proof.language_at(begin), proof.text[end : end + 1]
    return mark in _FRENCH if language == "fr" else mark == "»" and language not in GUILLEMETS


def _is_prefix(proof: Proof, begin: int, end: int) -> bool:
    """Whether و, ف or ال is cut off its word: in Arabic, and not a letter that is named or counted with."""
    text = proof.text
    if proof.language_at(begin) != "ar" or proof.passage.kind == "Poem":
        return False
    before = text[:begin]
    if text[begin] == "ف" and not before.strip():
        return False
    words = re.findall(rf"[{_WORD}]+", text[max(begin - 60, 0) : end + 60])
    return not _ONE_LETTER.search(before) and read_as(words) != "persian"


def _detached(proof: Proof, begin: int, end: int) -> Finding:
    prefix = proof.text[begin:end].rstrip()
    gap = begin + len(prefix)
    word = re.match(rf"[{_WORD}]+", proof.text[end:])
    right = prefix + (word[0] if word else "")
    message = f"a space after `{prefix}`, which is written with its word"
    certain = "" if prefix != "ال" else None  # ال سعود is آل سعود
    return proof.found(Code.SPACE_STRAY, gap, end, message, f"write `{right}`", certain)


_WHAT = {"before": "a space before `{}`", "closing": "a space before `{}`", "opening": "a space after `{}`"}


def _stray(proof: Proof, kind: str, begin: int, end: int) -> Finding:
    if kind == "wide":
        message = f"{end - begin} spaces between two words"
        return proof.found(Code.SPACE_STRAY, begin, end, message, "write one space", " ")
    sign = proof.text[begin - 1] if kind == "opening" else proof.text[end]
    if kind == "before" and proof.text[end + 1 : end + 2].isalnum():
        right = f"{sign} "
        return proof.found(Code.SPACE_STRAY, begin, end + 1, f"a space before `{sign}`", f"write `{right}`", right)
    return proof.found(Code.SPACE_STRAY, begin, end, _WHAT[kind].format(sign), "take it out", "")
