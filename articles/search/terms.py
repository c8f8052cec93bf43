"""The terms under which the index keeps a squeezed text, and those of a word. Pure."""

from __future__ import annotations

import re
from zlib import crc32

from .query import Word
from .texts import BREAK
from .tokens import EDGE, GAP

_PIECE = re.compile(rf"{GAP}|{BREAK}|\{EDGE}[^{EDGE}]+\{EDGE}?|[^{EDGE}{GAP}{BREAK}]+")
# The longest prefix of a word that is a key of its own; of a longer one, that many characters are looked up.
LONGEST_PREFIX = 8

# SQLite: terms in the order of the text, so that a phrase of terms is a piece of text.

_GAP_BESIDE_WORD, _BREAK = "_", "__"


def sequence(squeezed: str) -> str:
    """The terms of a whole text: the pairs of neighbours in each run of Han, its last character, and the words.

    The last character of a run tells that the run ends there. A gap has a term of its own only between Han and a word,
    where nothing else would tell 5G应用 from 5G，应用.
    """
    return " ".join(_terms(_PIECE.findall(squeezed)))


def phrase(word: Word) -> str:
    """The same for a word of a query, in FTS5's own syntax. Its last run of Han may go on in the text."""
    pieces = _PIECE.findall(word.squeezed)
    terms = _terms(pieces)
    if pieces[-1][0] == EDGE:
        return f'"{" ".join(terms)}"{" *" * word.is_prefix}'
    if len(pieces[-1]) == 1:
        return f'"{" ".join(terms)}" *'
    return f'"{" ".join(terms[:-1])}"'


def _terms(pieces: list[str]) -> list[str]:
    terms: list[str] = []
    for number, piece in enumerate(pieces):
        if piece[0] == EDGE:
            terms.append(piece.strip(EDGE))
        elif piece == GAP:
            if (pieces[number - 1][0] == EDGE) != (pieces[number + 1][0] == EDGE):
                terms.append(_GAP_BESIDE_WORD)
        elif piece == BREAK:
            terms.append(_BREAK)
        else:
            terms += map("".join, zip(piece, piece[1:], strict=False))
            terms.append(piece[-1])
    return terms


# PostgreSQL: a set of numbers. A pair of characters or a lone one has a number that nothing else has, so that where a
# word is one of these, no look into the text is needed; all else is hashed into the numbers below _FIRST_PAIR.

_FIRST_PAIR = 0x1100 << 16


def keys(squeezed: str) -> set[int]:
    """The keys of a whole text: every character and pair of neighbours in runs of Han, the words and their prefixes."""
    found: set[int] = set()
    for piece in set(_PIECE.findall(squeezed)):
        if piece[0] == EDGE:
            found.add(_hashed(piece))
            found.update(_hashed(piece[:end]) for end in range(2, min(len(piece), LONGEST_PREFIX + 2)))
        elif piece not in (GAP, BREAK):
            found.update(map(_single, piece))
            found.update(map(_pair, piece, piece[1:]))
    return found


def word_keys(word: Word) -> tuple[set[int], bool]:
    """The keys that a text with this word has, and whether every text that has them has the word."""
    pieces = [piece for piece in _PIECE.findall(word.squeezed) if piece != GAP]
    found: set[int] = set()
    for number, piece in enumerate(pieces):
        if piece[0] == EDGE:
            is_open = word.is_prefix and number == len(pieces) - 1
            found.add(_hashed(piece[: LONGEST_PREFIX + 1] if is_open else piece))
        elif len(piece) == 1:
            found.add(_single(piece))
        else:
            found.update(map(_pair, piece, piece[1:]))
    is_exact = (
        len(word.squeezed) <= 2 and len(pieces) == 1 and all("\u1100" <= char <= "\uffff" for char in word.squeezed)
    )
    return found, is_exact


def _single(char: str) -> int:
    return _signed(ord(char)) if char <= "\uffff" else _hashed(char)


def _pair(first: str, second: str) -> int:
    if first > "\uffff" or second > "\uffff":
        return _hashed(first + second)
    return _signed(ord(first) << 16 | ord(second))


def _hashed(text: str) -> int:
    return (crc32(text.encode()) % (_FIRST_PAIR - 0x10000)) + 0x10000


def _signed(number: int) -> int:
    """As PostgreSQL's integer, which has a sign."""
    return number - (1 << 32) if number >= 1 << 31 else number
