"""The series (系列), and the page of one: all its parts in order."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from ..models import Article
from ..serials import MOST_OF_ALL, Series, all_series, series_of, title_of, with_first
from .lists import PagedListView

SERIES_PER_PAGE = 50


class SeriesListView(PagedListView):
    """All series, that with the newest part first."""

    template_name = "articles/series_list.html"
    context_object_name = "listed"
    paginate_by = SERIES_PER_PAGE
    extra_context = {"section": "columns", "bound": MOST_OF_ALL}

    def get_queryset(self) -> list[Series]:
        found, self.is_whole = all_series(Article.objects.published())
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(is_whole=self.is_whole, **kwargs)
        return context | {"listed": with_first(context["listed"], Article.objects.published())}


class SeriesView(TemplateView):
    """The series of the article that the address names; that of its first part is where all others lead to."""

    template_name = "articles/series.html"
    extra_context = {"section": "columns"}

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        published = Article.objects.published()
        article = get_object_or_404(published.select_related("source"), slug=slug)
        parts = series_of(article, published)
        if not parts:
            return HttpResponseRedirect(article.get_absolute_url())
        if parts[0].slug != slug:
            # Not for good: an earlier part may yet be published.
            return HttpResponseRedirect(reverse("series", args=[parts[0].slug]))
        return self.render_to_response(self.get_context_data(article=article, parts=parts, heading=title_of(article)))
