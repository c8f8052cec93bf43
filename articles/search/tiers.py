"""Hits by relevance, taken one score after the other.

Where hits differ by nothing but the words that stand in their titles and kickers, few scores are possible, and the hits
of one score stand by date: each is a search by date of its own, so that nothing is weighed.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import product

from .query import KICKER, TITLE, And, Node, Not, Or, Query, Word
from .ranking import PLACES, anywhere
from .ways import Way, is_common, shares

# Words up to which each score is a tier: three would have as many as there are hits on a page.
APART = 2


@dataclass(frozen=True, slots=True)
class Tier:
    """The hits of one score, or where `score` is None, those of all scores above `floor`, the lowest.

    `share` is that of the newest articles, as far as it is known.
    """

    node: Node
    score: int | None
    floor: int
    share: float = 0


def tiers(query: Query, weight: dict[Word, int], way: Way) -> list[Tier] | None:
    """The tiers of a query, the best first, together all that has the words of `way`; None where hits differ by more.

    `weight` are the query's weights. Where few hits have a word in their heads, or the words are several, all of these
    are one tier.
    """
    points = anywhere(query, weight)
    if None in points.values():
        return None
    words, free = way.words, [word for word in points if not word.field]
    lowest = sum(points.values())
    if not free:
        return [Tier(words, lowest, lowest, way.share)]
    if len(free) <= APART:
        *headed, last = _by_score(words, free, weight, points)
        told = shares(way.articles, query, [node for _score, node in headed])
        if is_common(sum(told)):
            above = [Tier(node, score, lowest, share) for (score, node), share in zip(headed, told, strict=True)]
            # What has no word in its heads is nearly as common as the whole.
            return [*above, Tier(last[1], lowest, lowest, way.share)]
    heads = Or(tuple(replace(word, field=place) for word in free for place in PLACES))
    above = _joined(And, [heads, *_left(words, free if len(free) == 1 else [])])
    return [Tier(above, None, lowest), Tier(And((words, Not(heads))), lowest, lowest, way.share)]


def _by_score(
    words: Node, free: list[Word], weight: dict[Word, int], points: dict[Word, int]
) -> list[tuple[int, Node]]:
    """Each score with what has it, the highest first; the lowest is of hits without a word in their heads."""
    found: dict[int, list[Node]] = {}
    for places in product((*PLACES, ""), repeat=len(free)):
        placed = list(zip(free, places, strict=True))
        headed = {word: place for word, place in placed if place}
        score = sum(points.values()) + sum(weight[word] * PLACES[headed[word]] - points[word] for word in headed)
        parts = [part for word, place in placed for part in _standing(word, place)]
        found.setdefault(score, []).append(_joined(And, [*parts, *_left(words, headed)]))
    return [(score, _joined(Or, nodes)) for score, nodes in sorted(found.items(), reverse=True)]


def _standing(word: Word, place: str) -> tuple[Node, ...]:
    """That a word counts for what it counts in this place, or nowhere in particular."""
    title, kicker = replace(word, field=TITLE), replace(word, field=KICKER)
    return {TITLE: (title,), KICKER: (kicker, Not(title)), "": (Not(title), Not(kicker))}[place]


def _left(words: Node, headed: Collection[Word]) -> list[Node]:
    """What is still asked of hits that have these words in their heads: they need not be looked for in all texts."""
    nodes = words.nodes if isinstance(words, And) else (words,)
    return [node for node in nodes if node not in headed]


def _joined(kind: type[And | Or], nodes: list[Node]) -> Node:
    return kind(tuple(nodes)) if len(nodes) > 1 else nodes[0]
