"""The archive by date."""

from __future__ import annotations

from calendar import Calendar
from functools import cached_property
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import TemplateView

from ..models import UNDATED, Article, ArticleQuerySet
from ..periods import Period, beside, entries_in
from ..search.counting import Day, Month
from .bounded import BoundedView
from .charts import bars

# The days of a week as the head of a calendar has them, and their whole names.
WEEKDAYS = [
    (pgettext_lazy("weekday", "Mon"), gettext_lazy("Monday")),
    (pgettext_lazy("weekday", "Tue"), gettext_lazy("Tuesday")),
    (pgettext_lazy("weekday", "Wed"), gettext_lazy("Wednesday")),
    (pgettext_lazy("weekday", "Thu"), gettext_lazy("Thursday")),
    (pgettext_lazy("weekday", "Fri"), gettext_lazy("Friday")),
    (pgettext_lazy("weekday", "Sat"), gettext_lazy("Saturday")),
    (pgettext_lazy("weekday", "Sun"), gettext_lazy("Sunday")),
]


class ArchiveView(TemplateView):
    """How many articles each year and month has."""

    template_name = "articles/archive.html"
    extra_context = {"section": "archive"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        counts = entries_in(Article.objects.published(), Month, 4, 7)
        undated = Article.objects.published().filter(listed_at=UNDATED).leading().count()
        # All bars are to one measure, so that years can be compared.
        months = bars(months_of(counts))
        years = [
            (period, counts[str(period)], [bar for bar in months if bar.period.year == period.year])
            for period in years_of(counts)
        ]
        return super().get_context_data(years=years, undated=undated, **kwargs)


def years_of(counts: dict[str, int]) -> list[Period]:
    return sorted((Period.read(key) for key in counts if len(key) == 4), key=lambda year: -year.year)


def months_of(counts: dict[str, int]) -> list[tuple[Period, int]]:
    """The months that have articles, with their numbers, the first first."""
    return [(Period.read(key), counts[key]) for key in sorted(counts) if len(key) == 7]


class PeriodMixin:
    """A page of a period, which is there where the period has articles."""

    extra_context = {"section": "archive"}

    @cached_property
    def period(self) -> Period:
        period = Period(**self.kwargs)
        if 0 in self.kwargs.values():
            raise Http404
        try:
            period.bounds()
        except (ValueError, OverflowError) as error:
            raise Http404 from error
        return period

    def articles(self) -> ArticleQuerySet:
        return Article.objects.published().between(*self.period.bounds())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        before, after = beside(Article.objects.published(), self.period)
        return super().get_context_data(period=self.period, before=before, after=after, **kwargs)


class YearView(PeriodMixin, TemplateView):
    """The months of a year."""

    template_name = "articles/year.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        counts = entries_in(Article.objects.published(), Month, 4, 7, within=self.period)
        if not counts:
            raise Http404
        months = bars(months_of(counts))
        return super().get_context_data(months=months, count=counts[str(self.period)], **kwargs)


class MonthView(PeriodMixin, BoundedView):
    """The articles of a month under its calendar."""

    template_name = "articles/month.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(heading=self.period.label, weekdays=WEEKDAYS, **kwargs)
        counts = entries_in(Article.objects.published(), Day, 10, within=self.period)
        weeks = Calendar().monthdayscalendar(self.period.year, self.period.month)
        return context | {"weeks": [[self._day(number, counts) for number in week] for week in weeks]}

    def _day(self, number: int, counts: dict[str, int]) -> tuple[Period | None, int]:
        """A day and how many articles it has; no day in a place of the week that belongs to another month."""
        if not number:
            return None, 0
        period = Period(self.period.year, self.period.month, number)
        return period, counts.get(str(period), 0)


class DayView(PeriodMixin, BoundedView):
    template_name = "articles/day.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(heading=self.period.label, **kwargs)


class UndatedView(BoundedView):
    extra_context = {"section": "archive"}

    def articles(self) -> ArticleQuerySet:
        return Article.objects.published().filter(listed_at=UNDATED)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(heading=_("Date unknown"), **kwargs)
