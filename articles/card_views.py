"""Card images, each below the address of its page. Without a Chinese font on the machine there are none."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from .cards import png
from .columns import key_of
from .contributors import Contributor, public_names
from .describing import SITE, card_of
from .fonts import found
from .listing import public_columns, public_regions, public_sources, public_tags
from .models import Article, ArticleQuerySet, Column
from .serials import series_of


def articles() -> ArticleQuerySet:
    """The articles that have a card, with what stands on it."""
    return Article.objects.published().select_related("source").only("title", "published_at", "source__name")


def card_paths() -> list[URLPattern]:
    """The card of each page that has one of its own, below its address, named as in `article-card`."""
    return [
        path(f"{route}card.png", partial(_card, page=page), name=f"{page}-card") for page, (route, _find) in OWN.items()
    ]


def card_address(request: HttpRequest, page: str = SITE, shown: Any = None) -> str | None:
    """The absolute address of the card of a page, `page` being the name of its address; None where there are no cards.

    A page that is about no object is shown with the card of the site.
    """
    if found(settings.CARD_FONT) is None:
        return None
    page = page if shown else SITE
    address = reverse(f"{page}-card", args=[_named(shown)] if shown else [])
    # With its digest: who keeps pictures by their addresses asks for another one once the title has changed.
    return request.build_absolute_uri(f"{address}?v={card_of(shown, page).digest}")


def _named(shown: Any) -> Any:
    """What the address of an object's page names it by."""
    match shown:
        case Column():
            return shown.labels
        case Contributor():
            return shown.name
    return shown.slug


def _by_slug(visible: Callable[[], QuerySet]) -> Callable[..., Any]:
    return lambda slug: get_object_or_404(visible(), slug=slug)


def _column(labels: list[str]) -> Column:
    return get_object_or_404(public_columns(), key=key_of(tuple(labels)))


def _person(name: str) -> Contributor:
    if not public_names().filter(name=name).exists():
        raise Http404
    return Contributor(name)


def _series(slug: str) -> Article:
    """The first part of a series, by which it is addressed."""
    published = Article.objects.published()
    article = get_object_or_404(published.select_related("source"), slug=slug)
    parts = series_of(article, published)
    if not parts or parts[0].pk != article.pk:
        raise Http404
    return article


# By the name of a page's address: that address, and what finds the object that it is about, or answers with a 404.
OWN: dict[str, tuple[str, Callable[..., Any]]] = {
    SITE: ("", lambda: None),
    "article": ("articles/<unicode_slug:slug>/", _by_slug(articles)),
    "source": ("sources/<unicode_slug:slug>/", _by_slug(public_sources)),
    "tag": ("tags/<unicode_slug:slug>/", _by_slug(public_tags)),
    "region": ("regions/<unicode_slug:slug>/", _by_slug(public_regions)),
    "column": ("columns/<labels:labels>/", _column),
    "series": ("series/<unicode_slug:slug>/", _series),
    "person": ("people/<name:name>/", _person),
}


@require_safe
def _card(request: HttpRequest, page: str, **named: Any) -> HttpResponse:
    face = found(settings.CARD_FONT)
    if face is None:
        raise Http404(gettext("There is no Chinese font on this server to set a card in."))
    card = card_of(OWN[page][1](**named), page)
    etag = f'"{card.digest}"'
    # Nothing is drawn for who has the picture.
    response = get_conditional_response(request, etag=etag) or HttpResponse(png(card, face), content_type="image/png")
    response.headers["ETag"] = etag
    # To be kept, and asked after each time: a withdrawn article has no card any more.
    response.headers["Cache-Control"] = "no-cache"
    return response
