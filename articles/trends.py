"""How many articles each month or year has: of all that a search finds, and of the sources and tags that have most."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Func
from django.db.models.functions import Left

from . import search
from .models import UNDATED, Article, ArticleQuerySet
from .reposts import ENTRIES
from .search.counting import UNDATED as NO_MONTH
from .search.counting import Month
from .searching import Asked

MONTHS = 24  # a longer span is counted by years
YEARS = 40  # older ones are told of and not shown
SHOWN = 8  # sources or tags

# By the name that narrows a search to one of them: what an article has of it.
GROUPS = {"source": "source", "tag": "tags"}


@dataclass(frozen=True, slots=True)
class Group:
    """A source or tag, how many articles it has in all, and how many in each period that has any."""

    slug: str
    name: str
    total: int
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Trend:
    """`periods` are the months (2022-02) or years (2022) from the first to the last that has an article.

    `groups` are those with the most articles, or where it is not counted by anything one without a name. `undated`
    and `earlier` articles are in no period.
    """

    periods: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    undated: int = 0
    earlier: int = 0

    @property
    def is_by_year(self) -> bool:
        return bool(self.periods) and len(self.periods[0]) == 4


def trend(asked: Asked, by: str = "") -> Trend:
    """What a search finds, counted; `by` is one of GROUPS or nothing. Reposts of one text are one in each period."""
    found = search.found(asked.among(Article.objects.published()), asked.query)
    months = dict(found.values_list(Month("listed_at")).annotate(number=ENTRIES))
    undated = months.pop(NO_MONTH, 0)
    if not months:
        return Trend(undated=undated)
    periods = _periods(min(months), max(months))
    is_by_year = len(periods[0]) == 4
    first = f"{periods[0]}-01" if is_by_year else periods[0]
    earlier = sum(number for month, number in months.items() if month < first)
    period = Left(Month("listed_at"), 4) if is_by_year else Month("listed_at")
    if by:
        groups = _groups(found, GROUPS[by], period)
    else:
        counts = dict(found.values_list(period).annotate(number=ENTRIES)) if is_by_year else months
        groups = (Group("", "", sum(counts.get(name, 0) for name in periods), counts),)
    return Trend(periods, groups, undated, earlier)


def _periods(first: str, last: str) -> tuple[str, ...]:
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    if end - start < MONTHS:
        return tuple(f"{number // 12}-{number % 12 + 1:02}" for number in range(start, end + 1))
    return tuple(f"{year:04}" for year in range(max(start // 12, end // 12 - YEARS + 1), end // 12 + 1))


def _groups(found: ArticleQuerySet, key: str, period: Func) -> tuple[Group, ...]:
    """In two steps, so that of many tags only those that are shown are counted by period."""
    dated = found.filter(listed_at__gt=UNDATED)
    most = dated.filter(**{f"{key}__isnull": False}).values_list(key).annotate(number=ENTRIES).order_by("-number", key)
    totals = dict(most[:SHOWN])
    rows = dated.filter(**{f"{key}__in": list(totals)}).values_list(key, f"{key}__slug", f"{key}__name", period)
    groups: dict[int, Group] = {}
    for pk, slug, name, when, number in rows.annotate(number=ENTRIES):
        groups.setdefault(pk, Group(slug, name, totals[pk])).counts[when] = number
    return tuple(groups[pk] for pk in totals)
