"""Lists that are counted to a bound: what lies beyond it is reached page by page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404

from ..models import ArticleQuerySet
from .lists import EntriesView

BOUND = 500  # as many are read along the index of the list on both databases; of more PostgreSQL would sort them all
FARTHEST = 100_000  # pages; further than any archive goes, and nearer than where databases count no more


class BoundedPaginator(Paginator):
    """Pages of a list that is counted to BOUND; behind that there is a next page for as long as there are rows."""

    def __init__(self, *args: Any, count_to_bound: Callable[[], int], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.count_to_bound = count_to_bound

    @cached_property
    def count(self) -> int:
        return min(self._counted_to_bound, BOUND)

    @property
    def is_exact(self) -> bool:
        return self._counted_to_bound <= BOUND

    @cached_property
    def _counted_to_bound(self) -> int:
        return self.count_to_bound()

    def validate_number(self, number: Any) -> int:
        try:
            return super().validate_number(number)
        except EmptyPage:
            if self.is_exact or not 0 < int(number) < FARTHEST:
                raise
            return int(number)

    def page(self, number: Any) -> Page:
        number = self.validate_number(number)
        if self.is_exact or number < self.num_pages:
            return super().page(number)
        start = (number - 1) * self.per_page
        rows = list(self.object_list[start : start + self.per_page + 1])
        if not rows:
            raise EmptyPage(self.error_messages["no_results"])
        self.num_pages = number + (len(rows) > self.per_page)
        return self._get_page(rows[: self.per_page], number, self)


class BoundedView(EntriesView):
    """Entries that are counted to BOUND; without any it is the 404 of what never existed."""

    # Asked of the page that was read, and not in a query of its own.
    allow_empty = True
    is_there_when_empty = False

    @cached_property
    def entries(self) -> ArticleQuerySet:
        """What is listed, without what is shown of it."""
        articles = self.articles()
        return (articles if self.shows_every_repost else articles.leading()).newest_first()

    def get_queryset(self) -> ArticleQuerySet:
        return self.shown(self.entries)

    def get_paginator(self, queryset: QuerySet, per_page: int, **kwargs: Any) -> BoundedPaginator:
        return BoundedPaginator(queryset, per_page, count_to_bound=self.count_to_bound, **kwargs)

    def count_to_bound(self) -> int:
        """How many entries there are; more than BOUND where they are more."""
        return self.entries[: BOUND + 1].count()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if not (context["page_obj"].object_list or self.is_there_when_empty):
            raise Http404
        return context


class ToldView(BoundedView):
    """Entries beside which is told what they have in common."""

    extra_context = {"bound": BOUND}

    @cached_property
    def newest(self) -> dict[int, datetime]:
        """The newest BOUND of the entries, or all, by id with their places in time.

        What is told of a list beside its rows is told of these. They are read once: as a part of other queries, SQLite
        would read all rows and look for each among them.
        """
        return dict(self._first[:BOUND])

    def count_to_bound(self) -> int:
        return len(self._first)

    @cached_property
    def _first(self) -> list[tuple[int, datetime]]:
        return list(self.entries.values_list("pk", "listed_at")[: BOUND + 1])
