"""The order of hits: a score that both databases reckon alike, then the newest first.

Each word of a query adds its rarity, from 1 to 4, times its place: 1 anywhere, 3 in the kicker, 6 in the title. A
single word has no rarity to weigh, so that all hits in titles come before those in kickers, and these before others.
"""

from __future__ import annotations

from dataclasses import replace

from django.db import connection
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.db.models.functions import Cast

from .conditions import with_words
from .engines import engine
from .query import CREDITS, KICKER, TITLE, And, Node, Or, Query, Word

PLACES = {TITLE: 6, KICKER: 3}
ANYWHERE = 1
COMMON = 1000  # articles; a word in more is as common as can be
# Words that are weighed; a query with more is ordered by its first.
WEIGHED = 8


def with_rank(articles: QuerySet, query: Query) -> QuerySet:
    """`articles`, which match, with their score as `rank`."""
    required = _required(query)
    scores = (_score(word, weight, word in required) for word, weight in weights(query).items())
    rank = sum(scores, start=Value(0))
    return articles.annotate(rank=Cast(rank, IntegerField()))


def is_ranked_by_heads(query: Query) -> bool:
    """Whether every hit has every word that is weighed, so that only where it stands makes a difference."""
    return set(query.words[:WEIGHED]) <= _required(query)


def heads_of(query: Query) -> Node | None:
    """What hits have that are above the lowest: one of the words in one of PLACES. None where none is looked for."""
    words = [word for word in query.words[:WEIGHED] if not word.field]
    heads = tuple(replace(word, field=place) for word in words for place in PLACES)
    return Or(heads) if heads else None


def lowest_rank(query: Query) -> int:
    """The score of hits without any such word."""
    return sum(weight * (PLACES[TITLE] if word.field == TITLE else ANYWHERE) for word, weight in weights(query).items())


def weights(query: Query) -> dict[Word, int]:
    words = query.words[:WEIGHED]
    return {word: rarity(word) if len(words) > 1 else 1 for word in words}


def rarity(word: Word) -> int:
    """4 for a word in fewer than 10 articles, 3 below 100, 2 below COMMON, 1 above."""
    sql, parameters = engine().condition(word)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({sql} LIMIT {COMMON}) AS found", parameters)
        return 5 - len(str(max(cursor.fetchone()[0], 1)))


def _score(word: Word, weight: int, is_required: bool) -> Case | Value:
    """What a word adds to the score of an article."""
    if word.field == TITLE:
        places = {TITLE: PLACES[TITLE]}
    elif word.field == CREDITS:
        places = {}
    else:
        places = PLACES
    cases = [
        When(with_words(replace(word, field=place)), then=Value(weight * times)) for place, times in places.items()
    ]
    if is_required:
        return Case(*cases, default=Value(weight * ANYWHERE)) if cases else Value(weight * ANYWHERE)
    return Case(*cases, When(with_words(word), then=Value(weight * ANYWHERE)), default=Value(0))


def _required(query: Query) -> set[Word]:
    """Words that every hit has."""
    nodes = query.root.nodes if isinstance(query.root, And) else (query.root,)
    return {node for node in nodes if isinstance(node, Word)}
