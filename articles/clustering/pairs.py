"""Pairs of articles that are copies: found by the index, and then proved on their texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import groupby, islice
from operator import itemgetter

from django.db.models import QuerySet

from articles.models import Article, BandKey, Fingerprint

from ..duplicates import are_copies, runs, shared
from ..grouping import Pair, pair
from ..importing.queries import in_chunks

# Articles that one is compared with. What thousands share (one form letter, one table of prices) is found by way of
# these few just as well.
MOST = 8
# Pairs whose texts are in memory at once, and texts whose runs are.
AT_ONCE = 2_000
READY = 200
Alike = dict[Pair, float]


def pairs_of(articles: Iterable[int]) -> Alike:
    """The copies of these articles, among all articles, with their likeness."""
    articles = set(articles)
    met: Counter[Pair] = Counter()
    for chunk in in_chunks(articles):
        keys = BandKey.objects.filter(article__in=chunk).values("key")
        for holders in _by_key(BandKey.objects.filter(key__in=keys)):
            if len(holders) > 1:
                met.update(_pairs(articles.intersection(holders), holders))
    return proved(met)


def all_pairs() -> Alike:
    """All copies in the archive."""
    met: Counter[Pair] = Counter()
    for holders in _by_key(BandKey.objects.all()):
        if len(holders) > 1:
            met.update(_pairs(holders, holders))
    return proved(met)


def _by_key(rows: QuerySet[BandKey]) -> Iterator[list[int]]:
    """For each key the articles that have it."""
    pairs = rows.order_by("key", "article_id").values_list("key", "article_id").iterator(chunk_size=10_000)
    for _key, holders in groupby(pairs, itemgetter(0)):
        yield [article for _key, article in holders]


def _pairs(some: Iterable[int], holders: list[int]) -> set[Pair]:
    return {pair(one, other) for one in some for other in holders[: MOST + 1] if one != other}


def proved(met: Counter[Pair]) -> Alike:
    """Of pairs that met in the index, by how many keys, those whose texts are copies."""
    likely = list(_likely(met))
    digests: dict[int, int] = {}
    for chunk in in_chunks({article for found in likely for article in found}):
        digests |= dict(Fingerprint.objects.filter(pk__in=chunk).values_list("pk", "digest"))
    exact = {found: 1.0 for found in likely if digests[found[0]] == digests[found[1]]}
    return exact | dict(_compared(found for found in likely if found not in exact))


def _likely(met: Counter[Pair]) -> Iterator[Pair]:
    """For each article no more than MOST others, those first that it met most often."""
    taken: Counter[int] = Counter()
    for (a, b), _count in sorted(met.items(), key=lambda item: (-item[1], item[0])):
        if taken[a] < MOST or taken[b] < MOST:
            taken[a] += 1
            taken[b] += 1
            yield a, b


def _compared(pairs: Iterable[Pair]) -> Iterator[tuple[Pair, float]]:
    pairs = iter(sorted(pairs))
    while chunk := list(islice(pairs, AT_ONCE)):
        runs_of = _runs_of({article for found in chunk for article in found})
        for a, b in chunk:
            if are_copies(runs_of(a), runs_of(b)):
                yield (a, b), shared(runs_of(a), runs_of(b))


def _runs_of(articles: set[int]) -> Callable[[int], frozenset[str]]:
    texts: dict[int, str] = {}
    for chunk in in_chunks(articles):
        texts |= dict(Article.objects.filter(pk__in=chunk).order_by().values_list("pk", "text"))
    return lru_cache(READY)(lambda article: runs(texts[article]))
