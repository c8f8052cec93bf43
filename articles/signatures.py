"""What of a text is kept to find its copies among 100,000 others with one look into an index. Pure.

MinHash: of the many runs of six characters in a text, a few dozen stand for all, chosen so that two texts agree in
each with a probability of the share of runs that they have in common (Jaccard). Three of them make a band; texts that
agree in one band or more are compared. Of texts with 0.85 in common 99.99 % meet so, with 0.5 four in five, and of
unrelated ones, which have under 0.02 in common, one pair in 10,000.

The one module that knows rensa. Its results are in the database: with another algorithm of its, everything is to be
signed again (`cluster_reposts --afresh`), and a test says so.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from hashlib import blake2b

from rensa import RMinHash

from .duplicates import WINDOW, normalise

BANDS, ROWS = 12, 3
# Shorter texts (图片新闻, a line that the page repeats) are alike by chance, and nothing is looked for.
SHORTEST = 24
_SEED = 20220225
# An eighth of all runs of Chinese is enough, and quicker: those that begin with one of these, so that every copy of a
# text keeps the same ones. Of Latin letters and figures it is a quarter.
_FIRST = "048cgkosw" + "".join(map(chr, range(0x3400, 0xA000, 8)))
_SAMPLED = re.compile(rf"(?=([{_FIRST}].{{{WINDOW - 1}}}))", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Signature:
    """A text as the index knows it: `digest` of the whole, alike for exact copies, and a key for each band.

    All are signed 64-bit integers, as the databases keep them.
    """

    digest: int
    bands: tuple[int, ...]


def sign(text: str) -> Signature | None:
    """The signature of a text, or None for one that is too short to be told from others."""
    text = normalise(text)
    if len(text) < SHORTEST:
        return None
    minhash = RMinHash(num_perm=BANDS * ROWS, seed=_SEED)
    minhash.update(_SAMPLED.findall(text) or [text])
    values = minhash.digest()
    bands = (struct.pack("<4I", band, *values[band * ROWS : (band + 1) * ROWS]) for band in range(BANDS))
    return Signature(_digest(text.encode("utf-8", "surrogatepass")), tuple(map(_digest, bands)))


def sign_all(texts: list[str]) -> list[Signature | None]:
    """The signatures of many texts, as a worker process makes them."""
    return [sign(text) for text in texts]


def _digest(data: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little", signed=True)
