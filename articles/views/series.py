"""A series (系列): all its parts in order."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from ..models import Article
from ..serials import series_of, title_of


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
