"""The columns (栏目), and the page of one."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.urls import reverse

from ..listing import CHOICES, articles_in, column_at, facets, public_columns, with_counts
from ..models import ArticleQuerySet, Column
from .bounded import BoundedView
from .lists import NAMES_PER_PAGE, PagedListView


class ColumnsView(PagedListView):
    """The outermost columns of published articles, the most frequent first, each with those in it."""

    template_name = "articles/columns.html"
    context_object_name = "columns"
    paginate_by = NAMES_PER_PAGE
    extra_context = {"section": "columns"}

    def get_queryset(self) -> list[Column]:
        columns = with_counts(Column.objects.all(), "column_entries__column")
        columns.sort(key=lambda column: (-column.article_count, column.labels))
        inner: dict[int, list[Column]] = {}
        for column in columns:
            inner.setdefault(column.parent_id, []).append(column)
        for column in columns:
            column.inner = inner.get(column.pk, [])
        return inner.get(None, [])


class ColumnView(BoundedView):
    """The articles of a column and of those in it."""

    template_name = "articles/column.html"
    extra_context = BoundedView.extra_context | {"section": "columns"}

    @cached_property
    def column(self) -> Column:
        return column_at(self.kwargs["labels"])

    def articles(self) -> ArticleQuerySet:
        return articles_in(self.column)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        labels = self.column.labels
        return super().get_context_data(
            column=self.column,
            above=[(labels[depth - 1], reverse("column", args=[labels[:depth]])) for depth in range(1, len(labels))],
            inner=public_columns().filter(parent=self.column),
            sources=facets(self.newest, "source")[0][:CHOICES],
            feed=reverse("column-feed-atom", args=[labels]),
            **kwargs,
        )
