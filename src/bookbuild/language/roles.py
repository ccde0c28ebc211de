"""What contributors do: the codes of MARC's relators → the word `role-…` that says it."""

from __future__ import annotations

from bookbuild.model.relators import RELATORS

KEYS_OF_ROLES = {
    "abr": "abridger", "adp": "adapter", "aft": "afterword", "waw": "afterword", "ann": "annotator",
    "bkd": "book-designer", "cll": "calligrapher", "ctg": "cartographer", "cwt": "commentator", "cmm": "commentator",
    "wac": "commentator", "com": "compiler", "csl": "consultant", "sad": "consultant", "ctb": "contributor",
    "crr": "corrector", "cov": "cover-designer", "dsr": "designer", "edt": "editor", "red": "editor",
    "edc": "editor-of-compilation", "wfw": "foreword", "ill": "illustrator", "win": "introduction",
    "aui": "introduction", "nrt": "narrator", "pht": "photographer", "wpr": "preface", "pfr": "proofreader",
    "res": "researcher", "rth": "researcher", "rev": "reviewer", "pdr": "supervisor", "dgs": "supervisor",
    "ths": "supervisor", "trc": "transcriber", "trl": "translator", "tyg": "typographer", "cmt": "typographer",
}  # fmt: skip
"""Whoever has another role, as an author, is named without a word."""

_NAMES = {code: name for name, code in RELATORS.items()}

RELATOR_OF_KEY = {key: _NAMES[code] for code, key in reversed(KEYS_OF_ROLES.items())}
"""`role-…` → the name of the first relator that it is for."""


def codes_of_role(word: str) -> frozenset[str]:
    """The codes that the word `role-…` is for."""
    return frozenset(code for code, key in KEYS_OF_ROLES.items() if f"role-{key}" == word)
