"""A signature of a text: which three characters stand in a row in it, as bits, so that most texts without a word are
told by a few of them and need not be read. Pure."""

from __future__ import annotations

from collections.abc import Iterable

BITS = 4096
# A word asks for no more, which all but one in thousands of other texts lack.
ASKED = 8
_FACTOR, _SPREAD, _SHIFT = 8191, 0x9E3779B1, 16


def signature(fields: Iterable[str]) -> bytes:
    """As bytes of BITS bits, in the order in which PostgreSQL numbers them."""
    trigrams: set[int] = set()
    for field in fields:
        trigrams.update(_trigrams(field))
    whole = bytearray(BITS // 8)
    for bit in _bits(trigrams):
        whole[bit >> 3] |= 1 << (bit & 7)
    return bytes(whole)


def asked(word: str) -> list[int]:
    """Bits that the signature of each text has in which this stands; none for fewer than three characters."""
    return sorted(_bits(_trigrams(word)))[:ASKED]


def _trigrams(text: str) -> list[int]:
    codes = list(map(ord, text))
    triples = zip(codes, codes[1:], codes[2:], strict=False)
    return [(first * _FACTOR + second) * _FACTOR + third for first, second, third in triples]


def _bits(trigrams: Iterable[int]) -> set[int]:
    return {trigram * _SPREAD >> _SHIFT & BITS - 1 for trigram in trigrams}
