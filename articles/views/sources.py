"""The list of sources, and the page of one."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from sources.models import Source

from ..listing import CHOICES, facets, published_counts
from ..models import UNDATED, Article, ArticleQuerySet
from ..moved import MovedMixin, moved_source
from ..prepared import NOW, Given, Prepared
from .bounded import BoundedView
from .lists import NAMES_PER_PAGE, PagedListView

FACETED = 300  # of the newest articles of a source, of which tags are told


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


class SourceView(MovedMixin, BoundedView):
    """The articles of one source; those that it republished are a second list."""

    template_name = "articles/source.html"
    extra_context = {"section": "sources", "faceted": FACETED}
    moved = staticmethod(moved_source)

    def articles(self) -> ArticleQuerySet:
        published = Article.objects.published()
        self.source = _KNOWN.get_or_404(slug=self.kwargs["slug"])
        self.has_both = self.source.has_own and self.source.has_reposts
        asks_for_reposts = self.request.GET.get("reposts", "all") != "all"
        self.shows_reposts = self.source.has_reposts and (asks_for_reposts or not self.source.has_own)
        return published.filter(republisher=self.source) if self.shows_reposts else published.from_source(self.source)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(
            source=self.source, has_both=self.has_both, shows_reposts=self.shows_reposts, **kwargs
        )
        if self.shows_reposts or context["page_obj"].number > 1:
            return context
        return context | {"tags": facets(self.newest[:FACETED], "tag")[0][:CHOICES]}


def known_of(published: ArticleQuerySet) -> QuerySet[Source]:
    """Sources with what their pages tell: whether they have articles and reposts, the first and last date."""
    own = published.filter(source=OuterRef("pk"))
    dates = own.filter(listed_at__gt=UNDATED).order_by("listed_at", "pk").values("listed_at")
    return Source.objects.annotate(
        has_own=Exists(own),
        has_reposts=Exists(published.filter(republisher=OuterRef("pk"))),
        first_at=Subquery(dates[:1]),
        last_at=Subquery(dates.reverse()[:1]),
    )


_KNOWN = Prepared(lambda: known_of(Article.objects.published(NOW)).filter(slug=Given("slug")))
