"""The order of hits: a score that both databases reckon alike, then the newest first.

Each word of a query adds its rarity, from 1 to 4, times its place: 1 anywhere, 3 in the kicker, 6 in the title. A
single word has no rarity to weigh, so that all hits in titles come before those in kickers, and these before others.
Of words that need not be there, as in 年 OR 月, one that is as common as can be counts in kickers and titles alone:
that half of the archive mentions it tells nothing, and to weigh half of the archive takes long.
"""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.db.models.functions import Cast

from .conditions import with_words
from .engines import engine
from .query import CREDITS, KICKER, TITLE, And, Query, Word

PLACES = {TITLE: 6, KICKER: 3}
ANYWHERE = 1
COMMON = 1000  # articles; a word in more is as common as can be
# Words that are weighed; a query with more is ordered by its first.
WEIGHED = 8


def with_rank(articles: QuerySet, query: Query, weighed: dict[Word, int] | None = None) -> QuerySet:
    """`articles`, which match, with their score as `rank`; `weighed` are the query's weights, where they are known."""
    weighed = weights(query) if weighed is None else weighed
    points = anywhere(query, weighed)
    rank = sum((_score(word, weight, points[word]) for word, weight in weighed.items()), start=Value(0))
    return articles.annotate(rank=Cast(rank, IntegerField()))


def weights(query: Query) -> dict[Word, int]:
    words = query.words[:WEIGHED]
    return {word: rarity(word) if len(words) > 1 else 1 for word in words}


def rarity(word: Word) -> int:
    """4 for a word in fewer than 10 articles, 3 below 100, 2 below COMMON, 1 above."""
    return 5 - len(str(max(len(engine().some(word, COMMON)), 1)))


def anywhere(query: Query, weighed: dict[Word, int]) -> dict[Word, int | None]:
    """What each word adds to a hit wherever it stands; None where that depends on whether it stands there at all."""
    required = _required(query)

    def of(word: Word, weight: int) -> int | None:
        if word in required:
            return weight * (PLACES[TITLE] if word.field == TITLE else ANYWHERE)
        is_common = len(weighed) > 1 and weight == 1
        return 0 if is_common and word.field != TITLE else None

    return {word: of(word, weight) for word, weight in weighed.items()}


def _score(word: Word, weight: int, points: int | None) -> Case | Value:
    """What a word adds to the score of an article."""
    places = {} if word.field == CREDITS else {TITLE: PLACES[TITLE]} if word.field == TITLE else PLACES
    cases = [
        When(with_words(replace(word, field=place)), then=Value(weight * times))
        for place, times in places.items()
        if weight * times != points
    ]
    if points is None:
        return Case(*cases, When(with_words(word), then=Value(weight * ANYWHERE)), default=Value(0))
    return Case(*cases, default=Value(points)) if cases else Value(points)


def _required(query: Query) -> set[Word]:
    """Words that every hit has."""
    nodes = query.root.nodes if isinstance(query.root, And) else (query.root,)
    return {node for node in nodes if isinstance(node, Word)}
