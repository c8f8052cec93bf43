"""Pages of hits. A page begins where the one before it ended, and not at a number, so that the thousandth is as quick
as the first, and an article that comes in between neither shows another twice nor hides one."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL

from .conditions import matching, with_others
from .engines import engine
from .query import Query, Word
from .ranking import weights, with_rank
from .tiers import Tier, tiers
from .ways import Way, common, is_common, told, words_of

RELEVANCE, NEWEST, OLDEST = "relevance", "newest", "oldest"
ORDERS = (RELEVANCE, NEWEST, OLDEST)
# The values by which each order goes, and whether the largest is first.
_KEYS = {
    RELEVANCE: (("rank", "listed_at", "pk"), True),
    NEWEST: (("listed_at", "pk"), True),
    OLDEST: (("is_undated", "listed_at", "pk"), False),
}


class BadCursor(ValueError):
    """A cursor that no page has given."""


@dataclass(frozen=True, slots=True)
class Page:
    """Ids of articles in order, each with its score; `next` and `previous` are cursors, or empty."""

    ranks: dict[int, int]
    next: str
    previous: str


def page(articles: QuerySet, query: Query, order: str, cursor: str, size: int) -> Page:
    """One page of those of `articles` that match. Raises BadCursor."""
    is_back, place = _read(cursor, order) if cursor else (False, None)
    sought = _Sought(articles, query, order, place, is_back, size + 1)
    rows = sought.rows()
    has_more = len(rows) > size
    rows = rows[:size][:: -1 if is_back else 1]
    ranks = {row[-1]: row[0] if order == RELEVANCE else 0 for row in rows}
    has_next, has_previous = (bool(place), has_more) if is_back else (has_more, bool(place))
    return Page(
        ranks,
        _write(order, False, rows[-1]) if rows and has_next else "",
        _write(order, True, rows[0]) if rows and has_previous else "",
    )


@dataclass(frozen=True)
class _Sought:
    """What a page is made of: the first `wanted` beyond `place`, if there is one, forwards or back."""

    articles: QuerySet
    query: Query
    order: str
    place: list | None
    is_back: bool
    wanted: int

    @cached_property
    def weights(self) -> dict[Word, int]:
        return weights(self.query)

    def rows(self) -> list[tuple]:
        """The values by which the order goes of each article, the last of them its id."""
        way = common(self.articles, self.query)
        rows = None
        if way and self.order != RELEVANCE:
            rows = self._walk(way, self.order, self.place, self.wanted)
        elif way and (found := tiers(self.query, self.weights, way)):
            rows = self._by_tiers(way, found)
        return self._look_up() if rows is None else rows

    def _look_up(self) -> list[tuple]:
        words, others = words_of(self.query)
        found = matching(self.articles, self.query) if words is None else with_others(self.articles, others)
        if words:
            found = found.filter(pk__in=RawSQL(*engine().these(told(self.query, words))))
        return self._sorted(self._with_keys(found, self.order), self.order, self.place, self.wanted)

    def _with_keys(self, found: QuerySet, order: str) -> QuerySet:
        if order == RELEVANCE:
            return with_rank(found, self.query, self.weights)
        if order == OLDEST:
            return found.annotate(is_undated=Case(When(published_at__isnull=True, then=Value(1)), default=Value(0)))
        return found

    def _sorted(self, found: QuerySet, order: str, place: list | None, wanted: int) -> list[tuple]:
        names = _KEYS[order][0]
        return list(self._in_order(found, order, place).values_list(*names)[:wanted])

    def _in_order(self, found: QuerySet, order: str, place: list | None) -> QuerySet:
        names, is_falling = _KEYS[order]
        is_falling = is_falling != self.is_back
        if place:
            found = found.filter(_beyond(names, place, is_falling))
        return found.order_by(*(f"-{name}" if is_falling else name for name in names))

    def _walk(self, way: Way, order: str, place: list | None, wanted: int) -> list | None:
        found = self._in_order(self._with_keys(way.articles, order), order, place)
        return replace(way, articles=found).walk(_KEYS[order][0], wanted)

    def _by_tiers(self, way: Way, found: list[Tier]) -> list[tuple]:
        rows: list[tuple] = []
        for tier in reversed(found) if self.is_back else found:
            if len(rows) < self.wanted:
                part = self._above if tier.score is None else self._alike
                rows += part(way, tier, self.wanted - len(rows))
        return rows

    def _above(self, way: Way, tier: Tier, wanted: int) -> list[tuple]:
        """Those of several scores, which are weighed."""
        is_past = self.place and self.place[0] <= tier.floor
        if is_past and not self.is_back:
            return []
        found = with_rank(way.having(tier.node), self.query, self.weights)
        return self._sorted(found, RELEVANCE, None if is_past else self.place, wanted)

    def _alike(self, way: Way, tier: Tier, wanted: int) -> list[tuple]:
        """Those of one score, the newest first."""
        ahead = self.place[0] - tier.score if self.place else 0
        if ahead > 0 if self.is_back else ahead < 0:
            return []
        place = self.place[1:] if self.place and not ahead else None
        rows = None
        if tier.score == tier.floor or is_common(tier.share):
            rows = self._walk(replace(way, words=tier.node, share=tier.share), NEWEST, place, wanted)
        if rows is None:
            rows = self._sorted(way.having(tier.node), NEWEST, place, wanted)
        return [(tier.score, *row) for row in rows]


def _beyond(names: tuple[str, ...], place: list, is_falling: bool) -> Q:
    """What comes after a place."""
    compare = "lt" if is_falling else "gt"
    beyond = Q()
    same = Q()
    for name, value in zip(names, place, strict=True):
        beyond |= same & Q(**{f"{name}__{compare}": value})
        same &= Q(**{name: value})
    return beyond


def _write(order: str, is_back: bool, row: tuple) -> str:
    place = [value.isoformat() if isinstance(value, datetime) else value for value in row]
    told = json.dumps([ORDERS.index(order), int(is_back), *place], separators=(",", ":"))
    return urlsafe_b64encode(told.encode()).decode().rstrip("=")


def _read(cursor: str, order: str) -> tuple[bool, list]:
    try:
        number, is_back, *place = json.loads(urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)))
        names = _KEYS[order][0]
        place = [
            datetime.fromisoformat(value) if name == "listed_at" else _small(value)
            for name, value in zip(names, place, strict=True)
        ]
        if number != ORDERS.index(order) or is_back not in (0, 1) or place[-2].tzinfo is None:
            raise ValueError(cursor)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise BadCursor(cursor[:100]) from error
    return bool(is_back), place


def _small(value: int) -> int:
    if type(value) is not int or not 0 <= value < 1 << 63:
        raise ValueError(value)
    return value
