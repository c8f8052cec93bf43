"""How an article is cited, and what machines are told of it."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from articles.card_views import card_address
from articles.describing import SITE, card_of, citations, news_article
from articles.qr import TYPES

register = template.Library()

# Where a feed is not named like its page.
PAGES = {"latest": "home"}
FEEDS = {"atom": "Atom", "rss": "RSS", "json": "JSON Feed"}

# Inside of a script element nothing may look like its end, or like a comment.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.inclusion_tag("articles/_share.html", takes_context=True)
def share(context: dict[str, Any]) -> dict[str, Any]:
    """The panel with citations and the QR code of the article of the page."""
    return {"article": context["article"], "citations": citations(context["article"], _address(context))}


@register.simple_tag(takes_context=True)
def json_ld(context: dict[str, Any]) -> SafeString:
    """The article of the page as schema.org data; it is data and no script, which a content security policy lets be."""
    article, chain = context["article"], context["chain"]
    first = next((step.article for step in chain if step.article), article)
    origin = "" if first == article else context["request"].build_absolute_uri(first.get_absolute_url())
    told = json.dumps(news_article(article, _address(context), origin), ensure_ascii=False)
    return mark_safe(f'<script type="application/ld+json">{told.translate(_ESCAPES)}</script>')


@register.inclusion_tag("articles/_take_along.html", takes_context=True)
def take_along(
    context: dict[str, Any], name: str, slug: str = "", query: str = "", has_code: bool = True
) -> dict[str, Any]:
    """What a list gives to take along: its feeds, its codes, and itself as a wall of codes.

    `name` is that of its addresses: latest, source, tag, or search, which has a `query` in place of a slug.
    """
    arguments = [slug] if slug else []

    def address(of: str) -> str:
        return reverse(f"{name}-{of}", args=arguments) + query

    codes = {kind: address(f"qr-{kind}") for kind in TYPES} if has_code else {}
    asked = query or (f"?{urlencode({name: slug})}" if slug else "")
    return {
        "feeds": [(FEEDS[kind], address(f"feed-{kind}")) for kind in FEEDS],
        "wall": reverse("wall") + asked,
        "trends": reverse("trends") + asked,
        "address": context["request"].build_absolute_uri(reverse(PAGES.get(name, name), args=arguments) + query),
        **codes,
    }


@register.inclusion_tag("_open_graph.html", takes_context=True)
def open_graph(
    context: dict[str, Any], page: str = SITE, shown: Any = None, title: str = "", note: str = ""
) -> dict[str, Any]:
    """How a link to this page is shown elsewhere (Open Graph).

    A page about an object names it, and `page`, the name of its address such as article; others have a title. The note
    says in a sentence what the page holds.
    """
    request, asked = context["request"], context.get("asked")
    address = reverse(request.resolver_match.view_name, kwargs=request.resolver_match.kwargs)
    return {
        "article": shown if page == "article" else None,
        "title": title or str(shown or ""),
        "note": getattr(shown, "description", "") or note,
        "address": request.build_absolute_uri(address + (asked.canonical if asked else "")),
        "picture": card_address(request, page, shown),
        "card": card_of(shown, page),
    }


def _address(context: dict[str, Any]) -> str:
    return context["request"].build_absolute_uri(context["article"].get_absolute_url())
