"""How many articles each month or year has: of all that a search finds, and of what most of them have in common."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import F, Func, Q
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Left

from . import search
from .models import UNDATED, Article, ArticleQuerySet, Tag
from .reposts import ENTRIES
from .search.counting import UNDATED as NO_MONTH
from .search.counting import Month
from .searching import Asked

MONTHS = 24  # a longer span is counted by years
YEARS = 40  # older ones are told of and not shown
SHOWN = 8  # sources, tags or regions


@dataclass(frozen=True, slots=True)
class By:
    """What articles are counted by: those that `have` it, and of it the id, the slug and the name."""

    have: Q
    key: str | Combinable
    slug: str | Combinable
    name: str | Combinable


# By the name that narrows a search to one of them.
GROUPS = {
    "source": By(Q(source__isnull=False), "source", "source__slug", "source__name"),
    "tag": By(Q(tags__kind=Tag.Kind.SUBJECT), "tags", "tags__slug", "tags__name"),
    # An article of a city is one of its province.
    "region": By(
        Q(tags__kind=Tag.Kind.REGION),
        *(Coalesce(f"tags__within{field}", f"tags{field}") for field in ("", "__slug", "__name")),
    ),
}


def _parts(region: str) -> By:
    """By the regions that lie in one."""
    return By(Q(tags__within__slug=region), "tags", "tags__slug", "tags__name")


@dataclass(frozen=True, slots=True)
class Group:
    """A source, tag or region, how many articles it has in all, and how many in each period that has any."""

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
        region = asked.narrowings.get(by, "") if by == "region" else ""
        groups = _groups(found, _parts(region) if region else GROUPS[by], period)
    else:
        counts = dict(found.values_list(period).annotate(number=ENTRIES)) if is_by_year else months
        groups = (Group("", "", sum(counts.get(name, 0) for name in periods), counts),)
    return Trend(periods, groups, undated, earlier)


def _periods(first: str, last: str) -> tuple[str, ...]:
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    if end - start < MONTHS:
        return tuple(f"{number // 12}-{number % 12 + 1:02}" for number in range(start, end + 1))
    return tuple(f"{year:04}" for year in range(max(start // 12, end // 12 - YEARS + 1), end // 12 + 1))


def _groups(found: ArticleQuerySet, by: By, period: Func) -> tuple[Group, ...]:
    """In two steps, so that of many tags only those that are shown are counted by period."""
    # First what they have, and then what is read of it: so it is of one and the same tag.
    having = found.filter(by.have, listed_at__gt=UNDATED).annotate(key=_field(by.key))
    totals = dict(having.values_list("key").annotate(number=ENTRIES).order_by("-number", "key")[:SHOWN])
    shown = having.filter(key__in=list(totals)).annotate(slug_of=_field(by.slug), name_of=_field(by.name), when=period)
    groups: dict[int, Group] = {}
    for pk, slug, name, when, number in shown.values_list("key", "slug_of", "name_of", "when").annotate(number=ENTRIES):
        groups.setdefault(pk, Group(slug, name, totals[pk])).counts[when] = number
    return tuple(groups[pk] for pk in totals)


def _field(of: str | Combinable) -> Combinable:
    return F(of) if isinstance(of, str) else of
