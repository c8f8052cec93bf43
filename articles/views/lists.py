"""What pages that list share: a list in pages, and a list of articles by date."""

from __future__ import annotations

from typing import Any

from django.views.generic import ListView

from ..listing import with_excerpt
from ..models import Article, ArticleQuerySet
from ..reposts import with_publishers

NAMES_PER_PAGE = 200  # sources or tags


class PagedListView(ListView):
    """A list in pages; a page that does not exist is a 404."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        page = context["page_obj"]
        context["page_range"] = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
        return context


class EntriesView(PagedListView):
    """The articles that `articles()` gives, by date; without any it is the 404 of what never existed."""

    template_name = "articles/entries.html"
    context_object_name = "entries"
    paginate_by = 20
    allow_empty = False

    def articles(self) -> ArticleQuerySet:
        raise NotImplementedError

    @property
    def shows_every_repost(self) -> bool:
        return "all" in self.request.GET.getlist("reposts")

    def get_queryset(self) -> ArticleQuerySet:
        articles = self.articles() if self.shows_every_repost else self.articles().leading()
        return self.shown(articles.newest_first())

    @staticmethod
    def shown(articles: ArticleQuerySet) -> ArticleQuerySet:
        """Articles with what a list shows of each."""
        articles = articles.select_related("source", "republisher").prefetch_related("tags", "credits")
        return with_excerpt(with_publishers(articles, Article.objects.published())).only(
            *("slug", "title", "kicker", "language", "published_at", "published_precision"),
            *("source__name", "source__slug", "republisher__name", "republisher__slug"),
        )
