"""Hits by relevance, taken one score after the other.

Where hits differ by nothing but the words that stand in their titles and kickers, few scores are possible, and the hits
of one score stand by date: each is a search by date of its own, so that nothing is weighed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from itertools import product

from .query import KICKER, TITLE, And, Node, Not, Or, Query, Word
from .ranking import PLACES, anywhere

# Words up to which each score is a tier: three would have as many as there are hits on a page.
APART = 2


@dataclass(frozen=True, slots=True)
class Tier:
    """The hits of one score, or where `score` is None, those of all scores above `floor`, the lowest."""

    node: Node
    score: int | None
    floor: int


def tiers(query: Query, weight: dict[Word, int], words: Node, is_common: Callable[[Node], bool]) -> list[Tier] | None:
    """The tiers of a query, the best first, together all that has `words`; None where hits differ by more.

    `weight` are the query's weights. Where few hits have a word in their heads, or the words are several, all of these
    are one tier.
    """
    points = anywhere(query, weight)
    if None in points.values():
        return None
    free = [word for word in points if not word.field]
    lowest = sum(points.values())
    if not free:
        return [Tier(words, lowest, lowest)]
    heads = Or(tuple(replace(word, field=place) for word in free for place in PLACES))
    above = _together([heads], _left(words, free if len(free) == 1 else []))
    if len(free) > APART or not is_common(above):
        return [Tier(above, None, lowest), Tier(And((words, Not(heads))), lowest, lowest)]
    found: dict[int, list[Node]] = {}
    for places in product((*PLACES, ""), repeat=len(free)):
        placed = list(zip(free, places, strict=True))
        headed = {word: place for word, place in placed if place}
        more = sum(weight[word] * PLACES[place] - points[word] for word, place in headed.items())
        parts = [part for word, place in placed for part in _standing(word, place)]
        found.setdefault(lowest + more, []).append(_together(parts, _left(words, headed)))
    return [Tier(_either(nodes), score, lowest) for score, nodes in sorted(found.items(), reverse=True)]


def _standing(word: Word, place: str) -> tuple[Node, ...]:
    """That a word counts for what it counts in this place, or nowhere in particular."""
    title, kicker = replace(word, field=TITLE), replace(word, field=KICKER)
    return {TITLE: (title,), KICKER: (kicker, Not(title)), "": (Not(title), Not(kicker))}[place]


def _left(words: Node, headed: Collection[Word]) -> list[Node]:
    """What is still asked of hits that have these words in their heads: they need not be looked for in all texts."""
    nodes = words.nodes if isinstance(words, And) else (words,)
    return [node for node in nodes if node not in headed]


def _together(parts: Iterable[Node], left: Iterable[Node]) -> Node:
    nodes = (*parts, *left)
    return And(nodes) if len(nodes) > 1 else nodes[0]


def _either(nodes: list[Node]) -> Node:
    return Or(tuple(nodes)) if len(nodes) > 1 else nodes[0]
