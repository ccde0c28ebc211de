"""A kind of text and a size → a chapter, or the files of a book, of which one thing is many, long or deep.

The sizes of `KINDS` are far above any real book: what `growth.py` measures at an eighth, a quarter and a half of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Files = dict[str, str]
"""The texts of a book's files by their paths."""

ARABIC = "خرج الرجل من بيته قبل الفجر ومعه كتاب قديم"
BASMALAH = "بسم الله الرحمن الرحيم الحمد لله رب العالمين الرحمن الرحيم مالك يوم الدين"
BOOK = """\
[book]
title = "Grown"
language = "en"
[matter]
front = ["contents"]
body = ["chapters/*.md"]
back = ["index:persons"]
[editions.ebook]
format = "epub"
[editions.screen]
format = "pdf"
purpose = "screen"
"""


def of(chapter: str) -> Files:
    """A book of one chapter."""
    return {"book.toml": BOOK, "chapters/01.md": f"# One\n\n{chapter}\n"}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of text: `files` makes a book of a size, `most` is the largest that is asked for."""

    most: int
    files: Callable[[int], Files]


def repeated(most: int, unit: str, end: str = "") -> Kind:
    return Kind(most, lambda n: of(unit * n + end))


def enclosed(most: int, left: str, right: str, between: str = "a") -> Kind:
    return Kind(most, lambda n: of(left * n + between + right * n))


def numbered(most: int, unit: str, end: str = "", before: str = "") -> Kind:
    """`unit` with `{0}` for its number."""
    return Kind(most, lambda n: of(before + "".join(unit.format(i) for i in range(n)) + end))


def footnotes(n: int) -> Files:
    calls = "\n\n".join(f"Word {i} stands.[^{i}]" for i in range(n))
    return of(calls + "\n\n" + "\n\n".join(f"[^{i}]: A note {i}." for i in range(n)))


def many_chapters(n: int) -> Files:
    chapters = {f"chapters/{i:06}.md": f"# Chapter {i}\n\nWords of it.\n" for i in range(n)}
    return {"book.toml": BOOK, **chapters}


def front_matter(n: int) -> Files:
    return {"book.toml": BOOK, "chapters/01.md": f"---\ntitle: {'word ' * n}\n---\n\nText.\n"}


def settings(text: Callable[[int], str]) -> Callable[[int], Files]:
    return lambda n: {**of("Text."), "book.toml": BOOK + text(n)}


def mixed_directions(n: int) -> Files:
    return of("word كلمة " * n)


def nested_lists(n: int) -> Files:
    return of("\n".join("  " * i + "- a" for i in range(n)))


def list_markers(n: int) -> Files:
    return of("- " * n + "a")


def crossed_links(n: int) -> Files:
    return of("".join(f"## Head {i} {{#h{i}}}\n\nSee [](#h{n - 1 - i}).\n\n" for i in range(n)))


KINDS = {
    "emphases nested": enclosed(10_000, "*", "*"),
    "emphases nested, spaced": enclosed(10_000, "*a ", " a*"),
    "mixed emphases nested": enclosed(5_000, "*a **b ", " b** a*"),
    "block quotes nested": repeated(10_000, ">", " a"),
    "list markers nested": Kind(10_000, list_markers),
    "lists nested": Kind(1_000, nested_lists),
    "divs nested": Kind(10_000, lambda n: of("::: {.x-a}\n" * n + "a\n" + ":::\n" * n)),
    "spans nested": enclosed(10_000, "[", "]{.x-a}"),
    "links nested": enclosed(10_000, "[", "](b)"),
    "notes nested": enclosed(10_000, "^[", "]"),
    "images nested": enclosed(10_000, "![", "](b)"),
    "superscripts nested": repeated(10_000, "^a~b"),
    "opening brackets": repeated(100_000, "["),
    "opening images": repeated(100_000, "!["),
    "closing brackets": repeated(100_000, "]"),
    "brackets in pairs": repeated(50_000, "[]"),
    "half links": repeated(50_000, "[a]("),
    "half spans": repeated(50_000, "[a]{"),
    "half attributes": repeated(50_000, "[a]{.b c=\""),
    "autolink openings": repeated(100_000, "<a"),
    "comment openings": repeated(50_000, "<!--"),
    "declarations": repeated(50_000, "<!A "),
    "instructions": repeated(50_000, "<?"),
    "entities": repeated(50_000, "&#x"),
    "backslashes": repeated(100_000, "\\"),
    "backticks": repeated(100_000, "`"),
    "backticks growing": Kind(1_000, lambda n: of(" ".join("`" * i for i in range(1, n)))),
    "underscores": repeated(100_000, "_"),
    "asterisks": repeated(100_000, "*"),
    "asterisks apart": repeated(50_000, "*a "),
    "asterisks and underscores": repeated(30_000, "*a_ "),
    "tildes": repeated(100_000, "~"),
    "tildes apart": repeated(50_000, "~~a "),
    "subscripts": repeated(10_000, "H~2"),
    "subscripts closed": repeated(10_000, "H~2~O "),
    "superscripts open": repeated(20_000, "a^2 "),
    "verse openings": repeated(50_000, "﴿"),
    "verse openings spaced": repeated(20_000, "﴿ كلمة "),
    "verses typed": repeated(2_000, f"﴿{BASMALAH}﴾ [1:1-4]\n\n"),
    "verses typed, one paragraph": repeated(2_000, f"﴿{BASMALAH}﴾ "),
    "verses unmarked": repeated(3_000, f"{BASMALAH}\n\n"),
    "verses unmarked, one paragraph": repeated(3_000, f"{BASMALAH} "),
    "verse fetched": repeated(20_000, "[2:255]{.quran} "),
    "sūrah fetched": repeated(100, "::: {.quran ref=\"2:1-286\"}\n:::\n\n"),
    "verse with long words": Kind(50_000, lambda n: of(f"﴿{'بسم ' * n}﴾ [1:1]")),
    "references": Kind(20_000, lambda n: of("﴿بسم الله﴾ [" + "1:1; " * n + "]")),
    "reference of digits": Kind(50_000, lambda n: of(f"[9:{'9' * n}]{{.quran}}")),
    "vowels on a letter": repeated(66_000, "\u064e"),
    "vowels on a beh": Kind(66_000, lambda n: of("ب" + "\u064e" * n)),
    "combining marks": Kind(66_000, lambda n: of("a" + "\u0301" * n)),
    "tatweels": Kind(100_000, lambda n: of("ب" + "ـ" * n + "ب")),
    "one word, latin": repeated(200_000, "a"),
    "one word, arabic": repeated(200_000, "ب"),
    "one line": repeated(200_000, "word "),
    "one line, arabic": Kind(20_000, lambda n: of(f"{ARABIC} " * n)),
    "soft breaks": repeated(100_000, "a\n"),
    "hard breaks": repeated(50_000, "a\\\n"),
    "paragraphs": repeated(50_000, "A paragraph.\n\n"),
    "ornaments": repeated(20_000, "***\n\n"),
    "signs": repeated(50_000, "ﷺ"),
    "signs spaced": repeated(50_000, "ﷺ "),
    "sign abbreviations": repeated(20_000, "(saw)"),
    "sign phrases": repeated(10_000, "رضي الله عنه "),
    "sign phrases, english": repeated(5_000, "may Allah be pleased with him "),
    "colon signs": repeated(20_000, ":saw:"),
    "names": repeated(10_000, "Abu Bakr "),
    "names with signs": repeated(10_000, "Abu Bakr (ra) "),
    "names joined": repeated(10_000, "ibn "),
    "names, arabic": repeated(10_000, "أبو بكر بن "),
    "articles": repeated(20_000, "al-"),
    "articles spaced": repeated(20_000, "al-Din "),
    "capitals": repeated(50_000, "Aa "),
    "dates": repeated(10_000, "12 Rajab 1440 / 19 March 2019 "),
    "years": repeated(20_000, "1440/2019 "),
    "digits": repeated(100_000, "9"),
    "digits mixed": repeated(50_000, "9٩"),
    "directions in turn": Kind(20_000, mixed_directions),
    "letters of two scripts in turn": repeated(50_000, "aب"),
    "direction controls": repeated(50_000, "\u202b"),
    "isolates": repeated(50_000, "\u2067a"),
    "emoji joined": repeated(20_000, "\U0001f468\u200d"),
    "quotes": repeated(50_000, "\""),
    "apostrophes": repeated(50_000, "'a "),
    "spaces": repeated(200_000, " ", "a"),
    "no-break spaces": repeated(100_000, "\u00a0"),
    "zero-width joiners": repeated(100_000, "\u200d"),
    "soft hyphens": repeated(50_000, "a\u00ad"),
    "heading long": Kind(100_000, lambda n: of("## " + "word " * n)),
    "headings": numbered(10_000, "## Heading {0}\n\n"),
    "headings alike": repeated(10_000, "## Heading\n\n"),
    "title long": Kind(50_000, front_matter),
    "bayts": Kind(2_000, lambda n: of("::: {.verse}\n" + f"{ARABIC} // {ARABIC}\n" * n + ":::")),
    "stanzas": Kind(2_000, lambda n: of("::: {.verse}\n" + f"{ARABIC} // {ARABIC}\n\n" * n + ":::")),
    "hemistichs": Kind(50_000, lambda n: of("::: {.verse}\n" + "a // " * n + "\n:::")),
    "notes": Kind(20_000, footnotes),
    "notes in line": repeated(20_000, "Word^[a note] "),
    "note called often": Kind(20_000, lambda n: of("a[^1] " * n + "\n\n[^1]: A note.")),
    "notes unused": numbered(20_000, "[^{0}]: note\n\n"),
    "long note called often": Kind(5_000, lambda n: of("a[^1] " * n + "\n\n[^1]: " + "word " * n)),
    "long target named often": Kind(5_000, lambda n: of("[r] " * n + "\n\n[r]: /u '" + "word " * n + "'")),
    "sūrahs fetched in a line": repeated(2_000, "[2:1-286]{.quran} "),
    "note long": Kind(50_000, lambda n: of("a[^1]\n\n[^1]: " + "word " * n)),
    "reference definitions": numbered(20_000, "[r{0}]: /u\n\n"),
    "reference links": numbered(20_000, "[r{0}] ", before="[r1]: https://example.org\n\n"),
    "table rows": Kind(5_000, lambda n: of("| a | b |\n|---|---|\n" + "| some words | more words |\n" * n)),
    "table columns": Kind(2_000, lambda n: of("|" + "a|" * n + "\n|" + "---|" * n + "\n|" + "b|" * n)),
    "pipes": Kind(50_000, lambda n: of("|" * n + "\n" + "|-" * n)),
    "tables": repeated(1_000, "| a | b |\n|---|---|\n| c | d |\n\n"),
    "list items": repeated(20_000, "- item\n"),
    "ordered items": numbered(20_000, "{0}. item\n"),
    "definitions": repeated(5_000, "term\n: definition\n\n"),
    "definitions of a term": Kind(5_000, lambda n: of("term\n" + ": definition\n" * n)),
    "index entries": numbered(10_000, "[Name {0}]{{.person}} "),
    "index entries alike": repeated(20_000, "[Abu Bakr]{.person} "),
    "index key long": Kind(50_000, lambda n: of(f"[{'Name ' * n}]{{.person}}")),
    "links": repeated(50_000, "[a](https://example.org) "),
    "links to headings": Kind(5_000, crossed_links),
    "links broken": numbered(10_000, "[](#x{0}) "),
    "ids": numbered(50_000, "[a]{{#i{0}}} "),
    "ids alike": repeated(10_000, "[a]{#i} "),
    "classes": Kind(50_000, lambda n: of("[a]{" + ".x-a " * n + "}")),
    "classes unknown": repeated(5_000, "[a]{.what} "),
    "hadith sources": Kind(5_000, lambda n: of('::: {.hadith source="' + "Bukhari 1; " * n + '"}\nText.\n:::')),
    "source lines": repeated(5_000, "[Bukhari 1; Muslim 2]{.source}\n\n"),
    "fences": repeated(20_000, "```\na\n```\n\n"),
    "code spans": repeated(50_000, "`a` "),
    "code long": Kind(100_000, lambda n: of("```\n" + "code line\n" * n + "```")),
    "raw html": repeated(20_000, "<b>a</b> "),
    "start of digits": Kind(9_000, lambda n: of(f"{'9' * n}. item\n\n1{'9' * n} Rajab 1440")),
    "questions": repeated(5_000, '::: {.question from="A"}\nWhy?\n:::\n\n'),
    "hadiths": repeated(3_000, "::: {.hadith}\nWords.\n:::\n\n"),
    "figures missing": numbered(5_000, "![Figure {0}](images/{0}.png)\n\n"),
    "chapters": Kind(10_000, many_chapters),
    "toml array nested": Kind(10_000, settings(lambda n: f"[style]\nsize = {'[' * n}{']' * n}\n")),
    "toml tables nested": Kind(10_000, settings(lambda n: f"[style{'.a' * n}]\nb = 1\n")),
    "toml keys dotted": Kind(10_000, settings(lambda n: f"[style]\na{'.a' * n} = 1\n")),
    "toml digits": Kind(10_000, settings(lambda n: f"[style]\ncontents-depth = {'9' * n}\n")),
    "toml editions": Kind(1_000, settings(lambda n: "".join(f'[editions.e{i}]\nformat = "epub"\n' for i in range(n)))),
    "toml waivers": Kind(
        5_000, settings(lambda n: '[[allow]]\ncode = "digits-mixed"\npath = "chapters/01.md"\nreason = "so"\n' * n)
    ),
    "persons": Kind(
        5_000,
        lambda n: {
            **of("Zayd Nine went."),
            "persons.toml": "".join(
                f'[[person]]\nid = "p{i}"\nname = "Zayd Nine{i}"\nkind = "scholar"\n' for i in range(n)
            ),
        },
    ),
}  # fmt: skip
