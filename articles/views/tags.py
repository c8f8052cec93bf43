"""The list of tags, and the page of one."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode

from ..listing import Facet, articles_tagged, facets, with_counts
from ..models import Article, ArticleQuerySet, FormerTag, Tag
from ..moved import MovedMixin, moved_tag
from ..periods import Period
from ..reposts import Gathered
from .bounded import BoundedView
from .charts import Bar, timeline
from .lists import NAMES_PER_PAGE, PagedListView

BESIDE = 12  # tags that are shown beside one
Tagged = Article.tags.through


class TagsView(PagedListView):
    """The tags of published articles, the most frequent first."""

    template_name = "articles/tags.html"
    context_object_name = "tags"
    paginate_by = NAMES_PER_PAGE
    extra_context = {"section": "tags"}

    def get_queryset(self) -> list[Tag]:
        return sorted(with_counts(Tag.objects.all(), "tags"), key=lambda tag: (-tag.article_count, tag.name))


class TagView(MovedMixin, BoundedView):
    """The articles of a tag; with `with` those alone that have another tag too, with `period` those of a time."""

    template_name = "articles/tag.html"
    extra_context = BoundedView.extra_context | {"section": "tags"}
    moved = staticmethod(moved_tag)

    @cached_property
    def tags(self) -> dict[str, Tag]:
        """The tag of the page, and the other one, by their slugs."""
        slugs = {self.kwargs["slug"], self._asked("with")} - {""}
        # An empty address is one that readers never saw, and so is the name that went with it.
        former = FormerTag.objects.filter(tag=OuterRef("pk")).exclude(slug="").order_by()
        names = Subquery(former.values("tag").annotate(names=Gathered("name")).values("names"))
        found = {tag.slug: tag for tag in Tag.objects.filter(slug__in=slugs).annotate(known_as=names)}
        if found.keys() != slugs:
            raise Http404
        return found

    @cached_property
    def other(self) -> Tag | None:
        other = self.tags.get(self._asked("with"))
        return None if other == self.tag else other

    @property
    def tag(self) -> Tag:
        return self.tags[self.kwargs["slug"]]

    @cached_property
    def period(self) -> Period | None:
        """The year, month or day that is asked for. What is none has no page."""
        asked = self._asked("period")
        period = Period.read(asked)
        if asked and period is None:
            raise Http404
        return period

    def articles(self) -> ArticleQuerySet:
        articles = articles_tagged(self.tag, self.other)
        if self.period is None:
            return articles
        try:
            return articles.between(*self.period.bounds())
        except (ValueError, OverflowError) as error:
            raise Http404 from error

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(
            tag=self.tag,
            former_names=sorted(self.tag.known_as or ()),
            narrowings=self._narrowings(),
            feed=reverse("tag-feed-atom", args=[self.tag.slug]),
            **kwargs,
        )
        if context["page_obj"].number == 1:
            beside, months = facets(self.newest, "tag", "month")
            context |= {"others": self._others(beside), "timeline": self._timeline(months)}
        return context

    def address(self, **values: str) -> str:
        """The page of the tag, narrowed as it is but for these `values`; an empty one widens it again."""
        kept = {"with": self._asked("with"), "period": self._asked("period")} | values
        query = urlencode({name: value for name, value in kept.items() if value})
        return self.tag.get_absolute_url() + (f"?{query}" if query else "")

    def _narrowings(self) -> list[tuple[str, str]]:
        """What the page is narrowed to, in words, and the address without that."""
        told = []
        if self.other:
            told.append((self.other.name, self.address(**{"with": ""})))
        if self.period:
            told.append((self.period.label, self.address(period="")))
        return told

    def _others(self, beside: list[Facet]) -> list[tuple[str, int, str]]:
        """Names of tags that articles have beside this one, how many have, and the address of both together."""
        others = [] if self.other else [tag for tag in beside if tag.slug != self.tag.slug]
        return [(tag.name, tag.count, self.address(**{"with": tag.slug})) for tag in others[:BESIDE]]

    def _timeline(self, months: list[Facet]) -> list[Bar]:
        if self.period and self.period.month:
            return []
        counts = sorted((Period.read(month.name), month.count) for month in months)
        return timeline(counts, lambda period: self.address(period=str(period)))

    def _asked(self, name: str) -> str:
        # PostgreSQL answers NUL with an error.
        return self.request.GET.get(name, "").replace("\x00", "\ufffd")
