"""Lists that are counted to a bound: what lies beyond it is reached page by page."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.http import Http404

from ..entries import entries
from ..models import Article, ArticleQuerySet
from .lists import PagedListView

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


class Rows:
    """The entries of a list, read a page at a time.

    `articles` are put in order by the database, which is told of their ids alone; `first` are the ids of the first of
    them, which are known already.
    """

    ordered = True

    def __init__(self, articles: ArticleQuerySet, first: Callable[[], list[int]]):
        self.articles = articles
        self.first = first

    def __getitem__(self, page: slice) -> list[Article]:
        first = self.first()
        if page.stop <= len(first) or len(first) < BOUND:
            return entries(first[page])
        return entries(self.articles.values_list("pk", flat=True)[page])


class BoundedView(PagedListView):
    """The articles that `articles()` gives, by date, counted to BOUND; without any it is a 404.

    That is what an address is told that never existed.
    """

    template_name = "articles/entries.html"
    context_object_name = "entries"
    paginate_by = 20
    # Asked of the page that was read, and not in a query of its own.
    allow_empty = True
    is_there_when_empty = False
    extra_context = {"bound": BOUND}
    # What is read of the first BOUND, for what is told of a list beside its entries.
    told_of = ("pk",)

    def articles(self) -> ArticleQuerySet:
        raise NotImplementedError

    @property
    def shows_every_repost(self) -> bool:
        return "all" in self.request.GET.getlist("reposts")

    @cached_property
    def entries(self) -> ArticleQuerySet:
        """What is listed, without what is shown of it."""
        articles = self.articles()
        return (articles if self.shows_every_repost else articles.leading()).newest_first()

    @cached_property
    def newest(self) -> list[int]:
        """The ids of the newest BOUND of the entries, or of all.

        They are read once: as a part of other queries, SQLite would read all rows and look for each among them.
        """
        return [row[0] for row in self.first[:BOUND]]

    @cached_property
    def first(self) -> list[tuple]:
        """The newest of the entries, one more than BOUND where there are more, as `told_of` says."""
        return list(self.entries.values_list(*self.told_of)[: BOUND + 1])

    def get_queryset(self) -> Rows:
        return Rows(self.entries, lambda: self.newest)

    def get_paginator(self, queryset: Rows, per_page: int, **kwargs: Any) -> BoundedPaginator:
        return BoundedPaginator(queryset, per_page, count_to_bound=lambda: len(self.first), **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # What an entry asks for is named, even where it is nothing: what is not there takes a template long to miss.
        context = {"lead": None, "fresh": ()} | super().get_context_data(**kwargs)
        if not (context["page_obj"].object_list or self.is_there_when_empty):
            raise Http404
        return context
