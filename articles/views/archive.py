"""The archive by date."""

from __future__ import annotations

from typing import Any

from django.db.models.functions import TruncMonth
from django.http import Http404
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from ..models import UNDATED, Article, ArticleQuerySet
from ..periods import month_bounds
from ..reposts import ENTRIES
from .lists import EntriesView


class ArchiveView(TemplateView):
    """How many articles each month has."""

    template_name = "articles/archive.html"
    extra_context = {"section": "archive"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        articles = Article.objects.published().order_by()
        # Of a dated article `listed_at` is `published_at`, and has the index.
        dated = articles.filter(listed_at__gt=UNDATED).annotate(month=TruncMonth("listed_at"))
        months = dated.values("month").annotate(count=ENTRIES).order_by("-month")
        undated = articles.filter(listed_at=UNDATED).leading().count()
        return super().get_context_data(months=months, undated=undated, **kwargs)


class MonthView(EntriesView):
    extra_context = {"section": "archive"}

    def articles(self) -> ArticleQuerySet:
        try:
            self.start, end = month_bounds(self.kwargs["year"], self.kwargs["month"])
        except (ValueError, OverflowError) as error:
            raise Http404 from error
        return Article.objects.published().between(self.start, end)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        heading = date_format(self.start, "YEAR_MONTH_FORMAT")
        return super().get_context_data(heading=heading, **kwargs)


class UndatedView(EntriesView):
    extra_context = {"section": "archive"}

    def articles(self) -> ArticleQuerySet:
        return Article.objects.published().filter(listed_at=UNDATED)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(heading=_("Date unknown"), **kwargs)
