"""Which articles are printings of one text, out of what is known of pairs. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

Pair = tuple[int, int]


def pair(a: int, b: int) -> Pair:
    """Two articles in the one order in which a pair is written."""
    return (a, b) if a < b else (b, a)


def grouped(together: Iterable[Pair], alike: Iterable[tuple[Pair, float]], apart: Iterable[Pair]) -> list[set[int]]:
    """Groups of two or more that hold together.

    `together` are pairs that are joined first. Then those that are `alike`, the most alike first; but never so that two
    articles that are to stay `apart` come into one group, not even by way of a third.
    """
    groups = _Groups(apart)
    best_first = sorted(alike, key=lambda found: (-found[1], found[0]))
    for a, b in chain(together, (found for found, _likeness in best_first)):
        groups.join(a, b)
    return groups.all()


class _Groups:
    def __init__(self, apart: Iterable[Pair]):
        self.of: dict[int, set[int]] = {}
        self.apart: dict[int, set[int]] = {}
        for a, b in apart:
            self.apart.setdefault(a, set()).add(b)
            self.apart.setdefault(b, set()).add(a)

    def join(self, a: int, b: int) -> None:
        small, large = sorted((self._group(a), self._group(b)), key=len)
        if small is large or any(self.apart.get(one, set()) & large for one in small):
            return
        large |= small
        for one in small:
            self.of[one] = large

    def all(self) -> list[set[int]]:
        groups = {id(group): group for group in self.of.values() if len(group) > 1}
        return sorted(groups.values(), key=min)

    def _group(self, one: int) -> set[int]:
        return self.of.setdefault(one, {one})
