"""The list of tags, and the page of one."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from ..listing import published_counts
from ..models import Article, ArticleQuerySet, Tag
from ..moved import MovedMixin, moved_tag
from .lists import NAMES_PER_PAGE, EntriesView, PagedListView


class TagsView(PagedListView):
    """The tags of published articles, the most frequent first."""

    template_name = "articles/tags.html"
    context_object_name = "tags"
    paginate_by = NAMES_PER_PAGE
    extra_context = {"section": "tags"}

    def get_queryset(self) -> list[Tag]:
        counts = published_counts("tags")
        tags = [tag for tag in Tag.objects.all() if tag.pk in counts]
        for tag in tags:
            tag.article_count = counts[tag.pk]
        return sorted(tags, key=lambda tag: (-tag.article_count, tag.name))


class TagView(MovedMixin, EntriesView):
    extra_context = {"section": "tags"}
    moved = staticmethod(moved_tag)

    def articles(self) -> ArticleQuerySet:
        self.tag = get_object_or_404(Tag, slug=self.kwargs["slug"])
        return Article.objects.published().tagged(self.tag)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            tag=self.tag,
            heading=self.tag.name,
            heading_lang="zh-Hans",
            note=self.tag.description,
            feed=reverse("tag-feed-atom", args=[self.tag.slug]),
            **kwargs,
        )
