"""The list of sources, and the page of one."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404

from sources.models import Source

from ..listing import published_counts
from ..models import Article, ArticleQuerySet
from ..moved import MovedMixin, moved_source
from .lists import NAMES_PER_PAGE, EntriesView, PagedListView


class SourcesView(PagedListView):
    """The sources of published articles, the most frequent first."""

    template_name = "articles/sources.html"
    context_object_name = "sources"
    paginate_by = NAMES_PER_PAGE
    extra_context = {"section": "sources"}

    def get_queryset(self) -> list[Source]:
        own, reposts = published_counts("source"), published_counts("republisher")
        sources = [source for source in Source.objects.all() if source.pk in own or source.pk in reposts]
        for source in sources:
            source.article_count, source.repost_count = own.get(source.pk, 0), reposts.get(source.pk, 0)
        return sorted(sources, key=lambda source: (-source.article_count, -source.repost_count, source.name))


class SourceView(MovedMixin, EntriesView):
    """The articles of one source; those that it republished are a second list."""

    template_name = "articles/source.html"
    extra_context = {"section": "sources"}
    moved = staticmethod(moved_source)

    def articles(self) -> ArticleQuerySet:
        self.source = get_object_or_404(Source.objects.prefetch_related("aliases"), slug=self.kwargs["slug"])
        published = Article.objects.published()
        own, reposts = published.from_source(self.source), published.filter(republisher=self.source)
        has_own, has_reposts = own.exists(), reposts.exists()
        self.has_both = has_own and has_reposts
        asks_for_reposts = self.request.GET.get("reposts", "all") != "all"
        self.shows_reposts = has_reposts and (asks_for_reposts or not has_own)
        return reposts if self.shows_reposts else own

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            source=self.source, has_both=self.has_both, shows_reposts=self.shows_reposts, **kwargs
        )
