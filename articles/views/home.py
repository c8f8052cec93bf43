"""The first page."""

from __future__ import annotations

from typing import Any

from ..listing import Choice, public_sources, public_tags
from ..models import Article, ArticleQuerySet
from .lists import EntriesView


class HomeView(EntriesView):
    """The newest articles, of one source and with one tag if the reader says so."""

    template_name = "articles/home.html"
    allow_empty = True
    extra_context = {"section": "latest"}

    def articles(self) -> ArticleQuerySet:
        self.source = Choice(public_sources(), self.request.GET.get("source", ""))
        self.tag = Choice(public_tags(), self.request.GET.get("tag", ""))
        articles = Article.objects.published()
        if self.source.is_unknown or self.tag.is_unknown:
            return articles.none()
        if self.source.chosen:
            articles = articles.from_source(self.source.chosen)
        return articles.tagged(self.tag.chosen) if self.tag.chosen else articles

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_filtered = bool(self.source.slug or self.tag.slug)
        return super().get_context_data(source=self.source, tag=self.tag, is_filtered=is_filtered, **kwargs)
