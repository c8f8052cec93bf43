"""Pages of hits. A page begins where the one before it ended, and not at a number, so that the thousandth is as quick
as the first, and an article that comes in between neither shows another twice nor hides one."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Q, QuerySet, Value, When

from .query import Query
from .ranking import with_rank

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


def page(found: QuerySet, query: Query, order: str, cursor: str, size: int) -> Page:
    """One page of the articles found. Raises BadCursor."""
    names, is_falling = _KEYS[order]
    found = _with_keys(found, query, order)
    is_back, place = _read(cursor, order) if cursor else (False, None)
    if place:
        found = found.filter(_beyond(names, place, is_falling != is_back))
    minus = "-" if is_falling != is_back else ""
    rows = list(found.order_by(*(minus + name for name in names)).values_list(*names)[: size + 1])
    has_more = len(rows) > size
    rows = rows[:size][:: -1 if is_back else 1]
    ranks = {row[-1]: row[0] if order == RELEVANCE else 0 for row in rows}
    has_next, has_previous = (bool(place), has_more) if is_back else (has_more, bool(place))
    return Page(
        ranks,
        _write(order, False, rows[-1]) if rows and has_next else "",
        _write(order, True, rows[0]) if rows and has_previous else "",
    )


def _with_keys(found: QuerySet, query: Query, order: str) -> QuerySet:
    if order == RELEVANCE:
        return with_rank(found, query)
    if order == OLDEST:
        return found.annotate(is_undated=Case(When(published_at__isnull=True, then=Value(1)), default=Value(0)))
    return found


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
