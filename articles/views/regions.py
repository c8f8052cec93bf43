"""The regions that tags name, and the page of one."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models.functions import Coalesce
from django.urls import reverse
from django.views.generic import TemplateView

from ..listing import articles_of, public_tags, region_at
from ..models import Article, ArticleQuerySet, Tag
from ..moved import MovedMixin, moved_region
from ..reposts import ENTRIES
from .bounded import BoundedView


class RegionsView(TemplateView):
    """The provinces with the regions in them and how many articles they have, in the order of the tags."""

    template_name = "articles/regions.html"
    extra_context = {"section": "tags"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        regions = Tag.objects.filter(kind=Tag.Kind.REGION).order_by("pk")
        tagged = Article.objects.published().filter(tags__kind=Tag.Kind.REGION).order_by()
        own = dict(tagged.values_list("tags").annotate(count=ENTRIES))
        # An article of a city and of its province is one of the province.
        whole = dict(tagged.values_list(Coalesce("tags__within", "tags")).annotate(count=ENTRIES))
        provinces = {region.pk: region for region in regions if region.within_id is None and region.pk in whole}
        for province in provinces.values():
            province.article_count, province.inner = whole[province.pk], []
        for region in regions:
            if region.within_id in provinces and region.pk in own:
                region.article_count = own[region.pk]
                provinces[region.within_id].inner.append(region)
        return super().get_context_data(provinces=list(provinces.values()), **kwargs)


class RegionView(MovedMixin, BoundedView):
    """The articles of a region and of those in it."""

    template_name = "articles/region.html"
    extra_context = {"section": "tags"}
    moved = staticmethod(moved_region)

    @cached_property
    def region(self) -> Tag:
        return region_at(self.kwargs["slug"])

    def articles(self) -> ArticleQuerySet:
        return articles_of(self.region)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        province = self.region.within or self.region
        return super().get_context_data(
            region=self.region,
            province=province,
            # Of a province the regions in it, of any other its neighbours.
            regions=public_tags().filter(within=province).exclude(pk=self.region.pk).order_by("pk"),
            feed=reverse("region-feed-atom", args=[self.region.slug]),
            **kwargs,
        )
