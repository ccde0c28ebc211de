"""Texts of our own with the faults of texts on publishers' disks, and an import of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bookbuild.intake.importing.way import Imported, ImportOptions, import_files
from bookbuild.intake.reader import ReadOptions
from bookbuild.progress import Unwatched

BOOK = """\
THE ROAD TO YATHRIB

A JOURNEY IN TEN STATIONS

by

HALA M. RIFAI

NORTHGATE PRESS



© 2014 Northgate Press. All rights reserved.

Northgate Press
12 Mill Lane
P.O. Box 114, Leeds
Tel: 0113 555 0114
www.northgate.example

ISBN 978-0-306-40615-7

\f                               CONTENTS

Preface ...................................... 5

PART ONE: LEAVING

The First Night .............................. 7
   The guide ................................. 8
   What was carried .......................... 9
A Well by the Road .......................... 10

PART TWO: ARRIVING

The Gate of the City ........................ 12

\f                                Preface

This book tells of a road, and of those who went on it. It was writ-
ten in winter, when roads are told of and not walked. Nothing in it
is new but the order.

I thank all who lent me their maps.

\f6                        THE ROAD TO YATHRIB

PART ONE: LEAVING

\fThe First Night

They left when the moon had set, and nobody saw them but a shep-
herd, who said nothing.[1] The air was cold. Abu Bakr (ra) went
ahead, then behind, and when he was asked about it he said that he
thought of those who might lie in wait, and of those who might fol-

____________
[1] So the people of the road tell it.

\f8                        THE ROAD TO YATHRIB

low. The Prophet ﷺ did not slow his step.

The guide

A man of the desert had been hired beforehand. He knew three things
about every well:

1. how deep it was;
2. who had dug it;
3. whether its water was sweet.

He did not speak of a fourth.[2]

____________
[2] It is said that he was paid in silver, and it is said that he was
paid in camels.

\f9                        THE ROAD TO YATHRIB

What was carried

- bread, and a little more than seemed needed;
- water.

See https://northgate.example/maps/of-the-road/between-the-two-cities/
first-part?sheet=3 for a map.

\f10                       THE ROAD TO YATHRIB

A Well by the Road

On the third day they came to a well. "Whose is it?" he asked, and
they said, "Nobody's." It was then that Abu Bakr ﷺ drew water, and
the Messenger of Allah  drank.

[Notes of the road, p. 14]

\f11                       THE ROAD TO YATHRIB

PART TWO: ARRIVING

\fThe Gate of the City

The people of the city had gone out every morning until the heat
drove them home. On that day, too, they had gone home. Then a man
on a roof cried out.
"""
"""A book out of a PDF: pages with heads and numbers, printed contents in levels and parts, wrapped and broken lines."""

_ANSWER = """\
 Question and Answer

The Length of the Road

Question from Salim of Leeds:

How long was the road? I have read that it took eight days, and I have read that it took
twelve.

Answer:

1- Both are right. They did not go by the road that others went, and nobody who turns aside
counts as he who goes straight. Yusuf ibn Tariq says so, and Yusuf ibn Tariq had walked it.

2- When Yusuf ibn Tariq was asked, he counted on his fingers; the Prophet  was mentioned,
and he wept. It is said of him that Yusuf ibn Tariq never counted again.

3- And what Yusur ibn Tariq left unsaid others have said: »الطريق طويل« “The road is long.”
They said to him, «سر على مهل فإن الطريق

«طويل  “Walk slowly, the road is long.”

Your brother,

Bilal Haddad

4/9/2016 CE
"""
ANSWER = "".join(f"{line} \n" for line in _ANSWER.splitlines())
"""A letter that answers: hard-wrapped, each line with a space at its end; guillemets reversed and astray; a slip."""

ARABIC = """\
الطريق إلى المدينة

رحلة في عشر منازل

تأليف
سالم بن حمد الرفاعي

دار الشمال للنشر
بيروت

الطبعة الأولى 1433هـ - 2012م
جميع حقوق الطبع محفوظة
هاتف: 0096115550114
ص.ب: 114

الإهداء

إلى كل من سار ليلا.

فهرس المحتويات

المقدمة ........................ 5
الباب الأول: الخروج
الفصل الأول: الليلة الأولى ........ 9
الفصل الثاني: البئر ............... 14
الباب الثاني: الوصول
الفصل الثالث: باب المدينة .......... 20

المقدمة

الحمد لله رب العالمين، والصلاة والسلام على رسول الله، أما بعد: فهذا كتاب في طريق سلكه من سلكه، وليس فيه جديد إلا الترتيب، وقد جمعته من كتب شتى في شتاء طويل.

أسأل الله أن ينفع به.

الباب الأول: الخروج

الفصل الأول: الليلة الأولى

خرجوا بعد أن غاب القمر(1)، ولم يرهم إلا راع لم يقل شيئا. وكان أبو بكر  يمشي أمام النبي  ساعة وخلفه ساعة.

قال تعالى: {إن مع العسر يسرا} [الشرح: 6] وكان يردد ثاني اثنين إذ هما في الغار إذ يقول لصاحبه لا تحزن إن الله معنا حتى نام.

ما حمل معهم:
• خبز.
• ماء.

(1) هكذا يحكي أهل الطريق.

الفصل الثاني: البئر

فلما كان اليوم الثالث جاؤوا إلى بئر. فقيل: "لمن هي؟" قالوا: "ليست لأحد".

وقال الشاعر:
طلعنا على البئر عند الغروب    وقد غاب عنا ضياء النهار
فقلنا لمن ذاك قالوا لنا        لمن مر في ليله أو سار

الباب الثاني: الوصول

الفصل الثالث: باب المدينة

كان أهل المدينة يخرجون كل صباح حتى يردهم الحر، وفي ذلك اليوم رجعوا كما كانوا يرجعون، ثم صاح رجل من فوق سطح.
"""
"""An Arabic book without pages: title page, printed contents with parts, notes in the text, verse, lost honorifics."""

SHATTERED = """\
ﻖﻳﺮﻄﻟﺍ ﻝﺎﻗ ﻢﺛ ﻞﻴﻠﻟﺍ ﻲﻓ ﺍﻮﺟﺮﺧ
ﻢﻫﺎﻧﺃﺭ ﺎﻤﻟ ﻲﻋﺍﺮﻟﺍ ﻝﺎﻗ ﻚﻟﺬﻛ
"""
"""Arabic as a PDF draws it: shapes of letters, in the order of drawing."""


@dataclass(frozen=True)
class SampleImport:
    folder: Path
    done: Imported

    def text(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8")

    @property
    def chapter(self) -> str:
        """The text of the only chapter."""
        [path] = [path for path, _ in self.done.chapters]
        return self.text(path)

    @property
    def all_text(self) -> str:
        return "\n".join(self.text(path) for path, _ in self.done.chapters)

    def codes(self) -> list[str]:
        return [str(repair.code) for repair in self.done.repairs]


def imported(place: Path, *texts: str, language: str | None = None) -> SampleImport:
    """Texts, each in a file of its own, imported into a folder `book` of `place`."""
    files = [place / f"source-{number}.txt" for number in range(1, len(texts) + 1)]
    for file, text in zip(files, texts, strict=True):
        file.write_bytes(text.encode("utf-8"))
    options = ImportOptions(read=ReadOptions(language))
    return SampleImport(place / "book", import_files(files, place / "book", options, Unwatched()))
