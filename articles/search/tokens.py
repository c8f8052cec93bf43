"""The normal form of text that search compares, and the terms by which the index finds it. Pure.

`squeeze` is the definition of what a search means: a word occurs in a text where its squeezed form stands in the
squeezed text, as a plain substring. Both engines are but fast ways to the same answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Where something stood between two words: punctuation, white space, a symbol, the end of a line.
GAP = " "
# Stands on both sides of each word of an alphabet or of digits, so that such words are found whole.
EDGE = "|"

# Written without spaces, and searched by the character: Han with 々〇, kana, bopomofo, hangul.
_HAN = (
    "\u1100-\u11ff\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303b\u3041-\u3096\u309d-\u309f"
    "\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u3131-\u318e\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua960-\ua97c\uac00-\ud7af\ud7b0-\ud7fb\uf900-\ufaff\U00020000-\U000323af"
)
HAN = f"[{_HAN}]"
_LETTERS = rf"[^\W_{_HAN}]"
# Letters and digits without a break; a point between two digits belongs to the number. 5.3 is one word,
# while a date such as 2022.2.25 is three.
_WORD = rf"[0-9]+(?=\.[0-9]+\.[0-9])|(?<=[0-9]\.){_LETTERS}+|{_LETTERS}+(?:(?<=[0-9])\.(?=[0-9]){_LETTERS}+)?"
_PIECE = re.compile(rf"({HAN}+)|({_WORD})")


class _Normal(dict):
    """A table for str.translate that is filled as characters come."""

    def __missing__(self, code: int) -> int:
        char = unicodedata.normalize("NFKC", chr(code))
        char = char.lower() if len(char) == 1 else chr(code)
        self[code] = ord(char) if len(char) == 1 else code
        return self[code]


_NORMAL = _Normal()


def norm(text: str) -> str:
    """`text` without difference of case or width, character for character: a place in it is a place in `text`.

    A character whose compatibility form is several (㈱, ㎡, …) stays as it is.
    """
    return text.translate(_NORMAL)


def pieces(text: str) -> Iterator[re.Match[str]]:
    """The runs of Han and the words of `text`, which is normal, in order: group 1 is Han, group 2 a word."""
    return _PIECE.finditer(text)


def squeeze(text: str) -> str:
    """The form in which texts and words are compared.

    Runs of Han stand as they are, other words between EDGEs, and one GAP wherever anything stood between two of
    them: “5G应用”的21亿元, is ' |5g|应用 的|21|亿元' without the gap at its beginning. Neither begins nor ends with
    a GAP. Text without letters, digits and characters gives nothing.
    """
    parts: list[str] = []
    end = 0
    for piece in pieces(norm(text)):
        if parts and piece.start() > end:
            parts.append(GAP)
        parts.append(piece[1] or f"{EDGE}{piece[2]}{EDGE}")
        end = piece.end()
    return "".join(parts)


def unspaced(text: str) -> str:
    """The form in which names are compared: the letters, digits and characters alone."""
    return "".join(piece[0] for piece in pieces(norm(text)))
