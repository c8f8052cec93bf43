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
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .cards import png
from .describing import card_of
from .fonts import found
from .models import Article, ArticleQuerySet


def articles() -> ArticleQuerySet:
    """The articles that have a card, with what stands on it."""
    return Article.objects.published().select_related("source").only("title", "published_at", "source__name")


def card_path(route: str, name: str, visible: Callable[[], QuerySet] | None = None) -> URLPattern:
    """The card of a page below its address; `visible` are the objects that have a page, and the first page has none."""
    return path(f"{route}card.png", partial(_card, visible=visible), name=f"{name}-card")


def card_address(request: HttpRequest, name: str, shown: Any = None) -> str | None:
    """The absolute address of the card of a page, `name` being that of its address; None where there are no cards."""
    if found(settings.CARD_FONT) is None:
        return None
    address = reverse(f"{name}-card", args=[shown.slug] if shown else [])
    # With its digest: who keeps pictures by their addresses asks for another one once the title has changed.
    return request.build_absolute_uri(f"{address}?v={card_of(shown).digest}")


@require_safe
def _card(request: HttpRequest, visible: Callable[[], QuerySet] | None, slug: str = "") -> HttpResponse:
    face = found(settings.CARD_FONT)
    if face is None:
        raise Http404(_("There is no Chinese font on this server to set a card in."))
    shown: Any = get_object_or_404(visible(), slug=slug) if visible else None
    card = card_of(shown)
    etag = f'"{card.digest}"'
    # Nothing is drawn for who has the picture.
    response = get_conditional_response(request, etag=etag) or HttpResponse(png(card, face), content_type="image/png")
    response.headers["ETag"] = etag
    # To be kept, and asked after each time: a withdrawn article has no card any more.
    response.headers["Cache-Control"] = "no-cache"
    return response
