"""How an article is cited, and what machines are told of it."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from articles.describing import citations, news_article

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


def _address(context: dict[str, Any]) -> str:
    return context["request"].build_absolute_uri(context["article"].get_absolute_url())
