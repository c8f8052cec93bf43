"""The search of the site, over what is published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from . import search
from .listing import with_excerpt
from .models import Article, ArticleQuerySet
from .qr import address_of
from .reposts import with_publishers
from .scripts import shown_in_traditional, simplified
from .searching import NARROWINGS, Asked, one_hit_a_text

FACETS_SHOWN = 10
ORDERS = {
    search.RELEVANCE: gettext_lazy("By relevance"),
    search.NEWEST: gettext_lazy("Newest first"),
    search.OLDEST: gettext_lazy("Oldest first"),
}
EXAMPLES = {
    "营商环境 大数据": gettext_lazy("Both words, anywhere in an article."),
    '"数字政府"': gettext_lazy("Exactly this, in one piece."),
    "适老化 OR 长辈": gettext_lazy("One of the two, or both."),
    "营商环境 -旅游": gettext_lazy("The first word without the second."),
    "title:改革": gettext_lazy("In the title only."),
    "author:郭荣鑫": gettext_lazy("Among all who are credited."),
    "source:晚报 year:2022": gettext_lazy("Of these sources, in this year."),
    "after:2022-02-01 before:2022-02-28": gettext_lazy("Published on these days or between them."),
    "5G*": gettext_lazy("Latin words and numbers that begin so."),
}


@dataclass(frozen=True, slots=True)
class Link:
    """A choice of the page: its address, and whether it is the one that holds."""

    label: str
    address: str
    count: int | None = None
    is_chosen: bool = False


class SearchView(TemplateView):
    template_name = "articles/search.html"
    extra_context = {"section": "search"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = Asked(self.request.GET)
        context = {"asked": asked, "search_text": asked.query.text, "examples": EXAMPLES.items()}
        if not asked.is_empty:
            context |= self._results(asked)
        return super().get_context_data(**context, **kwargs)

    def _results(self, asked: Asked) -> dict[str, Any]:
        articles = asked.among(Article.objects.published())
        listed = with_publishers(with_excerpt(articles), Article.objects.published())
        listed = listed.select_related("source", "republisher", "membership").prefetch_related("tags", "credits")
        # With their texts, which are cut into snippets.
        listed = listed.defer("body", "imported", "conflicts", "extra", "usage_terms")
        try:
            result = one_hit_a_text(listed, asked, self.request.GET.get("cursor", ""))
        except search.BadCursor as error:
            raise BadRequest("not a cursor of this search") from error
        facets = search.facets(articles, asked.query, FACETS_SHOWN)
        return {
            "result": result,
            "count": facets.count,
            "notes": [search.in_words(note) for note in asked.query.notes],
            "feed_query": asked.with_(),
            "has_code": bool(address_of(self.request, asked)),
            "orders": _orders(asked),
            "everywhere": asked.with_(**dict.fromkeys(NARROWINGS, "")),
            "chosen": _chosen(asked, facets),
            "facets": _facets(asked, facets),
            "next": result.next and asked.with_(cursor=result.next),
            "previous": result.previous and asked.with_(cursor=result.previous),
            "alternatives": [] if result.hits else _alternatives(asked, articles),
        }


def _alternatives(asked: Asked, articles: ArticleQuerySet) -> list[Link]:
    offered = search.alternatives(articles, asked.query)
    return [Link(str(other.query), asked.with_(q=str(other.query)), count=other.count) for other in offered]


def _orders(asked: Asked) -> list[Link]:
    return [
        Link(label, asked.with_(order="" if order == search.RELEVANCE else order), is_chosen=order == asked.order)
        for order, label in ORDERS.items()
    ]


def _chosen(asked: Asked, facets: search.Facets) -> list[Link]:
    """What the search is narrowed to, each with the address without it."""
    names = {facet.value: facet.label for facet in (*facets.sources, *facets.tags)}
    return [Link(names.get(value, value), asked.with_(**{name: ""})) for name, value in asked.narrowings.items()]


def _facets(asked: Asked, facets: search.Facets) -> list[tuple[str, list[Link]]]:
    """What the search can be narrowed to further; months once there is a year."""
    offered = {"source": (_("Source"), facets.sources), "tag": (_("Tag"), facets.tags)}
    dates = ("month", _("Month"), facets.months) if "year" in asked.narrowings else ("year", _("Year"), facets.years)
    offered[dates[0]] = dates[1:]
    return [
        (title, [Link(facet.label, asked.with_(**{name: facet.value}), facet.count) for facet in values])
        for name, (title, values) in offered.items()
        if values and name not in asked.narrowings
    ]


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """What goes on as somebody has begun to type, as `{"suggestions": [{"kind", "label", "url"}]}`.

    With `script=hant` it may be typed in traditional characters, and is told in them.
    """
    typed = request.GET.get("q", "")
    is_traditional = request.GET.get("script") == "hant"
    told = _suggestions(simplified(typed) if is_traditional else typed)
    if is_traditional:
        told = [{**one, **{part: shown_in_traditional(one[part]) for part in ("kind", "label")}} for one in told]
    return JsonResponse({"suggestions": told})


def _suggestions(typed: str) -> list[dict[str, str]]:
    found = search.suggest(Article.objects.published().only("slug", "title"), typed)
    named = [(_("Source"), found.sources), (_("Tag"), found.tags)]
    return [
        *(_suggestion(_("Title"), str(title), article.get_absolute_url()) for article, title in found.titles),
        *(_suggestion(kind, row.name, row.get_absolute_url()) for kind, rows in named for row in rows),
        *(_suggestion(_("Person"), name, _by(name)) for name in found.people),
    ]


def _suggestion(kind: str, label: str, url: str) -> dict[str, str]:
    return {"kind": kind, "label": label, "url": url}


def _by(name: str) -> str:
    return reverse("search") + "?" + urlencode({"q": f'author:"{name}"'})
