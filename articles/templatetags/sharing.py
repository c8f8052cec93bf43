"""How an article is cited, and what machines are told of it."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from articles.describing import card_of, citations, news_article
from articles.fonts import found
from articles.models import Article

register = template.Library()

# Inside of a script element nothing may look like its end, or like a comment.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.inclusion_tag("articles/_share.html", takes_context=True)
def share(context: dict[str, Any]) -> dict[str, Any]:
    """The panel with citations and the QR code of the article of the page."""
    return {"article": context["article"], "citations": citations(context["article"], _address(context))}


@register.simple_tag(takes_context=True)
def json_ld(context: dict[str, Any]) -> SafeString:
    """The article of the page as schema.org data; it is data and no script, which a content security policy lets be."""
    told = json.dumps(news_article(context["article"], _address(context)), ensure_ascii=False)
    return mark_safe(f'<script type="application/ld+json">{told.translate(_ESCAPES)}</script>')


@register.inclusion_tag("_open_graph.html", takes_context=True)
def open_graph(context: dict[str, Any], name: str, shown: Any = None) -> dict[str, Any]:
    """How a link to this page is shown elsewhere (Open Graph). `name` is the name of its address, such as article."""
    request, arguments = context["request"], [shown.slug] if shown else []
    card = card_of(shown)
    picture = f"{reverse(f'{name}-card', args=arguments)}?v={card.digest}" if found(settings.CARD_FONT) else ""
    return {
        "article": shown if isinstance(shown, Article) else None,
        "title": str(shown or ""),
        "note": getattr(shown, "description", ""),
        "address": request.build_absolute_uri(reverse(name, args=arguments)),
        # With its digest: who keeps pictures by their addresses asks for another one once the title has changed.
        "picture": picture and request.build_absolute_uri(picture),
        "card": card,
    }


def _address(context: dict[str, Any]) -> str:
    return context["request"].build_absolute_uri(context["article"].get_absolute_url())
