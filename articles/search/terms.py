"""The terms under which the index keeps what an article says, and those of a word. Pure."""

from __future__ import annotations

import re

from .query import CREDITS, KICKER, TITLE, Word
from .texts import BREAK, Texts
from .tokens import EDGE, GAP

_PIECE = re.compile(rf"{GAP}|{BREAK}|\{EDGE}[^{EDGE}]+\{EDGE}?|[^{EDGE}{GAP}{BREAK}]+")

# SQLite: terms in the order of the text, so that a phrase of terms is a piece of text.

_GAP_BESIDE_WORD, _BREAK = "_", "__"
# What is said in one of these fields is kept once more, each term behind the field's mark: a word of a title is then
# as rare as it is in titles, and not as common as in all texts.
MARKS = {TITLE: "=", KICKER: "+", CREDITS: "@"}
# Every article has this term, so that they can be counted.
ALL = "."


def sequence(texts: Texts) -> str:
    """The terms of an article: the pairs of neighbours in each run of Han, its last character, and the words.

    The last character of a run tells that the run ends there. A gap has a term of its own only between Han and a word,
    where nothing else would tell 5G应用 from 5G，应用.
    """
    fields = {field: _terms(_PIECE.findall(getattr(texts, field))) for field in MARKS}
    everything = [*fields.values(), _terms(_PIECE.findall(texts.text))]
    marked = [[mark + term for term in fields[field]] for field, mark in MARKS.items()]
    return f" {_BREAK} ".join(" ".join(terms) for terms in ([ALL], *everything, *marked) if terms)


def phrase(word: Word) -> str:
    """The same for a word of a query, in FTS5's own syntax. Its last run of Han may go on in the text."""
    pieces = _PIECE.findall(word.squeezed)
    terms = [MARKS.get(word.field, "") + term for term in _terms(pieces)]
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


# PostgreSQL: a set of numbers, which it reckons itself (see articles/search/postgresql.py). A character of Han and a
# pair of neighbours have a number that nothing else has, so that where a word is one of these no look into the text is
# needed; words of letters and digits, and what they begin with, are hashed into the numbers from FIRST_HASH.

FIRST_HAN, LAST_PAIRED = 0x1100, 0xFFFF
FIRST_HASH, HASHES, FACTOR = 0x40000, 1 << 27, 8191
# The longest beginning of a word that is a key of its own; of a longer one, that many characters are looked up.
LONGEST_PREFIX = 8


def word_keys(word: Word) -> tuple[set[int], bool]:
    """The keys that a text with this word has, and whether every text that has them has the word."""
    pieces = [piece for piece in _PIECE.findall(word.squeezed) if piece != GAP]
    found: set[int] = set()
    for number, piece in enumerate(pieces):
        if piece[0] == EDGE:
            is_open = word.is_prefix and number == len(pieces) - 1
            found.add(_hashed(piece[1 : LONGEST_PREFIX + 1] if is_open else piece[1:]))
        elif len(piece) == 1:
            found.add(ord(piece))
        else:
            found.update(
                _signed(ord(a) << 16 | ord(b)) for a, b in zip(piece, piece[1:], strict=False) if _paired(a, b)
            )
    is_exact = len(word.squeezed) <= 2 and len(pieces) == 1 and pieces[0][0] != EDGE and _paired(*pieces[0])
    return found, is_exact


def _paired(*chars: str) -> bool:
    return all(ord(char) <= LAST_PAIRED for char in chars)


def _hashed(text: str) -> int:
    number = 0
    for char in text:
        number = (number * FACTOR + ord(char)) % HASHES
    return FIRST_HASH + number


def _signed(number: int) -> int:
    """As PostgreSQL's integer, which has a sign."""
    return number - (1 << 32) if number >= 1 << 31 else number
