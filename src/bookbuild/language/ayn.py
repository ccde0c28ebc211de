"""A backtick in Latin letters that stands for ʿayn: `` `Umar ``, `` Ka`b ``, `` Rabi` ``."""

from __future__ import annotations

import re

AYN = "ʿ"
BACKTICK = re.compile(r"(?<![`\\])`(?=[^\W\d_])(?!`)|(?<=[^\W\d_])`(?![`\w])")
