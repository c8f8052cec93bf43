"""Old addresses of sources and tags: where what stood there is now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.cache import patch_cache_control

from sources.models import Source

from .models import Article, FormerSource, FormerTag, Tag

# Browsers keep a permanent redirect for ever unless told otherwise; an editor may undo what caused it.
REMEMBERED = 3600  # seconds


def moved_source(slug: str) -> FormerSource | None:
    """The former address of a source that readers may know of."""
    former = FormerSource.objects.select_related("source").filter(slug=slug).exclude(source__slug=slug).first()
    own = former and Q(source=former.source) | Q(republisher=former.source)
    return former if former and Article.objects.published().filter(own).exists() else None


def moved_tag(slug: str) -> FormerTag | None:
    """The former address of a tag that readers may know of, or of one that was deleted."""
    former = FormerTag.objects.select_related("tag").filter(slug=slug).exclude(tag__slug=slug).order_by("-pk").first()
    if former and former.tag and not Article.objects.published().tagged(former.tag).exists():
        return None
    return former


def moved_region(slug: str) -> MovedRegion | None:
    """The region whose tag had this address; one that is no region has no page of that kind."""
    former = moved_tag(slug)
    return MovedRegion(former.tag) if former and former.tag and former.tag.kind == Tag.Kind.REGION else None


@dataclass(frozen=True, slots=True)
class MovedRegion:
    tag: Tag

    def get_absolute_url(self) -> str:
        return self.tag.get_region_url()


def remember_address(source: Source) -> None:
    """Before a source is saved: where its slug becomes another, the old address leads to it, if readers knew it."""
    before = Source.objects.filter(pk=source.pk).values_list("slug", flat=True).first()
    if before is None or before == source.slug:
        return
    FormerSource.objects.filter(slug=source.slug, source=source).delete()
    if Article.objects.published().filter(Q(source=source.pk) | Q(republisher=source.pk)).exists():
        FormerSource.objects.update_or_create(slug=before, defaults={"source": source})


class MovedMixin:
    """A page that, where nothing stands at its address any more, sends on to where it is now: `moved(slug)`."""

    def moved(self, slug: str) -> FormerSource | FormerTag | MovedRegion | None:
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            former = self.moved(kwargs["slug"])
            if former is None:
                raise
        query = request.META.get("QUERY_STRING")
        response = HttpResponsePermanentRedirect(former.get_absolute_url() + (f"?{query}" if query else ""))
        patch_cache_control(response, max_age=REMEMBERED)
        return response
