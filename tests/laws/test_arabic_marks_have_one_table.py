"""A law of the code: classes of Arabic characters are spelled in `language/marks.py`, and named everywhere else.

A constant may hold one mark (a sign that a table is about, or `"\\u0654"` in a pattern), and marks on their letters, as
words have them. It is a class when it is a range between characters of Arabic, two marks or more on no letter, a
comparison with an Arabic character, or a range of its code points. `inspection/` judges by other means than those that
made a file, and spells its own.
"""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from law_samples import ROOT

PACKAGE = ROOT / "src" / "bookbuild"
MODULES = [
    path
    for path in sorted(PACKAGE.rglob("*.py"))
    if path != PACKAGE / "language" / "marks.py" and PACKAGE / "inspection" not in path.parents
]
ARABIC = r"\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
RANGE = re.compile(rf"[{ARABIC}]-.|.-[{ARABIC}]", re.DOTALL)
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


def classes(source: str) -> list[str]:
    """The classes of Arabic characters that a module spells, as it spells them."""
    tree = ast.parse(source)
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and is_text(node.value)}
    return [ast.unparse(node) for node in ast.walk(tree) if id(node) not in prose and spells_a_class(node)]


def spells_a_class(node: ast.AST) -> bool:
    match node:
        case ast.Constant(value=str(text)):
            text = ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
            return RANGE.search(text) is not None or len(set(lone_marks(text))) > 1
        case ast.Set(elts=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
            return sum(isinstance(part, ast.Constant) and is_lone_mark(part.value) for part in parts) > 1
        case ast.Compare(left=left, ops=operators, comparators=others):
            ordered = any(isinstance(operator, (ast.Lt, ast.LtE, ast.Gt, ast.GtE)) for operator in operators)
            return ordered and any(is_arabic(part) for part in (left, *others))
        case ast.Call(func=ast.Name(id="range"), args=[ast.Constant(value=int(first)), *_]):
            return re.match(f"[{ARABIC}]", chr(first)) is not None
    return False


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def lone_marks(text: str) -> Iterator[str]:
    """The Arabic marks of `text` that stand on no letter."""
    on_letter = False
    for char in text:
        is_mark = unicodedata.category(char) == "Mn"
        if is_mark and not on_letter and re.match(f"[{ARABIC}]", char):
            yield char
        on_letter = on_letter if is_mark else char.isalpha()


def is_lone_mark(value: object) -> bool:
    return isinstance(value, str) and len(value) == 1 and list(lone_marks(value)) == [value]


def is_arabic(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and re.fullmatch(f"[{ARABIC}]", str(node.value)) is not None


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_other_module_spells_a_class_of_arabic_characters(path: Path) -> None:
    assert classes(path.read_text(encoding="utf-8")) == [], "name it in language/marks.py"


SPELLED = {
    "a range in a pattern": r're.compile("[\u064b-\u0652]")',
    "a range in a raw pattern": r're.compile(r"x[\u064b-\u0652]")',
    "a range in a formatted one": r're.compile(rf"[\u0610-\u061a{more}]")',
    "a range of letters": 're.compile("[أ-ي]")',
    "a range of digits": 're.compile("[0-9٠-٩]")',
    "marks side by side": r'frozenset("\u064b\u064c\u064d")',
    "marks in a set": r'{"\u0654", "\u0655"}',
    "a comparison": r'any("\u0600" <= char <= "\u06ff" for char in text)',
    "code points": "frozenset(map(chr, range(0x610, 0x61B)))",
}
NAMED = {
    "words with their vowel signs": '"رَضِيَ اللهُ عَنْهُ"',
    "one mark": r'SHADDA = "\u0651"',
    "what each mark means": r'{"\u064e": "a", "\u064f": "u"}',
    "a seat and its hamza": r'{"ا\u0654": "أ", "ا\u0655": "إ"}',
    "a hyphenated word of English": '"the second-best"',
    "years": "range(1990, 2000)",
    "prose": '"""Unicode has vowel signs in ً-ْ."""',
}


@pytest.mark.parametrize("source", SPELLED.values(), ids=SPELLED)
def test_a_class_is_seen(source: str) -> None:
    assert classes(source)


@pytest.mark.parametrize("source", NAMED.values(), ids=NAMED)
def test_what_is_no_class_is_left_alone(source: str) -> None:
    assert not classes(source)
