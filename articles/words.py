"""Words in texts, Chinese and Latin alike. Pure.

A word is found in Chinese wherever its characters stand; where it begins or ends with a letter or figure of another
script, it is found whole only: 5G is not in 15G, nor AI in MAINTAIN. Width and case do not count, nor does the space
between Chinese and other characters. What is found is found at its place in the text as it was written.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from itertools import chain, repeat

# Characters that are another one in disguise. Not the whole of NFKC: an ellipsis is no three full stops.
_DISGUISED = re.compile(
    "[\u00a0\u00aa\u00b2\u00b3\u00b9\u00ba\u2000-\u200a\u2070-\u209c\u2100-\u218b\u2460-\u24ff\u2e80-\u2fdf\u3000"
    "\u3036-\u303a\u3200-\u33ff\uf900-\ufb06\ufe30-\ufe6b\uff01-\uffee\U0001d400-\U0001d7ff\U0002f800-\U0002fa1d]"
)

# Those that stand in every sentence, for to replace them one by one takes most of the time.
_COMMON = [(mark, unicodedata.normalize("NFKC", mark)) for mark in "，：；！？（）"]
_HAN = "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_LETTER = rf"[^\W_{_HAN}]"
_RUNS = re.compile(rf"[{_HAN}]+|[^\s{_HAN}]+")
_IS_HAN = re.compile(rf"[{_HAN}]").match
_IS_LETTER = re.compile(_LETTER).match
Span = tuple[int, int]


def _plain(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0]).casefold()


def fold(text: str) -> str:
    """`text` without differences that do not count."""
    text = text.casefold()
    for wide, narrow in _COMMON:
        text = text.replace(wide, narrow)
    return _DISGUISED.sub(_plain, text)


def origins(text: str, folded: str) -> list[int] | None:
    """Where each character of `folded` (`fold(text)`) stood, and the length of it; None where nothing moved."""
    # Folding lengthens, and never shortens: what is as long as before stands where it stood.
    if len(folded) == len(text):
        return None
    return [*chain.from_iterable(repeat(at, len(fold(char))) for at, char in enumerate(text)), len(text)]


class Word:
    """A word or phrase, ready to be looked for in folded text."""

    def __init__(self, phrase: str):
        self.runs = _RUNS.findall(fold(phrase))
        self.chars = "".join(self.runs)
        # What can be looked for quickly: where it is not, the word is not.
        self.core = max(self.runs, key=len, default="")

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        parts = [re.escape(run) for run in self.runs]
        gaps = (self._gap(*pair) for pair in zip(self.runs, self.runs[1:], strict=False))
        body = parts[0] + "".join(gap + part for gap, part in zip(gaps, parts[1:], strict=True))
        return re.compile(_before(self.chars[0]) + body + _after(self.chars[-1]))

    @staticmethod
    def _gap(one: str, other: str) -> str:
        """Only words that are written with spaces need one between them."""
        return r"\s*" if _IS_HAN(one[-1]) or _IS_HAN(other[0]) else r"\s+"

    def spans(self, folded: str) -> list[Span]:
        return [match.span() for match in self.pattern.finditer(folded)]


def _before(char: str) -> str:
    number = r"(?<!\d[.,])" if char.isdigit() else ""
    return f"(?<!{_LETTER}){number}" if _IS_LETTER(char) else ""


def _after(char: str) -> str:
    number = r"(?![.,]\d)" if char.isdigit() else ""
    return f"(?!{_LETTER}){number}" if _IS_LETTER(char) else ""
