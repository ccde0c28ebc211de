"""A text → where Pandoc would read a citation in it, `[@key, p. 12]` or `@key`; handles of networks are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Pandoc's manual, "Citation syntax": a key begins with a letter, a digit or `_`, or stands in braces.
_BRACKETED = re.compile(
    r"\[(?:[^\[\]]*[\s;(])?-?@(?:[\w][^\s\[\],;]*|\{[^\s{}]+\})[^\[\]]*\]|(?<![\w@.])-?@\w[\w:.#$%&+?<>~/-]*\s\[[^\[\]]+\]"
)
_IN_TEXT = re.compile(r"""(?<![^\s(\[“‘«"'—–])-?@[A-Za-z_](?:[:.#$%&+?<>~/-]?\w)+(?![\w@])""")
_REST_OF_BRACKETS = re.compile(r"[^()]+\)")
"""`(@jones, p. 3)`; `(@key)` alone is an example's number."""
_OF_A_SOURCE = re.compile(r":|(?:1[4-9]|20)\d\d")
"""A key with a year or a colon is that of a source: `jones1998`, `ibn-hisham:sirah`."""
_OF_NETWORKS = re.compile(
    r"\b(?:twitter|tweet(?:s|ed)?|instagram|telegram|tiktok|facebook|youtube|mastodon|bluesky|threads|github|whatsapp|linkedin|"
    r"handles?|accounts?|user ?names?|follow(?:s|ed)?|posts?|posted|e-?mail|compte|hesap|hesabı|akun|konto|cuenta)\b|"
    r"تويتر|إكس|إنستغرام|انستغرام|تيليجرام|تلغرام|فيسبوك|يوتيوب|حساب|اکاؤنٹ|ٹوئٹر",
    re.IGNORECASE,
)
"""What tells a name on a network from a key."""


def citations(text: str) -> Iterator[re.Match[str]]:
    """The citations in a run of text, those in brackets first."""
    if "@" not in text:
        return
    bracketed = list(_BRACKETED.finditer(text)) if "[" in text else []
    yield from bracketed
    networks = bool(_OF_NETWORKS.search(text))
    for match in _IN_TEXT.finditer(text):
        if any(other.start() <= match.start() < other.end() for other in bracketed):
            continue
        if text[match.start() - 1 : match.start()] == "(" and not _REST_OF_BRACKETS.match(text, match.end()):
            continue
        if not networks or _OF_A_SOURCE.search(match[0]):
            yield match
