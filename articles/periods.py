"""Years, months and days as the site's time zone has them, and how many articles they have."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone, localdate
from django.utils.translation import gettext as _

from .models import UNDATED, ArticleQuerySet
from .search.counting import Month

_PERIOD = re.compile(r"([1-9]\d{3})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")


def month_bounds(year: int, month: int) -> tuple[datetime, datetime]:
    """The first moment of a month and of the next one, in the site's time zone.

    Raises ValueError or OverflowError for what is no month, or too long ago for news.
    """
    start = datetime(year, month, 1, tzinfo=get_current_timezone())
    if start <= UNDATED:
        raise ValueError(year)
    return start, start.replace(year=year + month // 12, month=month % 12 + 1)


def year_bounds(year: int) -> tuple[datetime, datetime]:
    """The first moment of a year and of the next one; errors as of `month_bounds`."""
    return month_bounds(year, 1)[0], month_bounds(year, 12)[1]


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A year; with a month one of its months; with a day too a day."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def read(cls, text: str) -> Period | None:
        """What 2022, 2022-02 or 2022-02-25 names; None for what names nothing."""
        found = _PERIOD.fullmatch(text)
        return cls(*(int(part or 0) for part in found.groups())) if found else None

    def __str__(self):
        """As `read` reads it."""
        return "-".join(f"{part:02}" for part in (self.year, self.month, self.day) if part)

    @property
    def label(self) -> str:
        if not self.month:
            return _("%(year)d") % {"year": self.year}
        return date_format(
            date(self.year, self.month, self.day or 1), "DATE_FORMAT" if self.day else "YEAR_MONTH_FORMAT"
        )

    @property
    def above(self) -> list[Period]:
        """The periods that this one lies in, from outer to inner."""
        return [Period(self.year), Period(self.year, self.month)][: bool(self.month) + bool(self.day)]

    def get_absolute_url(self) -> str:
        name = "day" if self.day else "month" if self.month else "year"
        return reverse(name, args=[part for part in (self.year, self.month, self.day) if part])

    def bounds(self) -> tuple[datetime, datetime]:
        """The first moment of the period and of the next one; errors as of `month_bounds`."""
        if not self.month:
            return year_bounds(self.year)
        start, end = month_bounds(self.year, self.month)
        if not self.day:
            return start, end
        day = start.replace(day=self.day)
        return day, day + timedelta(days=1)

    def like(self, moment: datetime) -> Period:
        """The year, month or day of a moment, whichever this one is."""
        day = localdate(moment)
        return Period(day.year, day.month if self.month else 0, day.day if self.day else 0)


def beside(articles: ArticleQuerySet, period: Period) -> tuple[Period | None, Period | None]:
    """The nearest periods of its kind before and after `period` that have some of `articles`, in two queries."""
    start, end = period.bounds()
    moments = articles.newest_first().values_list("listed_at", flat=True)
    before = moments.filter(listed_at__lt=start, listed_at__gt=UNDATED).first()
    after = moments.filter(listed_at__gte=end).reverse().first()
    return before and period.like(before), after and period.like(after)


def entries_in(
    articles: ArticleQuerySet, unit: type[Month], *lengths: int, within: Period | None = None
) -> Counter[str]:
    """How many entries the months or days of dated `articles` have, by such keys as 2022-02; `within` a period or all.

    A key is as long as one of `lengths`, so that one reading counts the years of months too. Printings of one text are
    one entry of each period. Two queries: the first reads an index alone, the second the few reposts.
    """
    # Not by `listed_at`: of what the database itself computes SQLite reads the row, even where it stands in an index.
    articles = articles.order_by().filter(published_at__isnull=False)
    if within:
        start, end = within.bounds()
        articles = articles.filter(published_at__gte=start, published_at__lt=end)
    articles = articles.annotate(period=unit("published_at"))
    counts: Counter[str] = Counter()
    for key, number in articles.values_list("period").annotate(number=Count("pk")):
        counts.update({key[:length]: number for length in lengths})
    printings: Counter[tuple[str, int]] = Counter()
    clustered = articles.filter(membership__isnull=False).values_list("period", "membership__cluster")
    for key, cluster, number in clustered.annotate(number=Count("pk")):
        printings.update({(key[:length], cluster): number for length in lengths})
    for (key, _cluster), number in printings.items():
        counts[key] -= number - 1
    return counts
